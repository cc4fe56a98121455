import { channelKind } from '../../contract/message.ts'
import type { ContactRow } from '../../contract/privacy-routes.ts'
import { foldWords } from '../../domain/search-words.ts'
import { createNumberPlan } from '../../lib/number-plan.ts'
import { readPhoneNumber } from '../../lib/phone-number.ts'
import type { Contact } from '../../store/entities.ts'
import { actIn } from '../access.ts'
import type { Deps, Principal } from '../ports.ts'
import { maskedAddress } from './contact-address.ts'

const MOST_FOUND = 20
/** Conversations that are looked through for people of a name. */
const MOST_CONVERSATIONS = 200
/** Of one contact, counted for the list. */
const MOST_COUNTED = 1000

const plan = createNumberPlan()

/**
 * Contacts by words of their name, or by their whole number in whatever form people write it: part of a number finds nobody, so
 * that nobody else's data is shown.
 */
export async function searchContacts(
  deps: Deps,
  principal: Principal,
  environmentId: string,
  q: string,
): Promise<{ items: ContactRow[] }> {
  await actIn(deps, principal, environmentId, 'contact:export')
  const digits = q.replaceAll(/[\s()/.-]/g, '')
  const contacts = /^\+?\d+$/.test(digits)
    ? await byNumber(deps, environmentId, digits)
    : await byName(deps, environmentId, q)
  const found = contacts.slice(0, MOST_FOUND)
  return { items: await Promise.all(found.map((contact) => rowOf(deps, contact))) }
}

async function byNumber(deps: Deps, environmentId: string, digits: string): Promise<Contact[]> {
  const country = (await deps.directory.environment(environmentId))?.country ?? ''
  const international = digits.replace(/^00/, '+')
  const numbers = [
    plan.parse(digits, country)?.e164,
    readPhoneNumber(international)?.e164,
    international.startsWith('+') ? international : `+${international}`,
  ].filter((number) => number !== undefined)
  const keys = channelKind.options.flatMap((kind) =>
    [...new Set(numbers)].map((one) => `${kind}:phone:${one}`),
  )
  return deps.store.contacts.findByKeys(environmentId, keys)
}

async function byName(deps: Deps, environmentId: string, q: string): Promise<Contact[]> {
  const words = foldWords(q)
  if (words.length === 0) return []
  const { items } = await deps.store.conversations.list(environmentId, {
    words,
    sort: 'activity',
    after: null,
    limit: MOST_CONVERSATIONS,
  })
  const ids = [...new Set(items.map(({ contactId }) => contactId))].slice(0, MOST_FOUND)
  const contacts = await Promise.all(ids.map((id) => deps.store.contacts.find(environmentId, id)))
  return contacts.filter((contact) => contact !== null)
}

async function rowOf(deps: Deps, contact: Contact): Promise<ContactRow> {
  const { id, name, environmentId } = contact
  const conversations = await deps.store.conversations.listOfContact(environmentId, id, MOST_COUNTED)
  const times = conversations.map(({ lastActivityAt }) => lastActivityAt.getTime())
  return {
    id,
    name,
    address: maskedAddress(contact),
    conversations: conversations.length,
    lastActivityAt: times.length === 0 ? null : new Date(Math.max(...times)).toISOString(),
  }
}
