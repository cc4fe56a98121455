import type { EditEvent, RevokeEvent } from '../channels/channel.ts'
import type { Message } from '../store/entities.ts'
import type { Deps, OpenChannel } from './ports.ts'
import { publishMessage } from './publish.ts'
import { receiveMessage } from './receive-message.ts'
import { touchCards } from './teams/notify.ts'

const LONGEST_TEXT = 65_536

/** An edit may overtake its message; one of a message that does not come within seconds is shown for itself. */
const TRIES_FOR_UNKNOWN_EDIT = 2
/** Taking back what never came leaves nothing to show, so that it can be waited for longer. */
const TRIES_FOR_UNKNOWN_REVOKE = 4

/**
 * The sender changed the text. Of a message that is not known, such as one from before this channel was connected, the new text is
 * shown as a message. Throws while the message may still come.
 */
export async function receiveEdit(
  deps: Deps,
  open: OpenChannel,
  received: { eventId: string; tries: number },
  event: EditEvent,
): Promise<void> {
  const { environmentId, id: channelId } = open.record
  const { eventId, tries } = received
  const target = await deps.store.messages.findByExternalId(channelId, event.targetExternalId)
  if (target === null) {
    if (tries < TRIES_FOR_UNKNOWN_EDIT) throw new Error('edit of a message that is not known yet')
    await receiveMessage(deps, open, eventId, { ...event, type: 'message', opensWindow: false })
  }
  const text = event.content.text?.slice(0, LONGEST_TEXT)
  const message = await deps.store.messages.edit(environmentId, target?.id ?? eventId, text, event.at)
  if (message !== null) await show(deps, message)
}

/** The sender took the message back: its content is no longer shown. Throws while the message may still come. */
export async function receiveRevoke(
  deps: Deps,
  open: OpenChannel,
  tries: number,
  event: RevokeEvent,
): Promise<void> {
  const target = await deps.store.messages.findByExternalId(open.record.id, event.targetExternalId)
  if (target === null) {
    if (tries < TRIES_FOR_UNKNOWN_REVOKE) throw new Error('end of a message that is not known yet')
    return
  }
  const message = await deps.store.messages.revoke(open.record.environmentId, target.id, event.at)
  if (message !== null) await show(deps, message)
}

async function show(deps: Deps, message: Message): Promise<void> {
  await publishMessage(deps, 'message:updated', message)
  await touchCards(deps, { id: message.conversationId, environmentId: message.environmentId })
}
