import { KeyedTurns } from '../auth/keyed-turns.ts'
import { SignInThrottle } from '../auth/sign-in-throttle.ts'
import { AppError, RateLimitedError, UnauthenticatedError } from '../lib/errors.ts'
import { metrics } from '../lib/metrics.ts'
import type { Store } from '../store/store.ts'

interface Gate {
  throttle: SignInThrottle
  turns: KeyedTurns
}

/** By store, so that two servers within one process do not slow each other down. */
const gates = new WeakMap<Store, Gate>()

export interface GatedAttempt {
  /** Whose attempt it is: an account, or the hash of the secret that is tried. */
  account: string
  /** The client's IP address. */
  address: string
}

/**
 * Runs `check` unless there were too many failures for this account or from this address; then it throws `RateLimitedError`.
 * A check that throws has failed, unless `forgives` says that its error is nobody's guess: then it counts for nothing. Attempts for one account are
 * made one after the other: somebody who signs in on several devices at once is no attacker, and an attacker's
 * second guess is to know of the first one's failure.
 */
export async function throttled<T>(
  store: Store,
  attempt: GatedAttempt,
  check: () => Promise<T>,
  forgives: (error: unknown) => boolean = () => false,
): Promise<T> {
  const { throttle, turns } = gateOf(store)
  return turns.run(attempt.account, async () => {
    const turn = throttle.begin(attempt, performance.now())
    if (!turn.allowed) throw new RateLimitedError(Math.ceil(turn.waitMs / 1000))
    try {
      const result = await check()
      throttle.succeed(attempt)
      return result
    } catch (error) {
      if (forgives(error)) throttle.forgive(attempt)
      throw error
    }
  })
}

/** For secrets that nobody mistypes: only a wrong one counts, not what happens after it was found right. */
export function forgivesAllButWrong(error: unknown): boolean {
  return !(error instanceof UnauthenticatedError)
}

/** Counts how an attempt to sign in ended. */
export async function countSignIn<T>(attempt: () => Promise<T>): Promise<T> {
  try {
    const result = await attempt()
    metrics.signIns.inc({ outcome: 'accepted' })
    return result
  } catch (error) {
    countFailedSignIn(error)
    throw error
  }
}

/** The first step of signing in with a second factor, which ends with `totp_required`, is no refusal. */
const REFUSALS: ReadonlySet<string> = new Set(['unauthenticated', 'unknown_person', 'totp_wrong'])

/** Counts an attempt to sign in that ended with this error; trouble of our own is nobody's failure. */
export function countFailedSignIn(error: unknown): void {
  if (error instanceof RateLimitedError) metrics.signIns.inc({ outcome: 'throttled' })
  if (error instanceof AppError && REFUSALS.has(error.code)) metrics.signIns.inc({ outcome: 'refused' })
}

function gateOf(store: Store): Gate {
  const gate = gates.get(store) ?? { throttle: new SignInThrottle(), turns: new KeyedTurns() }
  gates.set(store, gate)
  return gate
}
