import type { TeamsPackageView } from '../../contract/package-routes.ts'
import { can } from '../../domain/roles.ts'
import { ForbiddenError, NotFoundError } from '../../lib/errors.ts'
import { actIn } from '../access.ts'
import type { Deps, Principal, TeamsPackager } from '../ports.ts'

/** What the app package for Teams holds, or what is missing for it. Needs `service:edit` or `access:decide`. */
export async function describeTeamsPackage(
  deps: Deps,
  principal: Principal,
  environmentId: string,
): Promise<TeamsPackageView> {
  return (await packagerFor(deps, principal, environmentId)).look()
}

/**
 * The app package for Teams, as `version` or as the product's own. Needs `service:edit` or `access:decide`. Throws
 * `InvalidInputError` with what keeps it from being built.
 */
export async function buildTeamsPackage(
  deps: Deps,
  principal: Principal,
  { environmentId, version }: { environmentId: string; version: string | null },
): Promise<{ fileName: string; bytes: Uint8Array }> {
  return (await packagerFor(deps, principal, environmentId)).build(version)
}

/** It is for those who set services up and for those who let people in; nobody else can use it. */
async function packagerFor(deps: Deps, principal: Principal, environmentId: string): Promise<TeamsPackager> {
  const actor = await actIn(deps, principal, environmentId, 'service:see')
  if (!can(actor, 'service:edit') && !can(actor, 'access:decide')) throw new ForbiddenError('service:edit')
  if (deps.teamsPackage === null) throw new NotFoundError('no app package')
  return deps.teamsPackage
}
