import { useImperativeHandle, useMemo, useRef, type Ref } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationDetail } from '../../../../../server/contract/conversation.ts'
import type { MessageView } from '../../../../../server/contract/message.ts'
import { safeName } from '../messages/text-format.ts'
import type { ConversationPaneProps } from '../types.ts'
import { CollisionDialog } from './CollisionDialog.tsx'
import { ComposerCard } from './ComposerCard.tsx'
import type { ComposerState } from './composer-state.ts'
import { useStyles } from './Composer.styles.ts'
import { ComposerEditor } from './ComposerEditor.tsx'
import { ModeSwitch } from './ModeSwitch.tsx'
import { useComposer } from './use-composer.ts'
import { useOnline } from './use-online.ts'
import { WindowAnnouncer } from './WindowAnnouncer.tsx'
import { WindowBanner } from './WindowBanner.tsx'
import { reminderText } from './reminder-texts.ts'

/** Whoever has not written for so long is looked at again: a matter must not be forgotten for good. */
const REMIND_MS = 30 * 86_400_000

/** What the rest of the pane may ask of the composer. */
export interface ComposerHandle {
  writeReply: () => void
  writeNote: () => void
  insert: (text: string) => void
  attach: (files: readonly File[]) => void
  /** The answer being written has left in another way. */
  clearReply: () => void
}

interface ComposerProps extends Pick<ConversationPaneProps, 'conversation' | 'thread' | 'actions' | 'me'> {
  ref: Ref<ComposerHandle>
  detail: ConversationDetail | null
  state: ComposerState
  now: Date
  replyTo: MessageView | null
  onReplyTo: (message: MessageView | null) => void
  onTemplate: (draft?: string) => void
  onOpenConversation: ((conversationId: string) => void) | undefined
}

/** Where answers and notes are written; what it shows follows from the state of the window. */
export function Composer(props: ComposerProps) {
  const { ref, conversation, detail, thread, state, now, onTemplate, actions } = props
  const { t, i18n } = useTranslation('conversation')
  const styles = useStyles()
  const editor = useRef<HTMLTextAreaElement>(null)
  const composer = useComposer(props, editor)
  const online = useOnline(thread)
  const { draft, mode } = composer
  const name = safeName(conversation.contact.name) || conversation.title
  const canNote = detail?.can.note ?? false
  const { writeReply, writeNote, insert, attach, clear } = composer
  useImperativeHandle(
    ref,
    () => ({ writeReply, writeNote, insert, attach, clearReply: () => clear('reply') }),
    [writeReply, writeNote, insert, attach, clear],
  )
  const reminder = useMemo(
    () => reminderText(detail?.contactDetail.language, i18n.language),
    [detail?.contactDetail.language, i18n.language],
  )

  const { onOpenConversation } = props
  const { mergedIntoId } = conversation
  const openMerged =
    mergedIntoId === null || onOpenConversation === undefined
      ? undefined
      : () => onOpenConversation(mergedIntoId)
  const isCard = state.kind === 'closed' || state.kind === 'inactive' || state.kind === 'forbidden'
  return (
    <section className={styles.root} aria-label={t('composer.label')}>
      <WindowAnnouncer state={state} />
      {!online && <output className={styles.offline}>{t('composer.offline')}</output>}
      {mode === 'reply' && <WindowBanner state={state} now={now} onAsk={() => insert(reminder)} />}
      {mode === 'reply' && isCard ? (
        <ComposerCard
          state={state}
          name={name}
          now={now}
          draft={draft.reply}
          can={{ note: canNote, reopen: detail?.can.reopen ?? false }}
          onTemplate={onTemplate}
          onNote={writeNote}
          onDraftToNote={composer.draftToNote}
          onDiscardDraft={() => composer.clear('reply')}
          onReopen={() => void actions.reopen()}
          onOpenMerged={openMerged}
          onRemind={
            conversation.status === 'open' && detail?.can.resolve === true
              ? () => void actions.snooze(new Date(now.getTime() + REMIND_MS).toISOString())
              : undefined
          }
        />
      ) : (
        <ComposerEditor
          editor={editor}
          composer={composer}
          state={state}
          name={name}
          detail={detail}
          replyTo={props.replyTo}
          onReplyTo={props.onReplyTo}
          onTemplate={onTemplate}
          modeSwitch={canNote && <ModeSwitch mode={mode} onChange={composer.changeMode} />}
          snoozed={conversation.status === 'snoozed'}
        />
      )}
      {composer.collision !== null && (
        <CollisionDialog
          answers={composer.collision}
          text={draft.reply.trim()}
          onSend={composer.sendAnyway}
          onEdit={composer.keepEditing}
          onDiscard={composer.discardAnswer}
        />
      )}
    </section>
  )
}
