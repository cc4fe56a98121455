import { z } from 'zod'
import { readJson, readText, storeJson, storeText } from '../../../state/local-storage.ts'

const savedDraft = z.object({
  mode: z.enum(['reply', 'note']),
  /** Each mode keeps its own text: a note must never end up as an answer by a slip of the switch. */
  reply: z.string(),
  note: z.string(),
  /** Position of the thread when the answer was begun: whatever a colleague sent later was not known. */
  sinceSeq: z.number(),
})

/** What was being written in a conversation when it was left. */
export type SavedDraft = z.infer<typeof savedDraft>
export type ComposerMode = SavedDraft['mode']

export const emptyDraft: SavedDraft = { mode: 'reply', reply: '', note: '', sinceSeq: 0 }

const keyOf = (conversationId: string) => `callover.draft.${conversationId}`

export function loadDraft(conversationId: string): SavedDraft {
  return readJson(keyOf(conversationId), savedDraft) ?? emptyDraft
}

export function saveDraft(conversationId: string, draft: SavedDraft): void {
  const isEmpty = draft.reply === '' && draft.note === '' && draft.mode === 'reply'
  if (isEmpty) storeText(keyOf(conversationId), null)
  else storeJson(keyOf(conversationId), draft)
}

/** Which key sends; the other one starts a new line. */
export type SendKey = 'enter' | 'modEnter'
const SEND_KEY = 'callover.sendKey'

export function loadSendKey(): SendKey {
  return readText(SEND_KEY) === 'modEnter' ? 'modEnter' : 'enter'
}

export function saveSendKey(key: SendKey): void {
  storeText(SEND_KEY, key)
}
