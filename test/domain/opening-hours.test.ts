import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { OpeningHours, TimeInterval, Weekday } from '../../server/contract/service-settings.ts'
import { openingHours } from '../../server/contract/service-settings.ts'
import { defaultOpeningHours } from '../../server/domain/opening-hours-defaults.ts'
import { NO_HOLIDAYS, openingState, type HolidayCalendar } from '../../server/domain/opening-hours.ts'

const BERLIN = 'Europe/Berlin'
const WEEKDAYS: Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** `9:00-12:00` and the like. */
const intervals = (...spans: string[]): TimeInterval[] =>
  spans.map((span) => {
    const [from = '', to = ''] = span.split('-')
    return { from, to }
  })

const hoursOf = (
  week: Partial<Record<Weekday, string[]>>,
  more: Partial<Omit<OpeningHours, 'weekly'>> = {},
): OpeningHours => ({
  always: false,
  weekly: {
    mon: intervals(...(week.mon ?? [])),
    tue: intervals(...(week.tue ?? [])),
    wed: intervals(...(week.wed ?? [])),
    thu: intervals(...(week.thu ?? [])),
    fri: intervals(...(week.fri ?? [])),
    sat: intervals(...(week.sat ?? [])),
    sun: intervals(...(week.sun ?? [])),
  },
  exceptions: [],
  holidays: { country: 'DE', state: null },
  ...more,
})

const everyDay = (...spans: string[]): Partial<Record<Weekday, string[]>> =>
  Object.fromEntries(WEEKDAYS.map((day) => [day, spans]))

const holidaysOn = (days: Record<string, string>): HolidayCalendar => ({
  holidayOn: (date) => days[date] ?? null,
})

const at = (iso: string): Date => new Date(iso)
const office = hoursOf({
  mon: ['09:00-17:00'],
  tue: ['09:00-17:00'],
  wed: ['09:00-17:00'],
  thu: ['09:00-17:00'],
  fri: ['09:00-17:00'],
})

/** As text: `open until …` or `closed … to …`. */
function told(hours: OpeningHours, zone: string, instant: string, holidays = NO_HOLIDAYS): string {
  const state = openingState(hours, zone, holidays, at(instant))
  const show = (date: Date | null): string => date?.toISOString().replace(':00.000Z', 'Z') ?? 'never'
  if (state.open) return `open until ${show(state.closesAt)}`
  return `closed ${show(state.since)} to ${show(state.opensAt)}`
}

describe('opening hours', () => {
  // Tuesday, 10 March 2026; Berlin is an hour ahead of UTC.
  it.each([
    ['before the day begins', '2026-03-10T07:59:59.999Z', 'closed 2026-03-09T16:00Z to 2026-03-10T08:00Z'],
    ['from the first instant', '2026-03-10T08:00:00Z', 'open until 2026-03-10T16:00Z'],
    ['until the last', '2026-03-10T15:59:59.999Z', 'open until 2026-03-10T16:00Z'],
    ['closed at the end itself', '2026-03-10T16:00:00Z', 'closed 2026-03-10T16:00Z to 2026-03-11T08:00Z'],
    ['after midnight', '2026-03-11T01:00:00Z', 'closed 2026-03-10T16:00Z to 2026-03-11T08:00Z'],
    ['over the weekend', '2026-03-15T10:00:00Z', 'closed 2026-03-13T16:00Z to 2026-03-16T08:00Z'],
    [
      'over the weekend in which clocks change',
      '2026-03-29T10:00:00Z',
      'closed 2026-03-27T16:00Z to 2026-03-30T07:00Z',
    ],
  ])('hold in the zone of the service: %s (DX-HOURS-01, DX-HOURS-05)', (_, instant, expected) => {
    expect(told(office, BERLIN, instant)).toBe(expected)
  })

  it.each([
    ['New York', 'America/New_York', '2026-03-10T12:59:00Z', 'closed 2026-03-09T21:00Z to 2026-03-10T13:00Z'],
    ['Kolkata', 'Asia/Kolkata', '2026-03-10T03:30:00Z', 'open until 2026-03-10T11:30Z'],
    [
      'Auckland, where it is Tuesday first',
      'Pacific/Auckland',
      '2026-03-09T20:00:00Z',
      'open until 2026-03-10T04:00Z',
    ],
    [
      'Lord Howe in its half-hour summer',
      'Australia/Lord_Howe',
      '2026-03-09T22:00:00Z',
      'open until 2026-03-10T06:00Z',
    ],
  ])('hold in any zone: %s (DX-HOURS-05)', (_, zone, instant, expected) => {
    expect(told(office, zone, instant)).toBe(expected)
  })

  it('may be several a day, in any order, with breaks that are closed periods', () => {
    const hours = hoursOf({ tue: ['14:00-18:00', '08:30-12:00', '18:00-20:00'] })
    expect(told(hours, BERLIN, '2026-03-10T10:00:00Z')).toBe('open until 2026-03-10T11:00Z')
    expect(told(hours, BERLIN, '2026-03-10T12:00:00Z')).toBe('closed 2026-03-10T11:00Z to 2026-03-10T13:00Z')
    expect(told(hours, BERLIN, '2026-03-10T16:00:00Z')).toBe('open until 2026-03-10T19:00Z')
  })

  it('go on over midnight from 24:00 to 00:00', () => {
    const hours = hoursOf({ fri: ['20:00-24:00'], sat: ['00:00-04:00', '20:00-24:00'] })
    expect(told(hours, BERLIN, '2026-03-13T22:00:00Z')).toBe('open until 2026-03-14T03:00Z')
    expect(told(hours, BERLIN, '2026-03-14T01:00:00Z')).toBe('open until 2026-03-14T03:00Z')
    expect(told(hours, BERLIN, '2026-03-14T22:00:00Z')).toBe('open until 2026-03-14T23:00Z')
    expect(told(hours, BERLIN, '2026-03-14T23:00:00Z')).toBe('closed 2026-03-14T23:00Z to 2026-03-20T19:00Z')
  })

  it('have no end in sight around the clock', () => {
    const round = hoursOf(everyDay('00:00-24:00'))
    expect(told(round, BERLIN, '2026-03-10T12:00:00Z')).toBe('open until never')
    expect(told(hoursOf({}, { always: true }), BERLIN, '2026-03-10T12:00:00Z')).toBe('open until never')
  })

  it('count for nothing when a service is always open, nor do holidays and exceptions', () => {
    const day = '2026-03-10'
    const hours = hoursOf({}, { always: true, exceptions: [{ date: day, name: '', intervals: [] }] })
    expect(openingState(hours, BERLIN, holidaysOn({ [day]: 'Day' }), at(`${day}T12:00:00Z`))).toEqual({
      open: true,
      closesAt: null,
    })
  })

  it('may never be', () => {
    expect(openingState(hoursOf({}), BERLIN, NO_HOLIDAYS, at('2026-03-10T12:00:00Z'))).toEqual({
      open: false,
      since: null,
      opensAt: null,
      reason: 'hours',
    })
  })

  it('of a closed day are named by what closed it', () => {
    const hours = hoursOf(everyDay('09:00-17:00'), {
      exceptions: [
        { date: '2026-12-24', name: 'Christmas party', intervals: intervals('09:00-11:00') },
        { date: '2026-12-30', name: '', intervals: [] },
      ],
    })
    const calendar = holidaysOn({ '2026-12-25': 'Christmas Day' })
    const on = (instant: string): unknown => openingState(hours, BERLIN, calendar, at(instant))
    expect(on('2026-12-23T18:00:00Z')).toMatchObject({ reason: 'hours' })
    expect(on('2026-12-24T18:00:00Z')).toMatchObject({ reason: 'exception', name: 'Christmas party' })
    expect(on('2026-12-25T12:00:00Z')).toMatchObject({ reason: 'holiday', name: 'Christmas Day' })
    expect(on('2026-12-30T12:00:00Z')).toStrictEqual({
      open: false,
      since: at('2026-12-29T16:00:00Z'),
      opensAt: at('2026-12-31T08:00:00Z'),
      reason: 'exception',
    })
  })

  it('give way to holidays, and holidays to exceptions', () => {
    const days = { '2026-04-03': 'Good Friday', '2026-04-06': 'Easter Monday' }
    const opened = [{ date: '2026-04-06', name: 'Easter service', intervals: intervals('10:00-12:00') }]
    expect(told(office, BERLIN, '2026-04-04T12:00:00Z', holidaysOn(days))).toBe(
      'closed 2026-04-02T15:00Z to 2026-04-07T07:00Z',
    )
    expect(told({ ...office, exceptions: opened }, BERLIN, '2026-04-04T12:00:00Z', holidaysOn(days))).toBe(
      'closed 2026-04-02T15:00Z to 2026-04-06T08:00Z',
    )
    expect(told({ ...office, holidays: null }, BERLIN, '2026-04-03T08:00:00Z', holidaysOn(days))).toBe(
      'open until 2026-04-03T15:00Z',
    )
  })

  it('may be those of exceptions alone, however far apart', () => {
    const fair = (date: string): OpeningHours['exceptions'][number] => ({
      date,
      name: 'Fair',
      intervals: intervals('10:00-18:00'),
    })
    const hours = hoursOf({}, { exceptions: [fair('2029-05-01'), fair('2024-05-01')] })
    expect(told(hours, BERLIN, '2026-03-10T12:00:00Z')).toBe('closed 2024-05-01T16:00Z to 2029-05-01T08:00Z')
    expect(told(hours, BERLIN, '2029-05-01T09:00:00Z')).toBe('open until 2029-05-01T16:00Z')
    expect(told(hours, BERLIN, '2029-05-02T09:00:00Z')).toBe('closed 2029-05-01T16:00Z to never')
  })

  it('find the begin of a closed period that goes on for years', () => {
    const mondays = Array.from({ length: 366 }, (_, week) => ({
      date: new Date(Date.UTC(2026, 0, 12 + week * 7)).toISOString().slice(0, 10),
      name: '',
      intervals: [],
    }))
    const hours = hoursOf({ mon: ['09:00-17:00'] }, { exceptions: mondays })
    expect(openingHours.safeParse(hours).success).toBe(true)
    for (const instant of ['2026-02-01T12:00:00Z', '2029-07-01T12:00:00Z', '2033-01-10T07:00:00Z']) {
      expect(openingState(hours, BERLIN, NO_HOLIDAYS, at(instant))).toMatchObject({
        since: at('2026-01-05T16:00:00Z'),
      })
    }
    expect(told(hours, BERLIN, '2033-01-10T07:00:00Z')).toBe('closed 2026-01-05T16:00Z to 2033-01-17T08:00Z')
  })
})

describe('opening hours on days on which clocks change', () => {
  it.each([
    [
      'an hour is missing in the night',
      '2026-03-29T00:30:00Z',
      ['00:00-06:00'],
      'open until 2026-03-29T04:00Z',
    ],
    [
      'begins in the skipped hour',
      '2026-03-29T00:30:00Z',
      ['02:30-06:00'],
      'closed 2026-03-28T05:00Z to 2026-03-29T01:00Z',
    ],
    ['ends in the skipped hour', '2026-03-29T00:30:00Z', ['00:00-02:30'], 'open until 2026-03-29T01:00Z'],
    [
      'lies within the skipped hour',
      '2026-03-29T00:30:00Z',
      ['02:10-02:50'],
      'closed 2026-03-28T01:50Z to 2026-03-30T00:10Z',
    ],
    [
      'lay within the skipped hour',
      '2026-03-29T05:00:00Z',
      ['02:10-02:50'],
      'closed 2026-03-28T01:50Z to 2026-03-30T00:10Z',
    ],
    [
      'a break within the skipped hour',
      '2026-03-29T00:30:00Z',
      ['00:00-02:10', '02:50-06:00'],
      'open until 2026-03-29T04:00Z',
    ],
    ['an hour comes twice', '2026-10-25T00:30:00Z', ['00:00-06:00'], 'open until 2026-10-25T05:00Z'],
    [
      'begins in the repeated hour: at its first',
      '2026-10-25T00:45:00Z',
      ['02:30-06:00'],
      'open until 2026-10-25T05:00Z',
    ],
    [
      'ends in the repeated hour: at its last',
      '2026-10-25T00:45:00Z',
      ['00:00-02:30'],
      'open until 2026-10-25T01:30Z',
    ],
    [
      'lies within the repeated hour',
      '2026-10-25T01:00:00Z',
      ['02:10-02:50'],
      'open until 2026-10-25T01:50Z',
    ],
    [
      'a break within the repeated hour',
      '2026-10-25T00:30:00Z',
      ['00:00-02:10', '02:50-06:00'],
      'open until 2026-10-25T05:00Z',
    ],
  ])('%s', (_, instant, spans, expected) => {
    expect(told(hoursOf(everyDay(...spans)), BERLIN, instant)).toBe(expected)
  })

  it.each([
    [
      'Cairo skips the first hour of Friday',
      'Africa/Cairo',
      '2026-04-23T20:00:00Z',
      'open until 2026-04-24T03:00Z',
    ],
    [
      'Havana repeats the first hour of Sunday',
      'America/Havana',
      '2026-11-01T01:00:00Z',
      'open until 2026-11-01T11:00Z',
    ],
    [
      'Santiago repeats the last hour of Saturday',
      'America/Santiago',
      '2026-04-05T00:00:00Z',
      'open until 2026-04-05T10:00Z',
    ],
    [
      'Newfoundland went back from Sunday to Saturday',
      'America/St_Johns',
      '2010-11-07T02:30:30Z',
      'open until 2010-11-07T09:30Z',
    ],
  ])('go on over a midnight at which clocks change: %s', (_, zone, instant, expected) => {
    expect(told(hoursOf(everyDay('00:00-06:00', '20:00-24:00')), zone, instant)).toBe(expected)
  })

  it('go on when the clocks return to the day on which they began', () => {
    const hours = hoursOf({ sat: ['12:00-23:30'] })
    const zone = 'America/St_Johns'
    // At a minute past midnight, 02:31 UTC, Saturday's last hour began again.
    expect(told(hours, zone, '2010-11-07T02:30:30Z')).toBe('open until 2010-11-07T03:00Z')
    expect(told(hours, zone, '2010-11-07T03:00:00Z')).toBe('closed 2010-11-07T03:00Z to 2010-11-13T15:30Z')
  })
})

describe('the default opening hours', () => {
  it('are office hours without the public holidays of the country (DX-HOURS-01)', () => {
    const hours = defaultOpeningHours('NL')
    expect(openingHours.parse(hours)).toEqual(hours)
    expect(hours.holidays).toEqual({ country: 'NL', state: null })
    expect(told(hours, 'Europe/Amsterdam', '2026-03-10T08:00:00Z')).toBe('open until 2026-03-10T16:00Z')
    expect(told(hours, 'Europe/Amsterdam', '2026-03-14T12:00:00Z')).toBe(
      'closed 2026-03-13T16:00Z to 2026-03-16T08:00Z',
    )
  })

  it('have no holidays without a country', () => {
    expect(openingHours.parse(defaultOpeningHours('')).holidays).toBeNull()
  })
})

interface Minute {
  at: number
  date: string
  /** Of the day by the dial. */
  minute: number
}

const MINUTE_MS = 60_000
const DAYS = 9

/** Every minute of nine days around a date as the clocks show it. */
function minutesAround(zone: string, middle: string): Minute[] {
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  const start = Date.parse(`${middle}T00:00:00Z`) - 4 * 86_400_000
  return Array.from({ length: DAYS * 1440 }, (_, index) => {
    const [date = '', time = ''] = clock.format(start + index * MINUTE_MS).split(' ')
    const [hour = 0, minute = 0] = time.split(':').map(Number)
    return { at: start + index * MINUTE_MS, date, minute: hour * 60 + minute }
  })
}

const weekdayName = (date: string): Weekday =>
  (['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const)[new Date(`${date}T12:00:00Z`).getUTCDay()]!

const dial = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** The plain model: walks through the minutes of each day and opens and closes as the clocks say. */
function openMinutes(minutes: readonly Minute[], hours: OpeningHours, calendar: HolidayCalendar): boolean[] {
  const open = minutes.map(() => false)
  for (const date of new Set(minutes.map((one) => one.date))) {
    const start = minutes.findIndex((one) => one.date === date)
    const day = minutes.slice(start, start + 1600).filter((one) => one.date === date)
    const exception = hours.exceptions.find((day) => day.date === date)
    const planned =
      exception?.intervals ??
      (hours.holidays !== null && calendar.holidayOn(date) !== null ? [] : hours.weekly[weekdayName(date)])
    for (const { from, to } of planned) {
      const first = day.findIndex((one) => one.minute >= dial(from))
      const last = day.findLastIndex((one) => one.minute < dial(to))
      if (first !== -1) open.fill(true, start + first, Math.max(start + last + 1, start + first))
    }
  }
  return open
}

const clockTime = fc.integer({ min: 0, max: 96 }).map((quarter) => {
  const minutes = quarter * 15
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
})
const dayPlan = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(['09:00-17:00'], [], ['00:00-24:00'], ['00:00-03:00', '20:00-24:00']),
  },
  {
    weight: 4,
    arbitrary: fc.uniqueArray(clockTime, { minLength: 2, maxLength: 6 }).map((times) => {
      const sorted = times.toSorted()
      return sorted.flatMap((from, index) =>
        index % 2 === 0 && sorted[index + 1] !== undefined ? [`${from}-${sorted[index + 1]}`] : [],
      )
    }),
  },
)
const CHANGES = [
  [BERLIN, '2026-03-29'],
  [BERLIN, '2026-10-25'],
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2026-11-01'],
  ['Asia/Kolkata', '2026-03-08'],
  ['Pacific/Auckland', '2026-09-27'],
  ['Pacific/Auckland', '2026-04-05'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Africa/Cairo', '2026-04-24'],
  ['America/Havana', '2026-11-01'],
  ['America/Santiago', '2026-04-05'],
] as const
const windows = new Map(CHANGES.map(([zone, date]) => [`${zone} ${date}`, minutesAround(zone, date)]))

describe('opening hours compared with walking through the minutes', () => {
  it.each(CHANGES)('agree, and name the exact borders: %s around %s', (zone, middle) => {
    const minutes = windows.get(`${zone} ${middle}`)!
    const dates = [...new Set(minutes.map((one) => one.date))]
    const schedule = fc.record({
      week: fc.tuple(dayPlan, dayPlan, dayPlan, dayPlan, dayPlan, dayPlan, dayPlan),
      exceptions: fc.uniqueArray(fc.tuple(fc.constantFrom(...dates), dayPlan), {
        maxLength: 3,
        selector: ([date]) => date,
      }),
      holidays: fc.uniqueArray(fc.constantFrom(...dates), { maxLength: 2 }),
    })
    // The days at the edges are not whole.
    const asked = fc.uniqueArray(fc.integer({ min: 2 * 1440, max: (DAYS - 2) * 1440 }), {
      minLength: 30,
      maxLength: 30,
    })
    fc.assert(
      fc.property(schedule, asked, fc.integer({ min: 0, max: MINUTE_MS - 1 }), (given, indices, within) => {
        const hours = hoursOf(Object.fromEntries(WEEKDAYS.map((day, index) => [day, given.week[index]!])), {
          exceptions: given.exceptions.map(([date, spans]) => ({
            date,
            name: '',
            intervals: intervals(...spans),
          })),
        })
        const calendar = holidaysOn(Object.fromEntries(given.holidays.map((date) => [date, 'Holiday'])))
        const open = openMinutes(minutes, hours, calendar)
        // What lies at the edges of the walk may be cut off by it.
        const [early, late] = [minutes[1440]!.at, minutes[(DAYS - 1) * 1440]!.at]
        const ahead = (instant: number | undefined): number => Math.min(instant ?? late, late)
        const behind = (instant: number | undefined): number => Math.max(instant ?? early, early)
        for (const index of indices) {
          const isOpen = open[index]
          const turn = minutes[open.indexOf(!isOpen, index)]?.at
          const closedSince = isOpen === true ? undefined : minutes[open.lastIndexOf(true, index) + 1]?.at
          const state = openingState(hours, zone, calendar, new Date(minutes[index]!.at + within))
          expect(state.open).toBe(isOpen)
          expect(ahead((state.open ? state.closesAt : state.opensAt)?.getTime())).toBe(ahead(turn))
          expect(behind(state.open ? undefined : state.since?.getTime())).toBe(behind(closedSince))
        }
      }),
      { numRuns: 30 },
    )
  })

  it('name the same begin throughout a closed period', () => {
    const zone = BERLIN
    const minutes = windows.get(`${BERLIN} 2026-03-29`)!
    fc.assert(
      fc.property(
        fc.tuple(dayPlan, dayPlan, dayPlan, dayPlan, dayPlan, dayPlan, dayPlan),
        fc.integer({ min: 2880, max: minutes.length - 1 }),
        fc.integer({ min: 1, max: 2880 }),
        (week, index, back) => {
          const hours = hoursOf(Object.fromEntries(WEEKDAYS.map((day, place) => [day, week[place]!])))
          const later = openingState(hours, zone, NO_HOLIDAYS, new Date(minutes[index]!.at))
          const earlier = openingState(hours, zone, NO_HOLIDAYS, new Date(minutes[index - back]!.at))
          if (later.open || earlier.open) return
          const samePeriod = earlier.opensAt === null || earlier.opensAt.getTime() > minutes[index]!.at
          expect(later.since?.getTime() === earlier.since?.getTime()).toBe(samePeriod)
        },
      ),
    )
  })
})
