import { UnauthenticatedError } from '../lib/errors.ts'
import { httpLog } from '../lib/logger.ts'
import type { User } from '../store/entities.ts'
import { forgetSession } from './authenticate.ts'
import { checkProof, forgivesMissingCode, type Proof } from './credentials.ts'
import { openSession, WINDOW_SESSION_MS, type ClientOrigin, type OpenedSession } from './open-session.ts'
import type { Deps, Principal } from './ports.ts'
import { countSignIn, throttled } from './sign-in-gate.ts'

export interface Credentials extends Proof, Pick<ClientOrigin, 'userAgent'> {
  email: string
  /** The client's IP address. */
  address: string
}

/**
 * Opens a session for the right e-mail and password, and the right code where there is a second factor. An unknown e-mail and a
 * wrong password are told apart neither by the error nor by the time they take. Throws `UnauthenticatedError`,
 * `TotpRequiredError`, `TotpWrongError`, or `RateLimitedError` after too many failures for this account or from this address.
 */
export async function signIn(deps: Pick<Deps, 'store'>, credentials: Credentials): Promise<OpenedSession> {
  const account = credentials.email.trim().toLowerCase()
  const attempt = { account, address: credentials.address }
  return countSignIn(() =>
    throttled(deps.store, attempt, () => checkAndOpen(deps, account, credentials), forgivesMissingCode),
  )
}

async function checkAndOpen(
  deps: Pick<Deps, 'store'>,
  email: string,
  { password, totp, address, userAgent }: Credentials,
): Promise<OpenedSession> {
  const user = await deps.store.people.findUserByEmail(email)
  try {
    const { secondFactor } = await checkProof(deps, user, { password, totp })
    if (user === null) throw new UnauthenticatedError('wrong e-mail or password')
    const session = await openSession(deps, user, {
      lifetimeMs: WINDOW_SESSION_MS,
      method: 'password',
      secondFactor,
      address,
      userAgent,
    })
    await refuseOutdated(deps, { user, session, secondFactor })
    return session
  } catch (error) {
    httpLog.info({ userId: user?.id ?? null }, 'sign-in refused')
    throw error
  }
}

/**
 * Whoever changed the password or set up a second factor meanwhile has ended all sessions that there were, but not the one that
 * was being opened.
 */
async function refuseOutdated(
  deps: Pick<Deps, 'store'>,
  { user, session, secondFactor }: { user: User; session: OpenedSession; secondFactor: boolean },
): Promise<void> {
  const current = await deps.store.people.findUser(user.id)
  if (current?.passwordHash === user.passwordHash && (secondFactor || !current.twoFactor)) return
  await deps.store.sessions.delete(session.sessionId)
  throw new UnauthenticatedError('the credentials have just been changed')
}

/** Ends the session for good; its token is worth nothing afterwards. Repeating it changes nothing. */
export async function signOut(deps: Pick<Deps, 'store'>, principal: Principal): Promise<void> {
  await deps.store.sessions.delete(principal.sessionId)
  forgetSession(deps.store, principal.sessionId)
}
