import type { OpeningHours, TimeInterval, Weekday } from '../../../../../server/contract/service-settings.ts'
import { WEEKDAYS } from '../state/fields.ts'
import { formatMinutes, minutesOf } from './time-text.ts'

/** What the contract takes in one day. */
export const MOST_INTERVALS = 6
const OFFICE: TimeInterval = { from: '09:00', to: '17:00' }
const DAY_END = 24 * 60
const PAUSE = 60
const USUAL_LENGTH = 4 * 60
const TIME = /^\d\d:\d\d$/

/** Working days as most know them. */
export const WORKDAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri']

/** The hours that a day gets when it is opened: those of the day before it, if it has any. */
export function hoursToBeginWith(weekly: OpeningHours['weekly'], day: Weekday): TimeInterval[] {
  const index = WEEKDAYS.indexOf(day)
  const before = WEEKDAYS.slice(0, index).findLast((other) => weekly[other].length > 0)
  const after = WEEKDAYS.slice(index + 1).find((other) => weekly[other].length > 0)
  const like = before ?? after
  return like === undefined ? [{ ...OFFICE }] : weekly[like].map((interval) => ({ ...interval }))
}

/** One more interval after a pause; `null` when the day has no room for it. */
export function withNextInterval(intervals: readonly TimeInterval[]): TimeInterval[] | null {
  if (intervals.length === 0) return [{ ...OFFICE }]
  const ends = intervals.map(({ to }) => (TIME.test(to) ? minutesOf(to) : DAY_END))
  const from = Math.max(...ends) + PAUSE
  if (from >= DAY_END || intervals.length >= MOST_INTERVALS) return null
  const to = Math.min(DAY_END, from + USUAL_LENGTH)
  return [...intervals, { from: formatMinutes(from), to: formatMinutes(to) }]
}

/** The week with the hours of one day on others as well. */
export function copyDay(
  weekly: OpeningHours['weekly'],
  day: Weekday,
  onto: readonly Weekday[],
): OpeningHours['weekly'] {
  const copies = onto.map((other) => [other, weekly[day].map((interval) => ({ ...interval }))] as const)
  return { ...weekly, ...Object.fromEntries(copies) }
}

/** The first day from `from` on (`YYYY-MM-DD`) that has no exception yet. */
export function firstFreeDay(exceptions: OpeningHours['exceptions'], from: string): string {
  const taken = new Set(exceptions.map(({ date }) => date))
  let date = from
  while (taken.has(date)) date = nextDay(date)
  return date
}

function nextDay(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}
