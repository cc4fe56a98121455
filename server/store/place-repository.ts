import type { Role } from '../contract/member.ts'
import { readEnvironment } from './account-documents.ts'
import { nativeOf } from './documents.ts'
import { pageOf, pageOfListed, positionOf } from './listing.ts'
import { ACCOUNT_DEMANDING_INDEX, type AccountDocument, type EnvironmentDocument } from './models/account.ts'
import type { Models } from './models/models.ts'
import { nameKeyOf, nameWords } from './name-words.ts'
import type { Place, PlaceStore } from './place-store.ts'

type Given = ReadonlyMap<string, Role[]>
type NamedAccount = Pick<AccountDocument, '_id' | 'name' | 'twoFactorRequired' | 'deactivatedAt'>

interface Query {
  words: readonly string[]
  after: string | null
  limit: number
}

/** Where somebody works. What an agency passes on is read off the index of its environments, page by page. */
export function createPlaceStore(models: Models): PlaceStore {
  return {
    async first(userId, others) {
      const given = await rolesOf(models, userId)
      const own = await ownPlaces(models, given)
      const known = new Set(own.map(({ environment }) => environment.id))
      const inherited: Place[] = []
      for (let after: string | null = null; inherited.length <= others;) {
        const page = await inheritedPage(models, given, { words: [], after, limit: others + 1 })
        inherited.push(...page.items.filter(({ environment }) => !known.has(environment.id)))
        after = page.nextCursor
        if (after === null) break
      }
      const items = [...own, ...inherited.slice(0, others)].toSorted(byName)
      return { items, more: inherited.length > others }
    },

    async search(userId, query) {
      const given = await rolesOf(models, userId)
      const own = (await ownPlaces(models, given)).filter((place) => isFitting(place, query.words))
      const items: Place[] = []
      for (let { after } = query; ;) {
        const page = await inheritedPage(models, given, { ...query, after })
        // What somebody is a member of themselves may be below their agency as well: it comes once.
        items.push(...merged(own, page, after))
        after = page.nextCursor
        // Accounts that are not in use may have left nothing of a page.
        if (after === null || items.length > 0) return { items, nextCursor: after }
      }
    },

    async find(userId, environmentId) {
      const found = await nativeOf(models.environments).findOne({ _id: environmentId })
      if (found === null) return null
      const given = await rolesOf(models, userId)
      if (!given.has(found._id) && !given.has(found.agencyId ?? '')) return null
      return (await placesOf(models, given, [found]))[0] ?? null
    },

    async demandTwoFactor(userId) {
      const given = await rolesOf(models, userId)
      const inUse = { twoFactorRequired: true, deactivatedAt: null }
      const below = { agencyId: { $in: [...given.keys()] }, ...inUse }
      const accounts = nativeOf(models.accounts)
      const byDemand = { projection: { _id: 1 }, hint: ACCOUNT_DEMANDING_INDEX }
      if ((await accounts.findOne(below, byDemand)) !== null) return true
      const ids = await nativeOf(models.environments).distinct('accountId', {
        _id: { $in: [...given.keys()] },
      })
      const own = { _id: { $in: ids.filter((id) => id !== null) }, ...inUse }
      return (await accounts.findOne(own, { projection: { _id: 1 } })) !== null
    },
  }
}

async function rolesOf({ memberships }: Models, userId: string): Promise<Given> {
  const own = await memberships.find({ userId }).lean()
  return new Map(own.map(({ environmentId, roles }) => [environmentId, roles]))
}

async function ownPlaces(models: Models, given: Given): Promise<Place[]> {
  const found = await nativeOf(models.environments)
    .find({ _id: { $in: [...given.keys()] } })
    .toArray()
  return (await placesOf(models, given, found)).toSorted(byName)
}

/** The next environments below the agencies somebody belongs to, by name. Hardly anybody belongs to two. */
async function inheritedPage(
  models: Models,
  given: Given,
  { words, after, limit }: Query,
): Promise<{ items: Place[]; nextCursor: string | null }> {
  const environments = nativeOf(models.environments)
  const agencies = await environments
    .find({ _id: { $in: [...given.keys()] }, kind: 'agency' })
    .project<{ _id: string }>({ _id: 1 })
    .toArray()
  const pages = await Promise.all(
    agencies.map(({ _id }) => pageOfListed(environments, _id, { words, after, limit: limit + 1 })),
  )
  const found = pages.flatMap(({ items }) => items).toSorted(byKey)
  const page = pageOf<EnvironmentDocument, EnvironmentDocument>(found, limit, (document) => document)
  return { items: await placesOf(models, given, page.items), nextCursor: page.nextCursor }
}

/** Without those of accounts that are not in use. */
async function placesOf(
  models: Models,
  given: Given,
  found: readonly EnvironmentDocument[],
): Promise<Place[]> {
  const ids = [...new Set(found.flatMap(({ accountId }) => accountId ?? []))]
  const accounts = await nativeOf(models.accounts)
    .find({ _id: { $in: ids } })
    .project<NamedAccount>({ name: 1, twoFactorRequired: 1, deactivatedAt: 1 })
    .toArray()
  const byId = new Map(accounts.map((account) => [account._id, account]))
  return found.flatMap((document): Place[] => {
    const account = byId.get(document.accountId ?? '') ?? null
    if ((account?.deactivatedAt ?? null) !== null) return []
    const roles = [...(given.get(document._id) ?? []), ...(given.get(document.agencyId ?? '') ?? [])]
    return [{ environment: readEnvironment(document), account: named(account), roles: [...new Set(roles)] }]
  })
}

function named(account: NamedAccount | null): Place['account'] {
  if (account === null) return null
  const { _id: id, name, twoFactorRequired } = account
  return { id, name, twoFactorRequired }
}

/** What comes behind `after` and no later than the page ends, in order and each once. */
function merged(
  own: readonly Place[],
  { items, nextCursor }: { items: readonly Place[]; nextCursor: string | null },
  after: string | null,
): Place[] {
  const isBehind = (place: Place, cursor: string): boolean =>
    compare([keyOf(place), place.environment.id], positionOf(cursor)) > 0
  const inPage = own.filter(
    (place) =>
      (after === null || isBehind(place, after)) && (nextCursor === null || !isBehind(place, nextCursor)),
  )
  const byId = new Map([...items, ...inPage].map((place) => [place.environment.id, place]))
  return [...byId.values()].toSorted(byName)
}

function isFitting({ environment, account }: Place, words: readonly string[]): boolean {
  const known = nameWords([environment.name, account?.name ?? null])
  return words.every((word) => known.some((one) => one.startsWith(word)))
}

function keyOf({ environment }: Place): string {
  return nameKeyOf(environment.name)
}

function byName(a: Place, b: Place): number {
  return compare([keyOf(a), a.environment.id], [keyOf(b), b.environment.id])
}

function byKey(a: EnvironmentDocument, b: EnvironmentDocument): number {
  return compare([a.nameKey ?? '', a._id], [b.nameKey ?? '', b._id])
}

function compare([aKey, aId]: [string, string], [bKey, bId]: [string, string]): number {
  if (aKey !== bKey) return aKey < bKey ? -1 : 1
  return aId === bId ? 0 : aId < bId ? -1 : 1
}
