import { KeyedTurns } from '../auth/keyed-turns.ts'
import { AppError, RateLimitedError, UnauthenticatedError } from '../lib/errors.ts'
import { metrics } from '../lib/metrics.ts'
import type { Store } from '../store/store.ts'
import { SharedThrottle, type Begun } from './shared-throttle.ts'

interface Gate {
  throttle: SharedThrottle
  turns: KeyedTurns
}

/** By store, so that two servers within one process do not slow each other down. */
const gates = new WeakMap<Store, Gate>()

export interface GatedAttempt {
  /** Whose attempt it is: an account, or the hash of the secret that is tried. */
  account: string
  /** The client's IP address. */
  address: string
  /** A secret is good once or for a while: nothing is remembered of where it was used. */
  isSecret?: true
}

/**
 * Runs `check` unless there were too many failures for this account or from this address, on whichever process; then it throws
 * `RateLimitedError`. A check that throws has failed, unless `forgives` says that its error is nobody's guess: then it counts for
 * nothing. Attempts for one account are made one after the other: somebody who signs in on several devices at once is no
 * attacker, and an attacker's second guess is to know of the first one's failure.
 */
export async function throttled<T>(
  store: Store,
  attempt: GatedAttempt,
  check: () => Promise<T>,
  forgives: (error: unknown) => boolean = () => false,
): Promise<T> {
  return gateOf(store).turns.run(attempt.account, async () => {
    const turn = await begin(store, attempt)
    try {
      const result = await check()
      await turn.succeed(attempt.isSecret !== true)
      return result
    } catch (error) {
      if (forgives(error)) await turn.forgive()
      throw error
    }
  })
}

/** Counts something that is asked for and never proved. Throws `RateLimitedError` when it is asked for too often. */
export async function countWish(store: Store, attempt: GatedAttempt): Promise<void> {
  await begin(store, attempt)
}

async function begin(store: Store, attempt: GatedAttempt): Promise<Begun> {
  const turn = await gateOf(store).throttle.begin(attempt)
  if (!('succeed' in turn)) throw new RateLimitedError(Math.ceil(turn.waitMs / 1000))
  return turn
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
  const gate = gates.get(store) ?? { throttle: new SharedThrottle(store), turns: new KeyedTurns() }
  gates.set(store, gate)
  return gate
}
