import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../i18n/use-format.ts'
import { daysAgo } from '../../../i18n/format.ts'
import { MessageBubble } from '../messages/MessageBubble.tsx'
import { PendingBubble } from '../messages/PendingBubble.tsx'
import { SystemRow } from '../messages/SystemRow.tsx'
import { SelectableRow } from './SelectableRow.tsx'
import type { ThreadRow } from './thread-rows.ts'
import { useStyles } from './ThreadRowView.styles.ts'

interface ThreadRowViewProps {
  row: ThreadRow
  now: Date
  current: boolean
  highlighted: boolean
}

/** One row of the thread with what stands above it. */
export function ThreadRowView({ row, now, current, highlighted }: ThreadRowViewProps) {
  const at = row.entry.kind === 'message' ? row.entry.message.at : row.entry.pending.at
  return (
    <>
      {row.day && <DaySeparator at={at} days={daysAgo(new Date(at), now)} />}
      {row.unread !== null && <UnreadDivider count={row.unread} />}
      <Entry row={row} current={current} highlighted={highlighted} />
    </>
  )
}

function Entry({ row, current, highlighted }: Omit<ThreadRowViewProps, 'now'>) {
  if (row.entry.kind === 'pending') return <PendingBubble pending={row.entry.pending} first={row.first} />
  const { message } = row.entry
  return (
    <SelectableRow message={message} current={current}>
      {message.direction === 'system' ? (
        <SystemRow message={message} current={current} />
      ) : (
        <MessageBubble
          message={message}
          first={row.first}
          last={row.last}
          highlighted={highlighted}
          current={current}
        />
      )}
    </SelectableRow>
  )
}

const DaySeparator = memo(function DaySeparator({ at, days }: { at: string; days: number }) {
  const { t } = useTranslation('conversation')
  const { language } = useFormat()
  const styles = useStyles()
  return (
    <div className={styles.day}>
      <span className={styles.dayName}>{dayName()}</span>
    </div>
  )

  function dayName(): string {
    if (days === 0) return t('thread.today')
    if (days === 1) return t('thread.yesterday')
    const isThisYear = days < 300 && days > -300
    return new Intl.DateTimeFormat(language, {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      ...(isThisYear ? {} : { year: 'numeric' }),
    }).format(new Date(at))
  }
})

const UnreadDivider = memo(function UnreadDivider({ count }: { count: number }) {
  const { t } = useTranslation('conversation')
  const styles = useStyles()
  return (
    <div className={styles.unread}>
      <span className={styles.unreadText}>{t('thread.unread', { count })}</span>
    </div>
  )
})
