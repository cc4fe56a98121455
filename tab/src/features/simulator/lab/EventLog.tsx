import { Badge } from '@fluentui/react-components'
import { ArrowCircleDownRegular, ArrowCircleUpRegular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import { Labelled } from '../Labelled.tsx'
import type { LogEntry } from '../state/wire.ts'
import { useStyles } from './Laboratory.styles.ts'

/** What went over the wire, newest first. */
export function EventLog({ log }: { log: readonly LogEntry[] }) {
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  if (log.length === 0) return <span className={styles.muted}>{t('log.empty')}</span>
  return (
    // Keyboard users scroll it with the arrow keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <ol className={styles.log} tabIndex={0} aria-label={t('log.list')}>
      {log.toReversed().map((entry) => (
        <Entry key={entry.id} entry={entry} />
      ))}
    </ol>
  )
}

function Entry({ entry }: { entry: LogEntry }) {
  const { t, i18n } = useTranslation('simulator')
  const styles = useStyles()
  const webhook = entry.kind === 'webhook'
  const direction = t(webhook ? 'log.toInbox' : 'log.fromInbox')
  const attempt =
    entry.attempt !== undefined && entry.attempt > 1 ? t('log.attempt', { count: entry.attempt }) : null
  const subject = [`${entry.method} ${shorten(entry.subject)}`, attempt]
    .filter((part) => part !== null)
    .join(' · ')
  return (
    <li className={styles.entry}>
      <Labelled className={webhook ? styles.outbound : styles.inbound} label={direction}>
        {webhook ? <ArrowCircleUpRegular fontSize={16} /> : <ArrowCircleDownRegular fontSize={16} />}
      </Labelled>
      <time className={styles.entryTime} dateTime={entry.at}>
        {new Date(entry.at).toLocaleTimeString(i18n.language, { hourCycle: 'h23' })}
      </time>
      <span className={styles.subject} title={`${entry.method} ${entry.subject} · ${entry.durationMs} ms`}>
        {subject}
      </span>
      <Badge appearance="tint" size="small" color={colorOf(entry)}>
        {entry.status === 0 ? t('log.noAnswer') : [entry.status, entry.code].filter(Boolean).join(' · ')}
      </Badge>
    </li>
  )
}

function colorOf({ status, kind }: LogEntry): 'success' | 'danger' | 'warning' {
  if (kind === 'webhook') return status === 200 ? 'success' : 'danger'
  if (status === 0) return 'warning'
  return status < 400 ? 'success' : 'danger'
}

/** `/v26.0/106540352242922/messages text` is about the number anyway: `/messages text`. */
export function shorten(subject: string): string {
  return subject.replace(/^\/v[\d.]+(?:\/\d+(?=\/))?/, '')
}
