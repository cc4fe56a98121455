import type { OpeningHours, TimeInterval } from '../contract/service-settings.ts'
import { daysBetween, instantOf, shiftDate, wallClock, weekdayOf } from './zoned-time.ts'

/** The days on which nobody works. */
export interface HolidayCalendar {
  /** The holiday's name; `null` on other days. `date` is `YYYY-MM-DD`. */
  holidayOn(date: string): string | null
}

/** A calendar without holidays. */
export const NO_HOLIDAYS: HolidayCalendar = { holidayOn: () => null }

/** Whether somebody is there at an instant (DX-HOURS-01). */
export type OpeningState =
  /** `closesAt` is `null` when no end is in sight. */
  | { open: true; closesAt: Date | null }
  | {
      open: false
      /** Begin of this closed period, the same whenever in it one asks; `null` when it was never open before. */
      since: Date | null
      /** `null` when no opening is in sight. */
      opensAt: Date | null
      /** What holds on the calendar day of the instant. */
      reason: 'hours' | 'holiday' | 'exception'
      /** Of the holiday or the exception, where it has one. */
      name?: string
    }

/** What comes is looked for this many days ahead: a year, and the holidays around its end. */
const FORESIGHT_DAYS = 400

/**
 * The begin of a closed period must be found however long ago it was. Somebody who works one day a week may have
 * closed on that day with each of the 366 exceptions there can be, and with a year of holidays besides.
 */
const HINDSIGHT_DAYS = 7 * (366 + 52)

interface Schedule {
  hours: OpeningHours
  zone: string
  holidays: HolidayCalendar
  exceptions: ReadonlyMap<string, OpeningHours['exceptions'][number]>
}

interface DayPlan {
  intervals: readonly TimeInterval[]
  reason: 'hours' | 'holiday' | 'exception'
  name?: string
}

/** A stretch of the clock on the wall, in minutes from the beginning of a certain day. */
interface Stretch {
  from: number
  to: number
  /** Goes on for as long as was looked ahead. */
  endless: boolean
}

/**
 * Whether a service is open at an instant by the clocks of its zone (DX-HOURS-05), and until when. Exceptions outrank
 * holidays, holidays the week. Begins count as open, ends as closed; what ends at 24:00 goes on in what begins at
 * 00:00. An interval is one stretch of time, from the first instant at which the clocks show its begin or more to the
 * last at which they show less than its end: where clocks are put back in it, it lasts an hour more.
 *
 * `holidays` is the calendar of `hours.holidays` and asked only where that is set. Throws `RangeError` for an unknown
 * zone.
 */
export function openingState(
  hours: OpeningHours,
  zone: string,
  holidays: HolidayCalendar,
  at: Date,
): OpeningState {
  if (hours.always) return { open: true, closesAt: null }
  const exceptions = new Map(hours.exceptions.map((day) => [day.date, day]))
  const schedule = { hours, zone, holidays: hours.holidays === null ? NO_HOLIDAYS : holidays, exceptions }
  const { date } = wallClock(zone, at)
  const next = nextOpening(schedule, date, at)
  if (next !== null && next.opensAt <= at) return { open: true, closesAt: next.closesAt }
  const { reason, name = '' } = planOf(schedule, date)
  return {
    open: false,
    since: lastClosing(schedule, date, at),
    opensAt: next?.opensAt ?? null,
    reason,
    ...(name === '' ? {} : { name }),
  }
}

/** What holds on a day. */
function planOf({ hours, holidays, exceptions }: Schedule, date: string): DayPlan {
  const exception = exceptions.get(date)
  if (exception !== undefined) {
    return { intervals: exception.intervals, reason: 'exception', name: exception.name }
  }
  const name = holidays.holidayOn(date)
  if (name !== null) return { intervals: [], reason: 'holiday', name }
  return { intervals: hours.weekly[weekdayOf(date)], reason: 'hours' }
}

/** The first stretch of being open that ends after `at`, where everything that touches is one. */
function nextOpening(
  schedule: Schedule,
  date: string,
  at: Date,
): { opensAt: Date; closesAt: Date | null } | null {
  // In the night in which clocks are put back over midnight, yesterday may come again.
  const start = shiftDate(date, -1)
  let opening: { opensAt: Date; closesAt: Date | null } | null = null
  for (const stretch of stretchesFrom(schedule, start)) {
    const opensAt = instantOf(schedule.zone, { date: start, minutes: stretch.from }, 'first')
    const end = instantOf(schedule.zone, { date: start, minutes: stretch.to }, 'last')
    const closesAt = stretch.endless ? null : end
    if (end <= at || end <= opensAt) continue
    if (opening?.closesAt == null) opening = { opensAt, closesAt }
    else if (opensAt <= opening.closesAt) opening.closesAt = closesAt
    else break
    if (closesAt === null) break
  }
  return opening
}

/** Stretches in the order of the clock on the wall, neighbours joined, also over midnight. */
function* stretchesFrom(schedule: Schedule, start: string): Generator<Stretch> {
  let current: Stretch | null = null
  for (const date of daysFrom(schedule, start, 1)) {
    const midnight = daysBetween(start, date) * 1440
    for (const interval of inOrder(planOf(schedule, date).intervals)) {
      const from = midnight + minutesOf(interval.from)
      const to = midnight + minutesOf(interval.to)
      if (current !== null && from <= current.to) {
        current.to = Math.max(current.to, to)
        continue
      }
      if (current !== null) yield current
      current = { from, to, endless: false }
    }
  }
  if (current === null) return
  const horizon = (FORESIGHT_DAYS + 1) * 1440
  yield { ...current, endless: hasWeeklyHours(schedule) && current.to === horizon }
}

/** The last end of an interval up to `at`, which no interval may contain. */
function lastClosing(schedule: Schedule, date: string, at: Date): Date | null {
  for (const day of daysFrom(schedule, date, -1)) {
    for (const { from, to } of inOrder(planOf(schedule, day).intervals).toReversed()) {
      const closed = instantOf(schedule.zone, { date: day, minutes: minutesOf(to) }, 'last')
      if (closed > at) continue
      const opened = instantOf(schedule.zone, { date: day, minutes: minutesOf(from) }, 'first')
      if (opened < closed) return closed
    }
  }
  return null
}

/** The days on which a service may be open, `start` among them, as far as it makes sense to look. */
function* daysFrom(schedule: Schedule, start: string, step: 1 | -1): Generator<string> {
  if (!hasWeeklyHours(schedule)) {
    const days = [...schedule.exceptions.keys()].toSorted()
    yield* step === 1
      ? days.filter((date) => date >= start)
      : days.toReversed().filter((date) => date <= start)
    return
  }
  const furthest = step === 1 ? FORESIGHT_DAYS : HINDSIGHT_DAYS
  for (let day = 0; day <= furthest; day += 1) yield shiftDate(start, day * step)
}

function hasWeeklyHours({ hours }: Schedule): boolean {
  return Object.values(hours.weekly).some((intervals) => intervals.length > 0)
}

function inOrder(intervals: readonly TimeInterval[]): readonly TimeInterval[] {
  return intervals.length < 2 ? intervals : intervals.toSorted((a, b) => (a.from < b.from ? -1 : 1))
}

/** Of `HH:MM`. */
function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}
