import type { Locale } from '../../server/contract/member.ts'

/** Who reads a card: their language, the clocks of their place, and when. */
export interface Reader {
  locale: Locale
  /** IANA; one that nobody knows is read as UTC. */
  timeZone: string
  now: Date
}

/** A point in time for use within a sentence, whose prepositions may depend on whether a day is named. */
export interface Moment {
  text: string
  /** Only the time is named, as it is of the reader's day. */
  today: boolean
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** British English writes 14:05, which nobody misreads. */
const TAGS: Record<Locale, string> = { en: 'en-GB', de: 'de-DE', nl: 'nl-NL', es: 'es-ES' }

/** Making a formatter costs far more than using it. There are as many as languages, zones and forms in use. */
const known = new Map<string, Intl.DateTimeFormat>()

function dates(locale: Locale, timeZone: string, form: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone} ${Object.keys(form).join(' ')}`
  const there = known.get(key)
  if (there !== undefined) return there
  const made = makeFormat(locale, timeZone, form)
  known.set(key, made)
  return made
}

function makeFormat(locale: Locale, timeZone: string, form: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(TAGS[locale], { ...form, timeZone })
  } catch {
    // Teams may tell the name of a zone that is not an IANA one.
    return new Intl.DateTimeFormat(TAGS[locale], { ...form, timeZone: 'UTC' })
  }
}

const TIME: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }
const DAY: Intl.DateTimeFormatOptions = { year: 'numeric', month: '2-digit', day: '2-digit' }

/**
 * `14:05` on the reader's day, `Fri 14:05` within a week, `3 Nov, 14:05` within the year, `3 Nov 2025` otherwise. Never
 * "tomorrow": cards are read for longer than a day.
 */
export function formatMoment({ locale, timeZone, now }: Reader, at: Date): Moment {
  const day = dates(locale, timeZone, DAY)
  const text = (form: Intl.DateTimeFormatOptions): string => dates(locale, timeZone, form).format(at)
  if (day.format(at) === day.format(now)) return { text: text(TIME), today: true }
  const away = Math.abs(at.getTime() - now.getTime())
  if (away < 6 * DAY_MS) return { text: text({ weekday: 'short', ...TIME }), today: false }
  if (away < 180 * DAY_MS) return { text: text({ day: 'numeric', month: 'short', ...TIME }), today: false }
  return { text: text({ day: 'numeric', month: 'short', year: 'numeric' }), today: false }
}

/** `3,104` */
export function formatNumber(locale: Locale, value: number): string {
  return new Intl.NumberFormat(TAGS[locale]).format(value)
}

/** `3 chats`, `1 chat`: the number with the form of the noun that goes with it. */
export function counted(locale: Locale, value: number, forms: { one: string; other: string }): string {
  const form = new Intl.PluralRules(TAGS[locale]).select(value) === 'one' ? forms.one : forms.other
  return `${formatNumber(locale, value)} ${form}`
}

/** `German` for `de`; the code itself when nobody knows it. */
export function languageName(locale: Locale, code: string): string {
  try {
    return new Intl.DisplayNames(TAGS[locale], { type: 'language' }).of(code.replaceAll('_', '-')) ?? code
  } catch {
    return code
  }
}

/** `a, b and c` */
export function formatList(locale: Locale, items: readonly string[]): string {
  return new Intl.ListFormat(TAGS[locale], { type: 'conjunction' }).format(items)
}
