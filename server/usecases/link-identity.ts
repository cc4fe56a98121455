import type { IdentityEvent } from '../channels/channel.ts'
import type { Contact } from '../store/entities.ts'
import type { Deps, OpenChannel } from './ports.ts'
import { receiveMessage } from './receive-message.ts'
import { addressKeys, resolveContact } from './resolve-contact.ts'

/**
 * The platform says that a contact has a new number or user id. The contact learns it, and the thread shows that the
 * platform claimed so; when the new one belongs to another contact already, both stay what they are.
 */
export async function linkIdentity(
  deps: Deps,
  open: OpenChannel,
  eventId: string,
  event: IdentityEvent,
): Promise<void> {
  const { environmentId, kind, id: channelId } = open.record
  const known = await deps.store.contacts.findByKeys(environmentId, addressKeys(kind, event.previous))
  const contact: Contact | undefined = known[0]
  if (contact === undefined) {
    await resolveContact(deps, open, event.current, null)
    return
  }
  const identities = [
    ...(event.current.phone === undefined
      ? []
      : [{ channelKind: kind, kind: 'phone' as const, value: event.current.phone, channelId }]),
    ...(event.current.userId === undefined
      ? []
      : [{ channelKind: kind, kind: 'user' as const, value: event.current.userId, channelId }]),
  ]
  await deps.store.contacts.addKeys(environmentId, contact.id, addressKeys(kind, event.current), identities)
  await receiveMessage(deps, open, eventId, {
    type: 'message',
    sender: 'contact',
    dedupeKey: event.dedupeKey,
    at: event.at,
    raw: null,
    person: event.previous,
    externalId: event.externalId ?? event.dedupeKey,
    content: event.content,
    opensWindow: false,
  })
}
