import { ForbiddenError, UnauthenticatedError } from '../lib/errors.ts'
import type { User } from '../store/entities.ts'
import { auditedAt, originOf, type AuditedChange, type AuditNote } from './audit.ts'
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

/** Whose own account it is, and where they come from. */
export interface OwnAccount {
  user: Pick<User, 'id' | 'name'>
  address: string | null
}

/** As `audited`, for what somebody does with their own account: in the audit logs of the environments that they were let into. */
export async function auditedOwn<T>(
  deps: Pick<Deps, 'store' | 'clock'>,
  { user, address }: OwnAccount,
  announced: Omit<AuditNote, 'object'>,
  change: AuditedChange<T>,
): Promise<T> {
  const { items } = await deps.store.places.first(user.id, 0)
  const places = items.map(({ environment }) => environment)
  const ids = new Set(places.map(({ id }) => id))
  // What an agency passes on is noted at the agency.
  const own = places.filter(({ agencyId }) => agencyId === null || !ids.has(agencyId))
  const origins = own.map(({ id: environmentId }) =>
    originOf({ memberId: user.id, name: user.name, environmentId, address }),
  )
  const object = { kind: 'user', id: user.id, name: user.name } as const
  return auditedAt(deps, origins, { ...announced, object }, change)
}
