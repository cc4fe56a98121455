/** The calendar date that people see in a time zone, as `YYYY-MM-DD`. */
export function dateIn(zone: string, at: Date): string {
  // Swedes write dates as ISO 8601 does.
  return at.toLocaleDateString('sv-SE', { timeZone: zone })
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}

/** When something happens by the clocks of a time zone: its day is told only when it is not today. */
export interface ZonedMoment {
  /** `today` and `tomorrow` have words of their own, the days of a week their names. */
  day: 'today' | 'tomorrow' | 'weekday' | 'date'
  /** `Monday` or `24 December`, by `day`. */
  name: string
  time: string
}

export function momentIn(
  zone: string,
  { language, at, now }: { language: string; at: Date; now: Date },
): ZonedMoment {
  const show = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(language, { ...options, timeZone: zone }).format(at)
  const days = daysBetween(dateIn(zone, now), dateIn(zone, at))
  const time = show({ hour: 'numeric', minute: '2-digit' })
  if (days <= 0) return { day: 'today', name: '', time }
  if (days === 1) return { day: 'tomorrow', name: '', time }
  if (days < 7) return { day: 'weekday', name: show({ weekday: 'long' }), time }
  return { day: 'date', name: show({ day: 'numeric', month: 'long' }), time }
}

/** A calendar date in words: `Thu, 24 December 2026`. */
export function dateWords(language: string, date: string): string {
  const at = new Date(`${date}T00:00:00Z`)
  if (Number.isNaN(at.getTime())) return date
  return new Intl.DateTimeFormat(language, {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(at)
}

/** The name of a day of the week; `mon` is Monday. */
export function weekdayName(language: string, day: string): string {
  // 5 January 1970 was a Monday.
  const index = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].indexOf(day)
  return new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(
    new Date(Date.UTC(1970, 0, 5 + index)),
  )
}
