import { escapePattern, isDuplicateKey, nativeOf } from './documents.ts'
import type { Models } from './models/models.ts'
import type { LeaseStore } from './store.ts'

/** Leases by which processes share work out. */
export function createLeaseStore(models: Models): LeaseStore {
  const leases = nativeOf(models.leases)
  return {
    async hold(names, owner, now, until) {
      if (names.length === 0) return []
      const takes = names.map((name) => ({
        updateOne: {
          filter: { _id: name, $or: [{ owner }, { until: { $lte: now } }] },
          update: { $set: { owner, until } },
          // A lease that somebody else holds does not match; inserting it then fails, which is the answer.
          upsert: true,
        },
      }))
      try {
        await leases.bulkWrite(takes, { ordered: false })
      } catch (error) {
        if (!isDuplicateKey(error)) throw error
      }
      const held = await leases.find({ _id: { $in: [...names] }, owner }).toArray()
      return held.map(({ _id }) => _id)
    },

    async release(names, owner) {
      if (names.length > 0) await leases.deleteMany({ _id: { $in: [...names] }, owner })
    },

    async holders(prefix, now) {
      const found = await leases
        .find({ _id: { $regex: `^${escapePattern(prefix)}` }, until: { $gt: now } })
        .toArray()
      return found.map(({ _id, owner }) => ({ name: _id, owner }))
    },
  }
}
