import { sendsReactions } from '../channels/channel.ts'
import type { MessageView } from '../contract/message.ts'
import { laneOf } from '../domain/lanes.ts'
import { ACTIVE } from '../domain/conversation-state.ts'
import { replyWindow } from '../domain/reply-window.ts'
import {
  ConversationInactiveError,
  NotFoundError,
  UnsupportedByChannelError,
  WindowClosedError,
} from '../lib/errors.ts'
import { actOn } from './access.ts'
import type { Deps, Principal } from './ports.ts'
import { publishMessage } from './publish.ts'
import type { MessageRef } from './retry-message.ts'
import { viewMessage } from './views.ts'

/**
 * Puts a member's reaction on a message, or takes it back with an empty emoji. It shows at once and travels like
 * any answer, under the same window rule.
 */
export async function reactToMessage(
  deps: Deps,
  principal: Principal,
  ref: MessageRef,
  emoji: string,
): Promise<MessageView> {
  const { actor, conversation } = await actOn(deps, principal, ref.conversationId, 'conversation:reply')
  if (!ACTIVE.includes(conversation.status))
    throw new ConversationInactiveError('the conversation is settled or set aside')
  const target = await deps.store.messages.find(actor.environmentId, ref.messageId)
  if (target === null || target.conversationId !== conversation.id) throw new NotFoundError('no such message')
  const open = target.channelId === undefined ? null : await deps.channels.get(target.channelId)
  if (open === null || target.externalId === undefined || !sendsReactions(open.channel)) {
    throw new UnsupportedByChannelError('this message cannot be reacted to')
  }
  const now = deps.clock.now()
  const window = replyWindow(open.channel.capabilities.window, conversation.window, now)
  if (!window.open && window.outside !== 'anything') throw new WindowClosedError(window.closesAt)
  const { message: carrier } = await deps.store.messages.insert({
    environmentId: actor.environmentId,
    conversationId: conversation.id,
    contactId: conversation.contactId,
    channelId: open.record.id,
    seq: conversation.seq,
    direction: 'outbound',
    kind: 'reaction',
    text: emoji,
    at: now,
    receivedAt: now,
    author: { kind: 'member', id: actor.memberId, name: actor.name },
    delivery: { status: 'queued', at: now, attempts: 0 },
    dispatch: { reaction: { targetMessageId: target.id, targetExternalId: target.externalId, emoji } },
  })
  const message = await deps.store.messages.setReaction(actor.environmentId, target.id, {
    emoji,
    by: 'member',
    memberId: actor.memberId,
    name: actor.name,
    at: now,
    messageId: carrier.id,
  })
  deps.jobs.messageQueued(laneOf(conversation.id))
  if (message === null) throw new NotFoundError('no such message')
  await publishMessage(deps, 'message:updated', message)
  return viewMessage(deps, message)
}
