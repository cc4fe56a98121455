import { hashPassword, verifyPassword } from '../auth/passwords.ts'
import { ConflictError, InvalidInputError } from '../lib/errors.ts'
import { checkPassword } from './credentials.ts'
import { auditedOwn, ownUser } from './own-user.ts'
import type { Deps, Principal } from './ports.ts'
import { endSessionsOf } from './sessions.ts'
import { throttled } from './sign-in-gate.ts'

/** What the audit log shows of a changed password: that it was changed. */
export const PASSWORD_CHANGED = {
  verb: 'changed',
  before: { password: 'before' },
  after: { password: 'after' },
} as const

/**
 * Changes the person's password; all their other sessions end, and answers with the ids of these. Throws `InvalidInputError`
 * (path `current`) when the current one is wrong, `PasswordRefusedError` for a next one that nobody should have,
 * `RateLimitedError`, and `ConflictError` when it was changed at the same moment.
 */
export async function changePassword(
  deps: Pick<Deps, 'store' | 'clock'>,
  principal: Principal,
  { current, next }: { current: string; next: string },
): Promise<readonly string[]> {
  const user = await ownUser(deps, principal)
  await throttled(deps.store, { account: user.email, address: principal.address ?? '' }, async () => {
    if (!(await verifyPassword(user.passwordHash, current)))
      throw new InvalidInputError([{ path: 'current', message: 'is not the current password' }])
  })
  await checkPassword(next, user)
  const passwordHash = await hashPassword(next)
  const changed = await auditedOwn(deps, { user, address: principal.address }, PASSWORD_CHANGED, {
    change: () => deps.store.people.setPassword(user.id, { passwordHash, before: user.passwordHash }),
  })
  if (changed === null) throw new ConflictError('the password was changed at the same moment')
  await deps.store.links.remove('reset', user.id)
  return endSessionsOf(deps, user.id, principal.sessionId)
}
