import { hashPassword } from '../../auth/passwords.ts'
import { hashToken } from '../../auth/tokens.ts'
import type { LinkView } from '../../contract/identity.ts'
import { ConflictError, InvalidInputError, LinkExpiredError } from '../../lib/errors.ts'
import type { Environment, User } from '../../store/entities.ts'
import type { Invitation } from '../../store/invitation-store.ts'
import { checkPassword, proveIdentity } from '../credentials.ts'
import { openSession, WINDOW_SESSION_MS, type OpenedSession } from '../open-session.ts'
import type { Deps } from '../ports.ts'
import { tenantsOf } from '../recognise-tenants.ts'
import { admit, environmentOf, isNobody, lostRace, whileClaimed } from './admit.ts'
import { inOrder } from './people-views.ts'

export { acceptByMicrosoft } from './accept-by-microsoft.ts'

/** Somebody who follows an invitation's link. */
export interface Accepting {
  token: string
  /** Of somebody new. */
  name?: string | undefined
  /** The one they have, or the one that somebody new chooses. */
  password: string
  totp?: string | undefined
  /** The client's IP address. */
  address: string
  userAgent?: string | null
}

/**
 * What an invitation's page greets with. The name of somebody who is known is told only where the link left by mail: one that was
 * passed on may be in anybody's hands. Throws `LinkExpiredError`.
 */
export async function lookInvitation(
  deps: Deps,
  token: string,
): Promise<Extract<LinkView, { kind: 'invitation' }>> {
  const { invitation, environment } = await openInvitation(deps, token)
  const { email, invitedBy, roles, expiresAt, sentBy } = invitation
  const user = await deps.store.people.findUserByEmail(email)
  const tenants = environment.kind === 'agency' ? [] : await tenantsOf(deps, environment)
  return {
    kind: 'invitation',
    email,
    name: sentBy === 'mail' ? (user?.name ?? null) : null,
    environment: environment.name,
    invitedBy,
    roles: inOrder(roles),
    known: user !== null && user.passwordHash !== null,
    microsoft: tenants.length > 0,
    expiresAt: expiresAt.toISOString(),
  }
}

/**
 * Makes somebody a member with the roles of their invitation, beside those they have there already, and signs them in
 * (DX-MEM-04). Somebody new chooses a name and a password; somebody known gives theirs. However often and at whatever time it is
 * tried, it is accepted once. Throws `LinkExpiredError`, what `proveIdentity` and `checkPassword` throw, `InvalidInputError`
 * without a name, and `ConflictError` for a user without a password whose mailbox nobody has proved to read.
 */
export async function acceptInvitation(deps: Deps, accepting: Accepting): Promise<OpenedSession> {
  const { invitation, environment } = await openInvitation(deps, accepting.token)
  const found = await deps.store.people.findUserByEmail(invitation.email)
  const known = found?.passwordHash == null ? null : found
  // Before anything is claimed: whoever guesses keeps nobody from accepting.
  const proof = known === null ? { secondFactor: false } : await proveIdentity(deps, known, accepting)
  const user = await whileClaimed(deps, invitation, async (claimId) => {
    const joining = known ?? (await joinAnew(deps, { invitation, environment, found }, accepting))
    await admit(deps, { invitation, claimId, user: joining, address: accepting.address })
    return joining
  })
  return openSession(deps, user, {
    lifetimeMs: WINDOW_SESSION_MS,
    method: 'password',
    secondFactor: proof.secondFactor,
    address: accepting.address,
    userAgent: accepting.userAgent ?? null,
  })
}

interface Opened {
  invitation: Invitation
  environment: Environment
}

async function openInvitation(deps: Deps, token: string): Promise<Opened> {
  const invitation = await deps.store.invitations.findByTokenHash(hashToken(token), new Date())
  const environment = invitation === null ? null : await environmentOf(deps, invitation)
  if (invitation === null || environment === null) throw new LinkExpiredError()
  return { invitation, environment }
}

/**
 * Somebody without a password chooses their first one. A link that was passed on proves no mailbox: it must not give its holder
 * what a user who works somewhere, or is linked with Microsoft, has already.
 */
async function joinAnew(
  deps: Deps,
  { invitation, environment, found }: Opened & { found: User | null },
  { name, password }: Accepting,
): Promise<User> {
  if (found !== null && invitation.sentBy === 'link' && !(await isNobody(deps, found)))
    throw new ConflictError('sign in as usual, or ask for an invitation by e-mail')
  const called = name ?? found?.name
  if (called === undefined) throw new InvalidInputError([{ path: 'name', message: 'is missing' }])
  const { email } = invitation
  await checkPassword(password, { name: called, email, organisation: environment.name })
  const passwordHash = await hashPassword(password)
  const user = await deps.store.people.upsertUser({ email, name: called })
  // Another invitation of theirs may have been followed since: that password stays.
  const chosen = await deps.store.people.setPassword(user.id, { passwordHash, before: null })
  if (chosen === null) throw lostRace()
  return chosen
}
