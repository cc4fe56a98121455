import { mergeClasses, Tooltip } from '@fluentui/react-components'
import { CloudOff16Regular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import type { DeliveryStatus } from '../../../../../server/contract/delivery.ts'
import type { MessageView } from '../../../../../server/contract/message.ts'
import { Ticks } from '../../../components/Ticks.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { useStyles } from './MessageMeta.styles.ts'

interface MessageMetaProps {
  at: string
  status?: DeliveryStatus | 'waiting' | undefined
  /** Everything there is to say about the time and the way of this message. */
  words: string
  edited?: boolean
}

/** The small print of a bubble: time and ticks; the tooltip says it in full. */
export function MessageMeta({ at, status, words, edited = false }: MessageMetaProps) {
  const { t } = useTranslation('conversation')
  const format = useFormat()
  const styles = useStyles()
  return (
    <Tooltip content={words} relationship="description" positioning="below-end" withArrow>
      <span className={mergeClasses(styles.root)}>
        {edited && <span>{t('message.edited')}</span>}
        <time dateTime={at}>{format.time(new Date(at))}</time>
        {status === 'waiting' ? (
          <CloudOff16Regular aria-hidden="true" />
        ) : (
          status !== undefined && <Ticks status={status} silent />
        )}
      </span>
    </Tooltip>
  )
}

/** `Delivered, Friday, 21 November 2026 at 14:05`. */
export function useDeliveryWords(): (message: Pick<MessageView, 'delivery' | 'at' | 'editedAt'>) => string {
  const { t } = useTranslation('conversation')
  const format = useFormat()
  return ({ delivery, at, editedAt }) => {
    const parts = [format.full(new Date(at))]
    if (delivery !== undefined) {
      const status = t(`delivery.${delivery.status}`)
      parts[0] = t('delivery.at', { status, time: format.full(new Date(delivery.at)) })
      if (delivery.nextAttemptAt !== undefined) {
        parts[0] = t('delivery.nextAttempt', { status, time: format.time(new Date(delivery.nextAttemptAt)) })
      }
    }
    if (editedAt !== undefined) parts.push(t('message.editedAt', { time: format.full(new Date(editedAt)) }))
    return parts.join('. ')
  }
}
