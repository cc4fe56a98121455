import { Badge, mergeClasses } from '@fluentui/react-components'
import { CheckmarkCircle12Regular, Pause12Regular, Snooze16Regular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import type { ConversationStatus } from '../../../../../server/contract/conversation.ts'
import { useStyles } from './StatusBadge.styles.ts'

const ICONS = {
  open: undefined,
  snoozed: <Snooze16Regular />,
  paused: <Pause12Regular />,
  resolved: <CheckmarkCircle12Regular />,
} as const

/** Where the conversation stands. Open is the normal case and quiet. */
export function StatusBadge({ status }: { status: ConversationStatus }) {
  const { t } = useTranslation('conversation')
  const styles = useStyles()
  const icon = ICONS[status]
  return (
    <Badge
      appearance={status === 'open' ? 'outline' : 'tint'}
      color={status === 'resolved' ? 'success' : 'informative'}
      size="medium"
      className={mergeClasses(styles.root, status === 'open' && styles.open)}
      {...(icon === undefined ? {} : { icon })}
    >
      {t(`status.${status}`)}
    </Badge>
  )
}
