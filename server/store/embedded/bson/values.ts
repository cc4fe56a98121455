import {
  type BSONRegExp,
  type BSONSymbol,
  type Binary,
  type Code,
  type Decimal128,
  type MaxKey,
  type MinKey,
  type ObjectId,
  type Timestamp,
  Double,
  Long,
} from 'bson'

/** A decoded document; a Map because plain objects would reorder numeric field names. */
export type Doc = Map<string, Value>

/**
 * A decoded BSON value that encodes back to the very same bytes. A JavaScript number stands for an int32
 * when it is a 32-bit integer and for a double otherwise; a double that happens to be a 32-bit integer
 * stays wrapped in `Double`, so that no type is lost on the way through.
 */
export type Value =
  | null
  | boolean
  | number
  | string
  | Date
  | Doc
  | Value[]
  | Double
  | Long
  | Decimal128
  | ObjectId
  | Binary
  | BSONRegExp
  | BSONSymbol
  | Timestamp
  | Code
  | MinKey
  | MaxKey
  | RawDoc

/** A document that is passed on as the bytes it came in. */
export class RawDoc {
  readonly bytes: Buffer

  constructor(bytes: Buffer) {
    this.bytes = bytes
  }
}

/** BSON type numbers, as `$type` knows them. */
export const BsonType = {
  double: 1,
  string: 2,
  object: 3,
  array: 4,
  binData: 5,
  undefined: 6,
  objectId: 7,
  bool: 8,
  date: 9,
  null: 10,
  regex: 11,
  dbPointer: 12,
  javascript: 13,
  symbol: 14,
  javascriptWithScope: 15,
  int: 16,
  timestamp: 17,
  long: 18,
  decimal: 19,
  minKey: -1,
  maxKey: 127,
} as const

/** Whether a JavaScript number is written as an int32. */
export function isInt32(value: number): boolean {
  return (value | 0) === value && !(value === 0 && 1 / value < 0)
}

/** The narrowest value that stands for a BSON double. */
export function double(value: number): number | Double {
  return isInt32(value) ? new Double(value) : value
}

const MAX_INT64 = 2n ** 63n - 1n
const MIN_INT64 = -(2n ** 63n)

/** Whether an integer still fits a BSON long. */
export function fitsInt64(value: bigint): boolean {
  return value >= MIN_INT64 && value <= MAX_INT64
}

export function isDoc(value: unknown): value is Doc {
  return value instanceof Map
}

/** The `_bsontype` of a wrapped BSON value, or an empty string. */
export function wrapperName(value: Value | undefined): string {
  if (typeof value !== 'object' || value === null) return ''
  return (value as { _bsontype?: string })._bsontype ?? ''
}

export function isLong(value: Value | undefined): value is Long {
  return wrapperName(value) === 'Long'
}

export function isDouble(value: Value | undefined): value is Double {
  return wrapperName(value) === 'Double'
}

export function isDecimal(value: Value | undefined): value is Decimal128 {
  return wrapperName(value) === 'Decimal128'
}

export function isRegex(value: Value | undefined): value is BSONRegExp {
  return wrapperName(value) === 'BSONRegExp'
}

export function isObjectId(value: Value | undefined): value is ObjectId {
  return wrapperName(value) === 'ObjectId'
}

export function isBinary(value: Value | undefined): value is Binary {
  return wrapperName(value) === 'Binary'
}

const WRAPPER_TYPES: Record<string, number> = {
  Double: BsonType.double,
  Long: BsonType.long,
  Decimal128: BsonType.decimal,
  ObjectId: BsonType.objectId,
  Binary: BsonType.binData,
  BSONRegExp: BsonType.regex,
  BSONSymbol: BsonType.symbol,
  Timestamp: BsonType.timestamp,
  MinKey: BsonType.minKey,
  MaxKey: BsonType.maxKey,
}

/** The BSON type number of a value. */
export function bsonType(value: Value): number {
  if (typeof value === 'number') return isInt32(value) ? BsonType.int : BsonType.double
  if (typeof value === 'string') return BsonType.string
  if (typeof value === 'boolean') return BsonType.bool
  if (value === null) return BsonType.null
  if (value instanceof Map || value instanceof RawDoc) return BsonType.object
  if (Array.isArray(value)) return BsonType.array
  if (value instanceof Date) return BsonType.date
  const name = wrapperName(value)
  if (name === 'Code') {
    return (value as Code).scope ? BsonType.javascriptWithScope : BsonType.javascript
  }
  return WRAPPER_TYPES[name] ?? BsonType.undefined
}

const TYPE_NAMES = new Map<number, string>(Object.entries(BsonType).map(([name, code]) => [code, name]))

/** MongoDB's name for the type of a value, `missing` when there is none. */
export function typeName(value: Value | undefined): string {
  return value === undefined ? 'missing' : (TYPE_NAMES.get(bsonType(value)) ?? 'undefined')
}

export function isNumeric(value: Value | undefined): value is number | Double | Long | Decimal128 {
  if (typeof value === 'number') return true
  const name = wrapperName(value)
  return name === 'Double' || name === 'Long' || name === 'Decimal128'
}

/** The value as a JavaScript number, possibly rounded; NaN when it is not numeric. */
export function toNumber(value: Value | undefined): number {
  if (typeof value === 'number') return value
  if (isDouble(value)) return value.value
  if (isLong(value)) return value.toNumber()
  if (isDecimal(value)) return Number(value.toString())
  return Number.NaN
}

/** The value as a whole number, or undefined when it is not one. */
export function toInteger(value: Value | undefined): number | undefined {
  const number = toNumber(value)
  return Number.isInteger(number) ? number : undefined
}

/** What counts as true in MongoDB: everything but false, null, missing and zero. */
export function isTruthy(value: Value | undefined): boolean {
  if (value === undefined || value === null || value === false) return false
  return isNumeric(value) ? toNumber(value) !== 0 : true
}

/** Makes a long out of a whole number. */
export function long(value: number | bigint): Long {
  return typeof value === 'bigint' ? Long.fromBigInt(value) : Long.fromNumber(value)
}

/** A deep copy of everything that can be changed in place. */
export function cloneValue(value: Value): Value {
  if (value instanceof Map) return cloneDoc(value)
  if (Array.isArray(value)) return value.map(cloneValue)
  return value
}

export function cloneDoc(doc: Doc): Doc {
  const copy: Doc = new Map()
  for (const [name, value] of doc) copy.set(name, cloneValue(value))
  return copy
}

/** A document from a plain object; for answers that the store makes itself. */
export function doc(fields: Record<string, Value | undefined>): Doc {
  const result: Doc = new Map()
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) result.set(name, value)
  return result
}
