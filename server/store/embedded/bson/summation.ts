import { Decimal128 } from 'bson'

import { type Numeric, decimalParts, exactFraction, makeDecimal, widenedArithmetic } from './numbers.ts'
import { double, fitsInt64, isDecimal, isDouble, isInt32, isLong, long, toNumber } from './values.ts'

/** The digits a decimal holds. */
const DECIMAL_DIGITS = 34

/**
 * Adds numbers up as MongoDB's `$sum` does: whole numbers exactly, however large the total is on the way;
 * doubles with the error of every addition kept and added in the end; decimals apart from the others.
 */
export class Summation {
  private count = 0
  private whole = 0n
  private hasLong = false
  private hasDouble = false
  private high = 0
  private low = 0
  private decimal: Decimal128 | undefined

  add(value: Numeric): void {
    this.count += 1
    if (isDecimal(value)) {
      this.decimal = this.decimal ? addDecimals(this.decimal, value) : value
    } else if (isLong(value)) {
      this.hasLong = true
      this.whole += value.toBigInt()
    } else if (isDouble(value) || !isInt32(value)) {
      this.hasDouble = true
      this.addDouble(toNumber(value))
    } else this.whole += BigInt(value)
  }

  private addDouble(value: number): void {
    const sum = this.high + value
    const part = sum - this.high
    const error = this.high - (sum - part) + (value - part)
    this.high = sum
    // What is infinite has no error to keep, and must not become NaN by it.
    if (Number.isFinite(error)) this.low += error
  }

  private asDouble(): number {
    const rounded = Number(this.whole)
    const rest = new Summation()
    rest.high = this.high
    rest.low = this.low
    rest.addDouble(rounded)
    rest.addDouble(Number(this.whole - BigInt(rounded)))
    return rest.high + rest.low
  }

  private asDecimal(decimal: Decimal128): Decimal128 {
    const others = [makeDecimal({ coefficient: this.whole, exponent: 0 })]
    if (this.hasDouble) others.push(exactDecimal(this.high), exactDecimal(this.low))
    return others.reduce((total, other) => addDecimals(total, other), decimal)
  }

  /** The total, in the widest type that was added: an int grows to a long, and a long to a double. */
  total(): Numeric {
    if (this.decimal) return this.asDecimal(this.decimal)
    if (this.hasDouble || !fitsInt64(this.whole)) return double(this.asDouble())
    const plain = Number(this.whole)
    return !this.hasLong && isInt32(plain) ? plain : long(this.whole)
  }

  /** The total divided by how many numbers there are; undefined when there are none. */
  mean(): Numeric | undefined {
    if (this.count === 0) return undefined
    if (!this.decimal) return double(this.asDouble() / this.count)
    return divideDecimal(this.asDecimal(this.decimal), BigInt(this.count))
  }
}

function addDecimals(a: Decimal128, b: Decimal128): Decimal128 {
  const sum = widenedArithmetic('add', a, b)
  return isDecimal(sum) ? sum : a
}

/** A double as a decimal with all its digits, as far as a decimal holds them. */
function exactDecimal(value: number): Decimal128 {
  if (!Number.isFinite(value)) return Decimal128.fromString(String(value))
  const [numerator, denominator] = exactFraction(value)
  const places = denominator.toString(2).length - 1
  return makeDecimal({ coefficient: numerator * 5n ** BigInt(places), exponent: -places })
}

/** Divides a decimal by a whole number, to the 34 digits a decimal holds. */
function divideDecimal(value: Decimal128, divisor: bigint): Decimal128 {
  const parts = decimalParts(value.toString())
  if (!parts) return value
  let { coefficient, exponent } = parts
  // Two digits more than are kept, so that the last of them decides on rounding.
  while (coefficient % divisor !== 0n && digits(coefficient / divisor) < DECIMAL_DIGITS + 2) {
    coefficient *= 10n
    exponent -= 1
  }
  const quotient = coefficient / divisor
  const inexact = coefficient % divisor !== 0n
  // A digit for what is left keeps an inexact quotient from looking like an exact half.
  return inexact
    ? makeDecimal({ coefficient: quotient * 10n + (quotient < 0n ? -1n : 1n), exponent: exponent - 1 })
    : makeDecimal({ coefficient: quotient, exponent })
}

function digits(value: bigint): number {
  return (value < 0n ? -value : value).toString().length
}
