import { Button, Input, ProgressBar } from '@fluentui/react-components'
import { ArrowClockwise16Regular, Dismiss16Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../i18n/use-format.ts'
import { fileIcon } from '../messages/file-icons.tsx'
import { formatBytes } from '../messages/message-words.ts'
import { safeName } from '../messages/text-format.ts'
import { useStyles } from './AttachmentTray.styles.ts'
import type { Upload, UploadState } from './use-uploads.ts'

interface AttachmentTrayProps {
  uploads: UploadState
  /** The editor's text becomes the caption of the first file that takes one. */
  hasText: boolean
  captionLimit: number
}

/** The files that will be sent, with their captions, and how far they are. */
export function AttachmentTray({ uploads, hasText, captionLimit }: AttachmentTrayProps) {
  const { t } = useTranslation('conversation')
  const styles = useStyles()
  if (uploads.uploads.length === 0) return null
  const captioned = hasText
    ? uploads.uploads.find((one) => one.takesCaption && one.caption.trim() === '')
    : undefined
  return (
    <ul className={styles.root} aria-label={t('file.list')}>
      {uploads.uploads.map((upload) => (
        <Row
          key={upload.key}
          upload={upload}
          uploads={uploads}
          captionLimit={captionLimit}
          caption={captionFor(upload)}
        />
      ))}
    </ul>
  )

  function captionFor(upload: Upload): 'none' | 'editor' | 'own' {
    if (!upload.takesCaption || uploads.uploads.length === 1) return 'none'
    return upload === captioned ? 'editor' : 'own'
  }
}

interface RowProps {
  upload: Upload
  uploads: UploadState
  captionLimit: number
  caption: 'none' | 'editor' | 'own'
}

function Row({ upload, uploads, captionLimit, caption }: RowProps) {
  const { t } = useTranslation('conversation')
  const format = useFormat()
  const styles = useStyles()
  const name = upload.voice ? t('voice.name') : safeName(upload.file.name)
  const percent = Math.round(upload.progress * 100)
  const size = formatBytes(format.language, upload.file.size)
  const [broken, setBroken] = useState(false)
  const isUploading = upload.state === 'uploading'
  return (
    <li className={styles.row}>
      <span className={styles.thumb} aria-hidden="true">
        {upload.previewUrl === null || broken ? (
          fileIcon({ kind: upload.kind, contentType: upload.file.type })
        ) : (
          <img className={styles.picture} src={upload.previewUrl} alt="" onError={() => setBroken(true)} />
        )}
      </span>
      <span className={styles.words}>
        <span className={styles.name} title={name} dir="auto">
          {name}
        </span>
        <output className={upload.state === 'failed' ? styles.failed : styles.facts}>
          {isUploading
            ? t('file.uploading', { percent })
            : upload.state === 'failed'
              ? t('file.failed')
              : size}
        </output>
        {isUploading && <ProgressBar value={upload.progress} aria-label={t('file.uploading', { percent })} />}
        {caption === 'editor' && <span className={styles.facts}>{t('file.captionBelow')}</span>}
        {caption === 'own' && (
          <Input
            size="small"
            value={upload.caption}
            maxLength={captionLimit}
            placeholder={t('file.captionPlaceholder')}
            aria-label={t('file.caption', { name })}
            onChange={(_, { value }) => uploads.setCaption(upload.key, value)}
          />
        )}
      </span>
      {upload.state === 'failed' && (
        <Button
          size="small"
          appearance="subtle"
          icon={<ArrowClockwise16Regular />}
          aria-label={`${t('file.again')}: ${name}`}
          title={t('file.again')}
          onClick={() => uploads.retry(upload.key, upload.file)}
        />
      )}
      <Button
        size="small"
        appearance="subtle"
        icon={<Dismiss16Regular />}
        aria-label={t(isUploading ? 'file.cancel' : 'file.remove', { name })}
        onClick={() => uploads.remove(upload.key)}
      />
    </li>
  )
}
