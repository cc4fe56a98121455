import type { PersonAddress } from '../channel.ts'
import { compact } from './compact.ts'
import { wireContact } from './wire.ts'

/** What the platform may say about who somebody is, under its many names. */
export interface GivenAddress {
  number?: string | undefined
  userId?: string | undefined
  parentUserId?: string | undefined
}

const DIGITS = /^\d{5,20}$/
/**
 * Business-scoped user id: two letters of a country, a dot, up to 128 letters or digits; an older spelling
 * begins with `user.` (business-scoped-user-ids page).
 */
const USER_ID = /^(?:[A-Z]{2}|user)\.[A-Za-z0-9]{1,128}$/
const PARENT_USER_ID = /^[A-Z]{2}\.ENT\.[A-Za-z0-9]{1,128}$/

/**
 * One person's address. Numbers come without plus and get one: without it, a later send would prepend our own
 * country code (send-messages page). User ids turn up where numbers are expected and are recognised there.
 */
export function readAddress(given: GivenAddress): PersonAddress {
  const { number } = given
  const userIdAsNumber = number !== undefined && USER_ID.test(number)
  const parentAsNumber = number !== undefined && PARENT_USER_ID.test(number)
  return compact({
    phone: number === undefined || userIdAsNumber || parentAsNumber ? undefined : withPlus(number),
    userId: given.userId ?? (userIdAsNumber ? number : undefined),
    parentUserId: given.parentUserId ?? (parentAsNumber ? number : undefined),
  })
}

function withPlus(number: string): string {
  return DIGITS.test(number) ? `+${number}` : number
}

/** Whether the address names anybody: contacts are found by number or user id. */
export function isKnown(person: PersonAddress): boolean {
  return person.phone !== undefined || person.userId !== undefined
}

/** The receiver, unless that is our own number: some echoes name the two the other way round. */
export function otherParty(
  parties: { from?: string | undefined; to?: string | undefined },
  businessNumber: string | undefined,
): string | undefined {
  const { from, to } = parties
  if (businessNumber === undefined || to === undefined) return to
  return digitsOf(to) === digitsOf(businessNumber) ? from : to
}

function digitsOf(number: string): string {
  return number.replaceAll(/\D/g, '')
}

/** The `contacts` that came with messages or statuses. */
export interface ContactBook {
  /** Adds what the contacts say about this person. What the message itself says takes precedence. */
  complete(address: PersonAddress): PersonAddress
}

/**
 * Contacts are matched by identifier: their order is not that of the messages, and they may be missing
 * (system page). Where one contact came with one element but under another number (the platform rewrites
 * some, send-messages page), it lends its name only: addresses of two people must never be mixed.
 */
export function readContacts(contacts: unknown, elementCount: number): ContactBook {
  const people = (Array.isArray(contacts) ? contacts : []).flatMap(readContact)
  const only = people.length === 1 && elementCount === 1 ? people[0] : undefined
  return {
    complete(address) {
      const match =
        people.find((person) => person.userId !== undefined && person.userId === address.userId) ??
        people.find((person) => agreesOnPhone(person, address))
      if (match !== undefined) return { ...match, ...address }
      if (only === undefined) return address
      if (!isKnown(address)) return only
      const { username, profileName } = only
      return { ...compact({ username, profileName }), ...address }
    },
  }
}

/** The same number, unless the user ids contradict: then the number has a new owner. */
function agreesOnPhone(person: PersonAddress, address: PersonAddress): boolean {
  if (person.phone === undefined || person.phone !== address.phone) return false
  return person.userId === undefined || address.userId === undefined || person.userId === address.userId
}

function readContact(element: unknown): PersonAddress[] {
  const parsed = wireContact.safeParse(element)
  if (!parsed.success) return []
  const { wa_id, user_id, parent_user_id, profile, username } = parsed.data
  return [
    {
      ...readAddress({ number: wa_id, userId: user_id, parentUserId: parent_user_id }),
      ...compact({
        username: given(profile?.username) ?? given(username),
        profileName: given(profile?.name),
      }),
    },
  ]
}

function given(value: string | undefined): string | undefined {
  return value === undefined || value.trim() === '' ? undefined : value
}
