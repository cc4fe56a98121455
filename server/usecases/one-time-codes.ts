import { createToken, hashToken } from '../auth/tokens.ts'
import { UnauthenticatedError } from '../lib/errors.ts'
import {
  openSession,
  TEAMS_SESSION_MS,
  WINDOW_SESSION_MS,
  type ClientOrigin,
  type OpenedSession,
} from './open-session.ts'
import type { Deps } from './ports.ts'
import { countSignIn, forgivesAllButWrong, throttled } from './sign-in-gate.ts'

/** The page that gets a code redeems it at once. */
const CODE_MS = 60_000

/** Codes for a window that Teams opened, and codes for a browser window of its own, begin differently. */
const POPUP_CODE = 'p'
const WINDOW_CODE = 'w'

/** A code that is worth one session. */
export interface IssuedCode {
  code: string
  /**
   * What the browser that signed in has to bring as well, in a cookie, so that nobody signs somebody else in with a code of
   * their own. `null` for a popup, whose code is redeemed inside Teams, where that cookie does not reach.
   */
  binding: string | null
}

/** A code for somebody who has proved who they are, good once and for a minute. Only a hash of it is kept. */
export async function issueCode(
  deps: Pick<Deps, 'store'>,
  userId: string,
  popup: boolean,
): Promise<IssuedCode> {
  const code = `${popup ? POPUP_CODE : WINDOW_CODE}${createToken()}`
  const binding = popup ? null : createToken()
  // The machine's time, as for sessions.
  const expiresAt = new Date(Date.now() + CODE_MS)
  await deps.store.oneTimeCodes.insert({ hash: hashOf(code, binding), userId, expiresAt })
  return { code, binding }
}

/** Somebody who brings a code. */
export interface CodeAttempt extends Pick<ClientOrigin, 'userAgent'> {
  code: string
  binding: string | null
  /** The client's IP address. */
  address: string
}

/**
 * Opens the session that a code is worth: a short one when it goes into Teams. Throws `UnauthenticatedError` for a code that
 * is unknown, spent, older than a minute or somebody else's, and `RateLimitedError` after too many of them.
 */
export async function signInWithCode(
  deps: Pick<Deps, 'store'>,
  attempt: CodeAttempt,
): Promise<OpenedSession> {
  const gated = { account: hashToken(attempt.code), address: attempt.address, isSecret: true } as const
  return countSignIn(() => throttled(deps.store, gated, () => redeem(deps, attempt), forgivesAllButWrong))
}

async function redeem(
  deps: Pick<Deps, 'store'>,
  { code, binding, address, userAgent }: CodeAttempt,
): Promise<OpenedSession> {
  const popup = code.startsWith(POPUP_CODE)
  if (!popup && binding === null) throw new UnauthenticatedError('the code is of another browser')
  const spent = await deps.store.oneTimeCodes.spend(hashOf(code, popup ? null : binding), new Date())
  const user = spent === null ? null : await deps.store.people.findUser(spent.userId)
  if (user === null) throw new UnauthenticatedError('unknown, spent or expired code')
  return openSession(deps, user, {
    lifetimeMs: popup ? TEAMS_SESSION_MS : WINDOW_SESSION_MS,
    method: 'microsoft',
    secondFactor: true,
    address,
    userAgent,
  })
}

/** Neither part has a blank, so no other pair has this hash. */
function hashOf(code: string, binding: string | null): string {
  return hashToken(`${code} ${binding ?? ''}`)
}
