import type { AccountDetail, AccountView } from '../../contract/administration.ts'
import { deletionOf } from '../../domain/account-life.ts'
import { policyViewOf } from '../../domain/policies.ts'
import type { Account } from '../../store/entities.ts'
import type { Deps } from '../ports.ts'

/** Accounts as the lists of the administration show them, with what they have. */
export async function viewAccounts(deps: Deps, accounts: readonly Account[]): Promise<AccountView[]> {
  const counts = await deps.store.administration.countByAccounts(accounts.map(({ id }) => id))
  return accounts.map((account) => {
    const { id, name, reference, deactivatedAt } = account
    const { environments = 0, services = 0 } = counts.get(id) ?? {}
    return {
      id,
      name,
      reference,
      state: stateOf(account),
      deletionAt: deactivatedAt === null ? null : deletionOf(deactivatedAt).toISOString(),
      environments,
      services,
    }
  })
}

/** An account as its own page edits it. */
export async function viewAccount(deps: Deps, account: Account): Promise<AccountDetail> {
  const [view] = await viewAccounts(deps, [account])
  if (view === undefined) throw new Error('one account has one view')
  const { version, retentionDays, twoFactorRequired, entraTenants, policy, agencyId } = account
  // Fresh: what the agency has just prescribed is what this page goes by.
  const agency = agencyId === null ? null : await deps.store.accounts.findEnvironment(agencyId)
  const above = agency === null ? [] : [{ level: 'agency' as const, policy: agency.policy }]
  return {
    ...view,
    version,
    retentionDays,
    twoFactorRequired,
    entraTenants,
    policy: policyViewOf(above, 'account', policy),
  }
}

/** Whether anybody can work there. */
export function stateOf({ deactivatedAt }: Pick<Account, 'deactivatedAt'>): AccountView['state'] {
  return deactivatedAt === null ? 'active' : 'inactive'
}
