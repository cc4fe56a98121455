import { type Doc, type Value, isDoc, isTruthy, typeName } from '../bson/values.ts'
import { CommandError } from '../errors.ts'
import { isNullish, named, namedArguments } from './arguments.ts'
import { dateOf, zoneOf } from './dates.ts'
import { type LocalTime, localMilliseconds, offsetAt, toLocal } from './time-zones.ts'
import type { Compile, Expression, OperatorTable } from './types.ts'

const DAY = 86_400_000
/** English, as MongoDB's formats are. */
export const MONTH_NAMES = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

function midnight(local: LocalTime): number {
  return localMilliseconds({ ...local, hour: 0, minute: 0, second: 0, millisecond: 0 })
}

/** From 0, Sunday. */
function weekday(local: LocalTime): number {
  return new Date(midnight(local)).getUTCDay()
}

function isoWeekday(local: LocalTime): number {
  return weekday(local) || 7
}

/** From 1. */
function dayOfYear(local: LocalTime): number {
  return (midnight(local) - midnight({ ...local, month: 1, day: 1 })) / DAY + 1
}

/** The week's Thursday decides which year a week of ISO 8601 belongs to. */
function thursday(local: LocalTime): Date {
  return new Date(midnight(local) + (4 - isoWeekday(local)) * DAY)
}

function isoWeekYear(local: LocalTime): number {
  return thursday(local).getUTCFullYear()
}

function isoWeek(local: LocalTime): number {
  const first = Date.UTC(isoWeekYear(local), 0, 1)
  return Math.floor((thursday(local).getTime() - first) / (7 * DAY)) + 1
}

/** Weeks begin on Sunday, the first with the year's first Sunday; the days before it are in week 0. */
function week(local: LocalTime): number {
  return Math.floor((dayOfYear(local) + 6 - weekday(local)) / 7)
}

/** One part of a date, by the clocks of a time zone. */
function part(read: (local: LocalTime) => number): OperatorTable[string] {
  return (argument, compile, operator) => {
    const { date, timezone } = dateArguments(argument, compile, operator)
    return (scope) => {
      const value = date(scope)
      const zone = timezone?.(scope)
      if (isNullish(value) || zone === null) return null
      return read(toLocal(dateOf(value, operator), zoneOf(zone)))
    }
  }
}

function dateArguments(
  argument: Value,
  compile: Compile,
  operator: string,
): { date: Expression; timezone: Expression | undefined } {
  const [only] = Array.isArray(argument) && argument.length === 1 ? argument : [argument]
  const [first] = isDoc(only) ? only.keys() : []
  if (only === undefined || !isDoc(only) || first?.startsWith('$') === true) {
    return { date: compile(only ?? null), timezone: undefined }
  }
  const fields: Doc = namedArguments(only, operator, {
    required: ['date'],
    optional: ['timezone'],
    unknownCode: 40535,
    missingCode: 40539,
  })
  const timezone = fields.get('timezone')
  return {
    date: compile(fields.get('date') ?? null),
    timezone: timezone === undefined ? undefined : compile(timezone),
  }
}

const pad = (value: number, length: number): string => String(value).padStart(length, '0')

function offsetText(minutes: number): string {
  const size = Math.abs(minutes)
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60), 2)}${pad(size % 60, 2)}`
}

const FORMATS: Record<string, (local: LocalTime, offset: number) => string> = {
  '%': () => '%',
  B: ({ month }) => MONTH_NAMES[month - 1] ?? '',
  G: (local) => pad(isoWeekYear(local), 4),
  H: ({ hour }) => pad(hour, 2),
  L: ({ millisecond }) => pad(millisecond, 3),
  M: ({ minute }) => pad(minute, 2),
  S: ({ second }) => pad(second, 2),
  U: (local) => pad(week(local), 2),
  V: (local) => pad(isoWeek(local), 2),
  Y: ({ year }) => pad(year, 4),
  Z: (_, offset) => String(offset),
  b: ({ month }) => (MONTH_NAMES[month - 1] ?? '').slice(0, 3),
  d: ({ day }) => pad(day, 2),
  j: (local) => pad(dayOfYear(local), 3),
  m: ({ month }) => pad(month, 2),
  u: (local) => String(isoWeekday(local)),
  w: (local) => String(weekday(local) + 1),
  z: (_, offset) => offsetText(offset),
}

function format(date: Date, pattern: string, timezone: string): string {
  const local = toLocal(date, timezone)
  const offset = offsetAt(date.getTime(), timezone) / 60_000
  return pattern.replace(/%([\s\S]?)/g, (_, name: string) => {
    const write = FORMATS[name]
    if (name === '') throw new CommandError(18535, "Unmatched '%' at end of format string")
    if (!write) throw new CommandError(18536, `Invalid format character '%${name}' in format string`)
    return write(local, offset)
  })
}

const dateToString = named(
  { required: ['date'], optional: ['format', 'timezone', 'onNull'], unknownCode: 18534, missingCode: 18628 },
  ({ date, format: pattern, timezone, onNull }) => {
    if (isNullish(date)) return onNull === undefined ? null : onNull
    if (pattern === null || timezone === null) return null
    const zone = zoneOf(timezone)
    const isUtc = ['UTC', 'GMT', 'Z'].includes(zone)
    const chosen = pattern === undefined ? `%Y-%m-%dT%H:%M:%S.%L${isUtc ? 'Z' : ''}` : pattern
    if (typeof chosen !== 'string') {
      throw new CommandError(
        18533,
        `$dateToString requires that 'format' be a string, found: ${typeName(chosen)}`,
      )
    }
    return format(dateOf(date, '$dateToString'), chosen, zone)
  },
)

const dateToParts = named(
  { required: ['date'], optional: ['timezone', 'iso8601'], unknownCode: 40520, missingCode: 40522 },
  ({ date, timezone, iso8601 }) => {
    if (isNullish(date) || timezone === null || iso8601 === null) return null
    const local = toLocal(dateOf(date, '$dateToParts'), zoneOf(timezone))
    const { year, month, day, hour, minute, second, millisecond } = local
    const days = isTruthy(iso8601)
      ? { isoWeekYear: isoWeekYear(local), isoWeek: isoWeek(local), isoDayOfWeek: isoWeekday(local) }
      : { year, month, day }
    return new Map<string, Value>(Object.entries({ ...days, hour, minute, second, millisecond }))
  },
)

/** The parts of dates, and dates as text. */
export const datePartOperators: OperatorTable = {
  $dateToParts: dateToParts,
  $dateToString: dateToString,
  $dayOfMonth: part(({ day }) => day),
  $dayOfWeek: part((local) => weekday(local) + 1),
  $dayOfYear: part(dayOfYear),
  $hour: part(({ hour }) => hour),
  $isoDayOfWeek: part(isoWeekday),
  $isoWeek: part(isoWeek),
  $isoWeekYear: part(isoWeekYear),
  $millisecond: part(({ millisecond }) => millisecond),
  $minute: part(({ minute }) => minute),
  $month: part(({ month }) => month),
  $second: part(({ second }) => second),
  $week: part(week),
  $year: part(({ year }) => year),
}
