import { marksRead, showsTyping } from '../channels/channel.ts'
import type { ConversationView } from '../contract/conversation.ts'
import { ForbiddenError } from '../lib/errors.ts'
import { channelLog } from '../lib/logger.ts'
import type { Conversation } from '../store/entities.ts'
import { actOn } from './access.ts'
import type { Deps, Principal } from './ports.ts'
import { notifyRead } from './teams/notify.ts'
import { viewConversation } from './views.ts'

/**
 * The principal has seen everything up to now; on their other screens too. Others' unread is untouched. Throws `ForbiddenError`
 * for an API key: a program has seen nothing, and the customer must not be told that somebody has.
 */
export async function markConversationRead(
  deps: Deps,
  principal: Principal,
  conversationId: string,
): Promise<ConversationView> {
  const { actor, conversation } = await actOn(deps, principal, conversationId, 'conversation:see')
  if (actor.grants !== undefined) throw new ForbiddenError('an API key is not a person')
  const { memberId, environmentId } = actor
  const updated =
    (await deps.store.conversations.markRead(
      environmentId,
      conversation.id,
      memberId,
      conversation.inboundCount,
    )) ?? conversation
  deps.publisher.emit({ environmentId, memberId }, 'conversation:read', {
    conversationId: conversation.id,
    unread: Math.max(0, updated.inboundCount - conversation.inboundCount),
    seq: updated.seq,
  })
  await notifyRead(deps, updated, { memberId, before: conversation.reads[memberId] ?? 0 })
  await showReadReceipt(deps, updated, 'on_open')
  return viewConversation(deps, updated, memberId)
}

/**
 * Blue ticks for the customer, when the service gives them at this `moment`. Best effort: a missed one is made up by
 * the next, which covers all messages before it.
 */
export async function showReadReceipt(
  deps: Deps,
  conversation: Conversation,
  moment: 'on_open' | 'on_reply',
): Promise<void> {
  const service = (await deps.directory.services(conversation.environmentId)).get(conversation.serviceId)
  if (service?.readReceipts !== moment) return
  const open = await deps.channels.get(conversation.channelId)
  if (open === null || !marksRead(open.channel)) return
  const externalId = await newestInbound(deps, conversation)
  if (externalId === undefined) return
  open.channel.markRead(externalId).catch((err: unknown) => {
    channelLog.warn({ err, conversationId: conversation.id }, 'read receipt not sent')
  })
}

/** Shows the customer that somebody writes an answer, where the channel can. Best effort; never throws. */
export async function showTypingToCustomer(
  deps: Deps,
  principal: Principal,
  conversationId: string,
): Promise<void> {
  try {
    const { conversation } = await actOn(deps, principal, conversationId, 'conversation:reply')
    const open = await deps.channels.get(conversation.channelId)
    const service = (await deps.directory.services(conversation.environmentId)).get(conversation.serviceId)
    // WhatsApp ties the indicator to the blue ticks: who gives none must not give them this way either.
    if (open === null || !showsTyping(open.channel) || service?.readReceipts === 'never') return
    const externalId = await newestInbound(deps, conversation)
    if (externalId !== undefined) await open.channel.showTyping(externalId)
  } catch (err) {
    channelLog.debug({ err, conversationId }, 'typing not shown')
  }
}

const LOOK_BACK = 50

async function newestInbound(deps: Deps, conversation: Conversation): Promise<string | undefined> {
  const page = await deps.store.messages.page(conversation.environmentId, conversation.id, {
    before: null,
    limit: LOOK_BACK,
  })
  return page.items.find(
    (message) => message.direction === 'inbound' && message.channelId === conversation.channelId,
  )?.externalId
}
