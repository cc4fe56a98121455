import { newId, present, retryDuplicate, toEntity } from './documents.ts'
import type { Models } from './models/models.ts'
import type { ServiceStore } from './store.ts'

/** Configured services. */
export function createServiceStore({ services }: Models): ServiceStore {
  return {
    async upsert({ environmentId, name, ...rest }) {
      const service = await retryDuplicate(() =>
        services
          .findOneAndUpdate(
            { environmentId, name },
            { $set: rest, $setOnInsert: { _id: newId() } },
            { upsert: true, returnDocument: 'after' },
          )
          .lean(),
      )
      return toEntity(present(service))
    },

    async list(environmentId) {
      const found = await services.find({ environmentId }).sort({ name: 1, _id: 1 }).lean()
      return found.map(toEntity)
    },
  }
}
