import { useTranslation } from 'react-i18next'
import type { Message } from '../state/wire.ts'

/** A message in one line, for lists and quotes. */
export function usePreview(): (message: Message) => string {
  const { t } = useTranslation('simulator')
  return (message) => {
    const { content } = message
    if (message.deletedAt !== undefined) return t('bubble.deleted')
    switch (content.kind) {
      case 'text':
      case 'choice':
        return content.text
      case 'card':
        return content.body
      case 'location':
        return withIcon('📍', content.name ?? t('kind.location'))
      case 'contacts':
        return withIcon('👤', content.people[0]?.name ?? t('kind.contacts'))
      case 'media': {
        const kind = content.voice === true ? 'voice' : content.media
        return withIcon(ICONS[kind], content.caption ?? content.fileName ?? t(`kind.${kind}`))
      }
    }
  }
}

const ICONS = { image: '📷', video: '🎬', audio: '🎵', voice: '🎤', document: '📄', sticker: '💟' } as const

function withIcon(icon: string, text: string): string {
  return `${icon} ${text}`
}
