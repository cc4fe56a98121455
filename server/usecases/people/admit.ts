import { ConflictError, LinkExpiredError } from '../../lib/errors.ts'
import type { Environment, User } from '../../store/entities.ts'
import type { Invitation } from '../../store/invitation-store.ts'
import { audited } from '../audit.ts'
import type { Deps } from '../ports.ts'
import { objectOf } from './invite.ts'
import { inOrder } from './people-views.ts'

/** Longer than it takes; a process that stops in between holds up the next attempt for so long. */
const CLAIM_MS = 60_000

/** The environment that an invitation leads to; `null` when nobody works there any more. */
export async function environmentOf(deps: Deps, invitation: Invitation): Promise<Environment | null> {
  const environment = await deps.store.accounts.findEnvironment(invitation.environmentId)
  if (environment === null || environment.accountId === null) return environment
  const account = await deps.store.accounts.findAccount(environment.accountId)
  return account === null || account.deactivatedAt !== null ? null : environment
}

/**
 * Does the work while nobody else can accept the invitation, nor withdraw or renew it. What fails leaves it as it was. Throws
 * `LinkExpiredError` when it has been settled or renewed since, `ConflictError` when somebody else is accepting it.
 */
export async function whileClaimed<T>(
  deps: Pick<Deps, 'store' | 'newId'>,
  invitation: Invitation,
  work: (claimId: string) => Promise<T>,
): Promise<T> {
  const now = new Date()
  const claimId = deps.newId()
  const until = new Date(now.getTime() + CLAIM_MS)
  const claimed = await deps.store.invitations.claim(invitation, { id: claimId, now, until })
  if (claimed === null) throw await whyNot(deps, invitation)
  try {
    return await work(claimId)
  } catch (error) {
    await deps.store.invitations.release(invitation.id, claimId)
    throw error
  }
}

/** Makes the user a member with the invitation's roles, and settles it. For whoever holds the claim. */
export async function admit(
  deps: Deps,
  {
    invitation,
    claimId,
    user,
    address,
  }: { invitation: Invitation; claimId: string; user: User; address: string | null },
): Promise<void> {
  const { environmentId } = invitation
  const actor = { memberId: user.id, name: user.name, environmentId, address }
  await audited(
    deps,
    actor,
    { verb: 'accepted', object: objectOf(invitation), after: { roles: inOrder(invitation.roles) } },
    {
      change: () => deps.store.memberships.addRoles(environmentId, user.id, invitation.roles),
      noted: (roles) => ({ after: { roles: inOrder(roles) } }),
    },
  )
  deps.directory.invalidate()
  const by = { userId: user.id, at: new Date() }
  if ((await deps.store.invitations.accept(invitation.id, claimId, by)) === null) throw new LinkExpiredError()
}

/** Whether there is nothing yet that being this user would open: no way to sign in, and no place to work. */
export async function isNobody(deps: Pick<Deps, 'store'>, user: User): Promise<boolean> {
  if (user.passwordHash !== null || user.entra !== null) return false
  return (await deps.store.people.membershipsOf(user.id)).length === 0
}

/** For whoever comes second. */
export function lostRace(): ConflictError {
  return new ConflictError('somebody else was faster: try again')
}

async function whyNot(
  deps: Pick<Deps, 'store'>,
  { id, environmentId, invitedAt }: Invitation,
): Promise<Error> {
  const current = await deps.store.invitations.find(environmentId, id)
  const unchanged = current?.state === 'pending' && current.invitedAt.getTime() === invitedAt.getTime()
  return unchanged ? lostRace() : new LinkExpiredError()
}
