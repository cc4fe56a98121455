import { InvalidInputError, NotFoundError } from '../../lib/errors.ts'
import { derivedId } from '../../lib/object-id.ts'
import type { Contact } from '../../store/entities.ts'
import type { Erasure, ErasureCounts } from '../../store/store.ts'
import { actIn } from '../access.ts'
import type { Actor, Deps, Principal } from '../ports.ts'
import { maskedAddress, phonesOf, userIdsOf } from '../contact-address.ts'
import { erase, noteOnce, SWEEP_AFTER_MS } from './erasing.ts'
import type { ContactRefs } from './export-contact.ts'

/**
 * Deletes a contact for good: conversations, messages, files, calls with their recordings, what came in about them, cards, and
 * what webhooks are still to be told. Answers with how much of what is gone. After a crash at any point it goes on by itself, or
 * when it is asked for again. What the contact writes meanwhile makes a new contact. `confirm` must be the contact's name.
 */
export async function eraseContact(
  deps: Deps,
  principal: Principal,
  { environmentId, contactId }: ContactRefs,
  confirm: string,
): Promise<{ deleted: Omit<ErasureCounts, 'events'> }> {
  const actor = await actIn(deps, principal, environmentId, 'contact:erase')
  const [contact, underWay] = await Promise.all([
    deps.store.contacts.find(environmentId, contactId),
    deps.store.privacy.find(environmentId, contactId),
  ])
  if (contact !== null && confirm.trim() !== contact.name.trim())
    throw new InvalidInputError([{ path: 'confirm', message: "is not the contact's name" }])
  const begun = contact === null ? underWay : await begin(deps, actor, contact)
  if (begun === null || begun.finishedAt !== null) throw new NotFoundError('no such contact')
  const { erasure } = await erase(deps, begun)
  await noteOnce(deps, erasure)
  const { events: _events, ...deleted } = erasure.counts
  return { deleted }
}

async function begin(deps: Deps, actor: Actor, contact: Contact): Promise<Erasure> {
  const { environmentId, id: contactId } = contact
  const { memberId, name, address } = actor
  const person = { phones: phonesOf(contact), userIds: userIdsOf(contact) }
  const erasure = await deps.store.privacy.begin({
    id: derivedId(contactId, 'erasure'),
    environmentId,
    kind: 'contact',
    contactId,
    address: maskedAddress(contact),
    by: { memberId, name, address },
    startedAt: deps.clock.now(),
    person,
    dueAt: new Date(Date.now() + SWEEP_AFTER_MS),
  })
  if (erasure.finishedAt === null) return erasure
  const dueAt = new Date(Date.now() + SWEEP_AFTER_MS)
  return deps.store.privacy.update(erasure.id, { set: { person, dueAt, finishedAt: null, noted: false } })
}
