const HOUR_MS = 3_600_000
/** When people start work; before that a reminder only waits. */
const MORNING_HOUR = 9

export function inAnHour(now: Date): Date {
  return new Date(now.getTime() + HOUR_MS)
}

/** Tomorrow morning where the reader is. */
export function tomorrowMorning(now: Date): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, MORNING_HOUR)
}

/** The instant of what stands in a date and a time field; `null` when they are incomplete or in the past. */
export function chosenTime(date: string, time: string, now: Date): Date | null {
  const at = new Date(`${date}T${time}`)
  return Number.isNaN(at.getTime()) || at <= now ? null : at
}

/** For `<input type="date">` and `<input type="time">`. */
export function fieldsOf(at: Date): { date: string; time: string } {
  const two = (value: number) => String(value).padStart(2, '0')
  return {
    date: `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`,
    time: `${two(at.getHours())}:${two(at.getMinutes())}`,
  }
}
