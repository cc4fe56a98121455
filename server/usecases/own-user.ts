import { ForbiddenError, UnauthenticatedError } from '../lib/errors.ts'
import type { User } from '../store/entities.ts'
import { note, type AuditNote } from './audit.ts'
import type { Deps, Principal } from './ports.ts'

/**
 * The person who asks about themselves. Throws `ForbiddenError` for an API key, which is nobody, and `UnauthenticatedError` when
 * the user is gone.
 */
export async function ownUser(deps: Pick<Deps, 'store'>, principal: Principal): Promise<User> {
  if (principal.apiKey !== undefined) throw new ForbiddenError('self')
  const user = await deps.store.people.findUser(principal.userId)
  if (user === null) throw new UnauthenticatedError('the user is gone')
  return user
}

/** Writes what somebody did with their own account to the audit logs of the environments that they were let into. */
export async function noteOwnChange(
  deps: Pick<Deps, 'store' | 'clock'>,
  user: Pick<User, 'id' | 'name'>,
  address: string | null,
  change: Omit<AuditNote, 'object'>,
): Promise<void> {
  const places = (await deps.store.people.membershipsOf(user.id)).map(({ environment }) => environment)
  const ids = new Set(places.map(({ id }) => id))
  // What an agency passes on is noted at the agency.
  const own = places.filter(({ agencyId }) => agencyId === null || !ids.has(agencyId))
  const object = { kind: 'user', id: user.id, name: user.name } as const
  for (const { id: environmentId } of own)
    await note(deps, { memberId: user.id, name: user.name, environmentId, address }, { ...change, object })
}
