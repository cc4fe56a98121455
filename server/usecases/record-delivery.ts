import type { StatusEvent } from '../channels/channel.ts'
import { advanceableFrom } from '../domain/delivery-status.ts'
import { channelLog } from '../lib/logger.ts'
import type { Message } from '../store/entities.ts'
import { refuseWindow } from './close-window.ts'
import type { Deps, OpenChannel } from './ports.ts'
import { publishConversation, publishMessage } from './publish.ts'
import { recordInvitation } from './record-invitation.ts'
import { notifyFailed, touchCards } from './teams/notify.ts'

/** After so many tries a status of a message that we do not know is somebody else's. */
const TRIES_FOR_UNKNOWN = 4

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
  if (event.status === 'failed' && isStale(message, event)) return
  if (event.windowClosed === true) await refuseWindow(deps, open, message, message.delivery?.at ?? message.at)
  // Told first: once it is recorded a repeated event finds nothing to do any more.
  if (event.status === 'failed') await notifyFailed(deps, message)
  const advanced = await deps.store.messages.advance(message.id, advanceableFrom(event.status), {
    status: event.status,
    at: event.at,
    externalId: event.externalId,
    ...(event.error === undefined ? {} : { error: event.error }),
  })
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

/** The failure of an earlier attempt says nothing about the present one. */
function isStale(message: Message, event: StatusEvent): boolean {
  return event.correlationId !== undefined && event.correlationId !== correlationOf(message)
}

/** Shows a changed delivery in the thread and, when it is the last message, in the list. */
export async function publishDelivery(deps: Deps, message: Message): Promise<void> {
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
