import { useCallback, useEffect, useState } from 'react'
import { emptyDraft, loadDraft, saveDraft, type ComposerMode, type SavedDraft } from './draft-store.ts'

/** The texts being written in a conversation, kept for the next visit. */
export function useDraft(conversationId: string) {
  const [draft, setDraft] = useState<SavedDraft>(() => loadDraft(conversationId))
  useEffect(() => saveDraft(conversationId, draft), [conversationId, draft])

  const setMode = useCallback((mode: ComposerMode) => setDraft((now) => ({ ...now, mode })), [])
  /** `seq`: how far the thread is known; remembered when an answer is begun. */
  const setText = useCallback((text: string, seq: number) => {
    setDraft((now) => {
      if (now.mode === 'note') return { ...now, note: text }
      return { ...now, reply: text, sinceSeq: now.reply === '' ? seq : now.sinceSeq }
    })
  }, [])
  const setReply = useCallback((reply: string, sinceSeq: number) => {
    setDraft((now) => ({ ...now, mode: 'reply', reply, sinceSeq }))
  }, [])
  const setSinceSeq = useCallback((sinceSeq: number) => setDraft((now) => ({ ...now, sinceSeq })), [])
  const clear = useCallback((mode: ComposerMode) => {
    setDraft((now) => ({ ...now, [mode]: emptyDraft[mode], sinceSeq: mode === 'reply' ? 0 : now.sinceSeq }))
  }, [])
  return { draft, text: draft[draft.mode], setMode, setText, setReply, setSinceSeq, clear }
}

export type DraftState = ReturnType<typeof useDraft>
