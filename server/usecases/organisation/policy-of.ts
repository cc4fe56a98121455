import type { FieldIssue } from '../../contract/errors.ts'
import type { EffectivePolicy } from '../../contract/policy.ts'
import { resolvePolicies, type LevelPolicy } from '../../domain/policies.ts'
import type { ServiceSettings } from '../../contract/service-settings.ts'
import type { Environment, Service } from '../../store/entities.ts'
import type { Deps } from '../ports.ts'
import { settingsOf } from '../service-record.ts'

/**
 * What the levels above an environment or a service say, from the agency down; a few seconds old at most. Levels that there are
 * not, such as an agency above a customer without a partner, are left out.
 */
export async function levelsAbove(
  deps: Pick<Deps, 'directory'>,
  below: Pick<Environment, 'accountId' | 'agencyId'> | Pick<Service, 'environmentId'>,
): Promise<LevelPolicy[]> {
  if (!('environmentId' in below)) return levelsAboveEnvironment(deps, below)
  const environment = await deps.directory.environment(below.environmentId)
  if (environment === null) return []
  const level = environment.kind === 'agency' ? 'agency' : 'environment'
  return [...(await levelsAboveEnvironment(deps, environment)), { level, policy: environment.policy }]
}

async function levelsAboveEnvironment(
  { directory }: Pick<Deps, 'directory'>,
  { accountId, agencyId }: Pick<Environment, 'accountId' | 'agencyId'>,
): Promise<LevelPolicy[]> {
  const [agency, account] = await Promise.all([
    agencyId === null ? null : directory.environment(agencyId),
    accountId === null ? null : directory.account(accountId),
  ])
  return [
    ...(agency === null ? [] : [{ level: 'agency' as const, policy: agency.policy }]),
    ...(account === null ? [] : [{ level: 'account' as const, policy: account.policy }]),
  ]
}

/** What is wrong with a policy, as a fault of the body that it came in. */
export function inPolicy(issue: FieldIssue): FieldIssue {
  return { ...issue, path: `policy.${issue.path}` }
}

/** A service's own say is made in its settings, not in a policy. */
export function levelOfService({ telephony }: Pick<ServiceSettings, 'telephony'>): LevelPolicy {
  const { recordSpeech, keepTranscripts } = telephony
  return { level: 'service', policy: { recording: recordSpeech, dialogueData: keepTranscripts } }
}

/**
 * What holds in an environment, or for one of its services, with what it is set to live. A few seconds old at most, so it may be
 * asked for every call and every message.
 */
export async function effectivePolicyOf(
  deps: Deps,
  environmentId: string,
  service?: Service,
): Promise<EffectivePolicy> {
  const levels = await levelsAbove(deps, { environmentId })
  if (service === undefined) return resolvePolicies(levels)
  return resolvePolicies([...levels, levelOfService((await settingsOf(deps, service)).published)])
}
