import { pauseMs, type ThrottleLimit } from '../domain/throttle.ts'
import { networkOf } from './addresses.ts'

const MINUTE_MS = 60_000

/** One person at one place: most of these are typing mistakes. */
const ACCOUNT_AT_ADDRESS: ThrottleLimit = {
  free: 5,
  firstDelayMs: 1000,
  longestDelayMs: 5 * MINUTE_MS,
  forgottenAfterMs: 30 * MINUTE_MS,
}

/** One account from everywhere: a stranger with many addresses must not keep its owner out for long. */
const ACCOUNT: ThrottleLimit = {
  free: 20,
  firstDelayMs: 1000,
  longestDelayMs: MINUTE_MS,
  forgottenAfterMs: 30 * MINUTE_MS,
}

/** One address against many accounts: a whole office may share it. */
const ADDRESS: ThrottleLimit = {
  free: 100,
  firstDelayMs: 1000,
  longestDelayMs: MINUTE_MS,
  forgottenAfterMs: 10 * MINUTE_MS,
}

/** Bounds the memory; the keys that failed longest ago go first. */
const MOST_KEYS = 50_000

interface Failures {
  count: number
  lastAt: number
}

/** An attempt that may be somebody's guess. */
export interface Attempt {
  account: string
  /** The client's IP address. */
  address: string
}

/** What an attempt is counted under, and how each slows it down. */
export function keysOf({ account, address }: Attempt) {
  const place = placeOf({ account, address })
  return {
    place: { key: `place ${place}`, limit: ACCOUNT_AT_ADDRESS },
    account: { key: `account ${account}`, limit: ACCOUNT },
    address: { key: `address ${networkOf(address)}`, limit: ADDRESS },
  }
}

/** One account at one address. */
export function placeOf({ account, address }: Attempt): string {
  return `${account} ${networkOf(address)}`
}

/**
 * Slows down guessing, by account and by address, in the memory of this process. Every attempt counts as a failure
 * from its beginning, so that many at once gain nothing; success takes it back. Attempts that were turned away
 * do not count, so that impatience lengthens nothing. Takes the time in milliseconds of any monotonic clock.
 */
export class SignInThrottle {
  readonly #failures = new Map<string, Failures>()
  /** Where each account signed in before: a stranger's failures elsewhere do not slow these down. */
  readonly #trusted = new Set<string>()

  /** Counts an attempt; answers with the milliseconds to wait instead when it comes too early. */
  begin(attempt: Attempt, nowMs: number): { allowed: true } | { allowed: false; waitMs: number } {
    const limits = this.#limitsOf(attempt)
    const waitMs = Math.max(...limits.map(([key, limit]) => this.#waitMs(key, limit, nowMs)))
    if (waitMs > 0) return { allowed: false, waitMs }
    for (const [key, limit] of limits) this.#count(key, limit, nowMs)
    return { allowed: true }
  }

  /** The attempt that was begun has succeeded. */
  succeed(attempt: Attempt): void {
    const { place, account, address } = keysOf(attempt)
    this.#failures.delete(place.key)
    this.#takeBack(account.key)
    this.#takeBack(address.key)
    this.#trusted.delete(place.key)
    this.#trusted.add(place.key)
    dropOldest(this.#trusted)
  }

  /** The attempt that was begun was nobody's guess: it counts neither as a failure nor as a success. */
  forgive(attempt: Attempt): void {
    for (const [key] of this.#limitsOf(attempt)) this.#takeBack(key)
  }

  #limitsOf(attempt: Attempt): [string, ThrottleLimit][] {
    const { place, account, address } = keysOf(attempt)
    const counted = this.#trusted.has(place.key) ? [place, address] : [place, account, address]
    return counted.map(({ key, limit }) => [key, limit])
  }

  #waitMs(key: string, limit: ThrottleLimit, nowMs: number): number {
    const failures = this.#failures.get(key)
    if (failures === undefined || nowMs - failures.lastAt >= limit.forgottenAfterMs) return 0
    const pause = pauseMs(failures.count, limit)
    return pause === 0 ? 0 : Math.max(0, failures.lastAt + pause - nowMs)
  }

  #count(key: string, limit: ThrottleLimit, nowMs: number): void {
    const before = this.#failures.get(key)
    const forgotten = before === undefined || nowMs - before.lastAt >= limit.forgottenAfterMs
    this.#failures.delete(key)
    this.#failures.set(key, { count: forgotten ? 1 : before.count + 1, lastAt: nowMs })
    dropOldest(this.#failures)
  }

  #takeBack(key: string): void {
    const failures = this.#failures.get(key)
    if (failures === undefined) return
    if (failures.count <= 1) this.#failures.delete(key)
    else failures.count -= 1
  }
}

/** Maps and sets remember the order of insertion. */
function dropOldest(keys: { size: number; keys(): Iterator<string>; delete(key: string): unknown }): void {
  if (keys.size <= MOST_KEYS) return
  const oldest = keys.keys().next()
  if (oldest.done !== true) keys.delete(oldest.value)
}
