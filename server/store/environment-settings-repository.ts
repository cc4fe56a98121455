import { ConflictError } from '../lib/errors.ts'
import { readEnvironment } from './account-repository.ts'
import { entityOrNull, isDuplicateKey } from './documents.ts'
import type { EnvironmentSettingsStore } from './environment-settings-store.ts'
import { relist } from './listing.ts'
import type { Models } from './models/models.ts'

/** Changes of environments that people make, each under the condition of its version. */
export function createEnvironmentSettingsStore(models: Models): EnvironmentSettingsStore {
  const { environments } = models
  return {
    async change(environmentId, version, { name, timeZone, country, policy }) {
      // Environments that nobody has changed may be stored without a version: that is the first.
      const based = version === 1 ? { $or: [{ version }, { version: { $exists: false } }] } : { version }
      try {
        const changed = await environments
          .findOneAndUpdate(
            { _id: environmentId, ...based },
            { $set: { name, timeZone, country, policy, version: version + 1 } },
            { returnDocument: 'after' },
          )
          .lean()
        if (changed !== null) await relist(models, [environmentId])
        return entityOrNull(changed, readEnvironment)
      } catch (error) {
        if (!isDuplicateKey(error)) throw error
        throw new ConflictError('another environment of the account has this name', { cause: error })
      }
    },
  }
}
