import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstTimeZone, isClosing, isTimeZone, quietUntil } from '../../server/domain/notification-times.ts'
import { wallClock } from '../../server/domain/zoned-time.ts'

/** `hours` are such as `20:00 to 07:00 in Europe/Berlin`. */
function until(hours: string, now: string): string | null {
  const [, from = '', to = '', timeZone = ''] = /^(\S+) to (\S+) in (\S+)$/.exec(hours) ?? []
  return quietUntil({ from, to, timeZone }, new Date(now))?.toISOString() ?? null
}

describe('quiet hours', () => {
  it.each([
    ['before they begin', '20:00 to 07:00 in Europe/Berlin', '2026-01-15T18:59:59.999Z', null],
    [
      'from their first instant',
      '20:00 to 07:00 in Europe/Berlin',
      '2026-01-15T19:00:00Z',
      '2026-01-16T06:00:00.000Z',
    ],
    ['after midnight', '20:00 to 07:00 in Europe/Berlin', '2026-01-16T01:30:00Z', '2026-01-16T06:00:00.000Z'],
    [
      'to their last instant',
      '20:00 to 07:00 in Europe/Berlin',
      '2026-01-16T05:59:59.999Z',
      '2026-01-16T06:00:00.000Z',
    ],
    ['at their end no more', '20:00 to 07:00 in Europe/Berlin', '2026-01-16T06:00:00Z', null],
    ['within one day', '12:00 to 13:00 in Europe/Berlin', '2026-07-15T10:30:00Z', '2026-07-15T11:00:00.000Z'],
    [
      'by the zone’s own clock',
      '22:00 to 06:00 in America/New_York',
      '2026-07-15T03:00:00Z',
      '2026-07-15T10:00:00.000Z',
    ],
    ['to midnight', '18:00 to 00:00 in Europe/Berlin', '2026-01-15T20:00:00Z', '2026-01-15T23:00:00.000Z'],
    [
      'an hour less when clocks are put forward',
      '20:00 to 07:00 in Europe/Berlin',
      '2026-03-28T19:00:00Z',
      '2026-03-29T05:00:00.000Z',
    ],
    [
      'an hour more when clocks are put back',
      '20:00 to 07:00 in Europe/Berlin',
      '2026-10-24T18:00:00Z',
      '2026-10-25T06:00:00.000Z',
    ],
    [
      'through the hour that comes twice',
      '02:00 to 03:00 in Europe/Berlin',
      '2026-10-25T00:30:00Z',
      '2026-10-25T02:00:00.000Z',
    ],
    [
      'to the jump where their end is skipped',
      '23:00 to 02:30 in Europe/Berlin',
      '2026-03-29T00:30:00Z',
      '2026-03-29T01:00:00.000Z',
    ],
    [
      'all day where both times are one',
      '09:00 to 09:00 in Europe/Berlin',
      '2026-01-15T12:00:00Z',
      '2026-01-16T08:00:00.000Z',
    ],
    [
      'all day, and at its end the next one',
      '09:00 to 09:00 in Europe/Berlin',
      '2026-01-16T08:00:00Z',
      '2026-01-17T08:00:00.000Z',
    ],
    ['never in a zone that does not exist', '00:00 to 23:59 in Mars/Olympus', '2026-01-15T12:00:00Z', null],
  ])('hold back %s', (_name, hours, now, expected) => {
    expect(until(hours, now)).toBe(expected)
  })

  it('are none for who has none', () => {
    expect(quietUntil(null, new Date('2026-01-15T12:00:00Z'))).toBeNull()
  })

  it('hold back what lies in them by the clock on the wall, and end when it shows their end', () => {
    const zone = fc.constantFrom(
      'Europe/Berlin',
      'America/New_York',
      'Asia/Kathmandu',
      'Australia/Lord_Howe',
      'UTC',
    )
    const minutes = fc.integer({ min: 0, max: 1439 })
    const instant = fc.date({
      min: new Date('2026-01-01T00:00:00Z'),
      max: new Date('2027-12-31T00:00:00Z'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(zone, minutes, minutes, instant, (timeZone, from, to, now) => {
        const end = quietUntil({ from: clock(from), to: clock(to), timeZone }, now)
        const heldMs = end === null ? 1 : end.getTime() - now.getTime()
        expect(heldMs > 0 && heldMs <= 25 * 3_600_000).toBe(true)
        // Around a change of clocks one stretch of time goes through what the dial shows twice or not at all.
        const steady = [-26, 26].every(
          (hours) => offsetAt(timeZone, now, hours) === offsetAt(timeZone, now, 0),
        )
        fc.pre(steady)
        const shown = wallClock(timeZone, now).minutes
        const within = to > from ? shown >= from && shown < to : shown >= from || shown < to
        expect(end === null ? null : wallClock(timeZone, end).minutes).toBe(within ? to : null)
      }),
      { numRuns: 500 },
    )
  })
})

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

function offsetAt(zone: string, now: Date, hours: number): number {
  const at = new Date(now.getTime() + hours * 3_600_000)
  const { date, minutes } = wallClock(zone, at)
  return Date.parse(`${date}T00:00:00Z`) + minutes * 60_000 - Math.floor(at.getTime() / 60_000) * 60_000
}

describe('a time zone', () => {
  it('is known or not', () => {
    expect(['Europe/Berlin', 'UTC', 'america/new_york'].map(isTimeZone)).toEqual([true, true, true])
    expect(['', 'Mars/Olympus', '<script>'].map(isTimeZone)).toEqual([false, false, false])
  })

  it('of a reader is the first that is known', () => {
    expect(firstTimeZone('Romance Standard Time', 'Europe/Madrid')).toBe('Europe/Madrid')
    expect(firstTimeZone(null, 'Europe/Berlin')).toBe('Europe/Berlin')
    expect(firstTimeZone(null, null)).toBe('UTC')
  })
})

describe('a reply window', () => {
  const now = new Date('2026-03-10T12:00:00Z')
  const at = (time: string) => isClosing(new Date(`2026-03-10T${time}Z`), now)

  it('is about to close in its last two hours', () => {
    expect(at('14:00:00')).toBe(true)
    expect(at('12:00:01')).toBe(true)
    expect(at('14:00:01')).toBe(false)
  })

  it('is not when it is closed, or has no end', () => {
    expect(at('12:00:00')).toBe(false)
    expect(isClosing(null, now)).toBe(false)
  })
})
