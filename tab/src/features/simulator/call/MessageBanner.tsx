import { mergeClasses } from '@fluentui/react-components'
import { ChatFilled, DismissRegular } from '@fluentui/react-icons'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePreview } from '../phone/use-preview.ts'
import type { Message } from '../state/wire.ts'
import { useStyles } from './MessageBanner.styles.ts'

export interface MessageBannerProps {
  message: Message
  /** Who wrote. */
  name: string
  /** Over what is on the screen, and only for a moment; otherwise part of it, and there to stay. */
  floating: boolean
  onOpen: () => void
}

/** Afterwards the badge of the app still tells of it. */
const SHOWN_MS = 9_000

/** A WhatsApp message has arrived while something else is on the screen. */
export function MessageBanner({ message, name, floating, onOpen }: MessageBannerProps) {
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  const preview = usePreview()
  const [dismissed, setDismissed] = useState(false)
  useEffect(() => {
    if (!floating) return undefined
    const timer = window.setTimeout(() => setDismissed(true), SHOWN_MS)
    return () => window.clearTimeout(timer)
  }, [floating])
  if (dismissed) return null
  const text = preview(message)
  return (
    <section
      className={mergeClasses(styles.banner, floating && styles.floating)}
      aria-live="polite"
      aria-label={t('call.news.label')}
    >
      <button
        type="button"
        className={styles.open}
        aria-label={t('call.news.open', { name, text })}
        onClick={onOpen}
      >
        <span className={styles.icon} aria-hidden="true">
          <ChatFilled />
        </span>
        <span className={styles.words}>
          <span className={styles.head}>
            <span className={styles.name}>{name}</span>
            <span className={styles.when}>WhatsApp · {t('call.news.now')}</span>
          </span>
          <span className={styles.text}>{text}</span>
        </span>
      </button>
      <button
        type="button"
        className={styles.dismiss}
        aria-label={t('call.news.dismiss')}
        onClick={() => setDismissed(true)}
      >
        <DismissRegular aria-hidden="true" />
      </button>
    </section>
  )
}
