import { createHash } from 'node:crypto'

import type { BSONRegExp, BSONSymbol, Binary, Code, ObjectId, Timestamp } from 'bson'

import { TypeOrder, typeOrder } from '../bson/compare.ts'
import { type Numeric, decimalResidue, longResidue } from '../bson/numbers.ts'
import { type Doc, type Value, isDecimal, isLong, toNumber } from '../bson/values.ts'

/** LMDB's keys hold 1978 bytes; what is left of them after the index number, the record number and a hash. */
export const MAX_KEY_BYTES = 1900
const HASH_BYTES = 32
/** What of a long key is kept as it is; bounds of ranges must not be longer. */
export const MAX_BOUND_BYTES = MAX_KEY_BYTES - HASH_BYTES

/** Writes values so that comparing the bytes compares the values. */
export class KeyWriter {
  private buffer = Buffer.allocUnsafe(4096)
  position = 0
  /** Where the writing of the current, possibly descending field began. */
  private fieldStart = 0

  reset(): void {
    this.position = 0
    if (this.buffer.length > 1 << 20) this.buffer = Buffer.allocUnsafe(4096)
  }

  private ensure(bytes: number): void {
    const needed = this.position + bytes
    if (needed <= this.buffer.length) return
    const bigger = Buffer.allocUnsafe(Math.max(needed, this.buffer.length * 2))
    this.buffer.copy(bigger, 0, 0, this.position)
    this.buffer = bigger
  }

  private byte(value: number): void {
    this.ensure(1)
    this.buffer[this.position++] = value
  }

  /** Bytes with zero escaped, then a terminator that is smaller than any continuation. */
  private text(value: string | Uint8Array): void {
    const length = typeof value === 'string' ? value.length * 3 : value.length
    this.ensure(length + 2)
    const start = this.position
    if (typeof value === 'string') this.position += this.buffer.write(value, start, 'utf8')
    else {
      this.buffer.set(value, start)
      this.position += value.length
    }
    if (this.buffer.subarray(start, this.position).includes(0)) this.escape(start)
    this.byte(0)
    this.byte(0)
  }

  private escape(start: number): void {
    const raw = Buffer.from(this.buffer.subarray(start, this.position))
    this.position = start
    for (const byte of raw) {
      this.byte(byte)
      if (byte === 0) this.byte(0xff)
    }
  }

  private orderedDouble(value: number): void {
    this.ensure(8)
    const at = this.position
    this.buffer.writeDoubleBE(value === 0 ? 0 : value, at)
    // Negative numbers are complemented, others get the sign bit, so that bytes sort like numbers.
    if (value < 0) for (let i = at; i < at + 8; i++) this.buffer[i] = ~(this.buffer[i] ?? 0) & 0xff
    else this.buffer[at] = (this.buffer[at] ?? 0) | 0x80
    this.position = at + 8
  }

  private number(value: Numeric): void {
    const nearest = toNumber(value)
    if (Number.isNaN(nearest)) {
      this.ensure(9)
      this.buffer.fill(0, this.position, this.position + 8)
      this.buffer[this.position + 8] = 0x80
      this.position += 9
      return
    }
    this.orderedDouble(nearest)
    const rest = isLong(value) ? longResidue(value) : isDecimal(value) ? decimalResidue(value) : 0
    this.byte(rest < 0 ? 0x7f : rest > 0 ? 0x81 : 0x80)
    if (rest !== 0) this.orderedDouble(rest)
  }

  private int64(high: number, low: number): void {
    this.ensure(8)
    this.buffer.writeUInt32BE(high >>> 0, this.position)
    this.buffer.writeUInt32BE(low >>> 0, this.position + 4)
    this.position += 8
  }

  private binary(value: Binary): void {
    this.ensure(value.position + 5)
    this.buffer.writeUInt32BE(value.position, this.position)
    this.buffer[this.position + 4] = value.sub_type
    this.buffer.set(value.buffer.subarray(0, value.position), this.position + 5)
    this.position += value.position + 5
  }

  /** Writes a value with its type; `undefined` stands for an empty array, as in MongoDB's own indexes. */
  value(value: Value | undefined): void {
    const order = typeOrder(value)
    this.byte(order)
    if (value !== undefined) this.payload(order, value)
  }

  private payload(order: number, value: Value): void {
    switch (order) {
      case TypeOrder.number:
        this.number(value as Numeric)
        return
      case TypeOrder.string:
        this.text(typeof value === 'string' ? value : (value as BSONSymbol).value)
        return
      case TypeOrder.object:
        for (const [name, field] of value as Doc) {
          this.byte(typeOrder(field))
          this.text(name)
          this.payload(typeOrder(field), field)
        }
        this.byte(0)
        return
      case TypeOrder.array:
        for (const element of value as Value[]) this.value(element)
        this.byte(0)
        return
      case TypeOrder.objectId: {
        const { id } = value as ObjectId
        this.ensure(12)
        this.buffer.set(id, this.position)
        this.position += 12
        return
      }
      case TypeOrder.bool:
        this.byte(value === true ? 1 : 0)
        return
      case TypeOrder.date: {
        const milliseconds = (value as Date).getTime()
        this.int64((Math.floor(milliseconds / 4_294_967_296) ^ 0x80000000) | 0, milliseconds | 0)
        return
      }
      default:
        this.rarePayload(order, value)
    }
  }

  private rarePayload(order: number, value: Value): void {
    switch (order) {
      case TypeOrder.binData:
        this.binary(value as Binary)
        return
      case TypeOrder.timestamp:
        this.int64((value as Timestamp).high, (value as Timestamp).low)
        return
      case TypeOrder.regex:
        this.text((value as BSONRegExp).pattern)
        this.text((value as BSONRegExp).options)
        return
      case TypeOrder.code:
      case TypeOrder.codeWithScope:
        this.text((value as Code).code)
        return
      default:
    }
  }

  startField(): void {
    this.fieldStart = this.position
  }

  /** Turns the order of the field round. */
  endField(descending: boolean): void {
    if (!descending) return
    for (let at = this.fieldStart; at < this.position; at++) this.buffer[at] = ~(this.buffer[at] ?? 0) & 0xff
  }

  bytes(): Buffer {
    return Buffer.from(this.buffer.subarray(0, this.position))
  }
}

const shared = new KeyWriter()

/** The ordered bytes of one value. */
export function encodeKey(value: Value | undefined): Buffer {
  shared.reset()
  shared.value(value)
  return shared.bytes()
}

/** The bytes of one index entry, and whether they had to be cut off. */
export interface EntryKey {
  bytes: Buffer
  truncated: boolean
}

/** Encodes the values of an index entry; what is too long for LMDB keeps its beginning and a hash. */
export function encodeEntry(
  values: readonly (Value | undefined)[],
  descending: readonly boolean[],
): EntryKey {
  shared.reset()
  values.forEach((value, at) => {
    shared.startField()
    shared.value(value)
    shared.endField(descending[at] === true)
  })
  if (shared.position <= MAX_KEY_BYTES) return { bytes: shared.bytes(), truncated: false }
  const whole = shared.bytes()
  const hash = createHash('sha256').update(whole).digest()
  return { bytes: Buffer.concat([whole.subarray(0, MAX_BOUND_BYTES), hash]), truncated: true }
}

/** Complements bytes: the same key in a descending field. */
export function complement(bytes: Uint8Array): Buffer {
  const result = Buffer.allocUnsafe(bytes.length)
  for (let at = 0; at < bytes.length; at++) result[at] = ~(bytes[at] ?? 0) & 0xff
  return result
}

/** The first key after all keys that begin with these bytes; undefined when there is none. */
export function successor(bytes: Uint8Array): Buffer | undefined {
  let length = bytes.length
  while (length > 0 && bytes[length - 1] === 0xff) length -= 1
  if (length === 0) return undefined
  const result = Buffer.from(bytes.subarray(0, length))
  result[length - 1] = (result[length - 1] ?? 0) + 1
  return result
}
