import { Button } from '@fluentui/react-components'
import { Dismiss16Regular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import type { MessageView } from '../../../../../server/contract/message.ts'
import { authorName, messageExcerpt } from '../messages/message-words.ts'
import { usePaneTools } from '../pane-tools.ts'
import { useStyles } from './ReplyStrip.styles.ts'

/** The message that will be quoted. */
export function ReplyStrip({ message, onCancel }: { message: MessageView; onCancel: () => void }) {
  const { t } = useTranslation('conversation')
  const { me } = usePaneTools()
  const styles = useStyles()
  return (
    <div className={styles.root}>
      <div className={styles.words}>
        <span className={styles.name}>
          {t('composer.replyingTo', { name: authorName(message.author, me, t) })}
        </span>
        <span className={styles.excerpt} dir="auto">
          {messageExcerpt(message, t)}
        </span>
      </div>
      <Button
        size="small"
        appearance="subtle"
        icon={<Dismiss16Regular />}
        aria-label={t('composer.cancelReply')}
        onClick={onCancel}
      />
    </div>
  )
}
