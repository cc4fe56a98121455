import type { Policy, PolicyView } from '../../contract/policy.ts'
import { policyViewOf, refuseUnlimitedRecording, resolvePolicies } from '../../domain/policies.ts'
import { ConflictError, InvalidInputError, NotFoundError } from '../../lib/errors.ts'
import type { Environment } from '../../store/entities.ts'
import { actIn } from '../access.ts'
import { audited } from '../audit.ts'
import type { Deps, Principal } from '../ports.ts'
import { inPolicy } from './policy-of.ts'

/** What an agency prescribes to all its customers, with the version that a change names. */
export interface AgencyPolicy {
  version: number
  policy: PolicyView
}

/** What the agency prescribes to all its customers. */
export async function getAgencyPolicy(
  deps: Deps,
  principal: Principal,
  agencyId: string,
): Promise<AgencyPolicy> {
  await actIn(deps, principal, agencyId, 'policy:manage')
  return viewPolicy(await agencyOf(deps, agencyId))
}

/**
 * Changes what the agency prescribes. Customers that allow more stay as they are and are held to it all the same. Throws
 * `ConflictError` when somebody else has changed it since `version`, and `InvalidInputError` when calls are recorded and no period is
 * chosen for the recordings (CVG-REC-02).
 */
export async function changeAgencyPolicy(
  deps: Deps,
  principal: Principal,
  agencyId: string,
  { version, policy }: { version: number; policy: Policy },
): Promise<AgencyPolicy> {
  const actor = await actIn(deps, principal, agencyId, 'policy:manage')
  const agency = await agencyOf(deps, agencyId)
  const issues = refuseUnlimitedRecording(resolvePolicies([]), policy, agency.policy)
  if (issues.length > 0) throw new InvalidInputError(issues.map(inPolicy))
  const { name, timeZone, country } = agency
  const set = { name, timeZone, country, policy }
  const changed = await audited(
    deps,
    actor,
    {
      verb: 'changed',
      object: { kind: 'policy', id: agencyId, name },
      before: agency.policy,
      after: policy,
      version: version + 1,
    },
    {
      // What it was before is known of this very version only.
      change: async () =>
        agency.version === version ? deps.store.environmentSettings.change(agencyId, version, set) : null,
      noted: (one) => ({ after: one.policy }),
    },
  )
  if (changed === null) throw new ConflictError('somebody else has changed the policy since')
  deps.directory.invalidate()
  return viewPolicy(changed)
}

async function agencyOf(deps: Deps, agencyId: string): Promise<Environment> {
  const agency = await deps.store.accounts.findEnvironment(agencyId)
  if (agency === null) throw new NotFoundError('no such agency')
  return agency
}

function viewPolicy({ version, policy }: Environment): AgencyPolicy {
  return { version, policy: policyViewOf([], 'agency', policy) }
}
