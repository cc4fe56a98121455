import type Holidays from 'date-holidays'

/** The days on which nobody works. */
interface Calendar {
  /** The holiday's name; `null` on other days. `date` is `YYYY-MM-DD`. */
  holidayOn(date: string): string | null
}

/** A country whose public holidays are known, with those states that have holidays of their own. */
export interface HolidayRegion {
  /** Two letters. */
  country: string
  name: string
  states: { code: string; name: string }[]
}

type Library = typeof Holidays

const DAY_MS = 86_400_000

/**
 * The package brings every country's rules and its own astronomy: loading it takes a tenth of a second, blocks for
 * 35 ms of it and keeps 25 MB of memory (9 MB of them heap). So whoever asks for holidays first loads it.
 */
let library: Promise<Library> | null = null

function loadLibrary(): Promise<Library> {
  const loading = library ?? import('date-holidays').then((module) => module.default)
  library = loading
  loading.catch(() => {
    library = null
  })
  return loading
}

/** By country, state and language: there are as many as services use. */
const calendars = new Map<string, Calendar>()

/**
 * The public holidays of a country (two letters) and, where one is given, of its state (as in ISO 3166-2, such as
 * `BY`), whole days only: half holidays, which begin at noon, are left out. An unknown country has none, an unknown
 * state those of its country. Names are in `language` where the library has them, otherwise in the country's own.
 * A year takes some milliseconds the first time and is kept.
 */
export async function holidayCalendar(
  country: string,
  state: string | null,
  language?: string,
): Promise<Calendar> {
  const key = [country, state ?? '', language ?? ''].join('|')
  const known = calendars.get(key)
  if (known !== undefined) return known
  const calendar = calendarOf(await loadLibrary(), country, { state, language })
  calendars.set(key, calendar)
  return calendar
}

function calendarOf(
  library: Library,
  country: string,
  { state, language }: { state: string | null; language: string | undefined },
): Calendar {
  const options = { types: ['public' as const] }
  const rules = state === null ? new library(country, options) : new library(country, state, options)
  const years = new Set<number>()
  const names = new Map<string, string>()
  const addYear = (year: number): void => {
    if (years.has(year)) return
    years.add(year)
    for (const holiday of rules.getHolidays(year, language)) {
      for (const date of datesOf(holiday)) if (!names.has(date)) names.set(date, holiday.name)
    }
  }
  return {
    holidayOn(date) {
      const year = Number(date.slice(0, 4))
      addYear(year)
      // Some holidays go on for days, also over the turn of the year.
      if (date.slice(5, 7) === '01') addYear(year - 1)
      return names.get(date) ?? null
    },
  }
}

/** The library tells dates as they are at the place, and durations in hours, of which a day may have 23 or 25. */
function datesOf({ date, start, end }: { date: string; start: Date; end: Date }): string[] {
  const [day = '', time = ''] = date.split(' ')
  if (time !== '00:00:00') return []
  const first = Date.parse(`${day}T00:00:00Z`)
  const days = Math.round((end.getTime() - start.getTime()) / DAY_MS)
  return Array.from({ length: days }, (_, index) =>
    new Date(first + index * DAY_MS).toISOString().slice(0, 10),
  )
}

/** What opening hours can name: two letters and up to four characters. */
const NAMEABLE_STATE = /^[A-Z0-9]{1,4}$/

/** Countries and states to choose from, by name; countries in `language`, states as they are called there. */
export async function holidayRegions(language = 'en'): Promise<HolidayRegion[]> {
  const query = new (await loadLibrary())()
  const countryNames = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' })
  const byName = new Intl.Collator(language).compare
  return Object.entries(query.getCountries(language))
    .map(([country, name]) => ({
      country,
      name: countryNames.of(country) ?? name,
      states: Object.entries(query.getStates(country, language) ?? {})
        .filter(([code]) => NAMEABLE_STATE.test(code))
        .map(([code, state]) => ({ code, name: state }))
        .toSorted((a, b) => byName(a.name, b.name)),
    }))
    .toSorted((a, b) => byName(a.name, b.name))
}
