import { mergeClasses } from '@fluentui/react-components'
import {
  CallInbound20Filled,
  ChevronDown16Regular,
  Dialpad20Regular,
  Mic20Regular,
  SpeakerMute20Regular,
} from '@fluentui/react-icons'
import { useId, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallStep, DeflectedCall } from '../../../../../server/contract/call.ts'
import type { MessageView } from '../../../../../server/contract/message.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { AttachmentView } from './AttachmentView.tsx'
import { promptName, understoodName } from './call-words.ts'
import { useStyles } from './CallCard.styles.ts'
import { formatDuration } from './message-words.ts'
import { safeName } from './text-format.ts'

/** The phone call with which a conversation began: who rang, what became of it, and what was asked and understood. */
export function CallCard({ message, call }: { message: MessageView; call: DeflectedCall }) {
  const { t } = useTranslation('calls')
  const format = useFormat()
  const styles = useStyles()
  const at = new Date(call.startedAt)
  const seconds = message.call?.durationSeconds
  const kind = t(`caller.${call.callerKind}`)
  const facts = [
    call.caller === null
      ? t('card.fromNobody', { kind })
      : t('card.from', { number: safeName(call.caller), kind }),
    t('card.language', { language: format.languageName(call.language) }),
  ]
  return (
    <div className={styles.card}>
      <div className={styles.head}>
        <span className={styles.icon} aria-hidden="true">
          <CallInbound20Filled />
        </span>
        <div className={styles.words}>
          <span className={styles.title}>
            {t(call.endedAt === null ? 'card.inProgress' : 'card.title')}
            <span className={styles.result}>{t(`result.${call.result}`)}</span>
          </span>
          <span className={styles.quiet}>{facts.join(' · ')}</span>
          {call.otherNumber && <span className={styles.quiet}>{t('card.otherNumber')}</span>}
        </div>
        <span className={styles.times}>
          <time dateTime={call.startedAt} title={format.full(at)}>
            {format.time(at)}
          </time>
          {seconds !== undefined && <span>{formatDuration(seconds)}</span>}
        </span>
      </div>
      {(message.attachments ?? []).map((attachment) => (
        <AttachmentView key={attachment.id} attachment={attachment} senderName={message.author.name} />
      ))}
      {call.steps.length > 0 && <Steps steps={call.steps} />}
    </div>
  )
}

const INPUT_ICONS: Readonly<Record<CallStep['input'], ReactElement>> = {
  speech: <Mic20Regular />,
  keys: <Dialpad20Regular />,
  none: <SpeakerMute20Regular />,
}

function Steps({ steps }: { steps: readonly CallStep[] }) {
  const { t } = useTranslation('calls')
  const styles = useStyles()
  const [open, setOpen] = useState(false)
  const listId = useId()
  return (
    <>
      <button
        type="button"
        className={styles.toggle}
        aria-expanded={open}
        aria-controls={listId}
        onClick={() => setOpen(!open)}
      >
        {t('card.steps')}
        <ChevronDown16Regular className={mergeClasses(styles.chevron, open && styles.turned)} />
      </button>
      <ol id={listId} className={styles.steps} hidden={!open}>
        {steps.map((step, index) => (
          <li key={index} className={styles.step}>
            <span className={styles.stepIcon} aria-hidden="true">
              {INPUT_ICONS[step.input]}
            </span>
            <span className={styles.stepWords}>
              <span className={styles.quiet}>{promptName(t, step.asked)}</span>
              <span className={step.understood === 'not_understood' ? styles.unsure : undefined}>
                {[understoodName(t, step.understood), t(`input.${step.input}`)]
                  .filter((part) => part !== '')
                  .join(', ')}
              </span>
              {step.heard !== undefined && (
                <span className={styles.quiet} dir="auto">
                  {t('card.heard', { words: safeName(step.heard) })}
                </span>
              )}
            </span>
          </li>
        ))}
      </ol>
    </>
  )
}
