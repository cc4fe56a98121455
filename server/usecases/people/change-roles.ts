import type { Role } from '../../contract/member.ts'
import type { MemberDetail } from '../../contract/people-routes.ts'
import { can } from '../../domain/roles.ts'
import { ConflictError, NotFoundError } from '../../lib/errors.ts'
import type { Environment } from '../../store/entities.ts'
import { actIn } from '../access.ts'
import { audited } from '../audit.ts'
import type { Actor, Deps, Principal } from '../ports.ts'
import { freshEnvironment, inOrder, viewPeople } from './people-views.ts'
import { placesOf, releaseLost } from './release-conversations.ts'

/** Which member of which environment. */
export interface MemberRef {
  environmentId: string
  memberId: string
}

/**
 * Sets a member's own roles in an environment (DX-MEM-12); those that the agency passes on stay. Conversations that they may not
 * see any more are given back. Throws `NotFoundError` for who is no member, and `ConflictError` when nobody would be left who
 * manages an agency, or an environment without one.
 */
export async function changeRoles(
  deps: Deps,
  principal: Principal,
  ref: MemberRef,
  given: readonly Role[],
): Promise<MemberDetail> {
  const actor = await actIn(deps, principal, ref.environmentId, 'member:manage')
  const { environment, member } = await memberIn(deps, ref)
  const roles = inOrder(given)
  const places = await placesOf(deps, environment, ref.memberId)
  await audited(
    deps,
    actor,
    {
      verb: 'changed',
      object: { kind: 'member', id: ref.memberId, name: member.name },
      before: { roles: inOrder(member.ownRoles) },
      after: { roles },
    },
    {
      change: async () => {
        if (member.ownRoles.length > 0) return changeOwn(deps, environment, ref.memberId, roles)
        // Who is here through the agency only has nothing to be changed yet.
        await deps.store.memberships.addRoles(environment.id, ref.memberId, roles)
        return []
      },
      noted: (before) =>
        inOrder(before).join() === roles.join() ? null : { before: { roles: inOrder(before) } },
    },
  )
  deps.directory.invalidate()
  await afterwards(deps, actor, places, ref.memberId)
  return (await memberIn(deps, ref)).member
}

/**
 * Removes a member from an environment; what they wrote stays, and conversations that were theirs are given back. Throws as
 * `changeRoles` does, and `ConflictError` for somebody who is here through the agency only.
 */
export async function removeMember(deps: Deps, principal: Principal, ref: MemberRef): Promise<void> {
  const actor = await actIn(deps, principal, ref.environmentId, 'member:manage')
  const { environment, member } = await memberIn(deps, ref)
  if (member.ownRoles.length === 0)
    throw new ConflictError('is here through the agency: only there it can be changed')
  const places = await placesOf(deps, environment, ref.memberId)
  const were = (roles: readonly Role[]): object => ({ email: member.email, roles: inOrder(roles) })
  await audited(
    deps,
    actor,
    {
      verb: 'removed',
      object: { kind: 'member', id: ref.memberId, name: member.name },
      before: were(member.ownRoles),
      after: {},
    },
    {
      change: () => changeOwn(deps, environment, ref.memberId, []),
      noted: (before) => ({ before: were(before) }),
    },
  )
  deps.directory.invalidate()
  await afterwards(deps, actor, places, ref.memberId)
}

async function memberIn(
  deps: Deps,
  { environmentId, memberId }: MemberRef,
): Promise<{ environment: Environment; member: MemberDetail }> {
  const environment = await freshEnvironment(deps, environmentId)
  const member = (await viewPeople(deps, environment)).find(({ id }) => id === memberId)
  if (member === undefined) throw new NotFoundError('no such member')
  return { environment, member }
}

/** Answers with the roles they had. */
async function changeOwn(
  deps: Deps,
  environment: Environment,
  memberId: string,
  roles: readonly Role[],
): Promise<Role[]> {
  const keepManager = !(await isManagedFromAbove(deps, environment))
  const before = await deps.store.memberships.changeRoles(environment.id, memberId, { roles, keepManager })
  if (before === null) throw new NotFoundError('removed by somebody else')
  if (before === 'last') throw new ConflictError('nobody would be left who manages this environment')
  return before
}

/** Whoever manages the agency manages every environment below it, and an agency that has a manager keeps one. */
async function isManagedFromAbove(deps: Deps, { agencyId }: Environment): Promise<boolean> {
  if (agencyId === null) return false
  const staff = await deps.store.people.membersOf(agencyId)
  return staff.some(({ ownRoles }) => can({ roles: ownRoles }, 'member:manage', { kind: 'agency' }))
}

async function afterwards(
  deps: Deps,
  actor: Actor,
  places: Awaited<ReturnType<typeof placesOf>>,
  memberId: string,
): Promise<void> {
  deps.rolesChanged?.()
  await releaseLost(deps, actor, places, memberId)
}
