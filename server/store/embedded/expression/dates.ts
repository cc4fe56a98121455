import { type Value, isObjectId, isNumeric, long, toInteger, typeName } from '../bson/values.ts'
import { CommandError } from '../errors.ts'
import { isNullish, named } from './arguments.ts'
import { type LocalTime, daysInMonth, fromLocal, localMilliseconds, toLocal } from './time-zones.ts'
import type { OperatorTable } from './types.ts'

const MILLISECONDS: Record<string, number> = {
  millisecond: 1,
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
}
const MONTHS: Record<string, number> = { month: 1, quarter: 3, year: 12 }
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
/** Units that are as long as clocks say, not as long as a stopwatch says. */
const CALENDAR_UNITS = new Set(['day', 'week', 'month', 'quarter', 'year'])
/** From here MongoDB counts the bins of `$dateTrunc`: a Saturday. */
const REFERENCE: LocalTime = { year: 2000, month: 1, day: 1, hour: 0, minute: 0, second: 0, millisecond: 0 }

/** The date that a date, an object id or a timestamp stands for. */
export function dateOf(value: Value | undefined, operator: string, code = 16006): Date {
  if (value instanceof Date) return value
  if (isObjectId(value)) return value.getTimestamp()
  if (value instanceof Object && (value as { _bsontype?: string })._bsontype === 'Timestamp') {
    // The seconds are unsigned, whatever the number type that holds them.
    return new Date(((value as unknown as { high: number }).high >>> 0) * 1000)
  }
  throw new CommandError(code, `can't convert from BSON type ${typeName(value)} to Date (${operator})`)
}

/** Error codes for an argument of the wrong type, and for a text that means nothing. */
interface ArgumentCodes {
  type: ConstructorParameters<typeof CommandError>[0]
  value: ConstructorParameters<typeof CommandError>[0]
}

const UNIT_CODES: ArgumentCodes = { type: 5439013, value: 5439014 }
const WEEKDAY_CODES: ArgumentCodes = { type: 5439015, value: 5439016 }

/** Whether one of these arguments is given, but has no value: then the result is null. */
function withoutValue(values: Record<string, Value | undefined>, ...names: string[]): boolean {
  return names.some((name) => name in values && isNullish(values[name]))
}

function unitOf(value: Value | undefined, codes: ArgumentCodes): string {
  if (typeof value === 'string' && (value in MILLISECONDS || value in MONTHS)) return value
  throw new CommandError(
    typeof value === 'string' ? codes.value : codes.type,
    `unknown time unit value: ${typeof value === 'string' ? value : typeName(value)}`,
  )
}

/** The time zone of an argument; UTC when there is none. */
export function zoneOf(value: Value | undefined): string {
  if (value === undefined) return 'UTC'
  if (typeof value === 'string') return value
  throw new CommandError(40517, `timezone must evaluate to a string, found ${typeName(value)}`)
}

function wholeNumber(value: Value | undefined, name: string, code = 40515): number {
  const number = isNumeric(value) ? toInteger(value) : undefined
  if (number === undefined)
    throw new CommandError(code, `${name} must evaluate to an integer, found ${typeName(value)}`)
  return number
}

function yearPart(year: number): number {
  if (year < 1 || year > 9999)
    throw new CommandError(40523, `'year' must evaluate to an integer in the range 1 to 9999, found ${year}`)
  return year
}

function narrowPart(name: string, value: number): number {
  if (value < -32768 || value > 32767)
    throw new CommandError(31034, `'${name}' must evaluate to a value in the range [-32768, 32767]`)
  return value
}

/** Moves a date; at the end of a month that is shorter it stays within it. */
function addTo(date: Date, unit: string, { amount, timezone }: { amount: number; timezone: string }): Date {
  if (!CALENDAR_UNITS.has(unit))
    return checkedDate(new Date(date.getTime() + amount * (MILLISECONDS[unit] ?? 0)))
  const local = toLocal(date, timezone)
  const months = MONTHS[unit]
  if (months === undefined)
    return checkedDate(fromLocal({ ...local, day: local.day + amount * (unit === 'week' ? 7 : 1) }, timezone))
  const index = local.year * 12 + local.month - 1 + amount * months
  const [year, month] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1]
  return checkedDate(
    fromLocal({ ...local, year, month, day: Math.min(local.day, daysInMonth(year, month)) }, timezone),
  )
}

function checkedDate(date: Date): Date {
  if (Number.isNaN(date.getTime())) throw new CommandError(5166406, 'the resulting date is out of range')
  return date
}

function shift(sign: 1 | -1, operator: string): OperatorTable[string] {
  const names = {
    required: ['startDate', 'unit', 'amount'],
    optional: ['timezone'],
    unknownCode: 5166401,
    missingCode: 5166402,
  }
  return named(names, (values) => {
    const { startDate, unit, amount, timezone } = values
    if (withoutValue(values, 'startDate', 'unit', 'amount', 'timezone')) return null
    return addTo(
      dateOf(startDate, operator, 5166403),
      unitOf(unit, { type: 5166404, value: 'FailedToParse' }),
      {
        amount: sign * wholeNumber(amount, 'amount', 5166405),
        timezone: zoneOf(timezone),
      },
    )
  })
}

function startDay(value: Value | undefined, codes: ArgumentCodes): number {
  if (value === undefined) return 0
  const day =
    typeof value === 'string'
      ? WEEKDAYS.findIndex((name) => name === value.toLowerCase() || name.slice(0, 3) === value.toLowerCase())
      : -1
  if (day < 0)
    throw new CommandError(typeof value === 'string' ? codes.value : codes.type, 'unknown day of week value')
  return day
}

/** Which unit a local time falls into, counted from the reference. */
function unitIndex(local: LocalTime, unit: string, firstDay: number): number {
  const months = MONTHS[unit]
  if (months !== undefined) return Math.floor(((local.year - 2000) * 12 + local.month - 1) / months)
  const elapsed = localMilliseconds(local) - localMilliseconds(REFERENCE)
  if (unit !== 'week') return Math.floor(elapsed / (MILLISECONDS[unit] ?? 1))
  return Math.floor((elapsed - daysToFirst(firstDay) * 86_400_000) / 604_800_000)
}

/** How many days after the reference, a Saturday, the first week begins. */
function daysToFirst(firstDay: number): number {
  return (firstDay - 6 + 7) % 7
}

function truncate(
  date: Date,
  unit: string,
  { bin, timezone, firstDay }: { bin: number; timezone: string; firstDay: number },
): Date {
  if (!CALENDAR_UNITS.has(unit)) {
    const size = bin * (MILLISECONDS[unit] ?? 1)
    const origin = fromLocal(REFERENCE, timezone).getTime()
    return new Date(origin + Math.floor((date.getTime() - origin) / size) * size)
  }
  const index = Math.floor(unitIndex(toLocal(date, timezone), unit, firstDay) / bin) * bin
  const months = MONTHS[unit]
  if (months !== undefined) return fromLocal({ ...REFERENCE, month: 1 + index * months }, timezone)
  const days = unit === 'week' ? daysToFirst(firstDay) + index * 7 : index
  return fromLocal({ ...REFERENCE, day: 1 + days }, timezone)
}

function difference(
  start: Date,
  end: Date,
  { unit, timezone, firstDay }: { unit: string; timezone: string; firstDay: number },
): number {
  if (!CALENDAR_UNITS.has(unit)) {
    // Whole units that pass by the clock of UTC: time zones differ by whole minutes, and hours by the clock
    // would count those that are skipped.
    const size = MILLISECONDS[unit] ?? 1
    return Math.floor(end.getTime() / size) - Math.floor(start.getTime() / size)
  }
  return (
    unitIndex(toLocal(end, timezone), unit, firstDay) - unitIndex(toLocal(start, timezone), unit, firstDay)
  )
}

/** Arithmetic with dates, by the clocks of a time zone. */
export const dateOperators: OperatorTable = {
  $dateAdd: shift(1, '$dateAdd'),
  $dateSubtract: shift(-1, '$dateSubtract'),
  $dateTrunc: named(
    {
      required: ['date', 'unit'],
      optional: ['binSize', 'timezone', 'startOfWeek'],
      unknownCode: 5439008,
      missingCode: 5439009,
    },
    (values) => {
      const { date, unit, binSize, timezone, startOfWeek } = values
      if (withoutValue(values, 'date', 'unit', 'binSize', 'timezone')) return null
      if (unit === 'week' && withoutValue(values, 'startOfWeek')) return null
      const bin = binSize === undefined ? 1 : wholeNumber(binSize, 'binSize', 5439017)
      if (bin <= 0)
        throw new CommandError(
          5439018,
          `$dateTrunc requires 'binSize' to be greater than 0, but got value ${bin}`,
        )
      return truncate(dateOf(date, '$dateTrunc', 5439012), unitOf(unit, UNIT_CODES), {
        bin,
        timezone: zoneOf(timezone),
        // Of no other unit does it matter, so there anything may be said.
        firstDay: unit === 'week' ? startDay(startOfWeek, WEEKDAY_CODES) : 0,
      })
    },
  ),
  $dateDiff: named(
    {
      required: ['startDate', 'endDate', 'unit'],
      optional: ['timezone', 'startOfWeek'],
      unknownCode: 5166302,
      missingCode: 5166303,
    },
    (values) => {
      const { startDate, endDate, unit, timezone, startOfWeek } = values
      if (withoutValue(values, 'startDate', 'endDate', 'unit', 'timezone')) return null
      if (unit === 'week' && withoutValue(values, 'startOfWeek')) return null
      const firstDay = unit === 'week' ? startDay(startOfWeek, WEEKDAY_CODES) : 0
      const options = { unit: unitOf(unit, UNIT_CODES), timezone: zoneOf(timezone), firstDay }
      const [start, end] = [startDate, endDate].map((date) => dateOf(date, '$dateDiff', 5166307))
      return start && end ? long(difference(start, end, options)) : null
    },
  ),
  $dateFromParts: named(
    {
      required: ['year'],
      optional: ['month', 'day', 'hour', 'minute', 'second', 'millisecond', 'timezone'],
      unknownCode: 40518,
      missingCode: 40516,
    },
    (values) => {
      const { timezone, ...parts } = values
      if (withoutValue(values, ...Object.keys(values))) return null
      const part = (name: string, otherwise: number): number =>
        parts[name] === undefined ? otherwise : wholeNumber(parts[name], `'${name}'`)
      const narrow = (name: string, otherwise: number): number => narrowPart(name, part(name, otherwise))
      const local: LocalTime = {
        year: yearPart(part('year', 1970)),
        month: narrow('month', 1),
        day: narrow('day', 1),
        hour: narrow('hour', 0),
        minute: narrow('minute', 0),
        second: part('second', 0),
        millisecond: part('millisecond', 0),
      }
      return checkedDate(fromLocal(local, zoneOf(timezone)))
    },
  ),
}
