import { mergeClasses } from '@fluentui/react-components'
import {
  CallInbound20Regular,
  CallMissed20Regular,
  Checkmark16Regular,
  Warning20Regular,
} from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import type { MessageView } from '../../../../../server/contract/message.ts'
import { AttachmentView } from './AttachmentView.tsx'
import { CallCard } from './CallCard.tsx'
import { ContactCards } from './ContactCards.tsx'
import { FormAnswers } from './FormAnswers.tsx'
import { LocationCard } from './LocationCard.tsx'
import { formatDuration } from './message-words.ts'
import { useStyles } from './MessageContent.styles.ts'
import { OrderCard } from './OrderCard.tsx'
import { TemplateContent } from './TemplateContent.tsx'
import { safeName } from './text-format.ts'
import { TextBody } from './TextBody.tsx'

/** What a message says, by its kind. */
export function MessageContent({ message }: { message: MessageView }) {
  const { t } = useTranslation('conversation')
  const styles = useStyles()
  const { text } = message
  switch (message.kind) {
    case 'text':
      return text === undefined ? <Attachments message={message} /> : <WithAttachments message={message} />
    case 'image':
    case 'video':
    case 'audio':
    case 'voice':
    case 'document':
    case 'sticker':
      return <WithAttachments message={message} />
    case 'location':
      return message.location === undefined ? (
        <Placeholder message={message} />
      ) : (
        <LocationCard location={message.location} />
      )
    case 'contacts':
      return <ContactCards contacts={message.contacts ?? []} />
    case 'button_reply':
    case 'list_reply':
      return (
        <span className={styles.choice}>
          <span className={styles.choiceMark} aria-hidden="true">
            <Checkmark16Regular />
          </span>
          <span>
            <span className={styles.kind}>{t(`kind.${message.kind}`)}</span>
            <TextBody text={text ?? ''} plain />
          </span>
        </span>
      )
    case 'form_reply':
      return <FormAnswers fields={message.form ?? []} title={text} />
    case 'order':
      return (
        <>
          {message.order !== undefined && <OrderCard order={message.order} />}
          {text !== undefined && <Caption text={text} />}
        </>
      )
    case 'template':
      return (
        <>
          <Attachments message={message} />
          <TemplateContent template={message.template ?? { name: '', language: '' }} text={text} />
        </>
      )
    case 'reaction':
      return (
        <span className={styles.stack}>
          <span className={styles.kind}>{t(text ? 'message.reactedTo' : 'message.reactionRemoved')}</span>
          {text !== undefined && <TextBody text={text} />}
        </span>
      )
    case 'call':
      return message.call?.deflected === undefined ? (
        <CallLine message={message} />
      ) : (
        <CallCard message={message} call={message.call.deflected} />
      )
    case 'unsupported':
      return <Unsupported message={message} />
    case 'system':
      return text === undefined ? <Placeholder message={message} /> : <TextBody text={text} plain />
  }
}

function WithAttachments({ message }: { message: MessageView }) {
  const hasFiles = message.attachments !== undefined && message.attachments.length > 0
  if (message.text === undefined)
    return hasFiles ? <Attachments message={message} /> : <Placeholder message={message} />
  if (!hasFiles) return <TextBody text={message.text} note={message.direction === 'note'} />
  return (
    <>
      <Attachments message={message} />
      <Caption text={message.text} />
    </>
  )
}

function Attachments({ message }: { message: MessageView }) {
  const styles = useStyles()
  if (message.attachments === undefined || message.attachments.length === 0) return null
  const isSound = message.attachments.every(({ kind }) => kind === 'audio' || kind === 'voice')
  return (
    <div className={mergeClasses(styles.files, !isSound && message.kind !== 'sticker' && styles.wide)}>
      {message.attachments.map((attachment) => (
        <AttachmentView key={attachment.id} attachment={attachment} senderName={message.author.name} />
      ))}
    </div>
  )
}

function Caption({ text }: { text: string }) {
  const styles = useStyles()
  return (
    <span className={styles.caption}>
      <TextBody text={text} plain />
    </span>
  )
}

function CallLine({ message }: { message: MessageView }) {
  const { t } = useTranslation('conversation')
  const styles = useStyles()
  const outcome = message.call?.outcome ?? 'ended'
  const seconds = message.call?.durationSeconds
  const text = t(`call.${outcome}`)
  const isBad = outcome === 'missed' || outcome === 'failed'
  return (
    <span className={styles.line}>
      <span className={isBad ? styles.bad : styles.good} aria-hidden="true">
        {isBad ? <CallMissed20Regular /> : <CallInbound20Regular />}
      </span>
      {seconds === undefined ? text : t('call.duration', { text, duration: formatDuration(seconds) })}
    </span>
  )
}

function Unsupported({ message }: { message: MessageView }) {
  const { t } = useTranslation('conversation')
  const styles = useStyles()
  const type = safeName(message.unsupported?.type ?? '').replace(/_/gu, ' ')
  const code = message.unsupported?.platformCode
  const facts = [
    type === '' ? '' : t('message.unsupportedType', { type }),
    code === undefined ? '' : t('message.unsupportedCode', { code: safeName(code) }),
  ]
  return (
    <span className={styles.line}>
      <span className={styles.muted} aria-hidden="true">
        <Warning20Regular />
      </span>
      <span>
        {t('message.unsupported')}
        <span className={styles.kind}>{facts.filter((fact) => fact !== '').join(' · ')}</span>
      </span>
    </span>
  )
}

function Placeholder({ message }: { message: MessageView }) {
  const { t } = useTranslation('conversation')
  const styles = useStyles()
  return (
    <span className={styles.muted}>
      {t(`kind.${message.kind}`)} · {t('message.empty')}
    </span>
  )
}
