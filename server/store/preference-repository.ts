import type { NotificationPreferences } from '../contract/teams.ts'
import { entityOrNull, retryDuplicate } from './documents.ts'
import type { Models } from './models/models.ts'
import type { PreferenceDocument } from './models/preference.ts'
import type { PreferenceStore } from './store.ts'

function readPreferences({ _id, ...rest }: PreferenceDocument): NotificationPreferences {
  return rest
}

/** What people have chosen to be told, one document per user. */
export function createPreferenceStore({ preferences }: Models): PreferenceStore {
  return {
    async find(userId) {
      return entityOrNull(await preferences.findById(userId).lean(), readPreferences)
    },

    async findMany(userIds) {
      const found = await preferences.find({ _id: { $in: [...userIds] } }).lean()
      return new Map(found.map((document) => [document._id, readPreferences(document)]))
    },

    async save(userId, { availability, kinds, serviceIds, quietHours }) {
      const set = { availability, kinds, serviceIds, quietHours }
      await retryDuplicate(() => preferences.updateOne({ _id: userId }, { $set: set }, { upsert: true }))
    },
  }
}
