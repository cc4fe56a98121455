import type { Policy, PolicyLevel } from '../contract/policy.ts'
import type { Account, Environment } from './entities.ts'

/** What people change of an account. */
export type AccountChange = Pick<
  Account,
  'name' | 'reference' | 'retentionDays' | 'twoFactorRequired' | 'entraTenants' | 'policy'
>

/** What an environment is given when it is made. */
export type EnvironmentSetting = Pick<Environment, 'name' | 'timeZone' | 'country'>

/** An environment with what it and the levels above it say, from the agency down. */
export interface PolicedEnvironment {
  environment: Environment
  levels: { level: PolicyLevel; policy: Policy }[]
}

/** Agencies, customers' accounts, and their environments. */
export interface AccountStore {
  /** What the three methods below would find by its name; `null` when they would create it. */
  agencyNamed(name: string): Promise<Environment | null>
  accountNamed(name: string, agencyId: string | undefined): Promise<Account | null>
  environmentNamed(accountId: string, name: string): Promise<Environment | null>
  /** An agency by name; created when there is none (with this id), otherwise left as it is. */
  upsertAgency(agency: EnvironmentSetting & { id?: string }): Promise<Environment>
  /**
   * Creates or updates by name (and agency, when given; an account of that name without one is given to it, with its
   * environments). What is left out stays as it is.
   */
  upsertAccount(
    account: Pick<Account, 'name'> &
      Partial<Pick<Account, 'retentionDays' | 'twoFactorRequired' | 'entraTenants'>> & { agencyId?: string },
  ): Promise<Account>
  /** Creates (with this id) or updates by account and name. What is left out stays as it is. */
  upsertEnvironment(
    environment: Pick<Environment, 'name'> &
      Partial<EnvironmentSetting> & { id?: string; accountId: string; agencyId?: string | null },
  ): Promise<Environment>
  /** Inserts with this id; what is there under it is answered instead. Throws `ConflictError` when the agency has the name already. */
  createAccount(
    account: Pick<Account, 'id' | 'name' | 'reference'> & { agencyId: string },
  ): Promise<{ account: Account; created: boolean }>
  /** The same for an environment, whose name is unique in its account. */
  createEnvironment(
    environment: EnvironmentSetting & { id: string; accountId: string },
  ): Promise<{ environment: Environment; created: boolean }>
  /** Changes version `version`; `null` when somebody else has changed it since. Throws `ConflictError` when the name is taken. */
  changeAccount(accountId: string, version: number, set: Partial<AccountChange>): Promise<Account | null>
  /** Nobody works there from `at` on; `null` when that was so before. */
  deactivate(accountId: string, at: Date): Promise<Account | null>
  /** `null` when it is in use, or its deletion has begun. */
  restore(accountId: string): Promise<Account | null>
  findEnvironment(environmentId: string): Promise<Environment | null>
  findAccount(accountId: string): Promise<Account | null>
  /** Accounts whose people sign in with one of these organisations. */
  accountsOfTenants(tenantIds: readonly string[]): Promise<Account[]>
  /** Accounts that name no organisation of their own. */
  accountsWithoutTenant(): Promise<Account[]>
  environmentsOf(accountIds: readonly string[]): Promise<Environment[]>
  /** Ids of the environments of accounts that are not in use. */
  unusedEnvironments(): Promise<Set<string>>
  /** Environments for which some level at or above them says something of these. */
  withPolicy(parts: readonly (keyof Policy)[]): Promise<PolicedEnvironment[]>
  /** All environments of customers but these. */
  environmentsBesides(environmentIds: readonly string[]): Promise<Environment[]>
}

/** What was deleted with an account. Of the account itself only its name is left. */
export interface AccountDeletion {
  /** The account's. */
  id: string
  agencyId: string | null
  name: string
  deactivatedAt: Date
  startedAt: Date
  finishedAt: Date | null
  /** Deleted documents by collection. */
  counts: Record<string, number>
}

/**
 * Deletes accounts for good. Each step may be repeated, by several processes at once; what a crash left behind is found by the
 * record, which is begun first and finished last.
 */
export interface AccountDeletionStore {
  /** Accounts that nobody has used since before this instant. */
  due(deactivatedBefore: Date): Promise<Account[]>
  /** From now on it cannot be restored; `false` when it has been by now. */
  begin(account: Account, deactivatedBefore: Date, now: Date): Promise<boolean>
  /** Records of deletions that are not finished. */
  unfinished(): Promise<AccountDeletion[]>
  /** Deletes the next of what belongs to the account; `false` when nothing is left of it. */
  step(accountId: string): Promise<boolean>
  finish(accountId: string, now: Date): Promise<AccountDeletion | null>
  /** Newest first. */
  records(agencyId: string, limit: number): Promise<AccountDeletion[]>
}
