import { ChatRegular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import type { HeardCall } from '../state/phone-state.ts'
import { useStyles } from './CallScreen.styles.ts'
import { connectedMs, formatDuration } from './hearing.ts'
import { showNumber } from './phone-number.ts'
import { useRealNow } from './use-real-now.ts'

export interface CallHeaderProps {
  call: HeardCall
  name: string
  /** Messages in the chat. */
  unread: number
  onOpenChat: () => void
}

/** Who is at the other end and since when; the chat is a tap away. */
export function CallHeader({ call, name, unread, onOpenChat }: CallHeaderProps) {
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  const label =
    unread === 0
      ? t('call.screen.openChat')
      : `${t('call.screen.openChat')}, ${t('chooser.unread', { count: unread })}`
  return (
    <header className={styles.header}>
      <button type="button" className={styles.corner} aria-label={label} title={label} onClick={onOpenChat}>
        <ChatRegular aria-hidden="true" />
        {unread > 0 && (
          <span className={styles.badge} aria-hidden="true">
            {unread}
          </span>
        )}
      </button>
      <div className={styles.who}>
        <h1 className={styles.name}>{name}</h1>
        <span className={styles.number}>{showNumber(call.line.phoneNumber)}</span>
        <Timer call={call} />
      </div>
    </header>
  )
}

function Timer({ call }: { call: HeardCall }) {
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  const now = useRealNow(500)
  const ms = connectedMs(call, now)
  return (
    <span className={styles.timer} role="timer" aria-label={t('call.screen.duration')}>
      {ms === null ? t('call.step.dialling') : formatDuration(ms)}
    </span>
  )
}
