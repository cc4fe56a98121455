import { realtimeLog } from '../lib/logger.ts'
import type { Conversation, Message } from '../store/entities.ts'
import type { Deps } from './ports.ts'
import { unreadBy, viewConversation, viewMessage } from './views.ts'

/**
 * Tells everybody who may see it that a conversation is new or changed. One broadcast carries it to all who have
 * read nothing yet; each of the few who have gets it with their own count. Never throws: clients catch up by
 * refetching.
 */
export async function publishConversation(deps: Deps, conversation: Conversation): Promise<void> {
  try {
    const { environmentId } = conversation
    const view = await viewConversation(deps, conversation, null)
    const readers = Object.keys(conversation.reads)
    deps.publisher.emit({ environmentId, exceptMemberIds: readers }, 'conversation:upserted', view)
    for (const memberId of readers) {
      const unread = unreadBy(conversation, memberId)
      deps.publisher.emit({ environmentId, memberId }, 'conversation:upserted', { ...view, unread })
    }
  } catch (err) {
    realtimeLog.error({ err, conversationId: conversation.id }, 'conversation not published')
  }
}

/** Tells everybody who may see it about a new or changed message. Never throws. */
export async function publishMessage(
  deps: Deps,
  event: 'message:created' | 'message:updated',
  message: Message,
): Promise<void> {
  try {
    deps.publisher.emit({ environmentId: message.environmentId }, event, await viewMessage(deps, message))
  } catch (err) {
    realtimeLog.error({ err, messageId: message.id }, 'message not published')
  }
}
