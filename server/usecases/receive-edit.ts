import type { EditEvent, RevokeEvent } from '../channels/channel.ts'
import type { Message } from '../store/entities.ts'
import type { Deps, OpenChannel } from './ports.ts'
import { publishMessage } from './publish.ts'
import { touchCards } from './teams/notify.ts'

const LONGEST_TEXT = 65_536

/** The sender changed the text. Nothing happens when the message is unknown: its edit says nothing on its own. */
export async function receiveEdit(deps: Deps, open: OpenChannel, event: EditEvent): Promise<void> {
  const target = await deps.store.messages.findByExternalId(open.record.id, event.targetExternalId)
  if (target === null) return
  const text = event.content.text?.slice(0, LONGEST_TEXT)
  const message = await deps.store.messages.edit(open.record.environmentId, target.id, text, event.at)
  if (message !== null) await show(deps, message)
}

/** The sender took the message back: its content is no longer shown. */
export async function receiveRevoke(deps: Deps, open: OpenChannel, event: RevokeEvent): Promise<void> {
  const target = await deps.store.messages.findByExternalId(open.record.id, event.targetExternalId)
  if (target === null) return
  const message = await deps.store.messages.revoke(open.record.environmentId, target.id, event.at)
  if (message !== null) await show(deps, message)
}

async function show(deps: Deps, message: Message): Promise<void> {
  await publishMessage(deps, 'message:updated', message)
  await touchCards(deps, { id: message.conversationId, environmentId: message.environmentId })
}
