const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** Making an Intl object costs far more than using it, and lists use thousands. */
const made = new Map<
  string,
  Intl.DateTimeFormat | Intl.NumberFormat | Intl.RelativeTimeFormat | Intl.DisplayNames
>()

function keep<
  T extends Intl.DateTimeFormat | Intl.NumberFormat | Intl.RelativeTimeFormat | Intl.DisplayNames,
>(key: string, make: () => T): T {
  const known = made.get(key)
  // The key names the constructor and all of its options, so what is stored under it has the type asked for.
  if (known !== undefined) return known as T
  const fresh = make()
  made.set(key, fresh)
  return fresh
}

function dates(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return keep(`date ${language} ${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(language, options))
}

function numbers(language: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return keep(`number ${language} ${JSON.stringify(options)}`, () => new Intl.NumberFormat(language, options))
}

export function formatNumber(language: string, value: number): string {
  return numbers(language, {}).format(value)
}

/** `14:05` */
export function formatTime(language: string, at: Date): string {
  return dates(language, { timeStyle: 'short' }).format(at)
}

/** `Friday, 21 November 2026 at 14:05`: what tooltips say. */
export function formatFull(language: string, at: Date): string {
  return dates(language, { dateStyle: 'full', timeStyle: 'short' }).format(at)
}

/** `21 Nov 2026, 14:05` */
export function formatDateTime(language: string, at: Date): string {
  return dates(language, { dateStyle: 'medium', timeStyle: 'short' }).format(at)
}

/** `21 Nov 2026` */
export function formatDate(language: string, at: Date): string {
  return dates(language, { dateStyle: 'medium' }).format(at)
}

function startOfDay(at: Date): number {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime()
}

/** Whole days of the calendar between two instants: 0 today, 1 yesterday, -1 tomorrow. */
export function daysAgo(at: Date, now: Date): number {
  return Math.round((startOfDay(now) - startOfDay(at)) / DAY_MS)
}

/** `today`, `yesterday`, `tomorrow` in the reader's language. */
export function formatDayWord(language: string, daysFromNow: number): string {
  return keep(
    `relative ${language}`,
    () => new Intl.RelativeTimeFormat(language, { numeric: 'auto' }),
  ).format(daysFromNow, 'day')
}

/** Short enough for a list: `14:05`, `Yesterday`, `Tue`, `3 Nov`, `3 Nov 2025`. */
export function formatShort(language: string, at: Date, now: Date): string {
  const days = daysAgo(at, now)
  if (days <= 0) return formatTime(language, at)
  if (days === 1) return capitalise(language, formatDayWord(language, -1))
  if (days < 7) return dates(language, { weekday: 'short' }).format(at)
  if (at.getFullYear() === now.getFullYear()) {
    return dates(language, { day: 'numeric', month: 'short' }).format(at)
  }
  return dates(language, { day: 'numeric', month: 'short', year: 'numeric' }).format(at)
}

/** `today at 14:05`, `tomorrow at 14:05`, `3 Nov, 14:05`: the end of a sentence. */
export function formatMoment(language: string, at: Date, now: Date): string {
  const days = daysAgo(at, now)
  const time = formatTime(language, at)
  if (days === 0) return time
  if (Math.abs(days) === 1) return `${formatDayWord(language, -days)} ${time}`
  return dates(language, { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' }).format(at)
}

function capitalise(language: string, text: string): string {
  return text.charAt(0).toLocaleUpperCase(language) + text.slice(1)
}

type Unit = 'second' | 'minute' | 'hour' | 'day'

function unit(language: string, value: number, name: Unit, display: 'narrow' | 'short' | 'long'): string {
  return numbers(language, { style: 'unit', unit: name, unitDisplay: display }).format(value)
}

/** English abbreviates to one letter and is still understood; other languages need their own abbreviations. */
function letterOf(language: string): 'narrow' | 'short' {
  return language.startsWith('en') ? 'narrow' : 'short'
}

/**
 * How long something lasts, in its largest unit, rounded down: `42 min`, `3 hr`, `2 days`.
 * Below a minute it counts seconds.
 */
export function formatSpan(
  language: string,
  ms: number,
  wanted: 'narrow' | 'short' | 'long' = 'short',
): string {
  const span = Math.max(0, ms)
  const display = wanted === 'narrow' ? letterOf(language) : wanted
  if (span < MINUTE_MS) return unit(language, Math.floor(span / SECOND_MS), 'second', display)
  if (span < HOUR_MS) return unit(language, Math.floor(span / MINUTE_MS), 'minute', display)
  if (span < DAY_MS) return unit(language, Math.floor(span / HOUR_MS), 'hour', display)
  return unit(language, Math.floor(span / DAY_MS), 'day', display)
}

/** The same to the minute while it lasts less than a day: `3 hr 12 min`. */
export function formatExactSpan(language: string, ms: number, display: 'short' | 'long' = 'short'): string {
  if (ms < HOUR_MS || ms >= DAY_MS) return formatSpan(language, ms, display)
  const hours = unit(language, Math.floor(ms / HOUR_MS), 'hour', display)
  const minutes = Math.floor((ms % HOUR_MS) / MINUTE_MS)
  return minutes === 0 ? hours : `${hours} ${unit(language, minutes, 'minute', display)}`
}

/** `Germany` for `DE`; the code itself when nobody knows it. */
export function formatCountry(language: string, code: string): string {
  try {
    return (
      keep(`region ${language}`, () => new Intl.DisplayNames(language, { type: 'region' })).of(code) ?? code
    )
  } catch {
    return code
  }
}

/** `German` for `de`. */
export function formatLanguage(language: string, code: string): string {
  try {
    return (
      keep(`language ${language}`, () => new Intl.DisplayNames(language, { type: 'language' })).of(code) ??
      code
    )
  } catch {
    return code
  }
}
