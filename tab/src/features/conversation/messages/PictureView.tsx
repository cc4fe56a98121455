import { Button, mergeClasses, Spinner } from '@fluentui/react-components'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Attachment } from '../../../../../server/contract/message.ts'
import { Lightbox } from './Lightbox.tsx'
import { useStyles } from './attachments.styles.ts'
import { useFileUrl } from './use-file-url.ts'

/** A picture as a thumbnail of fixed size, so that nothing jumps when it arrives; a press enlarges it. */
export function PictureView({ attachment, senderName }: { attachment: Attachment; senderName: string }) {
  const { t } = useTranslation('conversation')
  const styles = useStyles()
  const file = useFileUrl(attachment, true)
  const [broken, setBroken] = useState(false)
  const [enlarged, setEnlarged] = useState(false)
  const isSticker = attachment.kind === 'sticker'
  const frame = mergeClasses(styles.frame, isSticker && styles.sticker)
  const alt = t(isSticker ? 'kind.sticker' : 'kind.image')

  if (file.state === 'failed' || broken) {
    return (
      <div className={frame}>
        <span className={styles.failed}>
          {t('media.loadFailed')}
          <Button
            size="small"
            onClick={() => {
              setBroken(false)
              file.load()
            }}
          >
            {t('media.loadAgain')}
          </Button>
        </span>
      </div>
    )
  }
  if (file.url === null) {
    return (
      <div className={frame}>
        <Spinner size="small" aria-label={`${alt}, ${t('media.loading')}`} />
      </div>
    )
  }
  const picture = (
    <img
      className={isSticker ? styles.stickerPicture : styles.picture}
      src={file.url}
      alt={isSticker ? alt : ''}
      onError={() => setBroken(true)}
    />
  )
  if (isSticker) return <div className={frame}>{picture}</div>
  return (
    <>
      <button
        type="button"
        className={mergeClasses(frame, styles.button)}
        aria-label={t('media.openPicture')}
        aria-haspopup="dialog"
        onClick={() => setEnlarged(true)}
      >
        {picture}
      </button>
      {enlarged && (
        <Lightbox
          url={file.url}
          fileName={attachment.fileName}
          title={`${alt} · ${senderName}`}
          onClose={() => setEnlarged(false)}
        />
      )}
    </>
  )
}
