import {
  type Numeric,
  compareNumbers,
  decimalRemainder,
  exactFraction,
  widenedArithmetic,
} from '../bson/numbers.ts'
import { compareValues } from '../bson/compare.ts'
import { Summation } from '../bson/summation.ts'
import { Decimal128 } from 'bson'
import {
  type Value,
  double,
  isDecimal,
  isInt32,
  isLong,
  isNumeric,
  long,
  toNumber,
  typeName,
} from '../bson/values.ts'
import { CommandError } from '../errors.ts'
import { compileList, isNullish, unary, variadic, binary } from './arguments.ts'
import type { OperatorTable } from './types.ts'

function notNumeric(operator: string, value: Value): never {
  throw new CommandError('TypeMismatch', `${operator} only supports numeric types, not ${typeName(value)}`)
}

function isWhole(value: Numeric): boolean {
  return isLong(value) || (typeof value === 'number' && isInt32(value))
}

function addAll(values: (Value | undefined)[]): Value {
  if (values.some(isNullish)) return null
  const sum = new Summation()
  let date: Date | undefined
  for (const value of values) {
    if (value instanceof Date) {
      if (date) throw new CommandError(16612, 'only one date allowed in an $add expression')
      date = value
    } else if (isNumeric(value)) sum.add(value)
    else
      throw new CommandError(
        'TypeMismatch',
        `$add only supports numeric or date types, not ${typeName(value)}`,
      )
  }
  const total = sum.total()
  return date ? new Date(date.getTime() + Math.trunc(toNumber(total))) : total
}

function negate(value: Numeric): Numeric {
  return widenedArithmetic('multiply', value, -1)
}

function subtract(a: Value | undefined, b: Value | undefined): Value {
  if (isNullish(a) || isNullish(b)) return null
  if (isNumeric(a) && isNumeric(b)) return widenedArithmetic('add', a, negate(b))
  if (a instanceof Date && b instanceof Date) return long(a.getTime() - b.getTime())
  if (a instanceof Date && isNumeric(b)) return new Date(a.getTime() - Math.trunc(toNumber(b)))
  throw new CommandError('TypeMismatch', `can't $subtract ${typeName(b)} from ${typeName(a)}`)
}

function multiplyAll(values: (Value | undefined)[]): Value {
  if (values.some(isNullish)) return null
  let product: Numeric = 1
  for (const value of values) {
    if (!isNumeric(value)) notNumeric('$multiply', value ?? null)
    product = widenedArithmetic('multiply', product, value)
  }
  return product
}

function decimalResult(...inputs: Numeric[]): (result: number) => Numeric {
  // A decimal among the inputs makes the result one, with the 15 digits that a double is good for.
  if (inputs.some(isDecimal)) return (result) => Decimal128.fromString(String(Number(result.toPrecision(15))))
  return double
}

function divide(a: Value | undefined, b: Value | undefined): Value {
  if (isNullish(a) || isNullish(b)) return null
  if (!isNumeric(a) || !isNumeric(b)) {
    throw new CommandError(
      'TypeMismatch',
      `$divide only supports numeric types, not ${typeName(a)} and ${typeName(b)}`,
    )
  }
  if (toNumber(b) === 0) throw new CommandError('BadValue', "can't $divide by zero")
  return decimalResult(a, b)(toNumber(a) / toNumber(b))
}

function modulo(a: Value | undefined, b: Value | undefined): Value {
  if (isNullish(a) || isNullish(b)) return null
  if (!isNumeric(a) || !isNumeric(b)) {
    throw new CommandError(16611, `$mod only supports numeric types, not ${typeName(a)} and ${typeName(b)}`)
  }
  if (toNumber(b) === 0) throw new CommandError(16610, "can't $mod by zero")
  if (isDecimal(a) || isDecimal(b)) return decimalRemainder(a, b)
  // A double on the right that is a whole number counts as an int, one on the left never does.
  if (!isWhole(a) || !(isWhole(b) || isInt32(toNumber(b)))) return double(toNumber(a) % toNumber(b))
  const result = BigInt(a.toString()) % BigInt(b.toString())
  return isLong(a) || isLong(b) ? long(result) : Number(result)
}

/** An operator on one number that keeps integers what they are. */
function keepsIntegers(apply: (value: number) => number): OperatorTable[string] {
  return unary((value, operator) => {
    if (isNullish(value)) return null
    if (!isNumeric(value)) return notNumeric(operator, value)
    return isWhole(value) ? value : decimalResult(value)(apply(toNumber(value)))
  })
}

function toDoubles(apply: (value: number) => number, check?: (value: number) => void): OperatorTable[string] {
  return unary((value, operator) => {
    if (isNullish(value)) return null
    if (!isNumeric(value)) return notNumeric(operator, value)
    check?.(toNumber(value))
    return decimalResult(value)(apply(toNumber(value)))
  })
}

function absolute(value: Value | undefined): Value {
  if (isNullish(value)) return null
  if (!isNumeric(value)) return notNumeric('$abs', value)
  if (compareNumbers(value, 0) >= 0) return value
  return negate(value)
}

/** Scales a double by a power of ten without losing anything: whole part, rest and what the rest is a part of. */
function scaled(value: number, place: number): { whole: bigint; rest: bigint; unit: bigint } {
  const [numerator, denominator] = exactFraction(Math.abs(value))
  const scale = 10n ** BigInt(Math.abs(place))
  const [top, unit] = place >= 0 ? [numerator * scale, denominator] : [numerator, denominator * scale]
  return { whole: top / unit, rest: top % unit, unit }
}

function unscaled(whole: bigint, place: number, sign: number): number {
  return sign * Number(`${whole}e${-place}`)
}

/** Rounds half to even, as MongoDB does. */
function roundHalfEven(value: number, place: number): number {
  const { whole, rest, unit } = scaled(value, place)
  const up = rest * 2n > unit || (rest * 2n === unit && whole % 2n === 1n)
  return unscaled(up ? whole + 1n : whole, place, Math.sign(value))
}

function truncateAt(value: number, place: number): number {
  return unscaled(scaled(value, place).whole, place, Math.sign(value))
}

function rounding(apply: (value: number, place: number) => number): OperatorTable[string] {
  return (argument, compile, operator) => {
    const [number, place] = compileList(argument, compile)
    return (scope) => {
      const value = number?.(scope)
      const digits = place ? place(scope) : 0
      if (isNullish(value) || isNullish(digits)) return null
      if (!isNumeric(value))
        throw new CommandError(51081, `${operator} only supports numeric types, not ${typeName(value)}`)
      const at = toNumber(digits)
      if (!Number.isInteger(at) || at < -20 || at > 100)
        throw new CommandError(
          51083,
          `cannot apply ${operator} with precision value ${at} value must be in [-20, 100]`,
        )
      if (isWhole(value)) {
        if (at >= 0) return value
        const result = apply(toNumber(value), at)
        return isLong(value) || !isInt32(result) ? long(result) : result
      }
      const plain = toNumber(value)
      return decimalResult(value)(Number.isFinite(plain) ? apply(plain, at) : plain)
    }
  }
}

function power(a: Value | undefined, b: Value | undefined): Value {
  if (isNullish(a) || isNullish(b)) return null
  if (!isNumeric(a)) throw new CommandError(28762, `$pow's base must be numeric, not ${typeName(a)}`)
  if (!isNumeric(b)) throw new CommandError(28763, `$pow's exponent must be numeric, not ${typeName(b)}`)
  const [base, exponent] = [toNumber(a), toNumber(b)]
  if (base === 0 && exponent < 0)
    throw new CommandError(28764, '$pow cannot take a base of 0 and a negative exponent')
  const result = base ** exponent
  if (!isWhole(a) || !isWhole(b) || exponent < 0 || !Number.isSafeInteger(result))
    return decimalResult(a, b)(result)
  return isInt32(result) && !isLong(a) && !isLong(b) ? result : long(result)
}

/** The numbers among the arguments; a single array counts as its elements. */
function spread(values: (Value | undefined)[]): (Value | undefined)[] {
  const [only] = values
  return values.length === 1 && Array.isArray(only) ? only : values
}

/** Adds up what is numeric. */
export function sumOf(values: Iterable<Value | undefined>): Numeric {
  return summed(values).total()
}

function summed(values: Iterable<Value | undefined>): Summation {
  const sum = new Summation()
  for (const value of values) if (isNumeric(value)) sum.add(value)
  return sum
}

/** The mean of what is numeric; null when nothing is. */
export function averageOf(values: Iterable<Value | undefined>): Value {
  return summed(values).mean() ?? null
}

/** The smallest or largest of the values that are neither null nor missing. */
export function extremeOf(values: Iterable<Value | undefined>, sign: 1 | -1): Value {
  let best: Value | undefined
  for (const value of values) {
    if (isNullish(value)) continue
    if (best === undefined || compareValues(value, best) * sign > 0) best = value
  }
  return best ?? null
}

function positiveOnly(operator: string, code: number): (value: number) => void {
  return (value) => {
    if (value <= 0)
      throw new CommandError(code, `${operator}'s argument must be a positive number, but is ${value}`)
  }
}

/** Arithmetic with MongoDB's number types. */
export const arithmeticOperators: OperatorTable = {
  $add: variadic(addAll),
  $subtract: binary(subtract),
  $multiply: variadic(multiplyAll),
  $divide: binary(divide),
  $mod: binary(modulo),
  $abs: unary(absolute),
  $ceil: keepsIntegers(Math.ceil),
  $floor: keepsIntegers(Math.floor),
  $round: rounding(roundHalfEven),
  $trunc: rounding(truncateAt),
  $pow: binary(power),
  $sqrt: toDoubles(Math.sqrt, (value) => {
    if (value < 0) throw new CommandError(28714, "$sqrt's argument must be greater than or equal to 0")
  }),
  $exp: toDoubles(Math.exp),
  $ln: toDoubles(Math.log, positiveOnly('$ln', 28766)),
  $log10: toDoubles(Math.log10, positiveOnly('$log10', 28761)),
  $log: binary((a, b) => {
    if (isNullish(a) || isNullish(b)) return null
    if (!isNumeric(a)) throw new CommandError(28756, `$log's argument must be numeric, not ${typeName(a)}`)
    if (!isNumeric(b)) throw new CommandError(28757, `$log's base must be numeric, not ${typeName(b)}`)
    return decimalResult(a, b)(Math.log(toNumber(a)) / Math.log(toNumber(b)))
  }),
  $sum: variadic((values) => sumOf(spread(values))),
  $avg: variadic((values) => averageOf(spread(values))),
  $min: variadic((values) => extremeOf(spread(values), -1)),
  $max: variadic((values) => extremeOf(spread(values), 1)),
}
