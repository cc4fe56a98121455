import { isIPv6 } from 'node:net'

/** As many refused requests of one address cost nothing; Teams itself has none. */
const FREE_PER_MINUTE = 120
const MINUTE_MS = 60_000

/** Bounds the memory; the addresses that were refused longest ago go first. */
const MOST_ADDRESSES = 20_000

/**
 * Counts the requests of each address that were refused, in the memory of this process. Takes the time in milliseconds of any
 * clock that does not go backwards.
 */
export class GarbageLimit {
  readonly #refused = new Map<string, { count: number; since: number }>()

  /** One more was refused. */
  note(address: string, nowMs: number): void {
    const key = networkOf(address)
    const known = this.#refused.get(key)
    this.#refused.delete(key)
    const expired = known === undefined || nowMs - known.since >= MINUTE_MS
    this.#refused.set(key, expired ? { count: 1, since: nowMs } : { ...known, count: known.count + 1 })
    const oldest = this.#refused.keys().next()
    if (this.#refused.size > MOST_ADDRESSES && oldest.done !== true) this.#refused.delete(oldest.value)
  }

  /** For how many milliseconds this address is not listened to; 0: it is. */
  waitMs(address: string, nowMs: number): number {
    const known = this.#refused.get(networkOf(address))
    if (known === undefined || known.count < FREE_PER_MINUTE) return 0
    return Math.max(0, known.since + MINUTE_MS - nowMs)
  }
}

/** An IPv6 host owns a network of 64 bits: finer keys would be free for one attacker. */
function networkOf(address: string): string {
  if (!isIPv6(address) || address.toLowerCase().startsWith('::ffff:')) return address
  return address.split(':').slice(0, 4).join(':')
}
