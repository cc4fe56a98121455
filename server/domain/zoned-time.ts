import type { Weekday } from '../contract/service-settings.ts'

/** What calendar and clock on the wall of a place show. */
export interface WallClock {
  /** `YYYY-MM-DD`. */
  date: string
  /** Since midnight by the dial: a day of 23 hours ends at 1440 as well, which is the next day's 0. */
  minutes: number
}

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

const WEEKDAYS: readonly Weekday[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

/** Making a formatter costs thirty times as much as using it. */
const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone)
  if (known !== undefined) return known
  const formatter = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formatters.set(zone, formatter)
  return formatter
}

/** How far the clocks of an IANA zone are ahead of UTC, in milliseconds. Throws `RangeError` for an unknown zone. */
export function zoneOffset(zone: string, at: Date): number {
  const seconds = Math.floor(at.getTime() / 1000) * 1000
  const [month = 1, day = 1, ...rest] = formatterOf(zone).format(seconds).match(/\d+/g)?.map(Number) ?? []
  const [year = 0, hour = 0, minute = 0, second = 0] = rest
  return Date.UTC(year, month - 1, day, hour, minute, second) - seconds
}

/** What the clocks of an IANA zone show, to the minute that has begun. Throws `RangeError` for an unknown zone. */
export function wallClock(zone: string, at: Date): WallClock {
  const shown = at.getTime() + zoneOffset(zone, at)
  const day = Math.floor(shown / DAY_MS)
  return { date: dateOf(day), minutes: Math.floor((shown - day * DAY_MS) / MINUTE_MS) }
}

/**
 * The instant of a time on the wall. `first`: the first at which the clocks show it or more, when what begins then
 * begins. `last`: the one after the last at which they show less, when what ends then ends. These differ only for times
 * that are shown twice because clocks are put back. For a time that is skipped because they are put forward both are
 * the instant of the jump. Minutes beyond the day belong to the days after it. Throws `RangeError` for an unknown zone.
 */
export function instantOf(zone: string, wall: WallClock, which: 'first' | 'last'): Date {
  const shown = dayOf(wall.date) * DAY_MS + wall.minutes * MINUTE_MS
  // Offsets lie between -12 and +14 hours, so the change of clocks that matters here is between these two.
  const [from, until] = [shown - DAY_MS, shown + DAY_MS]
  const offsets = [zoneOffset(zone, new Date(from)), zoneOffset(zone, new Date(until))]
  const [offset = 0, changed = 0] = offsets
  if (offset === changed) return new Date(shown - offset)
  const showings = (what: number): number[] =>
    offsets
      .map((one) => what - one)
      .filter((instant) => instant + zoneOffset(zone, new Date(instant)) === what)
      .toSorted((a, b) => a - b)
  const found =
    which === 'first'
      ? showings(shown)[0]
      : showings(shown - 1)
          .map((less) => less + 1)
          .at(-1)
  return new Date(found ?? changeOfClocks(zone, from, until))
}

/** The first millisecond after `from` whose offset is another one; there must be one change up to `until`. */
function changeOfClocks(zone: string, from: number, until: number): number {
  const before = zoneOffset(zone, new Date(from))
  let [same, changed] = [from, until]
  while (changed - same > 1) {
    const middle = Math.floor((same + changed) / 2)
    if (zoneOffset(zone, new Date(middle)) === before) same = middle
    else changed = middle
  }
  return changed
}

/** The calendar date so many days later. */
export function shiftDate(date: string, days: number): string {
  return dateOf(dayOf(date) + days)
}

/** How many days the second date is after the first. */
export function daysBetween(from: string, to: string): number {
  return dayOf(to) - dayOf(from)
}

/** The weekday of a calendar date. */
export function weekdayOf(date: string): Weekday {
  // 1 January 1970 was a Thursday.
  return WEEKDAYS[(((dayOf(date) + 4) % 7) + 7) % 7] ?? 'sun'
}

function dayOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS
}

function dateOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10)
}
