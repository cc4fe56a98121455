import {
  conversationsIn,
  pseudonymised,
  withoutOwnNumbers,
  type NumbersByConversation,
  type PseudonymTools,
} from '../../domain/pseudonym.ts'
import { ForbiddenError } from '../../lib/errors.ts'
import { md5 } from '../../lib/md5.ts'
import { createNumberPlan } from '../../lib/number-plan.ts'
import { readPhoneNumber } from '../../lib/phone-number.ts'
import type { FileRecord } from '../../store/entities.ts'
import { effectivePolicyOf } from '../organisation/policy-of.ts'
import type { Deps, Principal } from '../ports.ts'
import { phonesOf } from '../contact-address.ts'

const plan = createNumberPlan()

/** Whether customers' numbers are hidden from whatever is no person (CVG-HIER-04, CVG-PRIV-01). */
export async function hidesNumbers(deps: Deps, environmentId: string): Promise<boolean> {
  return (await effectivePolicyOf(deps, environmentId)).anonymiseNumbers.value
}

/** A view for an integration of the environment, with the customers' numbers in it hidden. */
export async function withoutNumbers<T>(deps: Deps, environmentId: string, view: T): Promise<T> {
  const tools = { md5, read: reader(await countryOf(deps, environmentId)) }
  return pseudonymised(view, tools, await numbersIn(deps, environmentId, view))
}

/** What an answer shows to whoever asked: people get the view as it is, an API key what its environment lets out. */
export async function viewFor<T>(deps: Deps, principal: Principal, view: T): Promise<T> {
  const environmentId = await hiddenFrom(deps, principal)
  return environmentId === null ? view : withoutNumbers(deps, environmentId, view)
}

/**
 * The name of a file for whoever asked. Throws `ForbiddenError` for the recording of a call where numbers are hidden: the
 * number that its caller says is in it.
 */
export async function fileNameFor(
  deps: Deps,
  principal: Principal,
  { fileName, callId, conversationId }: Pick<FileRecord, 'fileName' | 'callId' | 'conversationId'>,
): Promise<string> {
  const environmentId = await hiddenFrom(deps, principal)
  if (environmentId === null) return fileName
  if (callId !== null)
    throw new ForbiddenError('recordings are not for integrations where numbers are hidden')
  const numbers = conversationId === null ? [] : await numbersOf(deps, environmentId, conversationId, null)
  const tools = { md5, read: reader(await countryOf(deps, environmentId)) }
  return withoutOwnNumbers(fileName, numbers, tools)
}

/**
 * Whether whoever asks may not search by these words: whoever does not see numbers must not be able to find them out digit by
 * digit.
 */
export async function mayNotSearch(
  deps: Deps,
  principal: Principal,
  words: readonly string[],
): Promise<boolean> {
  return words.some((word) => /\p{N}/u.test(word)) && (await hiddenFrom(deps, principal)) !== null
}

/** The environment whose numbers are hidden from whoever asks; `null`: they see them. */
async function hiddenFrom(deps: Deps, { apiKey }: Principal): Promise<string | null> {
  if (apiKey === undefined) return null
  return (await hidesNumbers(deps, apiKey.environmentId)) ? apiKey.environmentId : null
}

async function numbersIn(deps: Deps, environmentId: string, view: unknown): Promise<NumbersByConversation> {
  const found = await Promise.all(
    [...conversationsIn(view)].map(
      async ([conversationId, contactId]) =>
        [conversationId, await numbersOf(deps, environmentId, conversationId, contactId)] as const,
    ),
  )
  return new Map(found)
}

async function numbersOf(
  { store }: Deps,
  environmentId: string,
  conversationId: string,
  contactId: string | null,
): Promise<string[]> {
  const id = contactId ?? (await store.conversations.find(environmentId, conversationId))?.contactId
  const contact = id === undefined ? null : await store.contacts.find(environmentId, id)
  return contact === null ? [] : phonesOf(contact)
}

/** Where numbers without a country code belong. */
export async function countryOf(deps: Pick<Deps, 'directory'>, environmentId: string): Promise<string> {
  return (await deps.directory.environment(environmentId))?.country ?? ''
}

function reader(country: string): PseudonymTools['read'] {
  return (number) => {
    // Some leave out the plus.
    const planned =
      plan.parse(number, country) ?? (number.startsWith('+') ? null : plan.parse(`+${number}`, country))
    if (planned !== null) return { e164: planned.e164, country: planned.country, network: planned.kind }
    // Numbers that do not exist have a country all the same.
    const read = number.startsWith('+') ? readPhoneNumber(number) : null
    return read === null ? null : { e164: number, country: read.country, network: null }
  }
}
