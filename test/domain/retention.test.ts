import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keptFrom } from '../../server/domain/retention.ts'

const at = (text: string): Date => new Date(text)

describe('what is kept', () => {
  it.each([
    ['a plain week', 7, 'Europe/Berlin', '2026-06-15T10:30:00Z', '2026-06-08T10:30:00Z'],
    [
      'over the spring change, where a day had 23 hours',
      1,
      'Europe/Berlin',
      '2026-03-29T10:30:00Z',
      '2026-03-28T11:30:00Z',
    ],
    [
      'over the autumn change, where a day had 25 hours',
      1,
      'Europe/Berlin',
      '2026-10-25T11:30:00Z',
      '2026-10-24T10:30:00Z',
    ],
    ['to a time that the clocks skipped', 1, 'Europe/Berlin', '2026-03-30T00:30:00Z', '2026-03-29T01:00:00Z'],
    ['over the end of the year', 30, 'Pacific/Auckland', '2026-01-10T23:00:00Z', '2025-12-11T23:00:00Z'],
    [
      'with the minute that has begun',
      1,
      'Asia/Kathmandu',
      '2026-05-02T12:00:59.999Z',
      '2026-05-01T12:00:00Z',
    ],
  ])('begins %s ago by the clocks of the place (DX-RET-06)', (...[, days, zone, now, from]) => {
    expect(keptFrom(days, zone, at(now))).toEqual(at(from))
  })

  it('is never less than the days, give or take a change of clocks, and never a minute more', () => {
    const zones = fc.constantFrom('Europe/Berlin', 'America/St_Johns', 'UTC', 'Australia/Lord_Howe')
    fc.assert(
      fc.property(
        zones,
        fc.integer({ min: 1, max: 4000 }),
        fc.date({ min: at('2020-01-01T00:00:00Z'), max: at('2035-01-01T00:00:00Z'), noInvalidDate: true }),
        (zone, days, now) => {
          const kept = now.getTime() - keptFrom(days, zone, now).getTime()
          const hours = 3_600_000
          expect(kept).toBeGreaterThanOrEqual(days * 24 * hours - 2 * hours)
          expect(kept).toBeLessThan(days * 24 * hours + 2 * hours + 60_000)
        },
      ),
    )
  })

  it('moves on with the time: what is gone does not come back within reach', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.date({ min: at('2024-01-01T00:00:00Z'), max: at('2028-01-01T00:00:00Z'), noInvalidDate: true }),
        fc.integer({ min: 3_600_001, max: 90 * 86_400_000 }),
        (days, now, later) => {
          const next = new Date(now.getTime() + later)
          expect(keptFrom(days, 'Europe/Berlin', next) >= keptFrom(days, 'Europe/Berlin', now)).toBe(true)
        },
      ),
    )
  })
})
