import type { AccountDetail, EnvironmentRow } from '../../contract/administration.ts'
import type { Policy } from '../../contract/policy.ts'
import { isTimeZone } from '../../domain/notification-times.ts'
import { refuseLooser, refuseUnlimitedRecording, resolvePolicies } from '../../domain/policies.ts'
import { ConflictError, InvalidInputError } from '../../lib/errors.ts'
import { derivedId } from '../../lib/object-id.ts'
import type { Account } from '../../store/entities.ts'
import type { AccountChange, EnvironmentSetting } from '../../store/store.ts'
import { actForAccount, actIn } from '../access.ts'
import { audited } from '../audit.ts'
import type { Deps, Principal } from '../ports.ts'
import { viewAccount } from './account-views.ts'
import { viewEnvironmentRows } from './list-agency.ts'
import { inPolicy } from './policy-of.ts'

/** A customer as it is created. */
export interface NewAccount {
  name: string
  reference: string | null
  timeZone: string
  country: string
  /** Chosen by the caller: a repeated request is answered with the first one's result. */
  idempotencyKey?: string | undefined
}

/**
 * Creates a customer with its first environment of the same name (DX-ORG-11). Throws `ConflictError` when the agency has a
 * customer of that name.
 */
export async function createAccount(
  deps: Deps,
  principal: Principal,
  agencyId: string,
  { name, reference, idempotencyKey, ...setting }: NewAccount,
): Promise<AccountDetail & { environmentId: string }> {
  const actor = await actIn(deps, principal, agencyId, 'account:manage')
  checkTimeZone(setting.timeZone)
  const id = idempotencyKey === undefined ? deps.newId() : derivedId(agencyId, 'account', idempotencyKey)
  const { account } = await audited(
    deps,
    actor,
    {
      verb: 'created',
      object: { kind: 'account', id, name },
      before: {},
      after: { name, reference },
      version: 1,
    },
    {
      change: () => deps.store.accounts.createAccount({ id, agencyId, name, reference }),
      noted: (made) => (made.created ? { after: noted(made.account) } : null),
    },
  )
  const { environment } = await deps.store.accounts.createEnvironment({
    id: derivedId(id, 'first environment'),
    accountId: id,
    name: account.name,
    ...setting,
  })
  return { ...(await viewAccount(deps, account)), environmentId: environment.id }
}

/** One customer. */
export async function getAccount(
  deps: Deps,
  principal: Principal,
  accountId: string,
): Promise<AccountDetail> {
  const { account } = await actForAccount(deps, principal, accountId, 'account:see')
  return viewAccount(deps, account)
}

/**
 * Changes a customer (DX-RET-03, DX-SEC-02). Throws `ConflictError` when somebody else has changed it since `version`, and
 * `InvalidInputError` for a policy that is looser than the agency's (CVG-HIER-02), or that has calls recorded without a period for
 * the recordings (CVG-REC-02).
 */
export async function changeAccount(
  deps: Deps,
  principal: Principal,
  accountId: string,
  { version, ...set }: AccountChange & { version: number },
): Promise<AccountDetail> {
  const { actor, account } = await actForAccount(deps, principal, accountId, 'account:manage')
  await checkPolicy(deps, account, set.policy)
  const before = noted(account)
  const after = { ...before, ...set }
  const object = { kind: 'account' as const, id: accountId, name: set.name ?? account.name }
  const changed = await audited(
    deps,
    actor,
    { verb: 'changed', object, before, after, version: version + 1 },
    {
      // What it was before is known of this very version only.
      change: async () =>
        account.version === version ? deps.store.accounts.changeAccount(accountId, version, set) : null,
      noted: (one) => ({ after: noted(one) }),
    },
  )
  if (changed === null) throw new ConflictError('somebody else has changed the account since')
  deps.directory.invalidate()
  if (changed.twoFactorRequired && !account.twoFactorRequired) deps.rolesChanged?.()
  return viewAccount(deps, changed)
}

/** What is looser already, because the agency has become stricter since, may stay: it does not count. */
async function checkPolicy(deps: Deps, account: Account, policy: Policy): Promise<void> {
  const agency =
    account.agencyId === null ? null : await deps.store.accounts.findEnvironment(account.agencyId)
  const above = resolvePolicies([{ level: 'agency', policy: agency?.policy ?? {} }])
  const looser = refuseLooser(above, policy).filter(({ path }) => {
    const part = path as keyof Policy
    return policy[part] !== account.policy[part]
  })
  const issues = [...looser, ...refuseUnlimitedRecording(above, policy, account.policy)]
  if (issues.length > 0) throw new InvalidInputError(issues.map(inPolicy))
}

/** Nobody can work there from now on; it is deleted for good after 90 days (CVG-CUST-06, -07). May be repeated. */
export async function deactivateAccount(
  deps: Deps,
  principal: Principal,
  accountId: string,
): Promise<AccountDetail> {
  const { actor, account } = await actForAccount(deps, principal, accountId, 'account:manage')
  const object = { kind: 'account' as const, id: accountId, name: account.name }
  const changed = await audited(
    deps,
    actor,
    { verb: 'deactivated', object },
    { change: () => deps.store.accounts.deactivate(accountId, deps.clock.now()) },
  )
  if (changed !== null) forget(deps)
  return viewAccount(deps, await present(deps, accountId))
}

/**
 * Brings a customer back with everything it had (CVG-CUST-09, -10). May be repeated. Throws `ConflictError` when its deletion has
 * begun.
 */
export async function restoreAccount(
  deps: Deps,
  principal: Principal,
  accountId: string,
): Promise<AccountDetail> {
  const { actor, account } = await actForAccount(deps, principal, accountId, 'account:manage')
  const object = { kind: 'account' as const, id: accountId, name: account.name }
  const changed = await audited(
    deps,
    actor,
    { verb: 'restored', object },
    { change: () => deps.store.accounts.restore(accountId) },
  )
  if (changed !== null) forget(deps)
  const now = await present(deps, accountId)
  if (now.deactivatedAt !== null) throw new ConflictError('the account is being deleted')
  return viewAccount(deps, now)
}

async function present(deps: Deps, accountId: string): Promise<Account> {
  const account = await deps.store.accounts.findAccount(accountId)
  if (account === null) throw new ConflictError('the account has been deleted')
  return account
}

/** Another environment of a customer (DX-ORG-08). Throws `ConflictError` for a name that it has, and while it is not in use. */
export async function createEnvironment(
  deps: Deps,
  principal: Principal,
  accountId: string,
  setting: EnvironmentSetting,
): Promise<EnvironmentRow> {
  const { actor, account } = await actForAccount(deps, principal, accountId, 'account:manage')
  checkTimeZone(setting.timeZone)
  if (account.deactivatedAt !== null) throw new ConflictError('the account is not in use')
  const id = deps.newId()
  const { environment } = await audited(
    deps,
    actor,
    {
      verb: 'created',
      object: { kind: 'environment', id, name: setting.name },
      before: {},
      after: notedEnvironment(setting, account),
      version: 1,
    },
    {
      change: () => deps.store.accounts.createEnvironment({ id, accountId, ...setting }),
      noted: (made) => ({ after: notedEnvironment(made.environment, account) }),
    },
  )
  const [row] = await viewEnvironmentRows(deps, [{ environment, account }])
  if (row === undefined) throw new Error('one environment has one row')
  return row
}

function checkTimeZone(timeZone: string): void {
  if (!isTimeZone(timeZone))
    throw new InvalidInputError([
      { path: 'timeZone', message: 'is no IANA time zone, such as Europe/Berlin' },
    ])
}

function noted({ name, reference, retentionDays, twoFactorRequired, entraTenants, policy }: Account): object {
  return { name, reference, retentionDays, twoFactorRequired, entraTenants, policy }
}

function notedEnvironment({ name, timeZone, country }: EnvironmentSetting, account: Account): object {
  return { name, timeZone, country, account: account.name }
}

/** Everybody goes by what the store says from now on, and whoever listens without a right to it hears no more. */
function forget(deps: Deps): void {
  deps.directory.invalidate()
  deps.channels.invalidate()
  deps.lines.invalidate()
  deps.rolesChanged?.()
}
