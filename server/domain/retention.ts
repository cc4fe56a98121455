import { instantOf, wallClock } from './zoned-time.ts'

const MINUTES_OF_DAY = 1440

/**
 * What is older than this goes, when data is kept for so many days: the instant at which the clocks of the zone showed the same
 * time so many days ago, so that a day of 23 or 25 hours counts as one (DX-RET). Throws `RangeError` for an unknown zone.
 */
export function keptFrom(days: number, timeZone: string, now: Date): Date {
  const { date, minutes } = wallClock(timeZone, now)
  // The seconds within the minute that has begun are left out: rather a moment too long than too short.
  return instantOf(timeZone, { date, minutes: minutes - days * MINUTES_OF_DAY }, 'first')
}
