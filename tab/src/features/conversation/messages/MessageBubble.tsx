import { mergeClasses } from '@fluentui/react-components'
import { ArrowForward16Regular, LockClosed12Regular } from '@fluentui/react-icons'
import { memo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageView } from '../../../../../server/contract/message.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { usePaneTools } from '../pane-tools.ts'
import { FailureNotice, UnconfirmedNotice } from './FailureNotice.tsx'
import { MessageActions } from './MessageActions.tsx'
import { useStyles } from './MessageBubble.styles.ts'
import { MessageContent } from './MessageContent.tsx'
import { MessageMeta, useDeliveryWords } from './MessageMeta.tsx'
import { authorName, messageExcerpt } from './message-words.ts'
import { QuoteView } from './QuoteView.tsx'
import { ReactionChips } from './ReactionChips.tsx'
import { ReferralView } from './ReferralView.tsx'
import { TemplateButtons } from './TemplateContent.tsx'
import { countEmojiOnly } from './text-format.ts'
import { useReveal } from './use-reveal.ts'

interface MessageBubbleProps {
  message: MessageView
  first: boolean
  last: boolean
  /** Shown for a moment after a jump to it. */
  highlighted: boolean
  /** The one message of the thread that the Tab key reaches. */
  current: boolean
}

/** One message: who, what, when, how far it came, and what can be done with it. */
export const MessageBubble = memo(function MessageBubble(props: MessageBubbleProps) {
  const { message, first, last, highlighted, current } = props
  const { t } = useTranslation('conversation')
  const { me } = usePaneTools()
  const format = useFormat()
  const styles = useStyles()
  const reveal = useReveal()
  const isInbound = message.direction === 'inbound'
  const isNote = message.direction === 'note'
  const author = authorName(message.author, me, t)
  const { delivery } = message
  const status = delivery === undefined ? '' : t(`delivery.${delivery.status}`)
  const facts = {
    author,
    time: format.time(new Date(message.at)),
    content: messageExcerpt(message, t),
    status,
  }

  return (
    <article
      // Arrow keys go from message to message.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={current ? 0 : -1}
      data-message={message.id}
      aria-label={t(status === '' ? 'message.label' : 'message.labelStatus', facts)}
      className={mergeClasses(
        styles.row,
        isInbound ? styles.inboundRow : styles.outboundRow,
        first && styles.firstRow,
        message.reactions !== undefined && message.reactions.length > 0 && styles.reactedRow,
      )}
      {...reveal.events}
    >
      {first && !isInbound && (
        <div className={styles.author}>
          {isNote && <LockClosed12Regular aria-hidden="true" />}
          <span dir="auto">{isNote ? t('author.noteBy', { name: author }) : author}</span>
        </div>
      )}
      <div className={mergeClasses(styles.line, !isInbound && styles.lineEnd)}>
        <div
          className={mergeClasses(
            styles.bubble,
            isNote ? styles.note : isInbound ? styles.inbound : styles.outbound,
            !last && (isInbound ? styles.joinedInbound : styles.joinedOutbound),
            isBare(message) && styles.bare,
            hasPicture(message) && styles.pictured,
            highlighted && styles.highlighted,
          )}
        >
          <BubbleInside message={message} />
        </div>
        {reveal.shown && (
          <div className={mergeClasses(styles.actions, !isInbound && styles.actionsStart)}>
            <MessageActions message={message} onHold={reveal.hold} />
          </div>
        )}
      </div>
      <ReactionChips message={message} />
      {delivery?.status === 'failed' && (
        <FailureNotice message={message} error={delivery.error ?? { code: 'unknown' }} />
      )}
      {delivery?.status === 'unconfirmed' && <UnconfirmedNotice message={message} />}
    </article>
  )
})

/** Stickers and a few emoji stand without a bubble. */
function isBare(message: MessageView): boolean {
  if (message.revokedAt !== undefined || message.quote !== undefined || message.direction === 'note')
    return false
  if (message.kind === 'sticker') return message.attachments?.[0]?.state === 'ready'
  if (message.kind !== 'text' || message.text === undefined) return false
  const emoji = countEmojiOnly(message.text)
  return emoji > 0 && emoji <= 3
}

/** A caption is as wide as its picture at most. */
function hasPicture(message: MessageView): boolean {
  return (
    message.attachments?.some(
      ({ kind, state }) => state === 'ready' && (kind === 'image' || kind === 'video'),
    ) ?? false
  )
}

function BubbleInside({ message }: { message: MessageView }) {
  const { t } = useTranslation('conversation')
  const styles = useStyles()
  const wordsOf = useDeliveryWords()
  const meta: ReactNode = (
    <MessageMeta
      at={message.at}
      status={message.delivery?.status}
      words={wordsOf(message)}
      edited={message.editedAt !== undefined}
    />
  )
  if (message.revokedAt !== undefined) {
    return (
      <>
        <span className={styles.revoked}>{t('message.revoked')}</span>
        {meta}
      </>
    )
  }
  const buttons = message.template?.buttons ?? []
  return (
    <>
      {message.forwarded !== undefined && (
        <span className={styles.forwarded}>
          <ArrowForward16Regular aria-hidden="true" />
          {t(message.forwarded === 'often' ? 'message.forwardedOften' : 'message.forwarded')}
        </span>
      )}
      {message.referral !== undefined && <ReferralView referral={message.referral} />}
      {message.quote !== undefined && <QuoteView quote={message.quote} />}
      <MessageContent message={message} />
      {meta}
      {buttons.length > 0 && <TemplateButtons buttons={buttons} />}
    </>
  )
}
