import type { CallerRow, ContactRow } from '../../contract/privacy-routes.ts'
import { foldWords } from '../../domain/search-words.ts'
import type { Contact } from '../../store/entities.ts'
import { actIn } from '../access.ts'
import type { Deps, Principal } from '../ports.ts'
import { callersAt } from './callers.ts'
import { maskedAddress } from '../contact-address.ts'
import { numbersTyped, phoneKeys } from './typed-number.ts'

const MOST_FOUND = 20
/** Conversations that are looked through for people of a name. */
const MOST_CONVERSATIONS = 200
/** Of one contact, counted for the list. */
const MOST_COUNTED = 1000

/**
 * Contacts by words of their name, or by their whole number in whatever form people write it, and then also the calls of that
 * number: part of a number finds nobody, so that nobody else's data is shown.
 */
export async function searchContacts(
  deps: Deps,
  principal: Principal,
  environmentId: string,
  q: string,
): Promise<{ items: ContactRow[]; callers: CallerRow[] }> {
  await actIn(deps, principal, environmentId, 'contact:export')
  const country = (await deps.directory.environment(environmentId))?.country ?? ''
  const numbers = numbersTyped(q, country)
  const [contacts, callers] =
    numbers.length > 0
      ? await Promise.all([
          deps.store.contacts.findByKeys(environmentId, phoneKeys(numbers)),
          callersAt(deps, environmentId, numbers),
        ])
      : [await byName(deps, environmentId, q), []]
  const found = contacts.slice(0, MOST_FOUND)
  return { items: await Promise.all(found.map((contact) => rowOf(deps, contact))), callers }
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
