import type { ConversationText } from '../messages/message-words.ts'

/** The category in words; the provider's own word for one that we do not know. */
export function categoryName(category: string, t: ConversationText): string {
  const known = category.toUpperCase()
  return known === 'MARKETING' || known === 'UTILITY' || known === 'AUTHENTICATION'
    ? t(`template.categories.${known}`)
    : category
}
