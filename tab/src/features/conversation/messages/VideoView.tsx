import { mergeClasses, Spinner } from '@fluentui/react-components'
import { Play24Filled } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import type { Attachment } from '../../../../../server/contract/message.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useStyles } from './attachments.styles.ts'
import { formatBytes } from './message-words.ts'
import { useFileUrl } from './use-file-url.ts'

/** A video is large: it is fetched when somebody wants to see it. */
export function VideoView({ attachment }: { attachment: Attachment }) {
  const { t } = useTranslation('conversation')
  const format = useFormat()
  const styles = useStyles()
  const file = useFileUrl(attachment, false)
  if (file.url !== null) {
    return (
      <div className={styles.frame}>
        {/* Subtitles do not exist for what customers film. */}
        {/* oxlint-disable-next-line jsx-a11y/media-has-caption */}
        <video className={styles.video} src={file.url} controls autoPlay aria-label={t('kind.video')} />
      </div>
    )
  }
  const size = attachment.size === undefined ? '' : formatBytes(format.language, attachment.size)
  return (
    <button
      type="button"
      className={mergeClasses(styles.frame, styles.button)}
      aria-label={[t('media.playVideo'), size].filter(Boolean).join(', ')}
      onClick={file.load}
    >
      <span className={styles.playBadge}>
        {file.state === 'loading' ? <Spinner size="small" aria-hidden="true" /> : <Play24Filled />}
      </span>
      <span className={styles.corner} aria-hidden="true">
        {file.state === 'failed'
          ? t('media.loadFailed')
          : [t('kind.video'), size].filter(Boolean).join(' · ')}
      </span>
    </button>
  )
}
