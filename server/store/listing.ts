import type { mongo } from 'mongoose'
import { searchWordsOf } from '../domain/search-words.ts'
import { escapePattern, nativeOf, type Keyed } from './documents.ts'
import type { EnvironmentDocument } from './models/account.ts'
import type { ChannelDocument } from './models/channel.ts'
import type { Models } from './models/models.ts'
import type { ServiceDocument } from './models/service.ts'
import { decodeCursor, encodeCursor } from './keyset.ts'
import { nameKeyOf, nameWords } from './name-words.ts'

/** Names are given where a query asks for one index by name. */
export const NAMES_INDEX = 'names'
export const FOUND_INDEX = 'found'

/** So many matches of a word are cheaper to fetch and sort than a list is to walk along. */
const FEW_MATCHES = 2000

/** So many environments are brought up to date at once. */
const AT_ONCE = 200

type Filter<T> = mongo.Filter<T>

/** What lists over all customers go by; derived from the names of the thing and of everything above it. */
export interface Listed extends Keyed {
  agencyId?: string | null
  nameKey?: string
  /** Everything it is found by, matched by beginnings. */
  found?: string[]
}

export interface ListedPage<T> {
  items: T[]
  nextCursor: string | null
}

export interface ListedQuery {
  words: readonly string[]
  after: string | null
  limit: number
}

/** A page of what an agency has, in the order of names, read off one of the two indexes. */
export async function pageOfListed<T extends Listed>(
  collection: mongo.Collection<T>,
  agencyId: string,
  { words, after, limit }: ListedQuery,
  narrowed: Filter<T> = {},
): Promise<{ items: mongo.WithId<T>[]; nextCursor: string | null }> {
  const filter = {
    agencyId,
    ...narrowed,
    ...(words.length === 0 ? {} : { $and: words.map((word) => ({ found: beginsWith(word) })) }),
    ...behind(after),
  } as Filter<T>
  const items = await collection
    .find(filter)
    .sort({ nameKey: 1, _id: 1 })
    .hint(await indexFor(collection, agencyId, words))
    .limit(limit + 1)
    .toArray()
  return pageOf(items, limit, (item) => item)
}

/** Cuts the page off what was found for it. */
export function pageOf<T extends Keyed & { nameKey?: string }, E>(
  found: readonly T[],
  limit: number,
  read: (document: T) => E,
): ListedPage<E> {
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  const nextCursor =
    found.length > limit && last !== undefined ? encodeCursor([last.nameKey ?? '', last._id]) : null
  return { items: shown.map(read), nextCursor }
}

/** What comes behind a page. Throws `InvalidInputError` for what is no cursor of such a list. */
export function behind(after: string | null): object {
  if (after === null) return {}
  const [name, id] = positionOf(after)
  // The condition on the name alone bounds the index; the rest only tells equal names apart.
  return { nameKey: { $gte: name }, $or: [{ nameKey: { $gt: name } }, { _id: { $gt: id } }] }
}

/** Where a page ended: name and id. Throws `InvalidInputError` for what is no cursor of such a list. */
export function positionOf(cursor: string): [nameKey: string, id: string] {
  const [name, id] = decodeCursor('cursor', cursor, ['', ''])
  return [String(name), String(id)]
}

export function beginsWith(word: string): { $regex: string } {
  return { $regex: `^${escapePattern(word)}` }
}

/** A rare word is looked up; otherwise a walk along the list meets enough matches soon. */
async function indexFor<T extends Listed>(
  collection: mongo.Collection<T>,
  agencyId: string,
  words: readonly string[],
): Promise<string> {
  for (const word of words) {
    const filter = { agencyId, found: beginsWith(word) } as Filter<T>
    const count = await collection.countDocuments(filter, { limit: FEW_MATCHES, hint: FOUND_INDEX })
    if (count < FEW_MATCHES) return FOUND_INDEX
  }
  return NAMES_INDEX
}

/**
 * Notes that names in these environments are about to change, so that a start makes up for a process that stops before
 * `relist` is done.
 */
export async function expectRelisting(models: Models, where: Filter<EnvironmentDocument>): Promise<void> {
  await nativeOf(models.environments).updateMany(where, { $set: { relistDue: true } })
}

/** Brings everything in these environments up to date with the names there are. May be repeated, and by whomever. */
export async function relist(models: Models, environmentIds: readonly string[]): Promise<void> {
  for (let start = 0; start < environmentIds.length; start += AT_ONCE)
    await relistSome(models, environmentIds.slice(start, start + AT_ONCE))
}

/** Lists what was stored before lists went by it, and what a crash has left half done. Answers with how many environments. */
export async function relistOutdated(models: Models): Promise<number> {
  const { environments, services, channels } = models
  // An index holds what has no such field as null.
  const isUnlisted = { agencyId: null, found: { $exists: false } }
  const [due, unfound, ofServices, ofChannels] = await Promise.all([
    nativeOf(environments).distinct('_id', { relistDue: true }),
    nativeOf(environments).distinct('_id', { found: { $exists: false }, agencyId: { $gt: '' } }),
    nativeOf(services).distinct('environmentId', isUnlisted),
    nativeOf(channels).distinct('environmentId', isUnlisted),
  ])
  const ids = [...new Set([...due, ...unfound, ...ofServices, ...ofChannels])]
  await relist(models, ids)
  return ids.length
}

async function relistSome(models: Models, ids: readonly string[]): Promise<void> {
  const inThem = { environmentId: { $in: [...ids] } }
  const [environments, services, channels] = await Promise.all([
    nativeOf(models.environments)
      .find({ _id: { $in: [...ids] } })
      .project<EnvironmentDocument>({ name: 1, accountId: 1, agencyId: 1, nameKey: 1, found: 1 })
      .toArray(),
    nativeOf(models.services)
      .find(inThem)
      .project<ServiceDocument>({ environmentId: 1, name: 1, agencyId: 1, nameKey: 1, found: 1 })
      .toArray(),
    nativeOf(models.channels)
      .find(inThem)
      .project<ChannelDocument>({
        environmentId: 1,
        serviceId: 1,
        name: 1,
        address: 1,
        agencyId: 1,
        nameKey: 1,
        found: 1,
      })
      .toArray(),
  ])
  const above = await namesAbove(models, environments)
  const serviceNames = new Map(services.map(({ _id, name }) => [_id, name]))
  const placeOf = (id: string) => above.get(id) ?? { agencyId: null, names: [] }
  await update(nativeOf(models.environments), environments, ({ _id }) => placeOf(_id))
  await update(nativeOf(models.services), services, (service) => {
    const { agencyId, names } = placeOf(service.environmentId)
    return { agencyId, names: [service.name, ...names] }
  })
  await update(nativeOf(models.channels), channels, (channel) => {
    const { agencyId, names } = placeOf(channel.environmentId)
    return {
      agencyId,
      names: [channel.name, channel.address, serviceNames.get(channel.serviceId) ?? '', ...names],
      phone: channel.address,
    }
  })
  await nativeOf(models.environments).updateMany(
    { _id: { $in: [...ids] }, relistDue: true },
    { $unset: { relistDue: '' } },
  )
}

interface Above {
  agencyId: string | null
  names: string[]
}

async function namesAbove(
  models: Models,
  environments: readonly EnvironmentDocument[],
): Promise<Map<string, Above>> {
  const accountIds = [...new Set(environments.map(({ accountId }) => accountId ?? ''))]
  const accounts = await nativeOf(models.accounts)
    .find({ _id: { $in: accountIds } })
    .project<{ _id: string; name: string }>({ name: 1 })
    .toArray()
  const names = new Map(accounts.map(({ _id, name }) => [_id, name]))
  return new Map(
    environments.map(({ _id, name, accountId, agencyId = null }) => [
      _id,
      { agencyId, names: [name, names.get(accountId ?? '') ?? ''] },
    ]),
  )
}

async function update<T extends Listed & { name: string }>(
  collection: mongo.Collection<T>,
  documents: readonly T[],
  derive: (document: T) => Above & { phone?: string },
): Promise<void> {
  const writes = documents.flatMap((document): mongo.AnyBulkWriteOperation<T>[] => {
    const { agencyId, names, phone } = derive(document)
    const phones = phone === undefined ? [] : searchWordsOf({ names: [], phones: [phone] })
    const found = [...new Set([...nameWords(names), ...phones])]
    const listed = { agencyId, nameKey: nameKeyOf(document.name), found }
    const isCurrent =
      document.agencyId === agencyId &&
      document.nameKey === listed.nameKey &&
      document.found?.join(' ') === found.join(' ')
    if (isCurrent) return []
    const filter = { _id: document._id } as Filter<T>
    return [{ updateOne: { filter, update: { $set: listed as never } } }]
  })
  if (writes.length > 0) await collection.bulkWrite(writes, { ordered: false })
}
