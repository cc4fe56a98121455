import type { EnvironmentSettingsView } from '../../contract/people-routes.ts'
import type { Policy } from '../../contract/policy.ts'
import {
  policyViewOf,
  refuseLooser,
  refuseUnlimitedRecording,
  resolvePolicies,
} from '../../domain/policies.ts'
import { ConflictError, InvalidInputError } from '../../lib/errors.ts'
import type { Environment } from '../../store/entities.ts'
import { actIn } from '../access.ts'
import { audited } from '../audit.ts'
import { inPolicy, levelsAbove } from '../organisation/policy-of.ts'
import type { Deps, Principal } from '../ports.ts'
import { freshEnvironment } from './people-views.ts'

/** What managers of an environment set it to, and the version of it that they saw. */
export interface EnvironmentSettings {
  version: number
  name: string
  /** IANA name. */
  timeZone: string
  /** Two letters. */
  country: string
  policy: Policy
}

/** General settings of an environment (DX-NAV-07), with what the levels above it prescribe. */
export async function getEnvironmentSettings(
  deps: Deps,
  principal: Principal,
  environmentId: string,
): Promise<EnvironmentSettingsView> {
  await actIn(deps, principal, environmentId, 'environment:edit')
  return viewSettings(deps, await freshEnvironment(deps, environmentId))
}

/**
 * Changes general settings of an environment. Throws `ConflictError` when somebody has changed them since `version`, or another
 * environment of the account has the name, and `InvalidInputError` for an unknown time zone or country and for a policy that is
 * looser than those above (CVG-HIER-02) or has calls recorded without a period for the recordings (CVG-REC-02).
 */
export async function changeEnvironmentSettings(
  deps: Deps,
  principal: Principal,
  environmentId: string,
  { version, ...given }: EnvironmentSettings,
): Promise<EnvironmentSettingsView> {
  const actor = await actIn(deps, principal, environmentId, 'environment:edit')
  const before = await freshEnvironment(deps, environmentId)
  // First the version: whoever edits something outdated is not told of other faults in it.
  if (before.version !== version) throw await changedSince(deps, before)
  await refuseFaults(deps, before, given)
  const changed = await audited(
    deps,
    actor,
    {
      verb: 'changed',
      object: { kind: 'environment', id: before.id, name: given.name },
      before: editable(before),
      after: given,
      version: version + 1,
    },
    {
      change: () => deps.store.environmentSettings.change(environmentId, version, given),
      noted: (environment) => ({ after: editable(environment) }),
    },
  )
  if (changed === null) throw await changedSince(deps, before)
  deps.directory.invalidate()
  return viewSettings(deps, changed)
}

function editable({ name, timeZone, country, policy }: Environment): Omit<EnvironmentSettings, 'version'> {
  return { name, timeZone, country, policy }
}

async function refuseFaults(
  deps: Deps,
  environment: Environment,
  { timeZone, country, policy }: Omit<EnvironmentSettings, 'version'>,
): Promise<void> {
  const above = resolvePolicies(await levelsAbove(deps, environment))
  const issues = [
    ...(isTimeZone(timeZone) ? [] : [{ path: 'timeZone', message: 'is no IANA time zone' }]),
    ...(isCountry(country) ? [] : [{ path: 'country', message: 'is no country' }]),
    ...refuseLooser(above, policy).map(inPolicy),
    ...refuseUnlimitedRecording(above, policy, environment.policy).map(inPolicy),
  ]
  if (issues.length > 0) throw new InvalidInputError(issues)
}

function isTimeZone(value: string): boolean {
  // Offsets such as `+02:00` are understood as well and know nothing of summer time.
  if (!/^[A-Za-z]/.test(value)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }) instanceof Intl.DateTimeFormat
  } catch {
    return false
  }
}

/** Codes that nothing is called by are answered with `undefined`; `ZZ` stands for an unknown place. */
function isCountry(value: string): boolean {
  const name = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }).of(value)
  return name !== undefined && value !== 'ZZ'
}

/** Says who was faster, as far as the audit log knows. */
async function changedSince(deps: Deps, { id }: Environment): Promise<ConflictError> {
  const wanted = { object: 'environment', outcome: 'done' } as const
  const query = { ...wanted, objectId: id, after: null, limit: 20 }
  const { items } = await deps.store.audit.list(id, query)
  const latest = items.find(({ verb }) => verb === 'changed')
  return new ConflictError(
    latest === undefined ? 'the settings have been changed since' : `changed by ${latest.actor.name} since`,
  )
}

async function viewSettings(deps: Deps, environment: Environment): Promise<EnvironmentSettingsView> {
  const { id, name, kind, timeZone, country, version, policy, accountId } = environment
  const account = accountId === null ? null : await deps.store.accounts.findAccount(accountId)
  const level = kind === 'agency' ? 'agency' : 'environment'
  return {
    id,
    name,
    kind,
    timeZone,
    country,
    version,
    policy: policyViewOf(await levelsAbove(deps, environment), level, policy),
    account: account === null ? null : viewAccount(account),
  }
}

function viewAccount({
  id,
  name,
  retentionDays,
  twoFactorRequired,
}: NonNullable<EnvironmentSettingsView['account']>): EnvironmentSettingsView['account'] {
  return { id, name, retentionDays, twoFactorRequired }
}
