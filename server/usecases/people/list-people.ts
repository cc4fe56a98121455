import type { MemberDetail } from '../../contract/people-routes.ts'
import { actIn } from '../access.ts'
import type { Deps, Principal } from '../ports.ts'
import { freshEnvironment, viewPeople } from './people-views.ts'

/**
 * Who works in an environment, by name (DX-MEM-01): their own roles and those that the agency passes on, and how they sign in.
 */
export async function listPeople(
  deps: Deps,
  principal: Principal,
  environmentId: string,
): Promise<{ items: MemberDetail[] }> {
  await actIn(deps, principal, environmentId, 'member:manage')
  return { items: await viewPeople(deps, await freshEnvironment(deps, environmentId)) }
}
