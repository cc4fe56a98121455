import { mergeClasses } from '@fluentui/react-components'
import { ArrowReply16Regular, Note16Regular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import type { ConversationView } from '../../../../server/contract/conversation.ts'
import { Ticks } from '../../components/Ticks.tsx'
import { useStyles } from './ListRow.styles.ts'
import { previewText } from './row-words.ts'

export interface RowPreviewProps {
  conversation: ConversationView
  unread: boolean
  typing: boolean
  /** What this person has written that has not left yet. */
  sending: string | null
}

/** The last message in one line: which way it went, how far it has come, what it says. */
export function RowPreview({ conversation, unread, typing, sending }: RowPreviewProps) {
  const styles = useStyles()
  const { t } = useTranslation(['inbox', 'common'])
  const last = conversation.lastMessage
  if (typing)
    return <span className={mergeClasses(styles.preview, styles.typing)}>{t('inbox:row.typing')}</span>
  return (
    <span className={styles.preview}>
      {sending !== null ? (
        <Ticks status="queued" silent />
      ) : last?.delivery !== undefined ? (
        <Ticks status={last.delivery} silent />
      ) : last?.direction === 'note' ? (
        <Note16Regular className={styles.glyph} />
      ) : last?.direction === 'outbound' ? (
        <ArrowReply16Regular className={styles.glyph} />
      ) : null}
      <span className={mergeClasses(styles.previewText, unread && styles.unreadText)}>
        {sending ?? previewText(t, conversation)}
      </span>
    </span>
  )
}
