import { entityOrNull, newId, present, retryDuplicate, toEntity } from './documents.ts'
import type { Account } from './entities.ts'
import type { AccountDocument } from './models/account.ts'
import type { Models } from './models/models.ts'
import type { AccountStore } from './store.ts'

function readAccount({ _id, entraTenants = [], ...rest }: AccountDocument): Account {
  return { id: _id, ...rest, entraTenants }
}

/** Ids of organisations are written in either case. */
function asStored(tenantIds: readonly string[]): string[] {
  return [...new Set(tenantIds.map((tenantId) => tenantId.toLowerCase()))]
}

/** Accounts and their environments. */
export function createAccountStore({ accounts, environments }: Models): AccountStore {
  return {
    async upsertAccount({ name, entraTenants, ...rest }) {
      const tenants = entraTenants === undefined ? {} : { entraTenants: asStored(entraTenants) }
      const account = await retryDuplicate(() =>
        accounts
          .findOneAndUpdate(
            { name },
            { $set: { ...rest, ...tenants }, $setOnInsert: { _id: newId() } },
            { upsert: true, returnDocument: 'after' },
          )
          .lean(),
      )
      return readAccount(present(account))
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

    async findAccount(accountId) {
      return entityOrNull(await accounts.findById(accountId).lean(), readAccount)
    },

    async accountsOfTenants(tenantIds) {
      const found = await accounts
        .find({ entraTenants: { $in: asStored(tenantIds) } })
        .sort({ name: 1 })
        .lean()
      return found.map(readAccount)
    },

    async accountsWithoutTenant() {
      const found = await accounts
        .find({ $or: [{ entraTenants: { $exists: false } }, { entraTenants: { $size: 0 } }] })
        .sort({ name: 1 })
        .lean()
      return found.map(readAccount)
    },

    async environmentsOf(accountIds) {
      const found = await environments
        .find({ accountId: { $in: [...accountIds] } })
        .sort({ name: 1, _id: 1 })
        .lean()
      return found.map(toEntity)
    },
  }
}
