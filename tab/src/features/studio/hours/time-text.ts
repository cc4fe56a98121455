const DAY_MINUTES = 24 * 60

/** Which end of an interval a time is: only an end can be `24:00`. */
export type IntervalEnd = 'from' | 'to'

/**
 * A time as people write it (`9`, `930`, `9.30`, `17 Uhr`, `5:30 pm`) as `HH:MM`; `null` when it is none. Midnight is
 * `24:00` where something ends.
 */
export function parseTime(text: string, end: IntervalEnd): string | null {
  const found = /^(\d{1,2})(?:[:.,h\s]?(\d{2}))?\s*(?:uhr|h)?\s*(am|pm|a\.m\.|p\.m\.)?$/i.exec(text.trim())
  if (found === null) return null
  const [, hourText = '', minuteText = '0', half] = found
  const minutes = Number(minuteText)
  const hours = ofDay(Number(hourText), half?.[0]?.toLowerCase())
  if (hours === null || minutes > 59) return null
  const total = hours * 60 + minutes
  if (total > DAY_MINUTES) return null
  if (end === 'to' && total === 0) return formatMinutes(DAY_MINUTES)
  return end === 'from' && total === DAY_MINUTES ? formatMinutes(0) : formatMinutes(total)
}

/** On a dial of twelve hours noon is 12 pm and midnight 12 am. */
function ofDay(hours: number, half: string | undefined): number | null {
  if (half === undefined) return hours
  if (hours < 1 || hours > 12) return null
  return (hours % 12) + (half === 'p' ? 12 : 0)
}

/** Of `HH:MM`. */
export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}

/** Minutes since midnight as `HH:MM`; a whole day is `24:00`. */
export function formatMinutes(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':')
}

/** The time so many minutes later, within the day; onto the raster of the step when it was beside it. */
export function stepTime(time: string, step: number, end: IntervalEnd): string {
  const before = minutesOf(time)
  const size = Math.abs(step)
  const next = step > 0 ? (Math.floor(before / size) + 1) * size : (Math.ceil(before / size) - 1) * size
  const [least, most] = end === 'from' ? [0, DAY_MINUTES - 1] : [1, DAY_MINUTES]
  return formatMinutes(Math.min(most, Math.max(least, next)))
}
