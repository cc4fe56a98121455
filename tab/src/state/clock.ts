/** How near a deadline must be for the clock to count seconds. */
const NEAR_MS = 2 * 60_000
const FAST_TICK_MS = 1000
const SLOW_TICK_MS = 30_000
/** Below this, the difference is the network's, not the clock's. */
const TOLERATED_MS = 1500

export interface Clock {
  /** The server's time now. */
  now: () => Date
  /** The server's time at the last tick, in milliseconds: stands still between ticks, so that views may depend on it. */
  ticked: () => number
  /** Called with what the server says its time is; `exact` also corrects small differences. */
  adjust: (serverNow: Date, exact?: boolean) => void
  subscribe: (listener: () => void) => () => void
  /** Announces a deadline on the screen; the clock ticks every second while one is less than two minutes away. */
  watch: (deadline: Date) => () => void
}

export interface ClockDeps {
  now: () => number
  setTimer: (callback: () => void, ms: number) => unknown
  clearTimer: (timer: unknown) => void
}

const browserDeps: ClockDeps = {
  now: () => Date.now(),
  setTimer: (callback, ms) => globalThis.setTimeout(callback, ms),
  clearTimer: (timer) => globalThis.clearTimeout(timer as ReturnType<typeof setTimeout>),
}

/** The server's clock as far as we know it, with one ticker for the whole app. */
export function createClock(deps: ClockDeps = browserDeps): Clock {
  let offsetMs = 0
  let tickedMs = deps.now()
  let timer: unknown = null
  let scheduledMs = SLOW_TICK_MS
  const listeners = new Set<() => void>()
  const deadlines = new Map<number, number>()
  let nextWatch = 0

  const now = (): number => deps.now() + offsetMs

  function interval(): number {
    const at = now()
    const near = [...deadlines.values()].some(
      (deadline) => deadline > at - FAST_TICK_MS && deadline - at <= NEAR_MS,
    )
    return near ? FAST_TICK_MS : SLOW_TICK_MS
  }

  function schedule(): void {
    if (timer !== null) deps.clearTimer(timer)
    scheduledMs = interval()
    timer = listeners.size === 0 ? null : deps.setTimer(tick, scheduledMs)
  }

  function tick(): void {
    tickedMs = now()
    for (const listener of listeners) listener()
    schedule()
  }

  return {
    now: () => new Date(now()),
    ticked: () => tickedMs,
    adjust(serverNow, exact = false) {
      const difference = serverNow.getTime() - now()
      if (!Number.isFinite(difference) || (!exact && Math.abs(difference) < TOLERATED_MS)) return
      if (difference === 0) return
      offsetMs += difference
      if (Math.abs(difference) >= FAST_TICK_MS) tick()
    },
    subscribe(listener) {
      listeners.add(listener)
      if (listeners.size === 1) {
        tickedMs = now()
        schedule()
      }
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) schedule()
      }
    },
    watch(deadline) {
      const key = nextWatch++
      deadlines.set(key, deadline.getTime())
      if (listeners.size > 0 && interval() < scheduledMs) schedule()
      return () => void deadlines.delete(key)
    },
  }
}

/** The one clock of the app. */
export const appClock = createClock()
