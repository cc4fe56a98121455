import { describe, expect, it, vi } from 'vitest'
import { createClock } from '../../tab/src/state/clock.ts'
import { at, NOON } from './builders.ts'

function setUp() {
  let local = NOON.getTime()
  let timers: { at: number; callback: () => void }[] = []
  const clock = createClock({
    now: () => local,
    setTimer: (callback, ms) => {
      const timer = { at: local + ms, callback }
      timers.push(timer)
      return timer
    },
    clearTimer: (timer) => {
      timers = timers.filter((other) => other !== timer)
    },
  })
  function pass(ms: number): void {
    const end = local + ms
    for (;;) {
      const next = timers.toSorted((a, b) => a.at - b.at)[0]
      if (next === undefined || next.at > end) break
      local = next.at
      timers = timers.filter((other) => other !== next)
      next.callback()
    }
    local = end
  }
  return { clock, pass, running: () => timers.length }
}

describe('the clock', () => {
  it('follows the server', () => {
    const { clock, pass } = setUp()
    clock.adjust(new Date(at(60)), true)
    expect(clock.now().toISOString()).toBe(at(60))
    pass(60_000)
    expect(clock.now().toISOString()).toBe(at(61))
  })

  it('ignores differences that are the way of the answer', () => {
    const { clock } = setUp()
    clock.adjust(new Date(NOON.getTime() - 900))
    expect(clock.now()).toEqual(NOON)
    clock.adjust(new Date(NaN), true)
    expect(clock.now()).toEqual(NOON)
  })

  it('ticks every 30 seconds, and every second while a deadline is near', () => {
    const { clock, pass } = setUp()
    const listener = vi.fn<() => void>()
    clock.subscribe(listener)
    pass(90_000)
    expect(listener).toHaveBeenCalledTimes(3)

    const unwatch = clock.watch(new Date(at(3)))
    pass(10_000)
    expect(listener).toHaveBeenCalledTimes(13)
    unwatch()
    pass(61_000)
    expect(listener.mock.calls.length).toBeLessThan(18)
  })

  it('does not hurry for a deadline that is far or past', () => {
    const { clock, pass } = setUp()
    const listener = vi.fn<() => void>()
    clock.subscribe(listener)
    clock.watch(new Date(at(60)))
    clock.watch(new Date(at(-1)))
    pass(60_000)
    expect(listener).toHaveBeenCalledTimes(2)
  })

  it('tells everybody at once when the server sets its time', () => {
    const { clock } = setUp()
    const listener = vi.fn<() => void>()
    clock.subscribe(listener)
    clock.adjust(new Date(at(24 * 60)), true)
    expect(listener).toHaveBeenCalledOnce()
    expect(new Date(clock.ticked()).toISOString()).toBe(at(24 * 60))
  })

  it('stops when nobody looks', () => {
    const { clock, running } = setUp()
    const stop = clock.subscribe(() => undefined)
    expect(running()).toBe(1)
    stop()
    expect(running()).toBe(0)
  })

  it('stands still between ticks', () => {
    const { clock, pass } = setUp()
    clock.subscribe(() => undefined)
    const ticked = clock.ticked()
    pass(29_000)
    expect(clock.ticked()).toBe(ticked)
    pass(1000)
    expect(clock.ticked()).toBe(ticked + 30_000)
  })
})
