import { keysOf, placeOf, SignInThrottle, type Attempt } from '../auth/sign-in-throttle.ts'
import { httpLog } from '../lib/logger.ts'
import type { Store, ThrottledTurn } from '../store/store.ts'

/** A store that takes longer to count than this has trouble: what this process knows has to do. */
const STORE_PATIENCE_MS = 3000

/** Whoever knocks all the time is turned away without the store: it is asked this often whether that still holds. */
const REFUSAL_KNOWN_MS = 250
const MOST_REFUSALS = 10_000

/** For so long a place where somebody signed in is believed to be theirs. */
const TRUSTED_MS = 90 * 24 * 60 * 60_000

/** An attempt that was let through. Its end is told once. */
export interface Begun {
  waitMs: 0
  /** It was no guess; `remember`: its place is trusted from now on. Never throws. */
  succeed(remember: boolean): Promise<void>
  /** It counts for nothing. Never throws. */
  forgive(): Promise<void>
}

interface Refusal {
  untilMs: number
  askAgainMs: number
}

/**
 * Slows down guessing over all processes: the counts are the store's. While the store does not answer in time, each process goes
 * by what it has counted itself, by the same rules, so that nobody is let in or kept out by that alone.
 */
export class SharedThrottle {
  readonly #store: Pick<Store, 'throttles'>
  readonly #own = new SignInThrottle()
  readonly #refusals = new Map<string, Refusal>()

  constructor(store: Pick<Store, 'throttles'>) {
    this.#store = store
  }

  /** Counts an attempt, or answers with the milliseconds to wait. Never throws. */
  async begin(attempt: Attempt): Promise<Begun | { waitMs: number }> {
    const nowMs = performance.now()
    const refused = this.#refusals.get(placeOf(attempt))
    if (refused !== undefined && nowMs < refused.askAgainMs && nowMs < refused.untilMs)
      return { waitMs: refused.untilMs - nowMs }
    const own = this.#own.begin(attempt, nowMs)
    const counting = this.#count(attempt)
    const turn = await within(STORE_PATIENCE_MS, counting)
    if (turn === null && !own.allowed) {
      // It is turned away: should the store have counted it after all, that is taken back.
      void this.#later(counting, ({ counted }) => this.#store.throttles.takeBack(counted))
      return { waitMs: own.waitMs }
    }
    if (turn !== null && turn.waitMs > 0) {
      if (own.allowed) this.#own.forgive(attempt)
      this.#refuse(attempt, turn.waitMs)
      return { waitMs: turn.waitMs }
    }
    return this.#begun(attempt, own.allowed, counting)
  }

  #begun(attempt: Attempt, isOwn: boolean, counting: Promise<ThrottledTurn | null>): Begun {
    const { throttles } = this.#store
    return {
      waitMs: 0,
      succeed: (remember) => {
        if (isOwn) this.#own.succeed(attempt)
        const now = new Date()
        const trusted = remember ? { now, until: new Date(now.getTime() + TRUSTED_MS) } : null
        return this.#later(counting, ({ counted }) => throttles.succeed(keysOf(attempt), counted, trusted))
      },
      forgive: () => {
        if (isOwn) this.#own.forgive(attempt)
        return this.#later(counting, ({ counted }) => throttles.takeBack(counted))
      },
    }
  }

  async #count(attempt: Attempt): Promise<ThrottledTurn | null> {
    try {
      return await this.#store.throttles.begin(keysOf(attempt), new Date())
    } catch (err) {
      httpLog.warn({ err }, 'attempt to sign in not counted for all processes')
      return null
    }
  }

  /** Does what follows once the store has counted. Nobody waits longer for it than for the counting. */
  async #later(
    counting: Promise<ThrottledTurn | null>,
    work: (turn: ThrottledTurn) => Promise<void>,
  ): Promise<void> {
    const working = counting
      .then((turn) => (turn === null || turn.waitMs > 0 ? undefined : work(turn)))
      .catch((err: unknown) => httpLog.warn({ err }, 'end of an attempt to sign in not counted'))
    await within(STORE_PATIENCE_MS, working)
  }

  #refuse(attempt: Attempt, waitMs: number): void {
    const nowMs = performance.now()
    if (this.#refusals.size >= MOST_REFUSALS) this.#refusals.clear()
    this.#refusals.set(placeOf(attempt), { untilMs: nowMs + waitMs, askAgainMs: nowMs + REFUSAL_KNOWN_MS })
  }
}

/** What comes within the time; `null` afterwards. */
async function within<T>(ms: number, work: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
