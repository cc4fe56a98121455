import type { PersonAddress } from '../channels/channel.ts'
import type { ChannelKind } from '../contract/message.ts'
import { cleanName } from '../domain/clean-text.ts'
import { maskUserId } from '../domain/masked-title.ts'
import { readPhoneNumber } from '../lib/phone-number.ts'
import type { Contact, ContactIdentity } from '../store/entities.ts'
import { maskedAddress } from './contact-address.ts'
import type { Deps, OpenChannel } from './ports.ts'

type StoredContact = Contact & { keys?: string[] }

/** Keys that name a person, the most trustworthy first: a number may be given to somebody else, a user id is not. */
export function addressKeys(kind: ChannelKind, person: PersonAddress): string[] {
  const keys: string[] = []
  if (person.userId !== undefined) keys.push(userKey(kind, person.userId))
  if (person.phone !== undefined) keys.push(phoneKey(kind, person.phone))
  return keys
}

function userKey(kind: ChannelKind, userId: string): string {
  return `${kind}:user:${userId}`
}

function phoneKey(kind: ChannelKind, phone: string): string {
  return `${kind}:phone:${phone}`
}

/**
 * The contact behind an address, found or created, with its window on this channel widened to `windowAt`.
 * Learns a number or user id that appears for the first time beside a known one. Safe to repeat and to race.
 */
export async function resolveContact(
  deps: Deps,
  open: OpenChannel,
  person: PersonAddress,
  windowAt: Date | null,
): Promise<Contact> {
  const { environmentId, id: channelId, kind } = open.record
  const keys = addressKeys(kind, person)
  const change = {
    channelId,
    windowAt,
    name: person.profileName === undefined ? null : cleanName(person.profileName) || null,
  }
  for (let attempt = 0; attempt < 5; attempt += 1) {
    for (const key of keys) {
      const contact = await deps.store.contacts.touch(environmentId, key, change)
      if (contact === null) continue
      if (isRecycled(contact, open, person, key)) {
        await deps.store.contacts.removeKeys(environmentId, contact.id, [key])
        continue
      }
      return learn(deps, open, contact, person)
    }
    const created = await deps.store.contacts.insert(newContact(deps, open, person, windowAt))
    if (created !== null) return created
    // Somebody else has just created it: look again.
  }
  throw new Error('contact could not be resolved: its keys keep changing')
}

/**
 * A number that came with another user id on this very channel before belongs to a new person now: WhatsApp
 * makes a new user id whenever a number changes hands, and the old history is not theirs (business-scoped user ids).
 */
function isRecycled(contact: StoredContact, open: OpenChannel, person: PersonAddress, key: string): boolean {
  if (person.userId === undefined || key !== phoneKey(open.record.kind, person.phone ?? '')) return false
  return contact.identities.some(
    (identity) =>
      identity.kind === 'user' && identity.channelId === open.record.id && identity.value !== person.userId,
  )
}

async function learn(
  deps: Deps,
  open: OpenChannel,
  contact: StoredContact,
  person: PersonAddress,
): Promise<Contact> {
  const known = new Set(contact.keys ?? [])
  const keys = addressKeys(open.record.kind, person).filter((key) => !known.has(key))
  if (keys.length === 0) return contact
  const identities = identitiesOf(open, person).filter(
    (identity) =>
      !contact.identities.some((old) => old.kind === identity.kind && old.value === identity.value),
  )
  const added = await deps.store.contacts.addKeys(contact.environmentId, contact.id, keys, identities)
  return added ? { ...contact, identities: [...contact.identities, ...identities] } : contact
}

function identitiesOf(open: OpenChannel, person: PersonAddress): ContactIdentity[] {
  const base = { channelKind: open.record.kind, channelId: open.record.id }
  const identities: ContactIdentity[] = []
  if (person.phone !== undefined) identities.push({ ...base, kind: 'phone', value: person.phone })
  if (person.userId !== undefined) identities.push({ ...base, kind: 'user', value: person.userId })
  if (person.username !== undefined)
    identities.push({ ...base, kind: 'username', value: cleanName(person.username) })
  return identities
}

function newContact(
  deps: Deps,
  open: OpenChannel,
  person: PersonAddress,
  windowAt: Date | null,
): Omit<Contact, 'id'> & { keys: string[] } {
  const phone = person.phone === undefined ? null : readPhoneNumber(person.phone)
  return {
    environmentId: open.record.environmentId,
    name: nameOf(person),
    keys: addressKeys(open.record.kind, person),
    identities: identitiesOf(open, person),
    windows: { [open.record.id]: { lastInboundAt: windowAt, refusedAt: null } },
    country: phone?.country ?? countryOfUserId(person.userId),
    language: null,
    marketingOptOutAt: null,
    createdAt: deps.clock.now(),
  }
}

/** A business-scoped user id begins with the country of its person, such as `US.1349…`. */
function countryOfUserId(userId: string | undefined): string | null {
  return /^([A-Z]{2})\./.exec(userId ?? '')?.[1] ?? null
}

function nameOf(person: PersonAddress): string {
  const name = cleanName(person.profileName ?? '') || cleanName(person.username ?? '')
  if (name !== '') return name
  if (person.phone !== undefined) return readPhoneNumber(person.phone)?.display ?? person.phone
  return person.userId === undefined ? '?' : maskUserId(person.userId)
}

const KIND_TITLE: Record<ChannelKind, string> = { whatsapp: 'WhatsApp', telephony: 'Phone' }

/** Title of a contact's new conversation: safe to show where numbers must not be (OMNI-START-03). */
export function maskedTitle(kind: ChannelKind, contact: Contact): string {
  return `${KIND_TITLE[kind]} ${maskedAddress(contact)}`
}
