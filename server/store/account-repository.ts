import { entityOrNull, newId, present, retryDuplicate, toEntity } from './documents.ts'
import type { Models } from './models/models.ts'
import type { AccountStore } from './store.ts'

/** Accounts and their environments. */
export function createAccountStore({ accounts, environments }: Models): AccountStore {
  return {
    async upsertAccount({ name, ...rest }) {
      const account = await retryDuplicate(() =>
        accounts
          .findOneAndUpdate(
            { name },
            { $set: rest, $setOnInsert: { _id: newId() } },
            { upsert: true, returnDocument: 'after' },
          )
          .lean(),
      )
      return toEntity(present(account))
    },

    async upsertEnvironment({ accountId, name, ...rest }) {
      const environment = await retryDuplicate(() =>
        environments
          .findOneAndUpdate(
            { accountId, name },
            { $set: rest, $setOnInsert: { _id: newId() } },
            { upsert: true, returnDocument: 'after' },
          )
          .lean(),
      )
      return toEntity(present(environment))
    },

    async findEnvironment(environmentId) {
      return entityOrNull(await environments.findById(environmentId).lean(), toEntity)
    },
  }
}
