import type { ConversationView } from '../../../server/contract/conversation.ts'

/** What people call the other side: the name, or the masked title while nobody knows one. */
export function contactName(conversation: Pick<ConversationView, 'contact' | 'title'>): string {
  const name = conversation.contact.name.trim()
  return name === '' ? conversation.title : name
}
