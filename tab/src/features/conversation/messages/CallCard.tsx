import { mergeClasses } from '@fluentui/react-components'
import { CallFilled, CallInboundFilled, ChevronDown16Regular } from '@fluentui/react-icons'
import type { TFunction } from 'i18next'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallStep, DeflectedCall } from '../../../../../server/contract/call.ts'
import type { MessageView } from '../../../../../server/contract/message.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { AttachmentView } from './AttachmentView.tsx'
import { useStyles } from './CallCard.styles.ts'
import { CallSteps } from './CallSteps.tsx'
import { formatDuration } from './message-words.ts'
import { ResultBadge } from './ResultBadge.tsx'
import { safeName } from './text-format.ts'

/** The phone call with which a conversation began: who rang, what became of it, and what was asked and understood. */
export function CallCard({ message, call }: { message: MessageView; call: DeflectedCall }) {
  const { t } = useTranslation('calls')
  const styles = useStyles()
  const result = t(`result.${call.result}`)
  const files = message.attachments ?? []
  return (
    <section className={styles.card} aria-label={t('card.label', { result })}>
      <Head message={message} call={call} result={result} />
      {files.length > 0 && (
        <div className={styles.files}>
          {files.map((attachment, index) => (
            <AttachmentView
              key={attachment.id}
              // What the file is called says less than what it is.
              attachment={{ ...attachment, fileName: recordingName(t, files.length, index) }}
              senderName={message.author.name}
            />
          ))}
        </div>
      )}
      {call.steps.length > 0 && <Steps steps={call.steps} />}
    </section>
  )
}

function recordingName(t: TFunction<'calls'>, count: number, index: number): string {
  return count === 1 ? t('card.recording') : `${t('card.recording')} ${index + 1}`
}

function Head({ message, call, result }: { message: MessageView; call: DeflectedCall; result: string }) {
  const { t } = useTranslation('calls')
  const format = useFormat()
  const styles = useStyles()
  const at = new Date(call.startedAt)
  const seconds = message.call?.durationSeconds
  const kind = t(`caller.${call.callerKind}`)
  const isOn = call.endedAt === null
  const from =
    call.caller === null
      ? t('card.fromNobody', { kind })
      : t('card.from', { number: safeName(call.caller), kind })
  const facts = [
    from,
    t('card.language', { language: format.languageName(call.language) }),
    call.otherNumber ? t('card.otherNumber') : null,
  ]
  return (
    <div className={styles.head}>
      <span className={mergeClasses(styles.icon, isOn && styles.live)} aria-hidden="true">
        {isOn ? <CallFilled /> : <CallInboundFilled />}
      </span>
      <div className={styles.words}>
        <div className={styles.line}>
          <span className={styles.title}>{t(isOn ? 'card.inProgress' : 'card.title')}</span>
          <span className={styles.times}>
            <time dateTime={call.startedAt} title={format.full(at)}>
              {format.time(at)}
            </time>
            {seconds !== undefined && <span className={styles.length}>{formatDuration(seconds)}</span>}
          </span>
        </div>
        {call.result !== 'in_progress' && <ResultBadge result={call.result} name={result} />}
        <ul className={styles.facts}>
          {facts
            .filter((fact) => fact !== null)
            .map((fact) => (
              <li key={fact}>{fact}</li>
            ))}
        </ul>
      </div>
    </div>
  )
}

function Steps({ steps }: { steps: readonly CallStep[] }) {
  const { t } = useTranslation('calls')
  const styles = useStyles()
  const [open, setOpen] = useState(false)
  const listId = useId()
  return (
    <div className={styles.history}>
      <button
        type="button"
        className={styles.toggle}
        aria-expanded={open}
        aria-controls={listId}
        onClick={() => setOpen(!open)}
      >
        {t('card.steps')}
        <span className={styles.count}>{steps.length}</span>
        <ChevronDown16Regular className={mergeClasses(styles.chevron, open && styles.turned)} />
      </button>
      <div className={styles.steps} hidden={!open} id={listId}>
        <CallSteps steps={steps} />
      </div>
    </div>
  )
}
