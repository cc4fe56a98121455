import { Decimal128, type Double, type Long } from 'bson'

import { CommandError } from '../errors.ts'
import {
  type Value,
  double,
  fitsInt64,
  isDecimal,
  isInt32,
  isLong,
  isNumeric,
  long,
  toNumber,
} from './values.ts'

/** Any of BSON's four number types. */
export type Numeric = number | Double | Long | Decimal128

/** A decimal number taken apart: `coefficient` times ten to the `exponent`. */
export interface DecimalParts {
  coefficient: bigint
  exponent: number
}

/** Takes a finite decimal apart; undefined for NaN and the infinities. */
export function decimalParts(text: string): DecimalParts | undefined {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text)
  if (!match) return undefined
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match
  const digits = BigInt(`${whole}${fraction}` || '0')
  return { coefficient: sign === '-' ? -digits : digits, exponent: Number(exponent) - fraction.length }
}

/** A finite double as an exact fraction with a power of two below the line. */
export function exactFraction(value: number): [numerator: bigint, denominator: bigint] {
  let scaled = value
  let denominator = 1n
  while (!Number.isInteger(scaled)) {
    scaled *= 2
    denominator *= 2n
  }
  return [BigInt(scaled), denominator]
}

/** How far a decimal is from the double next to it: exactly comparable, and zero when they are equal. */
export function decimalResidue(value: Decimal128): number {
  const nearest = toNumber(value)
  const parts = decimalParts(value.toString())
  if (!parts || !Number.isFinite(nearest)) return 0
  const [numerator, denominator] = exactFraction(nearest)
  const scale = 10n ** BigInt(Math.abs(parts.exponent))
  const [top, bottom] = parts.exponent < 0 ? [parts.coefficient, scale] : [parts.coefficient * scale, 1n]
  const difference = top * denominator - numerator * bottom
  if (difference === 0n) return 0
  return ratio(difference, bottom * denominator)
}

function ratio(top: bigint, bottom: bigint): number {
  const shift = 1100n
  const scaled = (top << shift) / bottom
  const bits = scaled.toString(2).length
  // Keep 64 significant bits, more than a double holds, then put the scale back.
  const drop = Math.max(0, bits - 64)
  return Number(scaled >> BigInt(drop)) * 2 ** (drop - 1100)
}

/** A long's distance from the double next to it. */
export function longResidue(value: Long): number {
  const nearest = value.toNumber()
  return Number.isSafeInteger(nearest) ? 0 : Number(value.toBigInt() - BigInt(nearest))
}

function residue(value: Numeric): number {
  if (isLong(value)) return longResidue(value)
  return isDecimal(value) ? decimalResidue(value) : 0
}

/** Compares numbers of any types by what they are worth; NaN comes first. */
export function compareNumbers(a: Numeric, b: Numeric): number {
  const x = toNumber(a)
  const y = toNumber(b)
  if (x < y) return -1
  if (x > y) return 1
  if (x !== y) return Number.isNaN(x) ? (Number.isNaN(y) ? 0 : -1) : 1
  if (typeof a === 'number' && typeof b === 'number') return 0
  return residue(a) - residue(b)
}

function isInteger(value: Numeric): boolean {
  return isLong(value) || (typeof value === 'number' && isInt32(value))
}

function toBigInt(value: Numeric): bigint {
  return isLong(value) ? value.toBigInt() : BigInt(toNumber(value))
}

/** Makes a decimal of 34 digits out of a coefficient and an exponent. */
export function makeDecimal({ coefficient, exponent }: DecimalParts): Decimal128 {
  return Decimal128.fromStringWithRounding(`${coefficient}E${exponent}`)
}

function asDecimalText(value: Numeric): string {
  if (isDecimal(value)) return value.toString()
  if (isLong(value)) return value.toString()
  const number = toNumber(value)
  // MongoDB turns doubles into decimals with 15 digits.
  return isInteger(value) ? String(number) : Number(number.toPrecision(15)).toString()
}

function decimalArithmetic(kind: 'add' | 'multiply', a: Numeric, b: Numeric): Decimal128 {
  const x = decimalParts(asDecimalText(a))
  const y = decimalParts(asDecimalText(b))
  if (!x || !y) {
    const [left, right] = [toNumber(a), toNumber(b)]
    return Decimal128.fromString(String(kind === 'add' ? left + right : left * right))
  }
  if (kind === 'multiply') {
    return makeDecimal({ coefficient: x.coefficient * y.coefficient, exponent: x.exponent + y.exponent })
  }
  const exponent = Math.min(x.exponent, y.exponent)
  const align = (parts: DecimalParts): bigint => parts.coefficient * 10n ** BigInt(parts.exponent - exponent)
  return makeDecimal({ coefficient: align(x) + align(y), exponent })
}

/**
 * Adds or multiplies as MongoDB does: int32 grows to long, anything with a double is a double, anything
 * with a decimal is a decimal. Answers undefined when a long overflows.
 */
export function arithmetic(kind: 'add' | 'multiply', a: Numeric, b: Numeric): Numeric | undefined {
  if (isDecimal(a) || isDecimal(b)) return decimalArithmetic(kind, a, b)
  if (!isInteger(a) || !isInteger(b)) {
    const [x, y] = [toNumber(a), toNumber(b)]
    return double(kind === 'add' ? x + y : x * y)
  }
  const [x, y] = [toBigInt(a), toBigInt(b)]
  const result = kind === 'add' ? x + y : x * y
  if (!isLong(a) && !isLong(b) && result >= -2147483648n && result <= 2147483647n) return Number(result)
  return fitsInt64(result) ? long(result) : undefined
}

/** What is left of a division as a decimal, with the sign of the dividend. */
export function decimalRemainder(a: Numeric, b: Numeric): Decimal128 {
  const x = decimalParts(asDecimalText(a))
  const y = decimalParts(asDecimalText(b))
  if (!x || !y) return Decimal128.fromString(String(toNumber(a) % toNumber(b)))
  const exponent = Math.min(x.exponent, y.exponent)
  const align = (parts: DecimalParts): bigint => parts.coefficient * 10n ** BigInt(parts.exponent - exponent)
  return makeDecimal({ coefficient: align(x) % align(y), exponent })
}

/** `arithmetic` for expressions, where an overflowing long becomes a double. */
export function widenedArithmetic(kind: 'add' | 'multiply', a: Numeric, b: Numeric): Numeric {
  const result = arithmetic(kind, a, b)
  if (result !== undefined) return result
  return double(kind === 'add' ? toNumber(a) + toNumber(b) : toNumber(a) * toNumber(b))
}

/** The bits of a number for `$bit`; throws for anything that is not an integer. */
export function integerBits(value: Numeric): bigint {
  if (!isInteger(value)) {
    throw new CommandError('BadValue', `Cannot apply $bit to a value of non-integral type`)
  }
  return toBigInt(value)
}

/**
 * A number rounded towards zero, exactly; undefined for what is no number, NaN, the infinities, and what does
 * not fit in 64 bits.
 */
export function wholePart(value: Value | undefined): bigint | undefined {
  if (!isNumeric(value)) return undefined
  const whole = isDecimal(value) ? wholeDecimal(value) : wholeBinary(value)
  return whole !== undefined && fitsInt64(whole) ? whole : undefined
}

function wholeBinary(value: number | Double | Long): bigint | undefined {
  if (isLong(value)) return value.toBigInt()
  const number = toNumber(value)
  return Number.isFinite(number) ? BigInt(Math.trunc(number)) : undefined
}

function wholeDecimal(value: Decimal128): bigint | undefined {
  // Beyond this no decimal fits in 64 bits, and its power of ten need not be worked out.
  if (!(Math.abs(toNumber(value)) < 1e20)) return undefined
  const parts = decimalParts(value.toString())
  if (!parts) return undefined
  const scale = 10n ** BigInt(Math.abs(parts.exponent))
  return parts.exponent < 0 ? parts.coefficient / scale : parts.coefficient * scale
}
