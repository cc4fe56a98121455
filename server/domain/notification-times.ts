import type { NotificationPreferences } from '../contract/teams.ts'
import { instantOf, shiftDate, wallClock, zoneOffset } from './zoned-time.ts'

type QuietHours = NonNullable<NotificationPreferences['quietHours']>

/** How long before the end of free replies an unanswered customer is spoken of. */
const WINDOW_WARNING_MS = 2 * 3_600_000

/** Whether the clocks of a zone are known, as in `Europe/Berlin`. */
export function isTimeZone(zone: string): boolean {
  try {
    zoneOffset(zone, new Date(0))
    return true
  } catch {
    return false
  }
}

/** The first of these zones whose clocks are known, else UTC. */
export function firstTimeZone(...zones: readonly (string | null)[]): string {
  return zones.find((zone) => zone !== null && isTimeZone(zone)) ?? 'UTC'
}

/**
 * The end of the quiet hours in which `now` lies; `null` when it lies in none. They begin at the first instant at which the
 * clocks show `from` and end after the last at which they show less than `to`, over midnight where `to` is earlier; equal
 * times are a whole day, after which the next one begins. Hours in an unknown zone are none: told too early is better than
 * never.
 */
export function quietUntil(quietHours: QuietHours | null, now: Date): Date | null {
  if (quietHours === null || !isTimeZone(quietHours.timeZone)) return null
  const { timeZone } = quietHours
  const from = minutesOf(quietHours.from)
  const to = minutesOf(quietHours.to)
  const today = wallClock(timeZone, now).date
  // In the night in which clocks are put back over midnight, yesterday may come again.
  for (const day of [-2, -1, 0, 1]) {
    const date = shiftDate(today, day)
    const begin = instantOf(timeZone, { date, minutes: from }, 'first')
    const end = instantOf(timeZone, { date, minutes: to > from ? to : to + 1440 }, 'last')
    if (begin <= now && now < end) return end
  }
  return null
}

/** Of `HH:MM`. */
function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}

/** Until when the windows end that are spoken of at `now`. */
export function warnedUntil(now: Date): Date {
  return new Date(now.getTime() + WINDOW_WARNING_MS)
}

/** Whether a reply window is about to close. */
export function isClosing(closesAt: Date | null, now: Date): boolean {
  return closesAt !== null && now < closesAt && closesAt <= warnedUntil(now)
}
