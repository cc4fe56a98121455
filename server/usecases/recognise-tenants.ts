import type { Environment } from '../store/entities.ts'
import type { Deps } from './ports.ts'

type Known = Pick<Deps, 'store' | 'homeTenantId'>

/**
 * Ids of the accounts whose people come from this organisation: those that name it, and, if it is the server's own, those that
 * name none.
 */
export async function accountsServedBy(deps: Known, tenantId: string): Promise<ReadonlySet<string>> {
  const [named, unnamed] = await Promise.all([
    deps.store.accounts.accountsOfTenants([tenantId]),
    isHome(deps, tenantId) ? deps.store.accounts.accountsWithoutTenant() : [],
  ])
  return new Set([...named, ...unnamed].map(({ id }) => id))
}

/** Whether people of this organisation may sign in here at all. */
export async function servesTenant(deps: Known, tenantId: string): Promise<boolean> {
  return (await accountsServedBy(deps, tenantId.toLowerCase())).size > 0
}

/** The organisations whose people may work in this environment. */
export async function tenantsOf(deps: Known, environment: Environment): Promise<string[]> {
  // The staff of an agency belong to the organisation that runs the server.
  const account =
    environment.accountId === null ? null : await deps.store.accounts.findAccount(environment.accountId)
  if (account !== null && account.entraTenants.length > 0) return account.entraTenants
  return deps.homeTenantId === null ? [] : [deps.homeTenantId.toLowerCase()]
}

function isHome(deps: Known, tenantId: string): boolean {
  return deps.homeTenantId?.toLowerCase() === tenantId
}
