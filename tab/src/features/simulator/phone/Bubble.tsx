import { mergeClasses } from '@fluentui/react-components'
import { memo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../i18n/use-format.ts'
import { Labelled } from '../Labelled.tsx'
import type { Message } from '../state/wire.ts'
import { useStyles } from './Bubble.styles.ts'
import { BubbleContent } from './BubbleContent.tsx'
import { BubbleMenu } from './BubbleMenu.tsx'
import { CardButtons } from './CardPart.tsx'
import { useChatTools } from './chat-tools.ts'
import { PhoneTick } from './PhoneTick.tsx'
import { usePreview } from './use-preview.ts'
import { useGestures } from './use-gestures.ts'

export interface BubbleProps {
  message: Message
  /** Begins a group: keeps a distance and gets a pointed corner. */
  first: boolean
}

/** One message. Swiping it to the side, or its menu, answers it. */
export const Bubble = memo(function Bubble({ message, first }: BubbleProps) {
  const styles = useStyles()
  const tools = useChatTools()
  const [menuOpen, setMenuOpen] = useState(false)
  const own = message.author === 'customer'
  const gone = message.deletedAt !== undefined
  const row = useRef<HTMLLIElement>(null)
  const offset = useGestures(row, {
    onSwipe: () => !gone && tools.reply(message),
    onHold: () => !gone && setMenuOpen(true),
  })
  const { content } = message
  const sticker = !gone && content.kind === 'media' && content.media === 'sticker'
  const wide = !gone && (content.kind === 'card' || content.kind === 'location')
  const reactions = [message.reactions.customer, message.reactions.business].filter(
    (emoji) => emoji !== undefined,
  )
  return (
    <li ref={row} className={mergeClasses(styles.row, own && styles.own, first && styles.first)}>
      <div
        className={mergeClasses(
          styles.bubble,
          own && styles.ownBubble,
          first && (own ? styles.ownTail : styles.otherTail),
          reactions.length > 0 && styles.withReactions,
          sticker && styles.bare,
          wide && styles.wide,
        )}
        style={offset === 0 ? undefined : { transform: `translateX(${offset}px)` }}
      >
        <Author message={message} />
        {!gone && message.replyTo !== undefined && <Quote messageId={message.replyTo} />}
        <BubbleContent message={message} />
        <Meta message={message} />
        {!gone && content.kind === 'card' && <CardButtons card={content} message={message} />}
        {!gone && <Reactions message={message} />}
      </div>
      {!gone && <BubbleMenu message={message} open={menuOpen} onOpen={setMenuOpen} />}
    </li>
  )
})

/** Who wrote it is a matter of place and colour; this is for those who hear the page. */
function Author({ message }: { message: Message }) {
  const { t } = useTranslation('simulator')
  const { businessName } = useChatTools()
  return (
    <span style={{ position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' }}>
      {message.author === 'customer' ? t('bubble.you') : businessName}:
    </span>
  )
}

function Quote({ messageId }: { messageId: string }) {
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  const preview = usePreview()
  const { find, businessName } = useChatTools()
  const quoted = find(messageId)
  return (
    <blockquote className={styles.quote}>
      <span className={styles.quoteName}>
        {quoted?.author === 'customer' ? t('bubble.you') : businessName}
      </span>
      <span className={styles.quoteText}>
        {quoted === undefined ? t('bubble.quoteGone') : preview(quoted)}
      </span>
    </blockquote>
  )
}

function Meta({ message }: { message: Message }) {
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  const { time } = useFormat()
  const own = message.author === 'customer'
  return (
    <span className={styles.meta}>
      {message.editedAt !== undefined && message.deletedAt === undefined && <span>{t('bubble.edited')}</span>}
      <time dateTime={message.at}>{time(new Date(message.at))}</time>
      {own && message.deletedAt === undefined && (
        <PhoneTick
          status={message.status}
          className={mergeClasses(styles.tick, message.status === 'read' && styles.read)}
        />
      )}
    </span>
  )
}

function Reactions({ message }: { message: Message }) {
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  const { businessName } = useChatTools()
  const { customer, business } = message.reactions
  if (customer === undefined && business === undefined) return null
  return (
    <span className={styles.reactions}>
      {customer !== undefined && (
        <Labelled label={t('bubble.reactionYou', { emoji: customer })}>{customer}</Labelled>
      )}
      {business !== undefined && (
        <Labelled label={t('bubble.reactionBusiness', { emoji: business, name: businessName })}>
          {business}
        </Labelled>
      )}
    </span>
  )
}
