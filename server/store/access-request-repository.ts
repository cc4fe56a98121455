import { entityOrNull, newId, present, retryDuplicate, toEntity } from './documents.ts'
import type { AccessRequest } from './entities.ts'
import type { Models } from './models/models.ts'
import type { AccessRequestStore } from './store.ts'

const AFTER = { returnDocument: 'after' } as const

/** Requests of people who belong to no environment, one per person. */
export function createAccessRequestStore(models: Models): AccessRequestStore {
  const { accessRequests } = models
  return {
    // Somebody else may ask, or decide, between two of the writes: then it is looked at again.
    ask: (request) => retryDuplicate(() => askOnce(models, request)),

    async find(requestId) {
      return entityOrNull(await accessRequests.findById(requestId).lean(), toEntity)
    },

    async pending(tenantIds, limit) {
      const found = await accessRequests
        .find({ tenantId: { $in: [...tenantIds] }, state: 'pending' })
        .sort({ requestedAt: 1, _id: 1 })
        .limit(limit)
        .lean()
      return found.map(toEntity)
    },

    async decide(requestId, { state, at, by }) {
      const decided = await accessRequests
        .findOneAndUpdate(
          { _id: requestId, state: 'pending' },
          { $set: { state, decidedAt: at, decidedBy: by } },
          AFTER,
        )
        .lean()
      return entityOrNull(decided, toEntity)
    },
  }
}

async function askOnce(
  { accessRequests }: Models,
  { tenantId, objectId, name, email, message, at }: Parameters<AccessRequestStore['ask']>[0],
): Promise<AccessRequest> {
  const person = { tenantId, objectId }
  const told = { name, email, message }
  // Whoever asks again keeps their place in the row.
  const pending = await accessRequests
    .findOneAndUpdate({ ...person, state: 'pending' }, { $set: told }, AFTER)
    .lean()
  if (pending !== null) return toEntity(pending)
  const declined = await accessRequests.findOne({ ...person, state: 'declined' }).lean()
  if (declined !== null) return toEntity(declined)
  const asked = await accessRequests
    .findOneAndUpdate(
      { ...person, state: 'approved' },
      {
        $set: { ...told, state: 'pending', requestedAt: at, decidedAt: null, decidedBy: null },
        $setOnInsert: { _id: newId() },
      },
      { ...AFTER, upsert: true },
    )
    .lean()
  return toEntity(present(asked))
}
