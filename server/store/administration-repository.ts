import type { mongo } from 'mongoose'
import { readAccount } from './account-repository.ts'
import type { AdministrationStore, AgencyQuery } from './administration-store.ts'
import { channelsOfAgency, placesOf, servicesOfAgency } from './administration-lists.ts'
import { escapePattern, nativeOf, type Keyed } from './documents.ts'
import { decodeCursor, encodeCursor } from './keyset.ts'
import {
  ACCOUNT_NAMES_INDEX,
  ACCOUNT_WORDS_INDEX,
  type AccountDocument,
  type EnvironmentDocument,
} from './models/account.ts'
import type { Models } from './models/models.ts'

/** Up to so many matches of a word are cheaper to fetch and sort than a list is to walk along. */
const FEW_MATCHES = 500

type Filter<T> = mongo.Filter<T>

/** What an agency looks after. Accounts and environments are read off indexes in the order of their names. */
export function createAdministrationStore(models: Models): AdministrationStore {
  const accounts = nativeOf(models.accounts)
  const environments = nativeOf(models.environments)
  return {
    async accounts(agencyId, { words, after, limit, state }) {
      const states = { active: { deactivatedAt: null }, inactive: { deactivatedAt: { $ne: null } } }
      const filter: Filter<AccountDocument> = {
        agencyId,
        ...(state === undefined ? {} : states[state]),
        ...(words.length === 0 ? {} : { $and: words.map((word) => ({ words: beginsWith(word) })) }),
        ...behind<AccountDocument>(after),
      }
      const hint = await accountIndex(accounts, agencyId, words)
      const found = await accounts
        .find(filter)
        .sort({ nameKey: 1, _id: 1 })
        .hint(hint)
        .limit(limit + 1)
        .toArray()
      return pageOf(found, limit, readAccount)
    },

    async environments(agencyId, { words, after, limit, accountId }) {
      const filter: Filter<EnvironmentDocument> = {
        agencyId,
        ...(accountId === undefined ? {} : { accountId }),
        ...(words.length === 0
          ? {}
          : {
              $and: words.map((word) => ({
                $or: [{ words: beginsWith(word) }, { accountWords: beginsWith(word) }],
              })),
            }),
        ...behind<EnvironmentDocument>(after),
      }
      const found = await environments
        .find(filter)
        .sort({ nameKey: 1, _id: 1 })
        .limit(limit + 1)
        .toArray()
      const places = await placesOf(models, found)
      const page = pageOf(found, limit, ({ _id }) => places.get(_id))
      return { ...page, items: page.items.filter((place) => place !== undefined) }
    },

    services: (agencyId, query) => servicesOfAgency(models, agencyId, query),
    channels: (agencyId, query) => channelsOfAgency(models, agencyId, query),
    ...countMethods(models),
  }
}

/** A rare word is looked up; otherwise a walk along the list meets enough matches soon. */
async function accountIndex(
  accounts: mongo.Collection<AccountDocument>,
  agencyId: string,
  words: readonly string[],
): Promise<string> {
  for (const word of words) {
    const filter = { agencyId, words: beginsWith(word) }
    const count = await accounts.countDocuments(filter, { limit: FEW_MATCHES, hint: ACCOUNT_WORDS_INDEX })
    if (count < FEW_MATCHES) return ACCOUNT_WORDS_INDEX
  }
  return ACCOUNT_NAMES_INDEX
}

function beginsWith(word: string): { $regex: string } {
  return { $regex: `^${escapePattern(word)}` }
}

function behind<T>(after: AgencyQuery['after']): Filter<T> {
  if (after === null) return {}
  const [name, id] = decodeCursor('cursor', after, ['', ''])
  // The condition on the name alone bounds the index; the rest only tells equal names apart.
  const rest = { $or: [{ nameKey: { $gt: name } }, { _id: { $gt: id } }] }
  return { nameKey: { $gte: name }, ...rest } as Filter<T>
}

function pageOf<T extends Keyed & { nameKey?: string }, E>(
  found: readonly T[],
  limit: number,
  read: (document: T) => E,
): { items: E[]; nextCursor: string | null } {
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  const nextCursor =
    found.length > limit && last !== undefined ? encodeCursor([last.nameKey ?? '', last._id]) : null
  return { items: shown.map(read), nextCursor }
}

function countMethods(models: Models): Pick<AdministrationStore, 'countByAccounts' | 'countMembers'> {
  return {
    async countByAccounts(accountIds) {
      const found = await nativeOf(models.environments)
        .find({ accountId: { $in: [...accountIds] } })
        .project<{ _id: string; accountId: string }>({ _id: 1, accountId: 1 })
        .toArray()
      const services = await countIn(
        nativeOf(models.services),
        found.map(({ _id }) => _id),
        { endedAt: null },
      )
      const counts = new Map<string, { environments: number; services: number }>()
      for (const { _id, accountId } of found) {
        const before = counts.get(accountId) ?? { environments: 0, services: 0 }
        const more = services.get(_id) ?? 0
        counts.set(accountId, { environments: before.environments + 1, services: before.services + more })
      }
      return counts
    },

    countMembers: (environmentIds) => countIn(nativeOf(models.memberships), environmentIds, {}),
  }
}

async function countIn<T extends Keyed & { environmentId: string }>(
  collection: mongo.Collection<T>,
  environmentIds: readonly string[],
  filter: object,
): Promise<Map<string, number>> {
  const rows = await collection
    .aggregate<{ _id: string; count: number }>([
      { $match: { environmentId: { $in: environmentIds }, ...filter } },
      { $group: { _id: '$environmentId', count: { $sum: 1 } } },
    ])
    .toArray()
  return new Map(rows.map(({ _id, count }) => [_id, count]))
}
