import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  afterInbound,
  afterRefusal,
  replyWindow,
  type WindowState,
} from '../../server/domain/reply-window.ts'

const policy = { hours: 24, outside: 'templates' } as const
const never: WindowState = { lastInboundAt: null, refusedAt: null }
const at = (iso: string): Date => new Date(iso)
const noon = at('2026-03-10T12:00:00.000Z')

describe('reply window', () => {
  it('is closed while the contact never wrote (DX-WA-04)', () => {
    expect(replyWindow(policy, never, noon)).toEqual({
      open: false,
      closesAt: null,
      outside: 'templates',
      refused: false,
    })
  })

  it.each([
    ['an instant after the message', '2026-03-10T12:00:00.001Z', true],
    ['a millisecond before 24 hours', '2026-03-11T11:59:59.999Z', true],
    ['at exactly 24 hours', '2026-03-11T12:00:00.000Z', false],
    ['a day later', '2026-03-12T12:00:00.000Z', false],
  ])('%s it is open: %s → %s (DX-WA-01, DX-WA-02)', (_, now, open) => {
    const window = replyWindow(policy, afterInbound(never, noon), at(now))
    expect(window.open).toBe(open)
    expect(window.closesAt).toEqual(at('2026-03-11T12:00:00.000Z'))
  })

  it('counts hours, not days: daylight saving does not move its end', () => {
    // Central Europe loses an hour on 29 March 2026 at 01:00 UTC.
    const state = afterInbound(never, at('2026-03-28T20:00:00Z'))
    expect(replyWindow(policy, state, at('2026-03-29T19:59:59Z')).open).toBe(true)
    expect(replyWindow(policy, state, at('2026-03-29T20:00:00Z')).open).toBe(false)
  })

  it('is always open on channels without a window', () => {
    expect(replyWindow({ hours: null, outside: 'anything' }, never, noon).open).toBe(true)
  })

  it("is closed by the platform's refusal until a newer message comes", () => {
    const refused = afterRefusal(afterInbound(never, noon), at('2026-03-10T13:00:00Z'))
    expect(replyWindow(policy, refused, at('2026-03-10T13:00:01Z'))).toMatchObject({
      open: false,
      refused: true,
      closesAt: at('2026-03-10T13:00:00Z'),
    })
    const late = afterInbound(refused, at('2026-03-10T12:30:00Z'))
    expect(replyWindow(policy, late, at('2026-03-10T13:00:01Z')).open).toBe(false)
    const answered = afterInbound(late, at('2026-03-10T14:00:00Z'))
    expect(replyWindow(policy, answered, at('2026-03-10T14:00:01Z')).open).toBe(true)
  })
})

type Step =
  | { do: 'inbound'; minute: number }
  | { do: 'late'; minute: number; delay: number }
  | { do: 'duplicate' }
  | { do: 'outbound' }
  | { do: 'advance'; minutes: number }
  | { do: 'refuse' }

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('inbound' as const), minute: fc.constant(0) }),
  fc.record({
    do: fc.constant('late' as const),
    minute: fc.constant(0),
    delay: fc.integer({ min: 1, max: 4000 }),
  }),
  fc.record({ do: fc.constant('duplicate' as const) }),
  fc.record({ do: fc.constant('outbound' as const) }),
  fc.record({ do: fc.constant('advance' as const), minutes: fc.integer({ min: 1, max: 2000 }) }),
  fc.record({ do: fc.constant('refuse' as const) }),
)

/** The rule in the plainest words: remember everything, then look for a reason to be open. */
class Model {
  readonly inbound: number[] = []
  readonly refusals: number[] = []

  isOpen(now: number): boolean {
    const newest = Math.max(...this.inbound)
    const day = 24 * 60
    return (
      this.inbound.length > 0 && now < newest + day && !this.refusals.some((refusal) => refusal >= newest)
    )
  }
}

describe('reply window under random histories', () => {
  const minute = (value: number): Date => new Date(Date.UTC(2026, 0, 1) + value * 60_000)

  it('agrees with the plain model whatever comes late, twice or in between (DX-WA-01, OMNI-WA-04)', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const model = new Model()
        let state = never
        let now = 10_000
        for (const one of steps) {
          if (one.do === 'advance') now += one.minutes
          if (one.do === 'inbound' || one.do === 'late') {
            const sent = one.do === 'late' ? now - one.delay : now
            model.inbound.push(sent)
            state = afterInbound(state, minute(sent))
          }
          if (one.do === 'duplicate') {
            for (const sent of model.inbound) state = afterInbound(state, minute(sent))
          }
          if (one.do === 'refuse') {
            model.refusals.push(now)
            state = afterRefusal(state, minute(now))
          }
          expect(replyWindow(policy, state, minute(now)).open).toBe(model.isOpen(now))
        }
      }),
    )
  })

  it('does not depend on the order in which webhooks come', () => {
    const events = fc.array(
      fc.record({ kind: fc.constantFrom('inbound', 'refusal'), minute: fc.integer({ min: 0, max: 5000 }) }),
      { maxLength: 20 },
    )
    const apply = (list: readonly { kind: string; minute: number }[]): WindowState =>
      list.reduce(
        (state, event) =>
          event.kind === 'inbound'
            ? afterInbound(state, minute(event.minute))
            : afterRefusal(state, minute(event.minute)),
        never,
      )
    fc.assert(
      fc.property(events, fc.infiniteStream(fc.nat()), (list, keys) => {
        const shuffled = list
          .map((event) => ({ event, key: keys.next().value ?? 0 }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ event }) => event)
        expect(apply(shuffled)).toEqual(apply(list))
      }),
    )
  })
})
