import { Spinner } from '@fluentui/react-components'
import { ErrorCircle20Regular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import type { Attachment } from '../../../../../server/contract/message.ts'
import { fileIcon } from './file-icons.tsx'
import { useStyles } from './attachments.styles.ts'
import { safeName } from './text-format.ts'

/** Stands where a file will be, or says why it will not come and what to ask the customer. */
export function AttachmentNotice({ attachment }: { attachment: Attachment }) {
  const { t } = useTranslation('conversation')
  const styles = useStyles()
  const failed = attachment.state === 'failed'
  const name = safeName(attachment.fileName)
  return (
    <div className={styles.card}>
      <span className={failed ? styles.badIcon : styles.icon} aria-hidden="true">
        {failed ? <ErrorCircle20Regular /> : fileIcon(attachment)}
      </span>
      <span className={styles.cardText}>
        <span className={styles.cardTitle} title={name}>
          {attachment.kind === 'document' && name !== '' ? name : t(`kind.${attachment.kind}`)}
        </span>
        <span className={failed ? styles.reason : styles.meta}>
          {failed ? t(`media.failed.${attachment.failure ?? 'unavailable'}`) : t('media.pending')}
        </span>
      </span>
      {!failed && <Spinner size="tiny" aria-hidden="true" />}
    </div>
  )
}
