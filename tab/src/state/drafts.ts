import { keysWith, readText, storeText } from './local-storage.ts'

const prefixOf = (userId: string): string => `callover.draft.${userId}.`

/** Unsent words of this person in this conversation, kept on this device only. */
export function readDraft(userId: string, conversationId: string): string {
  return readText(`${prefixOf(userId)}${conversationId}`) ?? ''
}

export function storeDraft(userId: string, conversationId: string, text: string): void {
  storeText(`${prefixOf(userId)}${conversationId}`, text.trim() === '' ? null : text)
}

/** On signing out nothing that was written stays behind on the device. */
export function forgetDrafts(userId: string): void {
  for (const key of [...keysWith(prefixOf(userId)), ...keysWith(`callover.pending.${userId}.`)]) {
    storeText(key, null)
  }
}
