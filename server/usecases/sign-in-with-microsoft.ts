import {
  EntraSignInError,
  EntraUnavailableError,
  UnservedTenantError,
  type SignInFailure,
} from '../auth/entra-errors.ts'
import type { EntraSignIn, SignInWish } from '../auth/entra-sign-in.ts'
import type { EntraPerson, EntraTokens } from '../auth/entra-token.ts'
import { hashToken } from '../auth/tokens.ts'
import { RateLimitedError, UnauthenticatedError, UnknownPersonError } from '../lib/errors.ts'
import { httpLog } from '../lib/logger.ts'
import type { User } from '../store/entities.ts'
import { issueCode, type IssuedCode } from './one-time-codes.ts'
import { openSession, TEAMS_SESSION_MS, type ClientOrigin, type OpenedSession } from './open-session.ts'
import { acceptByMicrosoft } from './people/accept-by-microsoft.ts'
import type { Deps } from './ports.ts'
import { recogniseUser } from './recognise.ts'
import { servesTenant } from './recognise-tenants.ts'
import { countFailedSignIn, countSignIn, forgivesAllButWrong, throttled } from './sign-in-gate.ts'

type Known = Pick<Deps, 'store' | 'homeTenantId'>

/**
 * A session for the token that Teams gave a tab. Throws `UnknownPersonError` for somebody of a served organisation whom nobody
 * here knows, `UnauthenticatedError` for every token that is worth nothing (all of them, when `tokens` is `null` because
 * signing in with Microsoft is not set up), `RateLimitedError` after too many of those, and
 * `EntraUnavailableError` when Microsoft's keys cannot be fetched.
 */
export async function signInWithTeams(
  deps: Deps,
  tokens: EntraTokens | null,
  attempt: { token: string; address: string } & Pick<ClientOrigin, 'userAgent'>,
): Promise<OpenedSession> {
  return countSignIn(async () => {
    const person = await personOfToken(deps, tokens, attempt)
    return openSession(deps, await userOf(deps, person, attempt.address), {
      lifetimeMs: TEAMS_SESSION_MS,
      method: 'microsoft',
      secondFactor: true,
      address: attempt.address,
      userAgent: attempt.userAgent,
    })
  })
}

/** Who a tab's token belongs to, whether or not we know them. Throws as `signInWithTeams` does. */
export async function personOfToken(
  deps: Pick<Deps, 'store'>,
  tokens: EntraTokens | null,
  { token, address }: { token: string; address: string },
): Promise<EntraPerson> {
  if (tokens === null) throw new UnauthenticatedError('signing in with Microsoft is not set up')
  const gated = { account: hashToken(token), address, isSecret: true } as const
  return throttled(deps.store, gated, () => tokens.verifyAccess(token), forgivesAllButWrong)
}

/**
 * Where to send somebody who wants to sign in at Microsoft, and what their browser has to bring back. `signIn` is `null` when
 * that is not set up. They are sent to the organisation they name only if it is served here.
 */
export async function departForMicrosoft(
  deps: Known,
  signIn: EntraSignIn | null,
  wish: SignInWish,
): Promise<{ url: string; sealed: string } | { failure: SignInFailure }> {
  if (signIn === null) return { failure: 'not_configured' }
  try {
    const served = wish.tenantId !== null && (await servesTenant(deps, wish.tenantId))
    return await signIn.begin({ ...wish, tenantId: served ? wish.tenantId : null })
  } catch (error) {
    return { failure: toldAs(error) }
  }
}

/** Somebody who came back from Microsoft's page. */
export interface Arrival {
  query: URLSearchParams
  /** What their browser kept of the sign-in's beginning. */
  sealed: string | null
  /** The client's IP address. */
  address: string
}

/** How it ended, and where to tell: on the page they came from, or in the window that Teams opened. */
export interface Arrived {
  returnTo: string
  popup: boolean
  outcome: IssuedCode | { failure: SignInFailure }
}

/**
 * Who came back from Microsoft's page gets a code, which their page turns into a session. Everything that can go wrong is told
 * as a `SignInFailure`, for a page to explain: it is a person who waits for the answer, not a program.
 */
export async function arriveFromMicrosoft(
  deps: Deps,
  signIn: EntraSignIn,
  arrival: Arrival,
): Promise<Arrived> {
  const { query, sealed, address } = arrival
  const arrived: Arrived = { returnTo: '/', popup: signIn.isPopup(query), outcome: { failure: 'failed' } }
  // Every state is an attempt of its own; without one they share the address's.
  const gated = { account: hashToken(query.get('state') ?? address), address, isSecret: true } as const
  try {
    const check = async (): Promise<void> => {
      const left = await signIn.resume(query, sealed)
      Object.assign(arrived, { returnTo: left.returnTo, popup: left.popup })
      const user = await userOf(deps, await signIn.finish(query, left), address)
      arrived.outcome = await issueCode(deps, user.id, left.popup)
    }
    await throttled(deps.store, gated, check, forgivesArrival)
  } catch (error) {
    countFailedSignIn(error)
    arrived.outcome = { failure: toldAs(error) }
  }
  return arrived
}

/** Whoever is invited by an address that their organisation gives them comes in with that (DX-MEM-04). */
async function userOf(deps: Deps, person: EntraPerson, address: string): Promise<User> {
  const known = await recogniseUser(deps, { ...person, email: () => Promise.resolve(person.emails) })
  const invited = await acceptByMicrosoft(deps, { ...person, address })
  const user = known ?? invited
  if (user === null) throw new UnknownPersonError('nobody here is known by this Microsoft account')
  return user
}

/** Only what somebody may have made up counts as a guess. */
function forgivesArrival(error: unknown): boolean {
  if (error instanceof EntraSignInError) return error.failure !== 'expired' && error.failure !== 'failed'
  return forgivesAllButWrong(error)
}

function toldAs(error: unknown): SignInFailure {
  if (error instanceof UnknownPersonError || error instanceof UnservedTenantError) return 'unknown_person'
  if (error instanceof RateLimitedError) return 'rate_limited'
  if (error instanceof EntraSignInError || error instanceof UnauthenticatedError) {
    const failure = error instanceof EntraSignInError ? error.failure : 'failed'
    // A secret that has run out looks like this: somebody has to renew it.
    if (failure === 'failed') httpLog.warn({ err: error }, 'sign-in with microsoft failed')
    return failure
  }
  if (error instanceof EntraUnavailableError) httpLog.warn({ err: error }, 'microsoft does not answer')
  else httpLog.error({ err: error }, 'sign-in with microsoft failed')
  return 'unavailable'
}
