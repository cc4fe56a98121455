import { ConflictError } from '../lib/errors.ts'
import {
  asStored,
  LATER_ACCOUNT_FIELDS,
  LATER_ENVIRONMENT_FIELDS,
  namesOf,
  readAccount,
  readEnvironment,
} from './account-documents.ts'
import type { AccountStore } from './account-store.ts'
import { entityOrNull, isDuplicateKey, nativeOf, present } from './documents.ts'
import type { AccountDocument, EnvironmentDocument } from './models/account.ts'
import type { Models } from './models/models.ts'
import { expectRelisting, relist } from './listing.ts'
import { nameKeyOf, nameWords } from './name-words.ts'

const AFTER = { returnDocument: 'after' } as const

/** Accounts and environments that nobody has changed may be stored without a version: that is the first. */
function versionIs(version: number): object {
  return version === 1 ? { version: { $in: [1, null] } } : { version }
}

/** Creating accounts and environments, once for an id. */
export function creatingMethods(models: Models): Pick<AccountStore, 'createAccount' | 'createEnvironment'> {
  const { accounts, environments } = models
  return {
    async createAccount({ id, name, reference, agencyId }) {
      const document: AccountDocument = {
        _id: id,
        ...LATER_ACCOUNT_FIELDS,
        agencyId,
        name,
        ...namesOf(name, reference),
        reference,
        retentionDays: null,
        twoFactorRequired: false,
      }
      const known = await insertOnce(
        () => accounts.insertOne(document),
        () => accounts.findById(id).lean(),
        'the agency has a customer of this name already',
      )
      return { account: readAccount(known ?? document), created: known === null }
    },

    async createEnvironment({ id, accountId, name, ...rest }) {
      const account = present(await accounts.findById(accountId).lean())
      const document: EnvironmentDocument = {
        _id: id,
        ...LATER_ENVIRONMENT_FIELDS,
        accountId,
        agencyId: account.agencyId ?? null,
        name,
        nameKey: nameKeyOf(name),
        found: nameWords([name, account.name]),
        ...rest,
      }
      const known = await insertOnce(
        () => environments.insertOne(document),
        () => environments.findById(id).lean(),
        'the account has an environment of this name already',
      )
      return { environment: readEnvironment(known ?? document), created: known === null }
    },
  }
}

/** Inserts, or answers with what was inserted before under the same id. Throws `ConflictError` when only the name is taken. */
async function insertOnce<T>(
  insert: () => Promise<unknown>,
  find: () => Promise<T | null>,
  taken: string,
): Promise<T | null> {
  try {
    await insert()
    return null
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
    const known = await find()
    if (known === null) throw new ConflictError(taken, { cause: error })
    return known
  }
}

/** Changes that people make to accounts. */
export function changingMethods(
  models: Models,
): Pick<AccountStore, 'changeAccount' | 'deactivate' | 'restore'> {
  const { accounts } = models
  return {
    async changeAccount(accountId, version, { entraTenants, ...set }) {
      const before = await accounts.findById(accountId).lean()
      if (before === null) return null
      const { name = before.name, reference = before.reference ?? null } = set
      const isRenamed = name !== before.name
      const placeIds = isRenamed ? await widen(models, accountId, nameWords([name])) : []
      const tenants = entraTenants === undefined ? {} : { entraTenants: asStored(entraTenants) }
      try {
        const changed = await accounts
          .findOneAndUpdate(
            { _id: accountId, ...versionIs(version) },
            { $set: { ...set, ...tenants, ...namesOf(name, reference), version: version + 1 } },
            AFTER,
          )
          .lean()
        await relist(models, placeIds)
        return entityOrNull(changed, readAccount)
      } catch (error) {
        if (!isDuplicateKey(error)) throw error
        throw new ConflictError('the agency has a customer of this name already', { cause: error })
      }
    },

    async deactivate(accountId, at) {
      const changed = await nativeOf(accounts).findOneAndUpdate(
        { _id: accountId, deactivatedAt: null },
        raise({ deactivatedAt: at }),
        AFTER,
      )
      return entityOrNull(changed, readAccount)
    },

    async restore(accountId) {
      const changed = await nativeOf(accounts).findOneAndUpdate(
        { _id: accountId, deactivatedAt: { $ne: null }, deletingAt: { $exists: false } },
        raise({ deactivatedAt: null }),
        AFTER,
      )
      return entityOrNull(changed, readAccount)
    },
  }
}

/**
 * What is found by an account's name is found by both names while it changes: nothing is ever missing. Answers with the account's
 * environments, which are to be listed anew afterwards.
 */
async function widen(models: Models, accountId: string, words: string[]): Promise<string[]> {
  await expectRelisting(models, { accountId })
  const ids: string[] = await nativeOf(models.environments).distinct('_id', { accountId })
  const add = { $addToSet: { found: { $each: words } } }
  await models.environments.updateMany({ accountId }, add)
  await models.services.updateMany({ environmentId: { $in: ids } }, add)
  await models.channels.updateMany({ environmentId: { $in: ids } }, add)
  return ids
}

/** Sets these and raises the version, also of what was stored without one. */
function raise(set: { deactivatedAt: Date | null }): object[] {
  const version = { $add: [{ $ifNull: ['$version', 1] }, 1] }
  return [{ $set: { ...set, version } }]
}
