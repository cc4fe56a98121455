import type { TeamsPackageView } from '../../contract/package-routes.ts'
import { NotFoundError } from '../../lib/errors.ts'
import { actIn } from '../access.ts'
import type { Deps, Principal, TeamsPackager } from '../ports.ts'

/** What the app package for Teams holds, or what is missing for it. */
export async function describeTeamsPackage(
  deps: Deps,
  principal: Principal,
  environmentId: string,
): Promise<TeamsPackageView> {
  return (await packagerFor(deps, principal, environmentId)).look()
}

/**
 * The app package for Teams, as `version` or as the product's own. Throws `InvalidInputError`
 * with what keeps it from being built.
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
  await actIn(deps, principal, environmentId, 'teams:package')
  if (deps.teamsPackage === null) throw new NotFoundError('no app package')
  return deps.teamsPackage
}
