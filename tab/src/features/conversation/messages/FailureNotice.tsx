import { Button } from '@fluentui/react-components'
import { ErrorCircle16Filled, QuestionCircle16Filled } from '@fluentui/react-icons'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeliveryError, MessageView } from '../../../../../server/contract/message.ts'
import { usePaneTools } from '../pane-tools.ts'
import { failureActions, type FailureAction } from './failure-actions.ts'
import { useStyles } from './FailureNotice.styles.ts'
import { safeName } from './text-format.ts'
import { useBusy } from './use-busy.ts'
import { useCopy } from './use-copy.ts'

/** Why a message did not get through, in plain words, and what can be done about it now. */
export function FailureNotice({ message, error }: { message: MessageView; error: DeliveryError }) {
  const { t } = useTranslation('conversation')
  const { actions, can, edit, openTemplates } = usePaneTools()
  const { busy, run } = useBusy()
  const { copied, copy } = useCopy()
  const text = message.text ?? ''
  const isTemplate = message.kind === 'template'
  const doIt: Record<FailureAction, () => void> = {
    retry: () => run(actions.retry(message.id)),
    template: () => openTemplates(isTemplate ? undefined : text),
    edit: () => edit(text),
    copy: () => copy(text),
    reopen: () => run(actions.reopen()),
  }
  const offered = failureActions(error.code, { hasText: text !== '', isTemplate, can })
  return (
    <Notice
      tone="bad"
      title={t(`failure.${error.code}.title`)}
      advice={t(`failure.${error.code}.advice`)}
      details={<FailureDetails error={error} />}
    >
      {offered.map((action, index) => (
        <Button
          key={action}
          size="small"
          appearance={index === 0 && action !== 'copy' ? 'primary' : 'secondary'}
          disabledFocusable={busy}
          onClick={doIt[action]}
        >
          {action === 'copy' && copied ? t('message.copied') : t(`notice.${action}`)}
        </Button>
      ))}
    </Notice>
  )
}

function FailureDetails({ error }: { error: DeliveryError }) {
  const { t } = useTranslation('conversation')
  if (error.platformCode === undefined && error.detail === undefined) return null
  return (
    <>
      {error.platformCode !== undefined && (
        <div>{t('notice.detailsOf', { code: safeName(error.platformCode) })}</div>
      )}
      {error.detail !== undefined && <div dir="auto">{safeName(error.detail)}</div>}
    </>
  )
}

/** Nobody knows whether it arrived: says so honestly and lets a person decide. */
export function UnconfirmedNotice({ message }: { message: MessageView }) {
  const { t } = useTranslation('conversation')
  const { actions, can } = usePaneTools()
  const { busy, run } = useBusy()
  const mayRetry = can.reply || (message.kind === 'template' && can.template)
  return (
    <Notice tone="unsure" title={t('notice.unconfirmedTitle')} advice={t('notice.unconfirmedText')}>
      <Button size="small" disabledFocusable={busy} onClick={() => run(actions.settle(message.id, 'sent'))}>
        {t('notice.arrived')}
      </Button>
      {mayRetry && (
        <Button size="small" disabledFocusable={busy} onClick={() => run(actions.retry(message.id))}>
          {t('notice.retry')}
        </Button>
      )}
      <Button size="small" disabledFocusable={busy} onClick={() => run(actions.settle(message.id, 'failed'))}>
        {t('notice.notArrived')}
      </Button>
    </Notice>
  )
}

interface NoticeProps {
  tone: 'bad' | 'unsure'
  title: string
  advice: string
  details?: ReactNode
  children: ReactNode
}

export function Notice({ tone, title, advice, details, children }: NoticeProps) {
  const { t } = useTranslation('conversation')
  const styles = useStyles()
  const [open, setOpen] = useState(false)
  const hasDetails = details !== undefined && details !== null
  return (
    <div className={styles.root}>
      <span className={tone === 'bad' ? styles.bad : styles.unsure} aria-hidden="true">
        {tone === 'bad' ? <ErrorCircle16Filled /> : <QuestionCircle16Filled />}
      </span>
      <div className={styles.text}>
        <div className={styles.title}>{title}</div>
        <div>{advice}</div>
        <div className={styles.buttons}>
          {children}
          {hasDetails && (
            <Button
              size="small"
              appearance="subtle"
              aria-expanded={open}
              onClick={() => setOpen((was) => !was)}
            >
              {t('notice.details')}
            </Button>
          )}
        </div>
        {open && <div className={styles.details}>{details}</div>}
      </div>
    </div>
  )
}
