import { useCallback, useState, type RefObject } from 'react'
import type { ConversationDetail } from '../../../../../server/contract/conversation.ts'
import type { MessageView } from '../../../../../server/contract/message.ts'
import { lastSeq } from '../thread/thread-rows.ts'
import type { ConversationPaneProps } from '../types.ts'
import { takesFreeText, type ComposerState } from './composer-state.ts'
import type { ComposerMode } from './draft-store.ts'
import { colleaguesAnswers, outgoingMessages } from './outgoing.ts'
import { useDraft } from './use-draft.ts'
import { useTypingSignal } from './use-typing-signal.ts'
import { readyFiles, useUploads } from './use-uploads.ts'

interface ComposerInputs extends Pick<ConversationPaneProps, 'conversation' | 'thread' | 'actions' | 'me'> {
  detail: ConversationDetail | null
  state: ComposerState
  replyTo: MessageView | null
  onReplyTo: (message: MessageView | null) => void
}

/** The contract's limit for notes; no platform sees them. */
const NOTE_LIMIT = 65_536
const NO_MEDIA: ConversationDetail['capabilities']['media'] = []

/** What is being written, and everything that happens when it is sent. */
export function useComposer(inputs: ComposerInputs, editor: RefObject<HTMLTextAreaElement | null>) {
  const { conversation, thread, actions, me, detail, state, replyTo, onReplyTo } = inputs
  const { draft, text, setMode, setText, setReply, setSinceSeq, clear } = useDraft(conversation.id)
  const uploads = useUploads(actions, detail?.capabilities.media ?? NO_MEDIA)
  const signal = useTypingSignal((on) => actions.typing(on))
  const [collision, setCollision] = useState<readonly MessageView[] | null>(null)
  const { mode } = draft
  const seq = lastSeq(thread.messages)
  const limit = mode === 'note' ? NOTE_LIMIT : (detail?.capabilities.textLimit ?? NOTE_LIMIT)
  const files = readyFiles(uploads.uploads)
  const isEmpty = text.trim() === '' && (mode === 'note' || uploads.uploads.length === 0)
  const canSend =
    !isEmpty && text.trim().length <= limit && (mode === 'note' || (takesFreeText(state) && files !== null))

  const focus = useCallback(() => {
    // The editor may only come into the document with this very change.
    requestAnimationFrame(() => editor.current?.focus())
  }, [editor])
  const changeMode = useCallback(
    (next: ComposerMode) => {
      setMode(next)
      focus()
    },
    [setMode, focus],
  )
  const insert = useCallback(
    (added: string) => {
      const before = draft.reply
      setReply(
        before.trim() === '' ? added : `${before.trimEnd()}\n${added}`,
        before === '' ? seq : draft.sinceSeq,
      )
      focus()
    },
    [draft.reply, draft.sinceSeq, seq, setReply, focus],
  )

  const sendNow = () => {
    if (mode === 'note') {
      const note = text.trim()
      actions.send({ clientId: crypto.randomUUID(), note }, { text: note })
    } else {
      const limits = { captionLimit: detail?.capabilities.captionLimit ?? 0 }
      const messages = outgoingMessages({ text, files: files ?? [], replyTo: replyTo?.id }, limits, () =>
        crypto.randomUUID(),
      )
      for (const message of messages) actions.send(message.draft, message.preview)
      uploads.clear()
      onReplyTo(null)
    }
    clear(mode)
    signal.stop()
    setCollision(null)
    focus()
  }
  const send = () => {
    if (!canSend) return
    // Without a position nothing is known about what came later.
    const answers =
      mode === 'reply' && draft.sinceSeq > 0 ? colleaguesAnswers(thread.messages, draft.sinceSeq, me) : []
    if (answers.length > 0) setCollision(answers)
    else sendNow()
  }

  return {
    draft,
    mode,
    text,
    limit,
    uploads,
    collision,
    canSend,
    waitsForFiles: mode === 'reply' && uploads.uploads.length > 0 && files === null,
    checking:
      state.kind === 'open' &&
      state.phase === 'checking' &&
      thread.pending.some((one) => one.state === 'sending'),
    change: (next: string) => {
      setText(next, seq)
      if (mode === 'reply') signal.typed(next)
    },
    stopTyping: signal.stop,
    changeMode,
    writeReply: useCallback(() => changeMode('reply'), [changeMode]),
    writeNote: useCallback(() => changeMode('note'), [changeMode]),
    insert,
    attach: (added: readonly File[], voice = false) => {
      if (mode === 'note') setMode('reply')
      if (draft.reply === '' && uploads.uploads.length === 0) setSinceSeq(seq)
      uploads.add(added, voice)
      focus()
    },
    clear,
    draftToNote: () => {
      const note = draft.reply.trim()
      actions.send({ clientId: crypto.randomUUID(), note }, { text: note })
      clear('reply')
    },
    send,
    sendAnyway: sendNow,
    keepEditing: () => {
      setCollision(null)
      setSinceSeq(seq)
      focus()
    },
    discardAnswer: () => {
      setCollision(null)
      clear('reply')
      uploads.clear()
      onReplyTo(null)
      signal.stop()
      focus()
    },
    focus,
  }
}

export type ComposerModel = ReturnType<typeof useComposer>
