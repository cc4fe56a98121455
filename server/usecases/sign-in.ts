import { verifyPassword } from '../auth/passwords.ts'
import { UnauthenticatedError } from '../lib/errors.ts'
import { httpLog } from '../lib/logger.ts'
import { forgetSession } from './authenticate.ts'
import { openSession, WINDOW_SESSION_MS, type OpenedSession } from './open-session.ts'
import type { Deps, Principal } from './ports.ts'
import { countSignIn, throttled } from './sign-in-gate.ts'

export interface Credentials {
  email: string
  password: string
  /** Given by users with a second factor. */
  totp?: string | undefined
  /** The client's IP address. */
  address: string
}

/**
 * Opens a session for the right e-mail and password. An unknown e-mail and a wrong password are told apart neither
 * by the error nor by the time they take. Throws `UnauthenticatedError`, or `RateLimitedError` after too many
 * failures for this account or from this address.
 */
export async function signIn(deps: Pick<Deps, 'store'>, credentials: Credentials): Promise<OpenedSession> {
  const account = credentials.email.trim().toLowerCase()
  const attempt = { account, address: credentials.address }
  return countSignIn(() =>
    throttled(deps.store, attempt, () => checkAndOpen(deps, account, credentials.password)),
  )
}

async function checkAndOpen(
  deps: Pick<Deps, 'store'>,
  email: string,
  password: string,
): Promise<OpenedSession> {
  const user = await deps.store.people.findUserByEmail(email)
  const fits = await verifyPassword(user?.passwordHash ?? null, password)
  if (user === null || !fits) {
    httpLog.info({ userId: user?.id ?? null }, 'sign-in refused')
    throw new UnauthenticatedError('wrong e-mail or password')
  }
  return openSession(deps, user, WINDOW_SESSION_MS)
}

/** Ends the session for good; its token is worth nothing afterwards. Repeating it changes nothing. */
export async function signOut(deps: Pick<Deps, 'store'>, principal: Principal): Promise<void> {
  await deps.store.sessions.delete(principal.sessionId)
  forgetSession(deps.store, principal.sessionId)
}
