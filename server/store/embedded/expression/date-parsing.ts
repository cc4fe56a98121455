import { type Value, typeName } from '../bson/values.ts'
import { CommandError } from '../errors.ts'
import { isNullish, namedArguments } from './arguments.ts'
import { MONTH_NAMES } from './date-parts.ts'
import { zoneOf } from './dates.ts'
import { fromLocal } from './time-zones.ts'
import type { Compile, Expression, OperatorTable } from './types.ts'

const CONVERSION_FAILURE = 241

function unreadable(text: string, why: string): never {
  throw new CommandError(CONVERSION_FAILURE, `Error parsing date string '${text}'; ${why}`)
}

/** What of ISO 8601 is read without a format. */
const ISO =
  /^(?<Y>\d{4})-(?<m>\d{1,2})-(?<d>\d{1,2})(?:[T ](?<H>\d{1,2}):(?<M>\d{2})(?::(?<S>\d{2})(?:\.(?<L>\d{1,3})\d*)?)?)?\s*(?<z>Z|[+-]\d{2}:?\d{2})?$/

const PATTERNS: Record<string, string> = {
  '%': '%',
  B: `(?<B>${MONTH_NAMES.join('|')})`,
  H: '(?<H>\\d{1,2})',
  L: '(?<L>\\d{1,3})',
  M: '(?<M>\\d{1,2})',
  S: '(?<S>\\d{1,2})',
  Y: '(?<Y>\\d{4})',
  b: `(?<b>${MONTH_NAMES.map((name) => name.slice(0, 3)).join('|')})`,
  d: '(?<d>\\d{1,2})',
  m: '(?<m>\\d{1,2})',
  z: '(?<z>Z|[+-]\\d{2}:?\\d{2})',
}

/** A regular expression for a format. */
function compileFormat(pattern: string): RegExp {
  const source = pattern.replace(
    /%([\s\S]?)|([^%]+)/g,
    (_, name: string | undefined, text: string | undefined) => {
      if (text !== undefined) return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      const part = PATTERNS[name ?? '']
      if (part === undefined)
        throw new CommandError(18536, `Invalid format character '%${name ?? ''}' in format string`)
      return part
    },
  )
  return new RegExp(`^${source}$`, 'i')
}

function monthOf(groups: Record<string, string | undefined>): number {
  const name = (groups['B'] ?? groups['b'])?.toLowerCase()
  if (name === undefined) return Number(groups['m'] ?? 1)
  return MONTH_NAMES.findIndex((month) => month.toLowerCase().startsWith(name.slice(0, 3))) + 1
}

function parse(text: string, format: RegExp, timezone: string | undefined): Date {
  const groups: Record<string, string | undefined> | undefined = format.exec(text)?.groups
  if (!groups) return unreadable(text, 'it does not fit the format')
  const offset = groups['z']
  if (offset !== undefined && timezone !== undefined)
    unreadable(
      text,
      'you cannot pass in a date/time string with a time zone together with a timezone argument',
    )
  const number = (name: string): number => Number(groups[name] ?? 0)
  const local = {
    year: groups['Y'] === undefined ? 1970 : number('Y'),
    month: monthOf(groups),
    day: groups['d'] === undefined ? 1 : number('d'),
    hour: number('H'),
    minute: number('M'),
    second: number('S'),
    millisecond: Number((groups['L'] ?? '0').padEnd(3, '0')),
  }
  const inRange = local.month >= 1 && local.month <= 12 && local.day >= 1 && local.day <= 31
  if (!inRange || local.hour > 24 || local.minute > 59 || local.second > 60)
    unreadable(text, 'a part is out of range')
  return fromLocal(local, offset?.toUpperCase() ?? timezone ?? 'UTC')
}

function readDate(values: Record<string, Value | undefined>): Value {
  const { dateString, format, timezone } = values
  if (format === null || timezone === null) return null
  if (typeof dateString !== 'string') {
    throw new CommandError(
      CONVERSION_FAILURE,
      `$dateFromString requires that 'dateString' be a string, found: ${typeName(dateString)}`,
    )
  }
  if (format !== undefined && typeof format !== 'string') {
    throw new CommandError(
      40684,
      `$dateFromString requires that 'format' be a string, found: ${typeName(format)}`,
    )
  }
  const zone = timezone === undefined ? undefined : zoneOf(timezone)
  return parse(dateString, format === undefined ? ISO : compileFormat(format), zone)
}

function compileFromString(argument: Value, compile: Compile, operator: string): Expression {
  const fields = namedArguments(argument, operator, {
    required: ['dateString'],
    optional: ['format', 'timezone', 'onError', 'onNull'],
    unknownCode: 40541,
    missingCode: 40542,
  })
  const compiled = new Map([...fields].map(([name, value]) => [name, compile(value)]))
  return (scope) => {
    const values = Object.fromEntries(
      ['dateString', 'format', 'timezone'].map((name) => [name, compiled.get(name)?.(scope)]),
    )
    if (isNullish(values['dateString'])) return compiled.get('onNull')?.(scope) ?? null
    try {
      return readDate(values)
    } catch (error) {
      const fallback = compiled.get('onError')
      if (fallback && error instanceof CommandError && error.code === CONVERSION_FAILURE)
        return fallback(scope)
      throw error
    }
  }
}

/** Reading dates from text. */
export const dateParsingOperators: OperatorTable = { $dateFromString: compileFromString }
