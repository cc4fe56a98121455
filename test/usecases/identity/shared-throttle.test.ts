import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Store, ThrottleStore } from '../../../server/store/store.ts'
import { SharedThrottle, type Begun } from '../../../server/usecases/shared-throttle.ts'
import { createFakeThrottles } from '../../support/fake-throttles.ts'

const anna = { account: 'anna@example.test', address: '192.0.2.1' }
const never = (): Promise<never> => new Promise(() => undefined)

/** Throttles of several processes over one store. */
function processes(
  count: number,
  throttles: ThrottleStore = createFakeThrottles((value) => Promise.resolve(value)),
) {
  const store = { throttles } as Pick<Store, 'throttles'>
  return Array.from({ length: count }, () => new SharedThrottle(store))
}

async function guess(throttle: SharedThrottle, attempt = anna): Promise<boolean> {
  return (await throttle.begin(attempt)).waitMs === 0
}

async function begun(throttle: SharedThrottle, attempt = anna): Promise<Begun> {
  const turn = await throttle.begin(attempt)
  if (!('succeed' in turn)) throw new Error('has to wait')
  return turn
}

afterEach(() => vi.useRealTimers())

describe('guessing on many processes', () => {
  it('gets no more tries than on one', async () => {
    const all = processes(10)
    const outcomes = await Promise.all(all.flatMap((one) => [guess(one), guess(one), guess(one)]))
    expect(outcomes.filter(Boolean)).toHaveLength(5)
  })

  it('ends for the place where the right one signed in, whichever process that was', async () => {
    const [here, there] = processes(2) as [SharedThrottle, SharedThrottle]
    for (let tries = 0; tries < 4; tries += 1) await guess(here)
    await (await begun(there)).succeed(true)
    for (let tries = 0; tries < 5; tries += 1) expect(await guess(here)).toBe(true)
    expect(await guess(there)).toBe(false)
  })

  it('counts for nothing where it was no guess', async () => {
    const [here, there] = processes(2) as [SharedThrottle, SharedThrottle]
    for (let tries = 0; tries < 9; tries += 1) await (await begun(tries % 2 === 0 ? here : there)).forgive()
    for (let tries = 0; tries < 5; tries += 1) expect(await guess(here)).toBe(true)
    expect(await guess(there)).toBe(false)
  })
})

describe('whoever knocks all the time', () => {
  it('is turned away without asking the store each time', async () => {
    const throttles = createFakeThrottles((value) => Promise.resolve(value))
    const begin = vi.spyOn(throttles, 'begin')
    const [one] = processes(1, throttles) as [SharedThrottle]
    for (let tries = 0; tries < 5; tries += 1) await guess(one)
    for (let tries = 0; tries < 200; tries += 1) expect(await guess(one)).toBe(false)
    expect(begin.mock.calls.length).toBeLessThan(100)
  })
})

describe('a store that does not answer', () => {
  it('keeps nobody out: each process goes by its own count, which it keeps to', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const throttles: ThrottleStore = { begin: never, takeBack: never, succeed: never }
    const [one] = processes(1, throttles) as [SharedThrottle]
    const outcomes: boolean[] = []
    for (let tries = 0; tries < 7; tries += 1) {
      const outcome = guess(one)
      await vi.advanceTimersByTimeAsync(5000)
      outcomes.push(await outcome)
    }
    expect(outcomes).toEqual([true, true, true, true, true, false, false])
  })

  it('does not make a success fail', async () => {
    const failing = (): Promise<never> => Promise.reject(new Error('connection refused'))
    const counting = createFakeThrottles((value) => Promise.resolve(value))
    const [one] = processes(1, { ...counting, takeBack: failing, succeed: failing }) as [SharedThrottle]
    const turn = await begun(one)
    await expect(turn.succeed(true)).resolves.toBeUndefined()
    await expect((await begun(one)).forgive()).resolves.toBeUndefined()
    const [other] = processes(1, { begin: failing, takeBack: failing, succeed: failing }) as [SharedThrottle]
    expect(await guess(other)).toBe(true)
  })
})
