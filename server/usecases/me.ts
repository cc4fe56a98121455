import type { EnvironmentSummary, Locale, MeView } from '../contract/member.ts'
import { rightsIn } from '../domain/roles.ts'
import { foldWords } from '../domain/search-words.ts'
import { NotFoundError, UnauthenticatedError } from '../lib/errors.ts'
import type { User } from '../store/entities.ts'
import type { Place } from '../store/store.ts'
import { ownUser } from './own-user.ts'
import type { Deps, Principal } from './ports.ts'

/** So many of a partner's customers can be scrolled through; beyond that one searches. */
const MOST_OTHERS = 200

/** Who is signed in and where they may work: of a partner's customers, the first by name. */
export async function getMe(deps: Deps, principal: Principal): Promise<MeView> {
  return viewMe(deps, principal, await ownUser(deps, principal))
}

/** Chooses the language of the user interface; `null` follows the browser or Teams (DX-INBOX-10). */
export async function setLocale(deps: Deps, principal: Principal, locale: Locale | null): Promise<MeView> {
  const { id } = await ownUser(deps, principal)
  return viewMe(deps, principal, await deps.store.people.setLocale(id, locale))
}

/** A page of everywhere the person may work, by name (DX-NAV-02). Throws `InvalidInputError` for a cursor that is none. */
export async function searchMyEnvironments(
  deps: Pick<Deps, 'store'>,
  principal: Principal,
  { q = '', cursor, limit }: { q?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<{ items: EnvironmentSummary[]; nextCursor: string | null }> {
  const { id } = await ownUser(deps, principal)
  const query = { words: foldWords(q), after: cursor ?? null, limit }
  const { items, nextCursor } = await deps.store.places.search(id, query)
  return { items: items.map(summarise), nextCursor }
}

/** One of them, however many there are. Throws `NotFoundError` for an environment where they do not work. */
export async function getMyEnvironment(
  deps: Pick<Deps, 'store'>,
  principal: Principal,
  environmentId: string,
): Promise<EnvironmentSummary> {
  const { id } = await ownUser(deps, principal)
  const place = await deps.store.places.find(id, environmentId)
  if (place === null) throw new NotFoundError('no such environment')
  return summarise(place)
}

async function viewMe(deps: Deps, principal: Principal, user: User | null): Promise<MeView> {
  if (user === null) throw new UnauthenticatedError('the user is gone')
  const { items, more } = await deps.store.places.first(user.id, MOST_OTHERS)
  const blocked = !principal.secondFactor && (await deps.store.places.demandTwoFactor(user.id))
  return {
    user: { id: user.id, email: user.email, name: user.name, locale: user.locale },
    environments: items
      .map(summarise)
      .toSorted((a, b) => Number(a.kind === 'customer') - Number(b.kind === 'customer')),
    ...(more ? { more: true as const } : {}),
    pending: blocked ? 'two_factor_setup' : null,
  }
}

function summarise({ environment, account, roles }: Place): EnvironmentSummary {
  const { id, name, kind } = environment
  return {
    id,
    name,
    kind,
    account: account === null ? null : { id: account.id, name: account.name },
    roles,
    rights: rightsIn({ roles }, environment),
  }
}
