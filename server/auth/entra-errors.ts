import { AppError } from '../lib/errors.ts'
import type { ErrorCode } from '../contract/errors.ts'

/** Microsoft cannot be asked right now: nobody is to blame, trying again later may help. */
export class EntraUnavailableError extends AppError {
  override readonly name = 'EntraUnavailableError'
  readonly code: ErrorCode = 'channel_unavailable'
  readonly status = 503
}

/**
 * Entra vouches for the person, but their organisation has no business here. Clients cannot tell it from any other token that
 * is worth nothing.
 */
export class UnservedTenantError extends AppError {
  override readonly name = 'UnservedTenantError'
  readonly code: ErrorCode = 'unauthenticated'
  readonly status = 401
}

/**
 * Why a sign-in with Microsoft ended without anybody being signed in; pages get it as `#sign-in-error=<code>` and find words for it.
 * - `cancelled`: the person closed Microsoft's page or said no.
 * - `consent_required`: nobody has allowed the app yet, and this person may not.
 * - `unknown_person`: signed in at Microsoft, but nobody here is known by it.
 * - `expired`: it took too long, was begun in another browser, or is over already.
 * - `rate_limited`: too many attempts from this address.
 * - `unavailable`: Microsoft, or our own store, does not answer; later it may.
 * - `not_configured`: signing in with Microsoft is not set up on this server.
 * - `failed`: anything else.
 */
export type SignInFailure =
  | 'cancelled'
  | 'consent_required'
  | 'unknown_person'
  | 'expired'
  | 'rate_limited'
  | 'unavailable'
  | 'not_configured'
  | 'failed'

/** A sign-in at Microsoft that came to nothing. The message is for logs and holds neither names nor secrets. */
export class EntraSignInError extends Error {
  override readonly name = 'EntraSignInError'
  readonly failure: SignInFailure

  constructor(failure: SignInFailure, message: string) {
    super(message)
    this.failure = failure
  }
}
