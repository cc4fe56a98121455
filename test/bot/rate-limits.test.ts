import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CONVERSATION_WINDOWS, RateLimits, TENANT_WINDOWS, type Window } from '../../bot/rate-limits.ts'

/** The most requests that lie within any window of that length; a request at its very end is in the next one. */
function densest(times: readonly number[], { windowMs }: Window): number {
  let from = 0
  let most = 0
  times.forEach((time, index) => {
    while (time - (times[from] ?? 0) >= windowMs) from += 1
    most = Math.max(most, index - from + 1)
  })
  return most
}

interface Sent {
  at: number
  conversation: string
}

/** Everybody who has to wait asks again exactly then; the clock goes from one event to the next. */
function play(arrivals: readonly Sent[]): Sent[] {
  const limits = new RateLimits()
  const waiting = arrivals.map(({ at, conversation }) => ({ at, conversation }))
  const sent: Sent[] = []
  while (waiting.length > 0) {
    waiting.sort((a, b) => a.at - b.at)
    const next = waiting[0]
    if (next === undefined) break
    const waitMs = limits.take('tenant', next.conversation, next.at)
    if (waitMs > 0) {
      next.at += waitMs
      continue
    }
    sent.push(next)
    waiting.shift()
  }
  return sent
}

const arrivals = fc.array(
  fc.record({ at: fc.integer({ min: 0, max: 20_000 }), conversation: fc.constantFrom('a', 'b', 'c') }),
  { maxLength: 150 },
)

describe('rate limits', () => {
  it('never let more through than any window of a conversation or of the tenant allows', () => {
    fc.assert(
      fc.property(arrivals, (given) => {
        const sent = play(given)
        expect(sent).toHaveLength(given.length)
        for (const window of TENANT_WINDOWS)
          expect(
            densest(
              sent.map(({ at }) => at),
              window,
            ),
          ).toBeLessThanOrEqual(window.most)
        for (const conversation of ['a', 'b', 'c']) {
          const times = sent.filter((one) => one.conversation === conversation).map(({ at }) => at)
          for (const window of CONVERSATION_WINDOWS)
            expect(densest(times, window)).toBeLessThanOrEqual(window.most)
        }
      }),
    )
  })

  it('hold a conversation to the figures of Teams: 7 a second, 8 in two, 60 in thirty, 1800 an hour', () => {
    const limits = new RateLimits()
    const times: number[] = []
    for (let now = 0; now < 3_700_000;) {
      const waitMs = limits.take('tenant', 'a', now)
      if (waitMs === 0) times.push(now)
      now += waitMs
    }
    const within = (ms: number): number => times.filter((at) => at < ms).length
    expect([within(1000), within(2000), within(30_000), within(3_600_000)]).toEqual([7, 8, 60, 1800])
  })

  it('leave one conversation alone while another one has to wait', () => {
    const limits = new RateLimits()
    for (let sent = 0; sent < 7; sent += 1) expect(limits.take('tenant', 'busy', 0)).toBe(0)
    expect(limits.take('tenant', 'busy', 0)).toBeGreaterThan(0)
    expect(limits.take('tenant', 'quiet', 0)).toBe(0)
    expect(limits.take('other tenant', 'busy', 0)).toBe(0)
  })

  it('keep a tenant below fifty a second, over all its conversations', () => {
    const limits = new RateLimits()
    const taken = Array.from({ length: 100 }, (_, index) => limits.take('tenant', `chat ${index}`, 0))
    expect(taken.filter((waitMs) => waitMs === 0)).toHaveLength(40)
    expect(limits.take('another', 'chat', 0)).toBe(0)
  })

  it('forget nothing that still counts', () => {
    const limits = new RateLimits()
    for (let minute = 0; minute < 1800; minute += 1) limits.take('tenant', 'a', minute * 1999)
    expect(limits.take('tenant', 'a', 1800 * 1999)).toBeGreaterThan(0)
    expect(limits.take('tenant', 'a', 1800 * 1999 + 3_600_000)).toBe(0)
  })
})
