import type { Environment } from '../../store/entities.ts'
import { AppError, ConflictError, NotFoundError } from '../../lib/errors.ts'
import { actIn } from '../access.ts'
import { audited } from '../audit.ts'
import type { Deps, Principal } from '../ports.ts'
import { endSessionsOf } from '../sessions.ts'
import type { MemberRef } from './change-roles.ts'

/**
 * Takes away the second factor of somebody who has lost it and their recovery codes, ends their sessions and answers with
 * the ids of these; where an account demands a second factor, their next sign-in begins with setting up another (DX-SEC-03).
 * Only for who manages members wherever the person works, so that nobody weakens what protects somebody else's customers.
 * Throws `NotFoundError` for who is no member, and `ConflictError` for oneself, for somebody who works elsewhere as well
 * and for somebody without a second factor.
 */
export async function resetSecondFactor(
  deps: Deps,
  principal: Principal,
  { environmentId, memberId }: MemberRef,
): Promise<readonly string[]> {
  const actor = await actIn(deps, principal, environmentId, 'member:manage')
  const member = (await deps.store.people.membersOf(environmentId)).find(({ id }) => id === memberId)
  if (member === undefined) throw new NotFoundError('no such member')
  if (memberId === principal.userId) throw new ConflictError('your own is in your account')
  for (const place of await placesOf(deps, memberId)) await mustManage(deps, principal, place)
  const removed = await audited(
    deps,
    actor,
    {
      verb: 'changed',
      object: { kind: 'member', id: memberId, name: member.name },
      before: { twoFactor: true },
      after: { twoFactor: false },
    },
    {
      change: () => deps.store.secondFactors.remove(memberId),
      noted: (done) => (done ? {} : null),
    },
  )
  if (!removed) throw new ConflictError('has no second factor')
  return endSessionsOf(deps, memberId, null)
}

/** Where they were given roles; whoever manages an agency manages what is below it. */
async function placesOf(deps: Deps, userId: string): Promise<Environment[]> {
  const environments = (await deps.store.people.membershipsOf(userId)).map(({ environment }) => environment)
  const agencies = new Set(environments.filter(({ kind }) => kind === 'agency').map(({ id }) => id))
  return environments.filter(({ agencyId }) => agencyId === null || !agencies.has(agencyId))
}

async function mustManage(deps: Deps, principal: Principal, { id }: Environment): Promise<void> {
  try {
    await actIn(deps, principal, id, 'member:manage')
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    throw new ConflictError('works elsewhere as well: whoever manages all of it can do this')
  }
}
