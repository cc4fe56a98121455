import type { mongo } from 'mongoose'
import { readAccount } from './account-repository.ts'
import type { AdministrationStore } from './administration-store.ts'
import { channelsOfAgency, placesOf, servicesOfAgency } from './administration-lists.ts'
import { nativeOf, type Keyed } from './documents.ts'
import { beginsWith, behind, NAMES_INDEX, pageOf, pageOfListed, relistOutdated } from './listing.ts'
import { ACCOUNT_INACTIVE_INDEX, ACCOUNT_WORDS_INDEX, type AccountDocument } from './models/account.ts'
import type { Models } from './models/models.ts'

/** Up to so many matches of a word are cheaper to fetch and sort than a list is to walk along. */
const FEW_MATCHES = 2000

/** Before any account can have been deactivated: the index of those holds only dates. */
const LONG_AGO = new Date(0)

type Filter<T> = mongo.Filter<T>

/** What an agency looks after, read off indexes in the order of names. */
export function createAdministrationStore(models: Models): AdministrationStore {
  const accounts = nativeOf(models.accounts)
  return {
    async accounts(agencyId, { words, after, limit, state }) {
      const states = { active: { deactivatedAt: null }, inactive: { deactivatedAt: { $gt: LONG_AGO } } }
      const filter: Filter<AccountDocument> = {
        agencyId,
        ...(state === undefined ? {} : states[state]),
        ...(words.length === 0 ? {} : { $and: words.map((word) => ({ words: beginsWith(word) })) }),
        ...behind(after),
      }
      const isShort = state === 'inactive' && words.length === 0
      const hint = isShort ? ACCOUNT_INACTIVE_INDEX : await accountIndex(accounts, agencyId, words)
      const found = await accounts
        .find(filter)
        .sort({ nameKey: 1, _id: 1 })
        .hint(hint)
        .limit(limit + 1)
        .toArray()
      return pageOf(found, limit, readAccount)
    },

    async environments(agencyId, { accountId, ...query }) {
      const narrowed = accountId === undefined ? {} : { accountId }
      const page = await pageOfListed(nativeOf(models.environments), agencyId, query, narrowed)
      const places = await placesOf(models, page.items)
      return {
        ...page,
        items: page.items.map(({ _id }) => places.get(_id)).filter((one) => one !== undefined),
      }
    },

    services: (agencyId, query) => servicesOfAgency(models, agencyId, query),
    channels: (agencyId, query) => channelsOfAgency(models, agencyId, query),
    relistOutdated: () => relistOutdated(models),
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
  return NAMES_INDEX
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
