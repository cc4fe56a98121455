import { entityOrNull } from './documents.ts'
import type { Models } from './models/models.ts'
import type { OneTimeCodeStore } from './store.ts'

/** Codes by their hashes. The database removes expired ones some time later; they are never redeemed. */
export function createOneTimeCodeStore({ oneTimeCodes }: Models): OneTimeCodeStore {
  return {
    async insert({ hash, userId, expiresAt }) {
      await oneTimeCodes.insertOne({ _id: hash, userId, expiresAt })
    },

    async spend(hash, now) {
      const spent = await oneTimeCodes.findOneAndDelete({ _id: hash, expiresAt: { $gt: now } }).lean()
      return entityOrNull(spent, ({ userId }) => ({ userId }))
    },
  }
}
