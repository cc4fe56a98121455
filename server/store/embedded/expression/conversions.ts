import { Decimal128, ObjectId } from 'bson'

import {
  BsonType,
  type Value,
  bsonType,
  double,
  fitsInt64,
  isDecimal,
  isInt32,
  isLong,
  isNumeric,
  isObjectId,
  isTruthy,
  long,
  toInteger,
  toNumber,
  typeName,
} from '../bson/values.ts'
import { CommandError } from '../errors.ts'
import { isNullish, namedArguments, unary } from './arguments.ts'
import { dateOf } from './dates.ts'
import type { Compile, Expression, OperatorTable } from './types.ts'

/** MongoDB's code for a conversion that failed. */
const CONVERSION_FAILURE = 241

function fail(value: Value, to: string): never {
  throw new CommandError(
    CONVERSION_FAILURE,
    `Unsupported conversion from ${typeName(value)} to ${to} in $convert with no onError value`,
  )
}

/** A value as text. */
export function toText(value: Value): string {
  if (typeof value === 'string') return value
  if (value instanceof Date) return value.toISOString()
  if (typeof value === 'boolean') return String(value)
  if (isObjectId(value)) return value.toHexString()
  if (isLong(value) || isDecimal(value)) return value.toString()
  if (isNumeric(value)) return String(toNumber(value))
  return fail(value, 'string')
}

function numberFrom(value: Value, to: string): number | bigint {
  if (typeof value === 'boolean') return value ? 1 : 0
  if (value instanceof Date && to !== 'int') return value.getTime()
  if (typeof value === 'string') {
    if (
      !/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value) &&
      !(to === 'double' && /^[+-]?(inf|infinity|nan)$/i.test(value))
    ) {
      throw new CommandError(
        CONVERSION_FAILURE,
        `Failed to parse number '${value}' in $convert with no onError value`,
      )
    }
    if (to === 'double') return Number(value.replace(/inf(inity)?/i, 'Infinity').replace(/nan/i, 'NaN'))
    if (!/^[+-]?\d+$/.test(value))
      throw new CommandError(
        CONVERSION_FAILURE,
        `Failed to parse number '${value}' in $convert with no onError value`,
      )
    return BigInt(value.replace('+', ''))
  }
  if (isLong(value)) return value.toBigInt()
  return isNumeric(value) ? toNumber(value) : fail(value, to)
}

function toWhole(value: Value, to: 'int' | 'long'): bigint {
  const number = numberFrom(value, to)
  if (typeof number === 'bigint') return number
  if (!Number.isFinite(number))
    throw new CommandError(
      CONVERSION_FAILURE,
      'Attempt to convert a value that is not finite to an integer in $convert with no onError value',
    )
  return BigInt(Math.trunc(number))
}

function overflow(): never {
  throw new CommandError(
    CONVERSION_FAILURE,
    'Conversion would overflow target type in $convert with no onError value',
  )
}

function toInt(value: Value): Value {
  const number = Number(toWhole(value, 'int'))
  return isInt32(number) ? number : overflow()
}

function toLong(value: Value): Value {
  const number = toWhole(value, 'long')
  return fitsInt64(number) ? long(number) : overflow()
}

function toDate(value: Value): Value {
  if (value instanceof Date) return value
  if (isObjectId(value) || bsonType(value) === BsonType.timestamp) return dateOf(value, '$convert')
  if (typeof value === 'string') {
    const match =
      /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?))? ?(Z|[+-]\d{2}:?\d{2})?$/.exec(
        value,
      )
    const zone = (match?.[3] ?? 'Z').replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')
    const date = new Date(`${match?.[1] ?? ''}T${match?.[2] ?? '00:00'}${zone}`)
    if (!match || Number.isNaN(date.getTime()))
      throw new CommandError(
        CONVERSION_FAILURE,
        `Error parsing date string '${value}' in $convert with no onError value`,
      )
    return date
  }
  if (!isNumeric(value) || bsonType(value) === BsonType.int) return fail(value, 'date')
  const date = new Date(Math.trunc(toNumber(value)))
  return Number.isNaN(date.getTime()) ? overflow() : date
}

function toDecimal(value: Value): Value {
  if (isDecimal(value)) return value
  if (typeof value === 'string') {
    try {
      return Decimal128.fromString(value)
    } catch {
      throw new CommandError(
        CONVERSION_FAILURE,
        `Failed to parse number '${value}' in $convert with no onError value`,
      )
    }
  }
  const number = numberFrom(value, 'decimal')
  if (typeof number === 'bigint' || Number.isInteger(number)) return Decimal128.fromString(number.toString())
  return Decimal128.fromString(String(Number(number.toPrecision(15))))
}

function toObjectId(value: Value): Value {
  if (isObjectId(value)) return value
  if (typeof value !== 'string') return fail(value, 'objectId')
  if (!/^[0-9a-f]{24}$/i.test(value))
    throw new CommandError(
      CONVERSION_FAILURE,
      `Failed to parse objectId '${value}' in $convert with no onError value`,
    )
  return ObjectId.createFromHexString(value)
}

const CONVERSIONS: Record<string, (value: Value) => Value> = {
  bool: (value) => isTruthy(value),
  date: toDate,
  decimal: toDecimal,
  double: (value) => double(Number(numberFrom(value, 'double'))),
  int: toInt,
  long: toLong,
  objectId: toObjectId,
  string: toText,
}

function shorthand(to: string): OperatorTable[string] {
  const convert = CONVERSIONS[to]
  return unary((value) => (isNullish(value) ? null : (convert?.(value) ?? null)))
}

const TYPE_NUMBERS = new Map<number, string>(Object.entries(BsonType).map(([name, code]) => [code, name]))

function targetOf(to: Value): string {
  if (typeof to === 'string') return to
  const code = toInteger(to)
  return (code === undefined ? undefined : TYPE_NUMBERS.get(code)) ?? ''
}

function compileConvert(argument: Value, compile: Compile, operator: string): Expression {
  const fields = namedArguments(argument, operator, {
    required: ['input', 'to'],
    optional: ['onError', 'onNull'],
  })
  const [input, to] = [compile(fields.get('input') ?? null), compile(fields.get('to') ?? null)]
  const onNull = compile(fields.get('onNull') ?? null)
  const onError = fields.get('onError')
  const fallback = onError === undefined ? undefined : compile(onError)
  return (scope) => {
    const value = input(scope)
    if (isNullish(value)) return onNull(scope)
    const target = to(scope)
    if (isNullish(target)) return null
    const convert = CONVERSIONS[targetOf(target)]
    if (!convert) throw new CommandError('BadValue', `Unknown type name: ${targetOf(target)}`)
    try {
      return convert(value)
    } catch (error) {
      if (fallback && error instanceof CommandError && error.code === CONVERSION_FAILURE)
        return fallback(scope)
      throw error
    }
  }
}

/** Turning values of one type into another. */
export const conversionOperators: OperatorTable = {
  $convert: compileConvert,
  $toBool: shorthand('bool'),
  $toDate: shorthand('date'),
  $toDecimal: shorthand('decimal'),
  $toDouble: shorthand('double'),
  $toInt: shorthand('int'),
  $toLong: shorthand('long'),
  $toObjectId: shorthand('objectId'),
  $toString: shorthand('string'),
}
