import type { StatusEvent } from '../channels/channel.ts'
import { advanceableFrom } from '../domain/delivery-status.ts'
import { pauseBeforeRetry } from '../domain/send-retry.ts'
import { channelLog } from '../lib/logger.ts'
import { metrics } from '../lib/metrics.ts'
import type { Message } from '../store/entities.ts'
import { reportChannelWorking } from './channel-health.ts'
import { heedFailure } from './heed-failure.ts'
import type { Deps, OpenChannel } from './ports.ts'
import { publishConversation, publishMessage } from './publish.ts'
import { recordInvitation } from './record-invitation.ts'
import { notifyFailed, touchCards } from './teams/notify.ts'

/** After so many tries a status of a message that we do not know is somebody else's. */
const TRIES_FOR_UNKNOWN = 4

/** Where an attempt may be when the platform tells that it failed: of what is queued only an earlier one can have. */
const FAILING_FROM = advanceableFrom('failed').filter((status) => status !== 'queued')

/** `<message>.<attempt>`: what comes back in the statuses of one attempt. */
export function correlationOf(message: Message): string {
  return `${message.id}.${message.delivery?.attempts ?? 0}`
}

/**
 * Moves a message forward by a status of the platform, never back. A status may overtake the answer to our own
 * request, so an unknown one is tried again for a while (throws).
 */
export async function recordDelivery(
  deps: Deps,
  open: OpenChannel,
  event: StatusEvent,
  tries: number,
): Promise<void> {
  const message = await findMessage(deps, open, event)
  if (message === null) {
    if (tries >= TRIES_FOR_UNKNOWN) return
    throw new Error('status of a message that is not known yet')
  }
  if (event.status === 'failed') {
    if (isStale(message, event)) return
    await heed(deps, open, message, event)
    if (await tryAgain(deps, message, event)) return
    // Told first: once it is recorded a repeated event finds nothing to do any more.
    await notifyFailed(deps, message)
  } else if (event.at > (open.record.health.since ?? event.at)) {
    await reportChannelWorking(deps, open, 'sent')
  }
  const advanced = await deps.store.messages.advance(
    message.id,
    event.status === 'failed' ? FAILING_FROM : advanceableFrom(event.status),
    {
      status: event.status,
      at: event.at,
      externalId: event.externalId,
      ...(event.error === undefined ? {} : { error: event.error }),
    },
  )
  if (advanced === null) return
  await publishDelivery(deps, advanced)
  // What was told to have failed has arrived after all.
  if (message.delivery?.status === 'failed')
    await touchCards(deps, { id: message.conversationId, environmentId: message.environmentId })
  if (event.status === 'failed') {
    channelLog.warn(
      { channelId: open.record.id, messageId: message.id, platformCode: event.error?.platformCode },
      'message failed at the platform',
    )
    notifyFailure(deps, advanced)
  }
}

async function findMessage(deps: Deps, open: OpenChannel, event: StatusEvent): Promise<Message | null> {
  const messageId = /^([0-9a-f]{24})\.\d+$/.exec(event.correlationId ?? '')?.[1]
  if (messageId !== undefined) {
    const message = await deps.store.messages.find(open.record.environmentId, messageId)
    if (message?.channelId === open.record.id) return message
  }
  return deps.store.messages.findByExternalId(open.record.id, event.externalId)
}

/** The failure of an earlier attempt says nothing about the present one, or about the one that is to come. */
function isStale(message: Message, event: StatusEvent): boolean {
  if (message.delivery?.status === 'queued') return true
  return event.correlationId !== undefined && event.correlationId !== correlationOf(message)
}

async function heed(deps: Deps, open: OpenChannel, message: Message, event: StatusEvent): Promise<void> {
  const { error, windowClosed, channelBroken } = event
  if (error === undefined) return
  const { delivery } = message
  // The time of an attempt that is under way is the machine's, not the one that windows go by.
  const leftAt = delivery?.status === 'sending' ? deps.clock.now() : (delivery?.at ?? message.at)
  await heedFailure(deps, open, message, { error, windowClosed, channelBroken, leftAt, accepted: true })
}

/**
 * The platform accepted the message, could not send it, and says that it may work later: it leaves once more after the pause of the
 * platform's table. Not a reaction, which a later one may have replaced since.
 */
async function tryAgain(deps: Deps, message: Message, event: StatusEvent): Promise<boolean> {
  const pauseMs = pauseBeforeRetry(event, message.delivery?.attempts ?? 1)
  if (pauseMs === null || message.kind === 'reaction') return false
  const queued = await deps.store.messages.advance(message.id, FAILING_FROM, {
    status: 'queued',
    at: deps.clock.now(),
    nextAttemptAt: new Date(Date.now() + pauseMs),
    ...(event.error === undefined ? {} : { error: event.error }),
  })
  if (queued === null) return false
  metrics.outboxMessages.inc({ outcome: 'retried' })
  await publishDelivery(deps, queued)
  return true
}

/** A member's reaction that the customer does not get must not go on showing on its bubble; one put there since stays. */
async function takeBackReaction(deps: Deps, carrier: Message): Promise<void> {
  const { author, environmentId } = carrier
  const target = carrier.dispatch?.reaction?.targetMessageId
  if (target === undefined || author.id === undefined) return
  const message = await deps.store.messages.setReaction(environmentId, target, {
    emoji: '',
    by: 'member',
    memberId: author.id,
    name: author.name,
    at: carrier.at,
    messageId: carrier.id,
  })
  if (message !== null) await publishMessage(deps, 'message:updated', message)
}

/**
 * Shows a changed delivery in the thread and, when it is the last message, in the list. A reaction shows on its message: it
 * vanishes when it has failed.
 */
export async function publishDelivery(deps: Deps, message: Message): Promise<void> {
  if (message.kind === 'reaction' && message.delivery?.status === 'failed')
    await takeBackReaction(deps, message)
  await publishMessage(deps, 'message:updated', message)
  if (message.dispatch?.callId !== undefined) await recordInvitation(deps, message)
  if (message.delivery === undefined || message.kind === 'reaction') return
  const { environmentId, id, conversationId } = message
  const conversation = await deps.store.conversations.setLastDelivery(
    environmentId,
    id,
    conversationId,
    message.delivery.status,
  )
  if (conversation !== null) await publishConversation(deps, conversation)
}

/** Tells whoever wrote a message that it failed, wherever they are. */
export function notifyFailure(deps: Deps, message: Message): void {
  const { environmentId, conversationId, author } = message
  const platformCode = message.delivery?.error?.platformCode
  deps.publisher.emit(
    {
      environmentId,
      ...(author.kind === 'member' && author.id !== undefined ? { memberId: author.id } : {}),
    },
    'notification',
    {
      kind: 'message_failed',
      environmentId,
      conversationId,
      at: deps.clock.now().toISOString(),
      ...(platformCode === undefined ? {} : { platformCode }),
    },
  )
}
