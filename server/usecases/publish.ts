import { realtimeLog } from '../lib/logger.ts'
import type { Conversation, Message } from '../store/entities.ts'
import { tellOfConversation, tellOfMessage } from './integrations/tell-webhooks.ts'
import type { Deps } from './ports.ts'
import { unreadBy, viewConversation, viewMessage } from './views.ts'

const WEBHOOK_EVENTS = { 'message:created': 'message.created', 'message:updated': 'message.updated' } as const

/**
 * Tells everybody who may see it, and the environment's webhooks, that a conversation is new or changed. One broadcast carries
 * it to all who have read nothing yet; each of the few who have gets it with their own count. Never throws: clients catch up
 * by refetching, webhooks with the conversation's next change.
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
    await tellOfConversation(deps, conversation, view)
  } catch (err) {
    realtimeLog.error({ err, conversationId: conversation.id }, 'conversation not published')
  }
}

/**
 * Tells everybody who may see it, and the environment's webhooks, about a new or changed message. Throws for a customer's message
 * that cannot be noted for a webhook, and for nothing else: it is worked off again, so it is told at least once.
 */
export async function publishMessage(
  deps: Deps,
  event: 'message:created' | 'message:updated',
  message: Message,
): Promise<void> {
  try {
    const view = await viewMessage(deps, message)
    deps.publisher.emit({ environmentId: message.environmentId }, event, view)
    await tellOfMessage(deps, WEBHOOK_EVENTS[event], message, view)
  } catch (err) {
    if (event === 'message:created' && message.direction === 'inbound') throw err
    realtimeLog.error({ err, messageId: message.id }, 'message not published')
  }
}
