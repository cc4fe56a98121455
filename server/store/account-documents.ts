import type { Account, Environment } from './entities.ts'
import type { AccountDocument, EnvironmentDocument } from './models/account.ts'
import { nameKeyOf, nameWords } from './name-words.ts'

/** What accounts may have been stored without. */
export const LATER_ACCOUNT_FIELDS = {
  agencyId: null,
  reference: null,
  policy: {},
  deactivatedAt: null,
  entraTenants: [],
  version: 1,
}
/** The same of environments. */
export const LATER_ENVIRONMENT_FIELDS = { kind: 'customer', agencyId: null, policy: {}, version: 1 } as const

/** An account as it is known outside the store. */
export function readAccount(document: AccountDocument): Account {
  const {
    _id,
    nameKey: _nameKey,
    words: _words,
    deletingAt: _deletingAt,
    extensions: _extensions,
    extensionLength: _extensionLength,
    ...rest
  } = document
  return { id: _id, ...LATER_ACCOUNT_FIELDS, ...rest }
}

/** An environment as it is known outside the store. */
export function readEnvironment(document: EnvironmentDocument): Environment {
  const {
    _id,
    nameKey: _nameKey,
    words: _words,
    accountWords: _accountWords,
    found: _found,
    relistDue: _relistDue,
    ...rest
  } = document
  return { id: _id, ...LATER_ENVIRONMENT_FIELDS, ...rest }
}

/** Ids of organisations are written in either case. */
export function asStored(tenantIds: readonly string[]): string[] {
  return [...new Set(tenantIds.map((tenantId) => tenantId.toLowerCase()))]
}

/** What follows from the names of an account or an environment. */
export function namesOf(name: string, reference: string | null = null): { nameKey: string; words: string[] } {
  return { nameKey: nameKeyOf(name), words: nameWords([name, reference]) }
}
