import { plainText } from '../bson/format.ts'
import { type Value, isBinary, isLong, isNumeric, toNumber } from '../bson/values.ts'
import { badValue } from '../errors.ts'

/** The positions of the bits that an operand of `$bits…` names. */
function positions(operator: string, operand: Value): number[] {
  if (Array.isArray(operand)) {
    return operand.map((entry) => {
      const position = toNumber(entry)
      if (!Number.isInteger(position) || position < 0)
        badValue(`Failed to parse bit position. Expected a non-negative number in: ${operator}`)
      return position
    })
  }
  if (isBinary(operand)) {
    const bytes = operand.buffer.subarray(0, operand.position)
    return Array.from({ length: bytes.length * 8 }, (_, bit) => bit).filter((bit) => byteBit(bytes, bit))
  }
  const mask = toNumber(operand)
  if (!isNumeric(operand) || !Number.isInteger(mask) || mask < 0) {
    return badValue(`${operator} takes an Array, a number, or a BinData but received: ${plainText(operand)}`)
  }
  const bits = isLong(operand) ? operand.toBigInt() : BigInt(mask)
  return Array.from({ length: 64 }, (_, bit) => bit).filter((bit) => ((bits >> BigInt(bit)) & 1n) === 1n)
}

function byteBit(bytes: Uint8Array, bit: number): boolean {
  return (((bytes[bit >> 3] ?? 0) >> (bit & 7)) & 1) === 1
}

/** Reads single bits of a value; undefined for values that have none. */
function bitReader(value: Value | undefined): ((bit: number) => boolean) | undefined {
  if (isBinary(value)) {
    const bytes = value.buffer.subarray(0, value.position)
    return (bit) => byteBit(bytes, bit)
  }
  const number = toNumber(value)
  if (!Number.isInteger(number)) return undefined
  const bits = isLong(value) ? value.toBigInt() : BigInt(number)
  if (bits !== BigInt.asIntN(64, bits)) return undefined
  // Shifting a negative BigInt extends its sign, as MongoDB does.
  return (bit) => ((bits >> BigInt(bit)) & 1n) === 1n
}

/** Compiles `$bitsAllSet`, `$bitsAllClear`, `$bitsAnySet` and `$bitsAnyClear`. */
export function bitTest(operator: string, operand: Value): (value: Value | undefined) => boolean {
  const bits = positions(operator, operand)
  const wanted = operator.endsWith('Set')
  const all = operator.startsWith('$bitsAll')
  return (value) => {
    const read = bitReader(value)
    if (!read) return false
    return all ? bits.every((bit) => read(bit) === wanted) : bits.some((bit) => read(bit) === wanted)
  }
}
