import type { MessageView } from '../contract/message.ts'
import { laneOf } from '../domain/lanes.ts'
import { replyWindow } from '../domain/reply-window.ts'
import { ConflictError, ConversationInactiveError, NotFoundError, WindowClosedError } from '../lib/errors.ts'
import type { Conversation, Message } from '../store/entities.ts'
import { ACTIVE } from '../domain/conversation-state.ts'
import { actOn } from './access.ts'
import type { Deps, Principal } from './ports.ts'
import { publishDelivery } from './record-delivery.ts'
import { alongside, touchCards } from './teams/notify.ts'
import { viewMessage } from './views.ts'

/** A message as a route names it. */
export interface MessageRef {
  conversationId: string
  messageId: string
}

/** The message in this conversation that is `failed` or `unconfirmed`. */
async function undelivered(
  deps: Deps,
  principal: Principal,
  ref: MessageRef,
): Promise<{ conversation: Conversation; message: Message }> {
  const { actor, conversation } = await actOn(deps, principal, ref.conversationId, 'conversation:reply')
  const message = await deps.store.messages.find(actor.environmentId, ref.messageId)
  if (message === null || message.conversationId !== conversation.id || message.direction !== 'outbound') {
    throw new NotFoundError('no such message')
  }
  return { conversation, message }
}

/**
 * Sends a failed message again as a new attempt with an outcome of its own; an unconfirmed one because a person has
 * decided so. Checks the same rules as sending does. A second click on the same failure changes nothing.
 */
export async function retryMessage(deps: Deps, principal: Principal, ref: MessageRef): Promise<MessageView> {
  const { conversation, message } = await undelivered(deps, principal, ref)
  if (!ACTIVE.includes(conversation.status))
    throw new ConversationInactiveError('the conversation is settled or set aside')
  const open = message.channelId === undefined ? null : await deps.channels.get(message.channelId)
  if (open === null) throw new NotFoundError('the channel of this message is gone')
  if (message.kind !== 'template') {
    const window = replyWindow(open.channel.capabilities.window, conversation.window, deps.clock.now())
    if (!window.open && window.outside !== 'anything') throw new WindowClosedError(window.closesAt)
  }
  const queued = await deps.store.messages.advance(message.id, ['failed', 'unconfirmed'], {
    status: 'queued',
    at: deps.clock.now(),
  })
  if (queued === null) return unchanged(deps, conversation, message.id, ['queued', 'sending'])
  deps.jobs.messageQueued(laneOf(conversation.id))
  await publishDelivery(deps, queued)
  await alongside({ conversationId: conversation.id }, () => touchCards(deps, conversation))
  return viewMessage(deps, queued)
}

/** A person decides what became of an unconfirmed message. A later status of the platform still counts. */
export async function settleMessage(
  deps: Deps,
  principal: Principal,
  ref: MessageRef,
  as: 'sent' | 'failed',
): Promise<MessageView> {
  const { conversation, message } = await undelivered(deps, principal, ref)
  const settled = await deps.store.messages.advance(message.id, ['unconfirmed'], {
    status: as,
    at: deps.clock.now(),
    ...(as === 'failed' ? { error: { code: 'unknown' as const } } : {}),
  })
  if (settled === null) return unchanged(deps, conversation, message.id, [as])
  await publishDelivery(deps, settled)
  return viewMessage(deps, settled)
}

async function unchanged(
  deps: Deps,
  conversation: Conversation,
  messageId: string,
  fine: readonly string[],
): Promise<MessageView> {
  const current = await deps.store.messages.find(conversation.environmentId, messageId)
  if (current?.delivery === undefined || !fine.includes(current.delivery.status)) {
    throw new ConflictError(`the message is ${current?.delivery?.status ?? 'gone'}`)
  }
  return viewMessage(deps, current)
}
