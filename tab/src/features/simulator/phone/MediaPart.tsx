import { DocumentRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../i18n/use-format.ts'
import { mediaAddress } from '../state/control-api.ts'
import type { MediaContent, Message } from '../state/wire.ts'
import { useStyles } from './content.styles.ts'
import { VoicePlayer } from './VoicePlayer.tsx'

/** A picture, a film, a sound or a file. */
export function MediaPart({ content, message }: { content: MediaContent; message: Message }) {
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  const [gone, setGone] = useState(false)
  // Links are shown once the platform has fetched them.
  if (gone || content.mediaId === undefined) {
    return <span className={styles.gone}>{t('media.gone')}</span>
  }
  const address = mediaAddress(content.mediaId)
  switch (content.media) {
    case 'image':
      return (
        <a
          className={styles.picture}
          href={address}
          target="_blank"
          rel="noopener noreferrer"
          aria-label={t('media.open')}
        >
          <img
            className={styles.image}
            src={address}
            alt={content.caption ?? t('kind.image')}
            onError={() => setGone(true)}
          />
        </a>
      )
    case 'sticker':
      return (
        <img className={styles.sticker} src={address} alt={t('kind.sticker')} onError={() => setGone(true)} />
      )
    case 'video':
      return (
        // oxlint-disable-next-line jsx-a11y/media-has-caption -- a customer's film has no subtitles
        <video className={styles.picture} src={address} controls preload="metadata" />
      )
    case 'audio':
      return <VoicePlayer address={address} message={message} />
    case 'document':
      return <FilePart content={content} address={address} />
  }
}

function FilePart({ content, address }: { content: MediaContent; address: string }) {
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  const { language } = useFormat()
  const name = content.fileName ?? t('kind.document')
  return (
    <a className={styles.file} href={address} download={name} title={t('media.download', { name })}>
      <span className={styles.fileIcon} aria-hidden="true">
        <DocumentRegular />
      </span>
      <span className={styles.fileText}>
        <span className={styles.fileName}>{name}</span>
        <span className={styles.small}>
          {[name.split('.').at(-1)?.toUpperCase(), formatSize(language, content.size)]
            .filter((part) => part !== undefined)
            .join(' · ')}
        </span>
      </span>
    </a>
  )
}

/** `12 kB`, `3.4 MB`. */
export function formatSize(language: string, size: number | undefined): string | undefined {
  if (size === undefined) return undefined
  const [value, unit] = size < 1_000_000 ? [size / 1_000, 'kilobyte'] : [size / 1_000_000, 'megabyte']
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value)
}
