import { changingMethods, creatingMethods } from './account-changes.ts'
import { asStored, namesOf, readAccount, readEnvironment } from './account-documents.ts'
import type { AccountStore } from './account-store.ts'
import { entityOrNull, isDuplicateKey, newId, present, retryDuplicate } from './documents.ts'
import type { Models } from './models/models.ts'
import { relist } from './listing.ts'
import { nameKeyOf } from './name-words.ts'

export { readAccount, readEnvironment } from './account-documents.ts'

const AFTER = { returnDocument: 'after' } as const

/** Where an environment is that nobody has said anything of. */
const SETTING = { timeZone: 'Europe/Berlin', country: 'DE' }

/** Agencies, accounts and their environments. */
export function createAccountStore(models: Models): AccountStore {
  return {
    ...namedMethods(models),
    ...agencyMethods(models),
    ...provisioningMethods(models),
    ...creatingMethods(models),
    ...changingMethods(models),
    ...lookUpMethods(models),
    ...policyMethods(models),
  }
}

function namedMethods({
  accounts,
  environments,
}: Models): Pick<AccountStore, 'agencyNamed' | 'accountNamed' | 'environmentNamed'> {
  return {
    async agencyNamed(name) {
      const agency = await environments.findOne({ kind: 'agency', accountId: null, name }).lean()
      return entityOrNull(agency, readEnvironment)
    },

    async accountNamed(name, agencyId) {
      if (agencyId === undefined) return entityOrNull(await accounts.findOne({ name }).lean(), readAccount)
      const own = await accounts.findOne({ name, agencyId }).lean()
      return entityOrNull(own ?? (await accounts.findOne({ name, agencyId: null }).lean()), readAccount)
    },

    async environmentNamed(accountId, name) {
      return entityOrNull(await environments.findOne({ accountId, name }).lean(), readEnvironment)
    },
  }
}

function agencyMethods({ environments }: Models): Pick<AccountStore, 'upsertAgency'> {
  return {
    async upsertAgency({ id = newId(), name, ...rest }) {
      const agency = await retryDuplicate(() =>
        environments
          .findOneAndUpdate(
            { kind: 'agency', accountId: null, name },
            { $setOnInsert: { _id: id, agencyId: null, nameKey: nameKeyOf(name), ...rest } },
            { upsert: true, ...AFTER },
          )
          .lean(),
      )
      return readEnvironment(present(agency))
    },
  }
}

function provisioningMethods(models: Models): Pick<AccountStore, 'upsertAccount' | 'upsertEnvironment'> {
  const { accounts, environments } = models
  return {
    async upsertAccount({ name, entraTenants, agencyId, ...named }) {
      if (agencyId !== undefined) await adopt(models, agencyId, name)
      const tenants = entraTenants === undefined ? {} : { entraTenants: asStored(entraTenants) }
      const account = await retryDuplicate(() =>
        accounts
          .findOneAndUpdate(
            { name, ...(agencyId === undefined ? {} : { agencyId }) },
            {
              $set: { ...named, ...tenants },
              $setOnInsert: {
                _id: newId(),
                ...namesOf(name),
                ...(agencyId === undefined ? { agencyId: null } : {}),
                ...without({ retentionDays: null, twoFactorRequired: false }, named),
              },
            },
            { upsert: true, ...AFTER },
          )
          .lean(),
      )
      return readAccount(present(account))
    },

    async upsertEnvironment({ id = newId(), accountId, name, agencyId, ...named }) {
      const before = await environments.findOne({ accountId, name }, { agencyId: 1, found: 1 }).lean()
      const environment = await retryDuplicate(() =>
        environments
          .findOneAndUpdate(
            { accountId, name },
            {
              $set: {
                ...named,
                nameKey: nameKeyOf(name),
                agencyId: agencyId ?? null,
              },
              $setOnInsert: { _id: id, kind: 'customer', ...without(SETTING, named) },
            },
            { upsert: true, ...AFTER },
          )
          .lean(),
      )
      const { _id } = present(environment)
      const isListed = before?.found !== undefined && (before.agencyId ?? null) === (agencyId ?? null)
      if (!isListed) await relist(models, [_id])
      return readEnvironment(present(environment))
    },
  }
}

/** Those of `all` that are not among `named`. */
function without(all: object, named: object): object {
  return Object.fromEntries(Object.entries(all).filter(([key]) => !Object.hasOwn(named, key)))
}

/** An account that nobody looked after comes to the agency, its environments with it. May be repeated. */
async function adopt(models: Models, agencyId: string, name: string): Promise<void> {
  const { accounts, environments } = models
  try {
    await accounts.updateOne({ name, agencyId: null }, { $set: { agencyId, ...namesOf(name) } })
  } catch (error) {
    // The agency has one of that name: that is the one that is meant.
    if (!isDuplicateKey(error)) throw error
  }
  const account = await accounts.findOne({ name, agencyId }, { _id: 1 }).lean()
  if (account === null) return
  const left = await environments.find({ accountId: account._id, agencyId: null }).lean()
  for (const environment of left) {
    const change = { agencyId, nameKey: nameKeyOf(environment.name), relistDue: true }
    await environments.updateOne({ _id: environment._id }, { $set: change })
  }
  await relist(
    models,
    left.map(({ _id }) => _id),
  )
}

function lookUpMethods({
  accounts,
  environments,
}: Models): Pick<
  AccountStore,
  | 'findEnvironment'
  | 'findAccount'
  | 'accountsOfTenants'
  | 'accountsWithoutTenant'
  | 'environmentsOf'
  | 'unusedEnvironments'
> {
  return {
    async findEnvironment(environmentId) {
      return entityOrNull(await environments.findById(environmentId).lean(), readEnvironment)
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
      return found.map(readEnvironment)
    },

    async unusedEnvironments() {
      const unused = await accounts.find({ deactivatedAt: { $gt: new Date(0) } }, { _id: 1 }).lean()
      if (unused.length === 0) return new Set()
      const ids = unused.map(({ _id }) => _id)
      const found = await environments.find({ accountId: { $in: ids } }, { _id: 1 }).lean()
      return new Set(found.map(({ _id }) => _id))
    },
  }
}

function policyMethods({
  accounts,
  environments,
}: Models): Pick<AccountStore, 'withPolicy' | 'environmentsBesides'> {
  return {
    async environmentsBesides(environmentIds) {
      const others = { _id: { $nin: [...environmentIds] }, kind: { $ne: 'agency' as const } }
      return (await environments.find(others).lean()).map(readEnvironment)
    },

    async withPolicy(parts) {
      const says = { $or: parts.map((part) => ({ [`policy.${part}`]: { $exists: true } })) }
      const own = await environments.find(says).lean()
      const agencyIds = own.filter(({ kind }) => kind === 'agency').map(({ _id }) => _id)
      const sayers = await accounts.find(says, { _id: 1 }).lean()
      const found = await environments
        .find({
          $or: [
            { _id: { $in: own.map(({ _id }) => _id) } },
            { accountId: { $in: sayers.map(({ _id }) => _id) } },
            { agencyId: { $in: agencyIds } },
          ],
        })
        .lean()
      const customers = found.filter(({ kind }) => kind !== 'agency').map(readEnvironment)
      const agencies = new Map(own.map((one) => [one._id, one.policy ?? {}]))
      const above = await accounts
        .find({ _id: { $in: customers.map(({ accountId }) => accountId ?? '') } }, { policy: 1 })
        .lean()
      const policies = new Map(above.map((account) => [account._id, account.policy ?? {}]))
      return customers.map((environment) => ({
        environment,
        levels: [
          { level: 'agency', policy: agencies.get(environment.agencyId ?? '') ?? {} },
          { level: 'account', policy: policies.get(environment.accountId ?? '') ?? {} },
          { level: 'environment', policy: environment.policy },
        ],
      }))
    },
  }
}
