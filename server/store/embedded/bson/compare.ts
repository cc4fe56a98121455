import type { BSONRegExp, BSONSymbol, Binary, Code, Decimal128, Timestamp } from 'bson'

import { compareNumbers } from './numbers.ts'
import { type Doc, type Value, BsonType, RawDoc, bsonType, isNumeric, isObjectId } from './values.ts'

/** MongoDB's order of types: values of different types compare by this first. */
export const TypeOrder = {
  minKey: 1,
  undefined: 2,
  null: 5,
  number: 10,
  string: 15,
  object: 20,
  array: 25,
  binData: 30,
  objectId: 35,
  bool: 40,
  date: 45,
  timestamp: 47,
  regex: 50,
  code: 60,
  codeWithScope: 65,
  maxKey: 127,
} as const

const ORDER_BY_TYPE: Record<number, number> = {
  [BsonType.minKey]: TypeOrder.minKey,
  [BsonType.null]: TypeOrder.null,
  [BsonType.int]: TypeOrder.number,
  [BsonType.long]: TypeOrder.number,
  [BsonType.double]: TypeOrder.number,
  [BsonType.decimal]: TypeOrder.number,
  [BsonType.string]: TypeOrder.string,
  [BsonType.symbol]: TypeOrder.string,
  [BsonType.object]: TypeOrder.object,
  [BsonType.array]: TypeOrder.array,
  [BsonType.binData]: TypeOrder.binData,
  [BsonType.objectId]: TypeOrder.objectId,
  [BsonType.bool]: TypeOrder.bool,
  [BsonType.date]: TypeOrder.date,
  [BsonType.timestamp]: TypeOrder.timestamp,
  [BsonType.regex]: TypeOrder.regex,
  [BsonType.javascript]: TypeOrder.code,
  [BsonType.javascriptWithScope]: TypeOrder.codeWithScope,
  [BsonType.maxKey]: TypeOrder.maxKey,
}

/** Where the type of a value stands in MongoDB's order. */
export function typeOrder(value: Value | undefined): number {
  return value === undefined ? TypeOrder.undefined : (ORDER_BY_TYPE[bsonType(value)] ?? TypeOrder.undefined)
}

/** Compares text by code point, which is how UTF-8 bytes compare; JavaScript compares UTF-16 units. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0
  const length = Math.min(a.length, b.length)
  for (let at = 0; at < length; at++) {
    const x = a.charCodeAt(at)
    const y = b.charCodeAt(at)
    if (x === y) continue
    // Surrogates (D800-DFFF) stand for code points above all of E000-FFFF.
    if (x >= 0xd800 && y >= 0xd800) return ((x + 0x2000) & 0xffff) - ((y + 0x2000) & 0xffff)
    return x - y
  }
  return a.length - b.length
}

export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  return Buffer.compare(a, b)
}

function compareBinary(a: Binary, b: Binary): number {
  return (
    a.position - b.position ||
    a.sub_type - b.sub_type ||
    compareBytes(a.buffer.subarray(0, a.position), b.buffer.subarray(0, b.position))
  )
}

function compareEntries(a: Iterable<[string, Value]>, b: Iterable<[string, Value]>): number {
  const left = a[Symbol.iterator]()
  const right = b[Symbol.iterator]()
  for (;;) {
    const x = left.next()
    const y = right.next()
    if (x.done === true) return y.done === true ? 0 : -1
    if (y.done === true) return 1
    const [xName, xValue] = x.value
    const [yName, yValue] = y.value
    const order =
      typeOrder(xValue) - typeOrder(yValue) || compareText(xName, yName) || compareValues(xValue, yValue)
    if (order !== 0) return order
  }
}

function compareArrays(a: readonly Value[], b: readonly Value[]): number {
  const length = Math.min(a.length, b.length)
  for (let at = 0; at < length; at++) {
    const order = compareValues(a[at], b[at])
    if (order !== 0) return order
  }
  return a.length - b.length
}

function textOf(value: Value): string {
  return typeof value === 'string' ? value : (value as BSONSymbol).value
}

function compareTimestamps(a: Timestamp, b: Timestamp): number {
  return a.toBigInt() < b.toBigInt() ? -1 : a.toBigInt() > b.toBigInt() ? 1 : 0
}

function compareSameType(order: number, a: Value, b: Value): number {
  switch (order) {
    case TypeOrder.number:
      return compareNumbers(a as number | Decimal128, b as number | Decimal128)
    case TypeOrder.string:
      return compareText(textOf(a), textOf(b))
    case TypeOrder.object:
      return compareEntries(a as Doc, b as Doc)
    case TypeOrder.array:
      return compareArrays(a as Value[], b as Value[])
    case TypeOrder.binData:
      return compareBinary(a as Binary, b as Binary)
    case TypeOrder.objectId:
      return isObjectId(a) && isObjectId(b) ? compareBytes(a.id, b.id) : 0
    case TypeOrder.bool:
      return Number(a) - Number(b)
    case TypeOrder.date:
      return (a as Date).getTime() - (b as Date).getTime()
    case TypeOrder.timestamp:
      return compareTimestamps(a as Timestamp, b as Timestamp)
    case TypeOrder.regex: {
      const [x, y] = [a as BSONRegExp, b as BSONRegExp]
      return compareText(x.pattern, y.pattern) || compareText(x.options, y.options)
    }
    case TypeOrder.code:
    case TypeOrder.codeWithScope:
      return compareText((a as Code).code, (b as Code).code)
    default:
      return 0
  }
}

/** MongoDB's total order over all values; a missing value comes before null. */
export function compareValues(a: Value | undefined, b: Value | undefined): number {
  if (a === b) return 0
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b)
  if (typeof a === 'number' && typeof b === 'number' && a - b) return a - b
  if (a instanceof RawDoc || b instanceof RawDoc) throw new Error('raw documents cannot be compared')
  const order = typeOrder(a)
  const byType = order - typeOrder(b)
  if (byType !== 0 || a === undefined || b === undefined) return byType
  return compareSameType(order, a, b)
}

/** Whether two values are equal for MongoDB: 1 and 1.0 are, objects with another field order are not. */
export function equalValues(a: Value | undefined, b: Value | undefined): boolean {
  if (a === b) return true
  if (isNumeric(a) !== isNumeric(b)) return false
  return compareValues(a, b) === 0
}
