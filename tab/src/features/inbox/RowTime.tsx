import { mergeClasses } from '@fluentui/react-components'
import type { ConversationView } from '../../../../server/contract/conversation.ts'
import { useNow } from '../../components/use-now.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useStyles } from './ListRow.styles.ts'

const MINUTE_MS = 60_000

export interface RowTimeProps {
  conversation: ConversationView
}

/** How long the customer has been waiting, marked by a dot; otherwise when something happened last. */
export function RowTime({ conversation }: RowTimeProps) {
  const styles = useStyles()
  const format = useFormat()
  const now = useNow()
  const { waitingSince } = conversation
  if (waitingSince !== null) {
    const since = new Date(waitingSince)
    const ms = Math.max(MINUTE_MS, now.getTime() - since.getTime())
    return (
      <span className={mergeClasses(styles.time, styles.waiting)} title={format.full(since)}>
        <span className={styles.dot} />
        {format.span(ms, 'narrow')}
      </span>
    )
  }
  const at = new Date(conversation.lastMessage?.at ?? conversation.createdAt)
  return (
    <span className={styles.time} title={format.full(at)}>
      {format.short(at, now)}
    </span>
  )
}
