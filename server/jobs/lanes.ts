import { LANES } from '../domain/lanes.ts'
import { jobLog } from '../lib/logger.ts'
import type { LeaseStore } from '../store/store.ts'

const PREFIX = 'lane:'
/** Every process holds one of these, so that the others know with how many to share. */
const PRESENCE = 'process:'
const LEASE_MS = 10_000
const RENEW_MS = 3_000
const END_OF_TIME = new Date(8.64e15)

/**
 * Which lanes this process works on. Every process takes its fair share of leases and renews them; those of a
 * process that died run out and are taken over. A process that could not renew in time stops working by itself.
 */
export class LaneHolder {
  readonly #leases: LeaseStore
  readonly #owner: string
  readonly #onChange: () => void
  readonly #renewMs: number
  #held: readonly number[] = []
  #heldUntil = 0
  #timer: NodeJS.Timeout | undefined
  #stopped = false
  #alone = false

  constructor(leases: LeaseStore, owner: string, onChange: () => void, renewMs = RENEW_MS) {
    this.#renewMs = renewMs
    this.#leases = leases
    this.#owner = owner
    this.#onChange = onChange
  }

  get #presence(): string {
    return `${PRESENCE}${this.#owner}`
  }

  /** The lanes held right now. */
  get lanes(): readonly number[] {
    return Date.now() < this.#heldUntil ? this.#held : []
  }

  /** `alone`: nobody else can use this store, so leases of a process that was killed need not run out first. */
  async start(alone: boolean): Promise<void> {
    this.#alone = alone
    await this.#renew(alone)
    this.#schedule()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    this.#heldUntil = 0
    await this.#leases.release([...allNames, this.#presence], this.#owner)
  }

  #schedule(): void {
    if (this.#stopped) return
    this.#timer = setTimeout(() => {
      this.#renew(false)
        .catch((err: unknown) => jobLog.error({ err }, 'lanes not renewed'))
        .finally(() => this.#schedule())
    }, this.#renewMs)
  }

  async #renew(alone: boolean): Promise<void> {
    const now = Date.now()
    await this.#leases.hold([this.#presence], this.#owner, new Date(now), new Date(now + LEASE_MS))
    const wanted = await this.#fairShare(new Date(now))
    const expiredBy = alone ? END_OF_TIME : new Date(now)
    const held = await this.#leases.hold(wanted, this.#owner, expiredBy, new Date(now + LEASE_MS))
    const surplus = this.#held.map(nameOf).filter((name) => !wanted.includes(name))
    if (surplus.length > 0) await this.#leases.release(surplus, this.#owner)
    const before = this.#held.length
    this.#held = held.map((name) => Number(name.slice(PREFIX.length)))
    // A little less than the lease, so that two never work on the same lane.
    this.#heldUntil = now + LEASE_MS - 1_000
    if (this.#held.length !== before) {
      jobLog.info({ lanes: this.#held.length }, 'lanes held')
      this.#onChange()
    }
  }

  /** Ours first, then free ones, up to an even share among all processes. */
  async #fairShare(now: Date): Promise<string[]> {
    if (this.#alone) return allNames
    const holders = await this.#leases.holders(PREFIX, now)
    const processes = await this.#leases.holders(PRESENCE, now)
    const share = Math.ceil(LANES / Math.max(1, processes.length))
    const others = new Set(
      holders.filter((holder) => holder.owner !== this.#owner).map((holder) => holder.name),
    )
    const mine = this.#held.map(nameOf)
    const free = allNames.filter((name) => !others.has(name) && !mine.includes(name))
    return [...mine, ...free].slice(0, share)
  }
}

function nameOf(lane: number): string {
  return `${PREFIX}${lane}`
}

const allNames = Array.from({ length: LANES }, (_, lane) => nameOf(lane))
