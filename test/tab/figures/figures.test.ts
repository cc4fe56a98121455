import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  barsOf,
  funnelOf,
  namedBars,
  rank,
  rankMissed,
  ratio,
  ticksFor,
} from '../../../tab/src/features/figures/figures.ts'
import { aView, NO_FIGURES } from '../reports/fixtures.ts'

describe('the funnel', () => {
  it('measures each step by the one it depends on and by all calls', () => {
    const steps = funnelOf({
      ...NO_FIGURES,
      calls: 200,
      offered: 160,
      accepted: 120,
      sent: 120,
      delivered: 90,
      read: 45,
      answered: 60,
    })
    expect(steps.map(({ name, part, share }) => [name, part, share])).toEqual([
      ['calls', null, 1],
      ['offered', 0.8, 0.8],
      ['accepted', 0.75, 0.6],
      ['sent', 1, 0.6],
      ['delivered', 0.75, 0.45],
      ['read', 0.5, 0.225],
      ['answered', 0.5, 0.3],
    ])
  })

  it('measures answers by the invitations, because read receipts can be switched off', () => {
    const steps = funnelOf({
      ...NO_FIGURES,
      calls: 10,
      offered: 10,
      accepted: 10,
      sent: 10,
      delivered: 10,
      read: 0,
      answered: 8,
    })
    expect(steps.at(-1)).toMatchObject({ partOf: 'sent', part: 0.8 })
  })

  it('has no parts of nothing', () => {
    for (const { count, part, share } of funnelOf(NO_FIGURES))
      expect([count, part, share]).toEqual([0, null, null])
    expect(ratio(5, 0)).toBe(null)
  })
})

describe('figures by rank', () => {
  it('begin with the largest, leave out what never happened and add up to everything', () => {
    expect(rank({ a: 1, b: 0, c: 3 })).toEqual([
      { name: 'c', count: 3, share: 0.75 },
      { name: 'a', count: 1, share: 0.25 },
    ])
    expect(rank({})).toEqual([])
  })

  it('put silences and misunderstandings of a prompt together', () => {
    const figures = {
      ...NO_FIGURES,
      notUnderstood: { readBack: 2, tryAgain: 1 },
      silences: { tryAgain: 4, readBack: 0 },
    }
    expect(rankMissed(figures)).toEqual([
      { name: 'tryAgain', notUnderstood: 1, silences: 4, count: 5 },
      { name: 'readBack', notUnderstood: 2, silences: 0, count: 2 },
    ])
  })
})

const flat = (days: ReturnType<typeof aView>['days']) =>
  days.map(({ date, figures: { calls, answered } }) => ({ date, calls, answered }))

describe('the chart over time', () => {
  it('tells a short period by days and a long one by calendar weeks', () => {
    const barsFrom = (from: string) => barsOf(flat(aView(from, '2026-11-21').days), ['calls'])
    expect(barsFrom('2026-11-15')).toMatchObject({ unit: 'day', bars: { length: 7 } })
    const { unit, bars } = barsFrom('2026-01-01')
    expect(unit).toBe('week')
    expect(bars[0]).toMatchObject({ from: '2026-01-01', to: '2026-01-04' })
    expect(bars[1]).toMatchObject({ from: '2026-01-05', to: '2026-01-11' })
    expect(bars.at(-1)).toMatchObject({ from: '2026-11-16', to: '2026-11-21' })
  })

  it('loses no call by putting days together', () => {
    const { days, total } = aView('2025-11-22', '2026-11-21')
    const { bars } = barsOf(flat(days), ['calls', 'answered'])
    expect(bars.reduce((sum, { counts }) => sum + counts.calls, 0)).toBe(total.calls)
    expect(bars.reduce((sum, { counts }) => sum + counts.answered, 0)).toBe(total.answered)
  })

  it('has lines at a few round figures, the topmost no lower than the highest bar', () => {
    expect(ticksFor(0)).toEqual([0, 1])
    expect(ticksFor(3)).toEqual([0, 1, 2, 3])
    expect(ticksFor(1035)).toEqual([0, 250, 500, 750, 1000, 1250])
    fc.assert(
      fc.property(fc.nat(10_000_000), (most) => {
        const ticks = ticksFor(most)
        expect(ticks.length).toBeLessThanOrEqual(6)
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(most)
        expect(ticks.every(Number.isInteger)).toBe(true)
      }),
    )
  })

  it('names no more bars than there is room for, and always the last one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 12 }), (count, most) => {
        const named = namedBars(count, most)
        expect(named.size).toBeLessThanOrEqual(most)
        expect(named.has(count - 1)).toBe(true)
      }),
    )
  })
})
