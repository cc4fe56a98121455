import { verifyPassword } from '../auth/passwords.ts'
import { KeyedTurns } from '../auth/keyed-turns.ts'
import { SignInThrottle } from '../auth/sign-in-throttle.ts'
import { createToken, hashToken } from '../auth/tokens.ts'
import type { UserView } from '../contract/member.ts'
import { RateLimitedError, UnauthenticatedError } from '../lib/errors.ts'
import { httpLog } from '../lib/logger.ts'
import { metrics } from '../lib/metrics.ts'
import type { Store } from '../store/store.ts'
import { forgetSession } from './authenticate.ts'
import type { Deps, Principal } from './ports.ts'

const SESSION_DAYS = 30
const DAY_MS = 86_400_000

export interface Credentials {
  email: string
  password: string
  /** Given by users with a second factor. */
  totp?: string | undefined
  /** The client's IP address. */
  address: string
}

interface Gate {
  throttle: SignInThrottle
  queue: KeyedTurns
}

/** By store, so that two servers within one process do not slow each other down. */
const gates = new WeakMap<Store, Gate>()

/**
 * Opens a session for the right e-mail and password. An unknown e-mail and a wrong password are told apart neither
 * by the error nor by the time they take. Throws `UnauthenticatedError`, or `RateLimitedError` after too many
 * failures for this account or from this address.
 */
export async function signIn(
  deps: Pick<Deps, 'store'>,
  credentials: Credentials,
): Promise<{ token: string; user: UserView }> {
  const email = credentials.email.trim().toLowerCase()
  const gate = gateOf(deps.store)
  // One after the other for each account: somebody who signs in on several devices at once is no attacker, and
  // an attacker's second guess is to know of the first one's failure.
  return gate.queue.run(email, () => checkAndOpen(deps, gate.throttle, { ...credentials, email }))
}

async function checkAndOpen(
  deps: Pick<Deps, 'store'>,
  throttle: SignInThrottle,
  credentials: Credentials,
): Promise<{ token: string; user: UserView }> {
  const attempt = { account: credentials.email, address: credentials.address }
  const turn = throttle.begin(attempt, performance.now())
  if (!turn.allowed) {
    metrics.signIns.inc({ outcome: 'throttled' })
    throw new RateLimitedError(Math.ceil(turn.waitMs / 1000))
  }
  const user = await deps.store.people.findUserByEmail(credentials.email)
  const fits = await verifyPassword(user?.passwordHash ?? null, credentials.password)
  if (user === null || !fits) {
    metrics.signIns.inc({ outcome: 'refused' })
    httpLog.info({ userId: user?.id ?? null }, 'sign-in refused')
    throw new UnauthenticatedError('wrong e-mail or password')
  }
  const token = createToken()
  const createdAt = new Date()
  const expiresAt = new Date(createdAt.getTime() + SESSION_DAYS * DAY_MS)
  await deps.store.sessions.insert({ userId: user.id, tokenHash: hashToken(token), createdAt, expiresAt })
  throttle.succeed(attempt)
  metrics.signIns.inc({ outcome: 'accepted' })
  httpLog.info({ userId: user.id }, 'signed in')
  return { token, user: { id: user.id, email: user.email, name: user.name, locale: user.locale } }
}

/** Ends the session for good; its token is worth nothing afterwards. Repeating it changes nothing. */
export async function signOut(deps: Pick<Deps, 'store'>, principal: Principal): Promise<void> {
  await deps.store.sessions.delete(principal.sessionId)
  forgetSession(deps.store, principal.sessionId)
}

function gateOf(store: Store): Gate {
  const gate = gates.get(store) ?? { throttle: new SignInThrottle(), queue: new KeyedTurns() }
  gates.set(store, gate)
  return gate
}
