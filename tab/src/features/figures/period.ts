/** A day of the calendar, `2026-11-21`: the environment's, never the reader's. */
export type Day = string

export const PRESETS = ['today', '7d', '30d', 'month'] as const
export type Preset = (typeof PRESETS)[number]

/** What the reader has chosen: a period that moves along with the days, or fixed ones, both included. */
export type Period = { kind: 'preset'; preset: Preset } | { kind: 'days'; from: Day; to: Day }

export interface Span {
  from: Day
  to: Day
}

export const DEFAULT_PERIOD: Period = { kind: 'preset', preset: '7d' }

/** The server adds up no more at once: a leap year. */
export const LONGEST_DAYS = 366

const DAY_MS = 24 * 60 * 60_000
const DAY_PATTERN = /^(?:20|[3-9]\d)\d{2}-\d{2}-\d{2}$/

/** Calendar days know no time zone: they are counted at noon, where nothing is ever put forward or back. */
function noonOf(day: Day): Date {
  return new Date(`${day}T12:00:00.000Z`)
}

function dayOf(noon: Date): Day {
  return noon.toISOString().slice(0, 10)
}

/** Whether this is a day that exists and that figures can be asked for. */
export function isDay(text: string): boolean {
  return DAY_PATTERN.test(text) && !Number.isNaN(noonOf(text).getTime()) && dayOf(noonOf(text)) === text
}

/** So many days later, or earlier. */
export function shiftDay(day: Day, days: number): Day {
  return dayOf(new Date(noonOf(day).getTime() + days * DAY_MS))
}

/** How many days lie from one to the other, both included. */
export function countDays({ from, to }: Span): number {
  return Math.round((noonOf(to).getTime() - noonOf(from).getTime()) / DAY_MS) + 1
}

/** 0 on Mondays, 6 on Sundays. */
export function weekdayOf(day: Day): number {
  return (noonOf(day).getUTCDay() + 6) % 7
}

/** The day in a time zone; an unknown one is taken for the reader's own. */
export function todayIn(timeZone: string | undefined, now: Date): Day {
  const parts = dayParts(timeZone).formatToParts(now)
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')}`
}

function dayParts(timeZone: string | undefined): Intl.DateTimeFormat {
  const options = { calendar: 'gregory', year: 'numeric', month: '2-digit', day: '2-digit' } as const
  try {
    return new Intl.DateTimeFormat('en', { ...options, ...(timeZone === undefined ? {} : { timeZone }) })
  } catch {
    return new Intl.DateTimeFormat('en', options)
  }
}

/** The days of a period, seen from today. */
export function spanOf(period: Period, today: Day): Span {
  if (period.kind === 'days') return { from: period.from, to: period.to }
  switch (period.preset) {
    case 'today':
      return { from: today, to: today }
    case '7d':
      return { from: shiftDay(today, -6), to: today }
    case '30d':
      return { from: shiftDay(today, -29), to: today }
    case 'month':
      return { from: `${today.slice(0, 8)}01`, to: today }
  }
}

/** Why days cannot be a period, or `null` when they can. */
export function spanProblem({ from, to }: Span): 'missing' | 'order' | 'long' | null {
  if (!isDay(from) || !isDay(to)) return 'missing'
  if (to < from) return 'order'
  return countDays({ from, to }) > LONGEST_DAYS ? 'long' : null
}

/** What an address says about the period; whatever makes no sense is the default. */
export function readPeriod(query: URLSearchParams): Period {
  const span = { from: query.get('from') ?? '', to: query.get('to') ?? '' }
  if (spanProblem(span) === null) return { kind: 'days', ...span }
  const preset = PRESETS.find((name) => name === query.get('period'))
  return preset === undefined ? DEFAULT_PERIOD : { kind: 'preset', preset }
}

/** Writes a period into an address; the default needs no words. */
export function writePeriod(query: URLSearchParams, period: Period): void {
  for (const name of ['period', 'from', 'to']) query.delete(name)
  if (period.kind === 'days') {
    query.set('from', period.from)
    query.set('to', period.to)
  } else if (DEFAULT_PERIOD.kind === 'preset' && period.preset !== DEFAULT_PERIOD.preset) {
    query.set('period', period.preset)
  }
}
