import { jobLog } from '../lib/logger.ts'
import type { TeamsCard } from '../store/entities.ts'
import type { Deps } from '../usecases/ports.ts'
import { CARD_LEASE_MS, deliverCard, PAUSES, type Pauses } from '../usecases/teams/deliver-card.ts'
import { GRACE_MS } from '../usecases/teams/notify.ts'
import { releaseHeld } from '../usecases/teams/release-held.ts'
import { watchReadiness, type SeenServices } from '../usecases/teams/watch-readiness.ts'
import { watchWindows, type Said } from '../usecases/teams/watch-windows.ts'
import type { LaneHolder } from './lanes.ts'
import { Loop } from './loop.ts'

/** How soon what another process has asked for is found; a card must be in Teams within two seconds of the message. */
const IDLE_MS = 500
/** Signals come hundreds of times a second when much is going on: one look at the store serves all of them. */
const GATHER_MS = 25
/** After a signal, when what arose with it is due. */
const DUE_MS = GRACE_MS + GATHER_MS
/** Places written to at once. */
const CONCURRENCY = 32
const HELD_EVERY_MS = 15_000
/** What follows in a place where something was let go. */
const HELD_NEXT_MS = 500
const WINDOWS_EVERY_MS = 30_000
const READINESS_EVERY_MS = 20_000

type Lanes = Pick<LaneHolder, 'lanes'>

/**
 * Brings cards to Teams on the lanes that this process holds: one after the other in each place, many places side by side.
 */
export class CardsJob {
  readonly #deps: Deps
  readonly #lanes: Lanes
  readonly #pauses: Pauses
  readonly #loop: Loop
  readonly #underWay = new Map<string, Promise<void>>()
  #gathering: NodeJS.Timeout | undefined
  #due: NodeJS.Timeout | undefined
  #changedAt = 0
  #heldLookAt = 0
  #leftBehind = false

  constructor(deps: Deps, lanes: Lanes, pauses: Pauses = PAUSES) {
    this.#deps = deps
    this.#lanes = lanes
    this.#pauses = pauses
    this.#loop = new Loop('cards', IDLE_MS, () => this.#step())
  }

  /** `alone`: whatever is being sent according to the store was left behind by a process that died. */
  start(alone: boolean): void {
    this.#leftBehind = alone
    this.#loop.start()
  }

  /** Cards have been asked for, or are to be brought up to date: these are due at once, those in a moment. */
  changed(): void {
    this.#changedAt = Date.now()
    this.wake()
    this.#awaitDue(DUE_MS)
  }

  #awaitDue(ms: number): void {
    this.#due ??= setTimeout(() => {
      this.#due = undefined
      this.wake()
      const left = this.#changedAt + DUE_MS - Date.now()
      if (left > 0) this.#awaitDue(left)
    }, ms)
  }

  wake(): void {
    this.#gathering ??= setTimeout(() => {
      this.#gathering = undefined
      this.#loop.wake()
    }, GATHER_MS)
  }

  /** Starts nothing new and resolves when what is under way has been answered and recorded. */
  async stop(): Promise<void> {
    await this.#loop.stop()
    await Promise.all(this.#underWay.values())
    this.#changedAt = 0
    clearTimeout(this.#due)
    clearTimeout(this.#gathering)
  }

  async #step(): Promise<boolean> {
    const { lanes } = this.#lanes
    const room = CONCURRENCY - this.#underWay.size
    if (room <= 0 || lanes.length === 0) return false
    const now = new Date()
    await this.#letGo(lanes, now)
    const leftBehind = this.#leftBehind
    const asOf = leftBehind ? new Date(now.getTime() + CARD_LEASE_MS) : now
    const heads = await this.#deps.store.teamsCards.heads(lanes, asOf, CONCURRENCY)
    // The first look that finds less than it may take has found all that a dead process left.
    this.#leftBehind = leftBehind && heads.length === CONCURRENCY
    // The store hides places under way, unless an attempt takes longer than anybody thought.
    const next = heads.filter(({ placeId }) => !this.#underWay.has(placeId)).slice(0, room)
    for (const card of next) this.#deliver(card, now, leftBehind)
    return false
  }

  async #letGo(lanes: readonly number[], now: Date): Promise<void> {
    if (now.getTime() < this.#heldLookAt) return
    const released = await releaseHeld(this.#deps, lanes, now)
    this.#heldLookAt = now.getTime() + (released > 0 ? HELD_NEXT_MS : HELD_EVERY_MS)
  }

  #deliver(card: TeamsCard, now: Date, leftBehind: boolean): void {
    const { placeId, id: cardId } = card
    const delivering = deliverCard(this.#deps, card, now, { pauses: this.#pauses, leftBehind })
      .catch((err: unknown) => jobLog.error({ err, cardId }, 'card not delivered'))
      .finally(() => {
        this.#underWay.delete(placeId)
        this.wake()
      })
    this.#underWay.set(placeId, delivering)
  }
}

/** Everything that time alone brings about in Teams. */
export interface CardWatches {
  loops: readonly Loop[]
  /** Something that services are ready by has changed. */
  readinessChanged(): void
}

/** Looks out for windows that close and services that are not ready. */
export function createCardWatches(deps: Deps, lanes: Lanes): CardWatches {
  const said: Said = new Map()
  const seen: SeenServices = new Map()
  const windows = new Loop('windows', WINDOWS_EVERY_MS, async () => {
    await watchWindows(deps, said, lanes.lanes, new Date())
    return false
  })
  const readiness = new Loop('readiness', READINESS_EVERY_MS, async () => {
    await watchReadiness(deps, seen, lanes.lanes, new Date())
    return false
  })
  return { loops: [windows, readiness], readinessChanged: () => readiness.wake() }
}
