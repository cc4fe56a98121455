import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  countDays,
  DEFAULT_PERIOD,
  isDay,
  LONGEST_DAYS,
  PRESETS,
  readPeriod,
  shiftDay,
  spanOf,
  spanProblem,
  todayIn,
  weekdayOf,
  writePeriod,
  type Period,
} from '../../../tab/src/features/figures/period.ts'

const day = fc
  .date({ min: new Date('2001-01-01'), max: new Date('2090-12-31'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10))
const preset = (name: (typeof PRESETS)[number]): Period => ({ kind: 'preset', preset: name })

describe('a period', () => {
  it('ends today and counts today as its first or last day', () => {
    expect(spanOf(preset('today'), '2026-11-21')).toEqual({ from: '2026-11-21', to: '2026-11-21' })
    expect(spanOf(preset('7d'), '2026-11-21')).toEqual({ from: '2026-11-15', to: '2026-11-21' })
    expect(spanOf(preset('30d'), '2026-03-01')).toEqual({ from: '2026-01-31', to: '2026-03-01' })
    expect(spanOf(preset('month'), '2026-11-01')).toEqual({ from: '2026-11-01', to: '2026-11-01' })
  })

  it('is days of the environment, not of the reader', () => {
    const lateEvening = new Date('2026-11-21T23:30:00Z')
    expect(todayIn('Europe/Berlin', lateEvening)).toBe('2026-11-22')
    expect(todayIn('America/New_York', lateEvening)).toBe('2026-11-21')
    expect(isDay(todayIn('Nowhere/Atlantis', lateEvening))).toBe(true)
  })

  it('survives being written into an address and read again', () => {
    const periods = fc.oneof(
      fc.constantFrom(...PRESETS).map(preset),
      fc
        .tuple(day, fc.nat(LONGEST_DAYS - 1))
        .map(([from, more]): Period => ({ kind: 'days', from, to: shiftDay(from, more) })),
    )
    fc.assert(
      fc.property(periods, (period) => {
        const query = new URLSearchParams('from=2001-01-01&to=2001-01-02&service=x')
        writePeriod(query, period)
        expect(readPeriod(query)).toEqual(period)
        expect(query.get('service')).toBe('x')
      }),
    )
  })

  it.each([
    'from=2026-02-30&to=2026-03-01',
    'from=2026-03-02&to=2026-03-01',
    'from=2020-01-01&to=2026-01-01',
    'period=ever',
    'from=<script>',
  ])('is the usual one where an address says %s', (query) => {
    expect(readPeriod(new URLSearchParams(query))).toEqual(DEFAULT_PERIOD)
  })

  it('says what is wrong with days that cannot be one', () => {
    expect(spanProblem({ from: '', to: '2026-11-21' })).toBe('missing')
    expect(spanProblem({ from: '2026-11-22', to: '2026-11-21' })).toBe('order')
    expect(spanProblem({ from: '2025-11-20', to: '2026-11-21' })).toBe('long')
    expect(spanProblem({ from: '2025-11-21', to: '2026-11-21' })).toBe(null)
  })
})

describe('days', () => {
  it('are counted across every month, leap day and change of the clock', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 800 }), (from, days) => {
        const to = shiftDay(from, days)
        expect(isDay(to)).toBe(true)
        expect(countDays({ from, to })).toBe(days + 1)
        expect(shiftDay(to, -days)).toBe(from)
        expect(weekdayOf(to)).toBe((weekdayOf(from) + days) % 7)
      }),
    )
  })

  it('begin their week on Monday', () => {
    expect(weekdayOf('2026-11-16')).toBe(0)
    expect(weekdayOf('2026-11-22')).toBe(6)
  })
})
