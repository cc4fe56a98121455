import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  daysBetween,
  instantOf,
  shiftDate,
  wallClock,
  weekdayOf,
  zoneOffset,
} from '../../server/domain/zoned-time.ts'

const MINUTE = 60_000
const minutesOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}
const clockOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
const showing = (zone: string, instant: Date): string => {
  const { date, minutes } = wallClock(zone, instant)
  return `${date} ${clockOf(minutes)}`
}
const instant = (zone: string, shown: string, which: 'first' | 'last'): string => {
  const [date = '', time = ''] = shown.split(' ')
  return instantOf(zone, { date, minutes: minutesOf(time) }, which).toISOString()
}

describe('the clock on the wall', () => {
  it.each([
    ['Europe/Berlin in winter', 'Europe/Berlin', '2026-01-15T12:00:00Z', '2026-01-15 13:00'],
    ['Europe/Berlin in summer', 'Europe/Berlin', '2026-07-15T12:00:00Z', '2026-07-15 14:00'],
    ['the last minute before summer time', 'Europe/Berlin', '2026-03-29T00:59:59.999Z', '2026-03-29 01:59'],
    ['the first minute of summer time', 'Europe/Berlin', '2026-03-29T01:00:00Z', '2026-03-29 03:00'],
    ['the last minute of summer time', 'Europe/Berlin', '2026-10-25T00:59:00Z', '2026-10-25 02:59'],
    ['the first minute of winter time', 'Europe/Berlin', '2026-10-25T01:00:00Z', '2026-10-25 02:00'],
    ['midnight is 00:00 of the new day', 'Europe/Berlin', '2026-01-14T23:00:00Z', '2026-01-15 00:00'],
    ['New York, the day before in UTC', 'America/New_York', '2026-01-01T04:59:00Z', '2025-12-31 23:59'],
    ['half an hour beside UTC', 'Asia/Kolkata', '2026-05-01T18:30:00Z', '2026-05-02 00:00'],
    ['three quarters of an hour beside UTC', 'Asia/Kathmandu', '2026-05-01T18:15:00Z', '2026-05-02 00:00'],
    ['Auckland in its summer', 'Pacific/Auckland', '2026-01-01T12:00:00Z', '2026-01-02 01:00'],
    [
      'Lord Howe puts forward half an hour',
      'Australia/Lord_Howe',
      '2026-10-03T15:30:00Z',
      '2026-10-04 02:30',
    ],
    ['before 1970', 'Europe/Berlin', '1969-07-20T20:17:40Z', '1969-07-20 21:17'],
  ])('%s', (_, zone, at, shown) => {
    expect(showing(zone, new Date(at))).toBe(shown)
  })

  it('refuses a zone that there is not', () => {
    expect(() => wallClock('Mars/Olympus', new Date(0))).toThrow(RangeError)
    expect(() => instantOf('Mars/Olympus', { date: '2026-01-01', minutes: 0 }, 'first')).toThrow(RangeError)
  })

  it('tells how far a zone is ahead of UTC', () => {
    expect(zoneOffset('Asia/Kolkata', new Date('2026-01-01T00:00:00Z'))).toBe(330 * MINUTE)
    expect(zoneOffset('America/New_York', new Date('2026-07-01T00:00:00Z'))).toBe(-240 * MINUTE)
  })
})

describe('the instant of a time on the wall', () => {
  it.each([
    ['Berlin in winter', 'Europe/Berlin', '2026-01-15 13:00', '2026-01-15T12:00:00.000Z'],
    ['Berlin in summer', 'Europe/Berlin', '2026-07-15 14:00', '2026-07-15T12:00:00.000Z'],
    ['on the morning of the change', 'Europe/Berlin', '2026-03-29 09:00', '2026-03-29T07:00:00.000Z'],
    ['on the evening before it', 'Europe/Berlin', '2026-03-28 20:00', '2026-03-28T19:00:00.000Z'],
    ['New York', 'America/New_York', '2026-03-10 09:00', '2026-03-10T13:00:00.000Z'],
    ['Kolkata', 'Asia/Kolkata', '2026-03-10 09:00', '2026-03-10T03:30:00.000Z'],
    ['Auckland, still yesterday in UTC', 'Pacific/Auckland', '2026-01-15 09:00', '2026-01-14T20:00:00.000Z'],
    ['Kiritimati, furthest ahead', 'Pacific/Kiritimati', '2026-01-15 00:00', '2026-01-14T10:00:00.000Z'],
    ['Niue, furthest behind', 'Pacific/Niue', '2026-01-15 23:59', '2026-01-16T10:59:00.000Z'],
    ['24:00 is the next midnight', 'Europe/Berlin', '2026-01-15 24:00', '2026-01-15T23:00:00.000Z'],
  ])('%s', (_, zone, shown, expected) => {
    expect(instant(zone, shown, 'first')).toBe(expected)
    expect(instant(zone, shown, 'last')).toBe(expected)
  })

  it.each([
    ['Berlin', 'Europe/Berlin', '2026-03-29 02:30', '2026-03-29T01:00:00.000Z'],
    ['Berlin, the first skipped minute', 'Europe/Berlin', '2026-03-29 02:00', '2026-03-29T01:00:00.000Z'],
    ['Berlin, the last skipped minute', 'Europe/Berlin', '2026-03-29 02:59', '2026-03-29T01:00:00.000Z'],
    ['New York', 'America/New_York', '2026-03-08 02:30', '2026-03-08T07:00:00.000Z'],
    ['Auckland', 'Pacific/Auckland', '2026-09-27 02:30', '2026-09-26T14:00:00.000Z'],
    ['Lord Howe, half an hour', 'Australia/Lord_Howe', '2026-10-04 02:15', '2026-10-03T15:30:00.000Z'],
    ['Cairo, at midnight', 'Africa/Cairo', '2026-04-24 00:30', '2026-04-23T22:00:00.000Z'],
    ['Apia, a whole day', 'Pacific/Apia', '2011-12-30 12:00', '2011-12-30T10:00:00.000Z'],
  ])('is the jump for a time that is skipped: %s', (_, zone, shown, expected) => {
    expect(instant(zone, shown, 'first')).toBe(expected)
    expect(instant(zone, shown, 'last')).toBe(expected)
  })

  it.each([
    ['Berlin', 'Europe/Berlin', '2026-10-25 02:30', '2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z'],
    [
      'New York',
      'America/New_York',
      '2026-11-01 01:30',
      '2026-11-01T05:30:00.000Z',
      '2026-11-01T06:30:00.000Z',
    ],
    [
      'Auckland',
      'Pacific/Auckland',
      '2026-04-05 02:30',
      '2026-04-04T13:30:00.000Z',
      '2026-04-04T14:30:00.000Z',
    ],
    [
      'Lord Howe, half an hour',
      'Australia/Lord_Howe',
      '2026-04-05 01:45',
      '2026-04-04T14:45:00.000Z',
      '2026-04-04T15:15:00.000Z',
    ],
    [
      'Havana, at midnight',
      'America/Havana',
      '2026-11-01 00:30',
      '2026-11-01T04:30:00.000Z',
      '2026-11-01T05:30:00.000Z',
    ],
    [
      'Santiago, up to midnight',
      'America/Santiago',
      '2026-04-04 23:30',
      '2026-04-05T02:30:00.000Z',
      '2026-04-05T03:30:00.000Z',
    ],
  ])('is the first and the last of a time that is shown twice: %s', (_, zone, shown, ...[first, last]) => {
    expect(instant(zone, shown, 'first')).toBe(first)
    expect(instant(zone, shown, 'last')).toBe(last)
  })

  it.each([
    ['Berlin', 'Europe/Berlin', '2026-10-25 02:00', '2026-10-25T00:00:00.000Z'],
    ['Havana, where the day ends', 'America/Havana', '2026-10-31 24:00', '2026-11-01T04:00:00.000Z'],
  ])('ends what lasts until the repeated hour before that hour: %s', (_, zone, shown, expected) => {
    expect(instant(zone, shown, 'last')).toBe(expected)
  })

  it.each([
    ['Europe/Berlin', '2026-03-29'],
    ['Europe/Berlin', '2026-10-25'],
    ['Australia/Lord_Howe', '2026-10-04'],
    ['Australia/Lord_Howe', '2026-04-05'],
    ['Africa/Cairo', '2026-04-24'],
    ['America/Havana', '2026-11-01'],
    ['America/Santiago', '2026-04-05'],
    ['Asia/Kolkata', '2026-04-05'],
  ])('is what reading the clocks minute by minute finds: %s, %s', (zone, day) => {
    const start = Date.parse(`${day}T00:00:00Z`) - 1440 * MINUTE
    const read = Array.from({ length: 3 * 1440 }, (_, index) => {
      const at = start + index * MINUTE
      const { date, minutes } = wallClock(zone, new Date(at))
      return { at, shown: daysBetween(day, date) * 1440 + minutes }
    })
    fc.assert(
      fc.property(fc.integer({ min: -300, max: 1740 }), (minutes) => {
        const first = read.find(({ shown }) => shown >= minutes)
        const less = read.findLast(({ shown }) => shown < minutes)
        expect(instantOf(zone, { date: day, minutes }, 'first').getTime()).toBe(first?.at)
        expect(instantOf(zone, { date: day, minutes }, 'last').getTime()).toBe((less?.at ?? NaN) + MINUTE)
      }),
      { numRuns: 300 },
    )
  })

  it('is the instant itself, whenever the clocks show a time only once', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(
          'Europe/Berlin',
          'America/New_York',
          'Asia/Kolkata',
          'Africa/Casablanca',
          'Pacific/Chatham',
        ),
        fc.integer({ min: Date.UTC(2024, 0, 1) / MINUTE, max: Date.UTC(2029, 0, 1) / MINUTE }),
        (zone, minute) => {
          const at = new Date(minute * MINUTE)
          const first = instantOf(zone, wallClock(zone, at), 'first')
          const last = instantOf(zone, wallClock(zone, at), 'last')
          expect(wallClock(zone, first)).toEqual(wallClock(zone, at))
          expect(wallClock(zone, last)).toEqual(wallClock(zone, at))
          const [before, after] = [-1440, 1440].map((minutes) =>
            zoneOffset(zone, new Date(at.getTime() + minutes * MINUTE)),
          )
          expect(
            before !== after || (first.getTime() === at.getTime() && last.getTime() === at.getTime()),
          ).toBe(true)
        },
      ),
    )
  })

  it('never goes back while the clock on the wall goes on', () => {
    const around = fc.integer({ min: -3000, max: 3000 })
    const changes = fc.constantFrom(
      ['Europe/Berlin', '2026-03-29'],
      ['Europe/Berlin', '2026-10-25'],
      ['Australia/Lord_Howe', '2026-04-05'],
      ['Australia/Lord_Howe', '2026-10-04'],
      ['America/Havana', '2026-11-01'],
      ['Africa/Cairo', '2026-04-24'],
    )
    fc.assert(
      fc.property(
        changes,
        around,
        around,
        fc.constantFrom('first' as const, 'last' as const),
        ([zone = '', date = ''], a, b, which) => {
          const [earlier, later] = a <= b ? [a, b] : [b, a]
          const of = (minutes: number): number => instantOf(zone, { date, minutes }, which).getTime()
          expect(of(earlier)).toBeLessThanOrEqual(of(later))
        },
      ),
    )
  })
})

describe('calendar dates', () => {
  it('are shifted over months, leap days and years', () => {
    expect(shiftDate('2028-02-28', 1)).toBe('2028-02-29')
    expect(shiftDate('2026-02-28', 1)).toBe('2026-03-01')
    expect(shiftDate('2026-01-01', -1)).toBe('2025-12-31')
    expect(daysBetween('2025-12-31', '2027-01-01')).toBe(366)
  })

  it('have their weekdays', () => {
    expect(['2026-03-09', '2026-03-10', '2026-03-15', '1969-12-31', '2000-02-29'].map(weekdayOf)).toEqual([
      'mon',
      'tue',
      'sun',
      'wed',
      'tue',
    ])
  })
})
