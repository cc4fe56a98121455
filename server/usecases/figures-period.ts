import { daysBetween, instantOf, shiftDate } from '../domain/zoned-time.ts'
import { InvalidInputError } from '../lib/errors.ts'

/** A leap year. */
const LONGEST_PERIOD_DAYS = 366

/** Days that a figure may be asked for: a computer's calendar, not history's. */
const FIRST_DAY = '2000-01-01'
const LAST_DAY = '9998-12-31'

/** A period as calendar days of the environment's time zone, both included. */
export interface CalendarPeriod {
  from: string
  to: string
}

/** Throws `InvalidInputError` for a period that ends before it begins or is longer than a year. */
export function checkPeriod({ from, to }: CalendarPeriod): void {
  const refuse = (path: string, message: string): never => {
    throw new InvalidInputError([{ path, message }])
  }
  if (from < FIRST_DAY) refuse('query.from', `must not lie before ${FIRST_DAY}`)
  if (to > LAST_DAY) refuse('query.to', `must not lie after ${LAST_DAY}`)
  if (to < from) refuse('query.to', 'must not lie before from')
  if (daysBetween(from, to) >= LONGEST_PERIOD_DAYS)
    refuse('query.to', `must end a period of at most ${LONGEST_PERIOD_DAYS} days`)
}

/** The first instant of a calendar day. */
function beginOf(date: string, timeZone: string): Date {
  return instantOf(timeZone, { date, minutes: 0 }, 'first')
}

/** From the first instant of the first day until that of the day behind the last. */
export function instantsOf({ from, to }: CalendarPeriod, timeZone: string): { from: Date; until: Date } {
  return { from: beginOf(from, timeZone), until: beginOf(shiftDate(to, 1), timeZone) }
}

/** Every day of the period. */
export function daysOf({ from, to }: CalendarPeriod): string[] {
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, days) => shiftDate(from, days))
}
