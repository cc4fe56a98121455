import { Tooltip } from '@fluentui/react-components'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageView } from '../../../../../server/contract/message.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { MessageContent } from './MessageContent.tsx'
import { systemSentence } from './message-words.ts'
import { useStyles } from './SystemRow.styles.ts'

/** What happened to the conversation, in one quiet line in the middle. */
export const SystemRow = memo(function SystemRow({
  message,
  current,
}: {
  message: MessageView
  current: boolean
}) {
  const { t } = useTranslation('conversation')
  const { t: tCalls } = useTranslation('calls')
  const format = useFormat()
  const styles = useStyles()
  const at = new Date(message.at)
  const entry = message.system
  const sentence = entry === undefined ? null : systemSentence(entry, t)
  const call = message.call?.deflected
  const content =
    call === undefined
      ? (sentence ?? t(`kind.${message.kind}`))
      : tCalls('card.label', { result: tCalls(`result.${call.result}`) })
  return (
    <article
      // Arrow keys go from message to message.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={current ? 0 : -1}
      data-message={message.id}
      className={styles.row}
      aria-label={t('message.label', {
        author: t('kind.system'),
        time: format.time(at),
        content,
      })}
    >
      {call !== undefined ? (
        <MessageContent message={message} />
      ) : (
        <Tooltip content={format.full(at)} relationship="description" withArrow>
          <span className={styles.chip}>
            {sentence ?? <MessageContent message={message} />}
            <time dateTime={message.at} className={styles.time}>
              {format.time(at)}
            </time>
          </span>
        </Tooltip>
      )}
    </article>
  )
})
