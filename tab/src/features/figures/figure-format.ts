import { todayIn, type Day, type Span } from './period.ts'

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Calendar days are written as they are, whatever the time zone of whoever reads them. */
const CALENDAR = { timeZone: 'UTC' } as const

function noon(day: Day): Date {
  return new Date(`${day}T12:00:00.000Z`)
}

/** `71 %`; a share that is there but rounds to nothing says so with a digit more. */
export function formatPercent(language: string, share: number): string {
  const digits = share > 0 && share < 0.01 ? 1 : 0
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: digits }).format(share)
}

function unit(language: string, value: number, name: 'second' | 'minute' | 'hour' | 'day'): string {
  return new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'short' }).format(value)
}

/** A length of time in its two largest units: `38 sec`, `2 min, 14 sec`, `3 hr, 5 min`. */
export function formatLength(language: string, seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  const parts: [number, 'second' | 'minute' | 'hour' | 'day'][] =
    whole < MINUTE
      ? [[whole, 'second']]
      : whole < HOUR
        ? [
            [Math.floor(whole / MINUTE), 'minute'],
            [whole % MINUTE, 'second'],
          ]
        : whole < DAY
          ? [
              [Math.floor(whole / HOUR), 'hour'],
              [Math.floor((whole % HOUR) / MINUTE), 'minute'],
            ]
          : [
              [Math.floor(whole / DAY), 'day'],
              [Math.floor((whole % DAY) / HOUR), 'hour'],
            ]
  return parts
    .filter(([value], index) => index === 0 || value > 0)
    .map(([value, name]) => unit(language, value, name))
    .join(' ')
}

/** `Sat 21 Nov` or shorter, for below a bar. */
export function formatBarName(language: string, day: Day, withWeekday: boolean): string {
  return new Intl.DateTimeFormat(language, {
    ...CALENDAR,
    ...(withWeekday ? { weekday: 'short' } : { month: 'short' }),
    day: 'numeric',
  }).format(noon(day))
}

/** `Saturday 21 November 2026`: a day by itself, or the days of a week. */
export function formatDays(language: string, { from, to }: Span): string {
  if (from === to) {
    return new Intl.DateTimeFormat(language, { ...CALENDAR, dateStyle: 'full' }).format(noon(from))
  }
  const format = new Intl.DateTimeFormat(language, {
    ...CALENDAR,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  })
  return format.formatRange(noon(from), noon(to))
}

function inZone(timeZone: string | undefined): { timeZone?: string } {
  return timeZone === undefined ? {} : { timeZone }
}

/** When a call began, by the environment's clock: `14:05` today, `20 Nov, 14:05` on other days. */
export function formatCallTime(
  language: string,
  at: Date,
  { now, timeZone }: { now: Date; timeZone: string | undefined },
): string {
  const day = todayIn(timeZone, at)
  const today = todayIn(timeZone, now)
  const otherYear = day.slice(0, 4) !== today.slice(0, 4)
  return new Intl.DateTimeFormat(language, {
    ...inZone(timeZone),
    hour: 'numeric',
    minute: '2-digit',
    ...(day === today ? {} : { day: 'numeric', month: 'short' }),
    ...(otherYear ? { year: 'numeric' } : {}),
  }).format(at)
}

/** The whole truth about an instant, with the name of its time zone. */
export function formatInstant(language: string, at: Date, timeZone: string | undefined): string {
  return new Intl.DateTimeFormat(language, {
    ...inZone(timeZone),
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  }).format(at)
}

/** What people call a time zone: `Berlin` for `Europe/Berlin`. */
export function zoneName(timeZone: string): string {
  return (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ')
}
