import type { Connection, Model } from 'mongoose'
import { readAccount } from './account-repository.ts'
import type { AccountDeletionStore } from './account-store.ts'
import { entityOrNull, isDuplicateKey, nativeOf, toEntity, type Keyed } from './documents.ts'
import { fileContentsOf, type FileContents } from './file-contents.ts'
import type { Models } from './models/models.ts'

/** Documents that are deleted in one go. */
const AT_ONCE = 500
/** Each of them may be many megabytes. */
const FILES_AT_ONCE = 50
const PEOPLE_AT_ONCE = 100

/** What is deleted by steps of its own, or stays. */
const OWN_STEPS: readonly (keyof Models)[] = ['files', 'memberships', 'services', 'webhooks']

interface Parts {
  models: Models
  contents: FileContents
}

/** Deletes a number of documents; by collection, how many. Nothing: there are none left. */
type Step = (parts: Parts, environmentIds: string[]) => Promise<Record<string, number>>

/**
 * Deletes accounts with everything of theirs. Whatever refers to something else goes before it, so that a deletion that was cut
 * short finds the rest.
 */
export function createAccountDeletionStore(connection: Connection, models: Models): AccountDeletionStore {
  const { accounts, accountDeletions } = models
  const parts = { models, contents: fileContentsOf(connection) }
  return {
    async due(deactivatedBefore) {
      const found = await accounts
        .find({ deactivatedAt: { $gt: new Date(0), $lte: deactivatedBefore } })
        .sort({ deactivatedAt: 1 })
        .lean()
      return found.map(readAccount)
    },

    async begin({ id, agencyId, name }, deactivatedBefore, now) {
      const due = { _id: id, deactivatedAt: { $gt: new Date(0), $lte: deactivatedBefore } }
      const taken = await accounts.findOneAndUpdate(due, { $min: { deletingAt: now } }).lean()
      if (taken === null) return false
      const deactivatedAt = taken.deactivatedAt ?? now
      const record = { _id: id, agencyId, name, deactivatedAt, startedAt: now, finishedAt: null, counts: {} }
      try {
        await accountDeletions.insertOne(record)
      } catch (error) {
        if (!isDuplicateKey(error)) throw error
      }
      return true
    },

    async unfinished() {
      const found = await accountDeletions.find({ finishedAt: null }).sort({ startedAt: 1 }).lean()
      return found.map(toEntity)
    },

    async step(accountId) {
      const found = await models.environments.find({ accountId }, { _id: 1 }).lean()
      const counts = await nextStep(
        parts,
        accountId,
        found.map(({ _id }) => _id),
      )
      const raised = Object.entries(counts).filter(([, count]) => count > 0)
      if (raised.length === 0) return false
      const $inc = Object.fromEntries(raised.map(([name, count]) => [`counts.${name}`, count]))
      await nativeOf(accountDeletions).updateOne({ _id: accountId }, { $inc })
      return true
    },

    async finish(accountId, now) {
      const finished = await accountDeletions
        .findOneAndUpdate(
          { _id: accountId, finishedAt: null },
          { $set: { finishedAt: now } },
          { returnDocument: 'after' },
        )
        .lean()
      return entityOrNull(finished, toEntity)
    },

    async records(agencyId, limit) {
      const found = await accountDeletions.find({ agencyId }).sort({ startedAt: -1 }).limit(limit).lean()
      return found.map(toEntity)
    },
  }
}

async function nextStep(
  parts: Parts,
  accountId: string,
  environmentIds: string[],
): Promise<Record<string, number>> {
  if (environmentIds.length > 0) {
    for (const step of STEPS) {
      const counts = await step(parts, environmentIds)
      if (Object.values(counts).some((count) => count > 0)) return counts
    }
  }
  const { environments, accounts } = parts.models
  const { deletedCount } = await environments.deleteMany({ accountId })
  const gone = await accounts.deleteMany({ _id: accountId, deletingAt: { $exists: true } })
  return { environments: deletedCount, accounts: gone.deletedCount }
}

const STEPS: readonly Step[] = [
  deleteFiles,
  deleteWebhooks,
  deleteServices,
  deletePeople,
  deleteWhatIsInThem,
  deletePlaces,
  deleteBookkeeping,
]

async function deleteFiles({ models, contents }: Parts, environmentIds: string[]): ReturnType<Step> {
  const files = nativeOf(models.files)
  const ids = await idsOf(models.files, { environmentId: { $in: environmentIds } }, FILES_AT_ONCE)
  for (const id of ids) await contents.remove(id)
  const { deletedCount } = await files.deleteMany({ _id: { $in: ids } })
  return { files: deletedCount }
}

/** With what knows the webhook only. */
async function deleteWebhooks({ models }: Parts, environmentIds: string[]): ReturnType<Step> {
  const ids = await idsOf(models.webhooks, { environmentId: { $in: environmentIds } }, AT_ONCE)
  if (ids.length === 0) return {}
  const counts: Record<string, number> = {}
  for (const model of Object.values(models) as Model<Keyed>[]) {
    if (!has(model, 'webhookId')) continue
    const gone = await nativeOf(model).deleteMany({ webhookId: { $in: ids } } as object)
    counts[model.collection.collectionName] = gone.deletedCount
  }
  const { deletedCount } = await models.webhooks.deleteMany({ _id: { $in: ids } })
  return { ...counts, webhooks: deletedCount }
}

/** People who chose to be told of some services only are not told of these. */
async function deleteServices({ models }: Parts, environmentIds: string[]): ReturnType<Step> {
  const ids = await idsOf(models.services, { environmentId: { $in: environmentIds } }, AT_ONCE)
  if (ids.length === 0) return {}
  await nativeOf(models.preferences).updateMany(
    { serviceIds: { $in: ids } },
    { $pull: { serviceIds: { $in: ids } } },
  )
  const { deletedCount } = await models.services.deleteMany({ _id: { $in: ids } })
  return { services: deletedCount }
}

/** People who belong nowhere else go with the account, and everything that is theirs alone. */
async function deletePeople({ models }: Parts, environmentIds: string[]): ReturnType<Step> {
  const here = { environmentId: { $in: environmentIds } }
  const found = await models.memberships.find(here).limit(PEOPLE_AT_ONCE).lean()
  if (found.length === 0) return {}
  const elsewhere = await models.memberships
    .find({ userId: { $in: found.map(({ userId }) => userId) }, environmentId: { $nin: environmentIds } })
    .lean()
  const staying = new Set(elsewhere.map(({ userId }) => userId))
  const leaving = [...new Set(found.map(({ userId }) => userId))].filter((userId) => !staying.has(userId))
  const counts: Record<string, number> = {}
  for (const model of Object.values(models) as Model<Keyed>[]) {
    if (!has(model, 'userId') || model.modelName === models.memberships.modelName) continue
    const gone = await nativeOf(model).deleteMany({ userId: { $in: leaving } } as object)
    counts[model.collection.collectionName] = gone.deletedCount
  }
  await models.preferences.deleteMany({ _id: { $in: leaving } })
  const users = await models.users.deleteMany({ _id: { $in: leaving } })
  // They are what the people are found by.
  const ids = found.map(({ _id }) => _id)
  const memberships = await models.memberships.deleteMany({ _id: { $in: ids } })
  return { ...counts, users: users.deletedCount, memberships: memberships.deletedCount }
}

/** Every collection whose documents name their environment, also those that are added some day. */
async function deleteWhatIsInThem({ models }: Parts, environmentIds: string[]): ReturnType<Step> {
  for (const [name, model] of Object.entries(models) as [keyof Models, Model<Keyed>][]) {
    if (OWN_STEPS.includes(name) || !has(model, 'environmentId')) continue
    const ids = await idsOf(model, { environmentId: { $in: environmentIds } }, AT_ONCE)
    if (ids.length === 0) continue
    const { deletedCount } = await nativeOf(model).deleteMany({ _id: { $in: ids } })
    return { [model.collection.collectionName]: deletedCount }
  }
  return {}
}

async function deletePlaces({ models }: Parts, environmentIds: string[]): ReturnType<Step> {
  const here = { 'subscription.environmentId': { $in: environmentIds } }
  const { deletedCount } = await nativeOf(models.teamsPlaces).deleteMany(here)
  return { teams_places: deletedCount }
}

/** What carries the environment's id in its name. */
async function deleteBookkeeping({ models }: Parts, environmentIds: string[]): ReturnType<Step> {
  const named = { _id: { $regex: `(${environmentIds.join('|')})` } }
  const counters = await nativeOf(models.counters).deleteMany(named)
  const leases = await nativeOf(models.leases).deleteMany(named)
  return { counters: counters.deletedCount, leases: leases.deletedCount }
}

function has(model: Model<Keyed>, path: string): boolean {
  return model.schema.path(path) !== undefined
}

async function idsOf<T extends Keyed>(model: Model<T>, filter: object, limit: number): Promise<string[]> {
  const found = await nativeOf(model).find(filter).limit(limit).project<Keyed>({ _id: 1 }).toArray()
  return found.map(({ _id }) => _id)
}
