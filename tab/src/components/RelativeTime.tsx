import { Tooltip } from '@fluentui/react-components'
import { useFormat } from '../i18n/use-format.ts'
import { useNow } from './use-now.ts'

export interface RelativeTimeProps {
  at: string
  /** `time` is always the hour, as beside a message; `short` also names other days, as in a list. */
  display?: 'short' | 'time'
  className?: string
}

/** An instant in few letters, with the whole truth in its tooltip. */
export function RelativeTime({ at, display = 'short', className }: RelativeTimeProps) {
  const format = useFormat()
  const now = useNow()
  const date = new Date(at)
  return (
    <Tooltip content={format.full(date)} relationship="description" withArrow positioning="above">
      <time dateTime={at} className={className}>
        {display === 'time' ? format.time(date) : format.short(date, now)}
      </time>
    </Tooltip>
  )
}
