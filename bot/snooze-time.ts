import { instantOf, shiftDate, wallClock, weekdayOf } from '../server/domain/zoned-time.ts'
import type { SnoozeChoice } from './actions.ts'

const HOUR_MS = 3_600_000

/** When people are at work again. */
const MORNING_MINUTES = 9 * 60

/** When a choice ends for somebody whose clocks show the time of an IANA zone. Throws `RangeError` for an unknown one. */
export function snoozeUntil(choice: SnoozeChoice, timeZone: string, now: Date): Date {
  switch (choice) {
    case 'one_hour':
      return new Date(now.getTime() + HOUR_MS)
    case 'three_hours':
      return new Date(now.getTime() + 3 * HOUR_MS)
    case 'tomorrow':
      return morningOf(shiftDate(wallClock(timeZone, now).date, 1), timeZone)
    case 'next_week':
      return morningOf(nextMonday(wallClock(timeZone, now).date), timeZone)
  }
}

function morningOf(date: string, timeZone: string): Date {
  return instantOf(timeZone, { date, minutes: MORNING_MINUTES }, 'first')
}

/** On a Monday the one after it. */
function nextMonday(date: string): string {
  const following = Array.from({ length: 7 }, (_, days) => shiftDate(date, days + 1))
  return following.find((day) => weekdayOf(day) === 'mon') ?? date
}
