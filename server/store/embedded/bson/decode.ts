import {
  BSONRegExp,
  BSONSymbol,
  Binary,
  Code,
  Decimal128,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson'

import { CommandError } from '../errors.ts'
import { type Doc, type Value, double } from './values.ts'

const MAX_DEPTH = 200

function invalid(what: string): never {
  throw new CommandError('InvalidBSON', `invalid BSON: ${what}`)
}

/** Reads BSON with every length checked, because the bytes come from outside. */
class Reader {
  readonly buffer: Buffer
  position: number
  depth = 0

  constructor(buffer: Buffer, position: number) {
    this.buffer = buffer
    this.position = position
  }

  /** Enters a document and answers where it ends. */
  enter(limit: number): number {
    const { buffer, position } = this
    if (position + 5 > limit) invalid('document is cut off')
    const size = buffer.readInt32LE(position)
    if (size < 5 || size > limit - position) invalid('document length is wrong')
    if (buffer[position + size - 1] !== 0) invalid('document is not terminated')
    if (++this.depth > MAX_DEPTH) invalid(`nesting is deeper than ${MAX_DEPTH}`)
    this.position = position + 4
    return position + size
  }

  leave(end: number): void {
    if (this.position !== end) invalid('document length is wrong')
    this.depth -= 1
  }

  cstring(limit: number): string {
    const { buffer, position } = this
    const end = buffer.indexOf(0, position)
    if (end < 0 || end >= limit) invalid('name is not terminated')
    this.position = end + 1
    // Short ASCII names are by far the most common, and building them by hand beats a call into C++.
    if (end - position < 20) {
      let text = ''
      for (let at = position; at < end; at++) {
        const byte = buffer[at] ?? 0
        if (byte > 127) return buffer.toString('utf8', position, end)
        text += String.fromCharCode(byte)
      }
      return text
    }
    return buffer.toString('utf8', position, end)
  }

  string(limit: number): string {
    const size = this.size(limit, 1)
    const start = this.position
    const end = start + size - 1
    if (this.buffer[end] !== 0) invalid('string is not terminated')
    this.position = end + 1
    return this.buffer.toString('utf8', start, end)
  }

  /** Reads a length prefix that must fit what is left. */
  size(limit: number, least: number): number {
    this.need(4, limit)
    const size = this.buffer.readInt32LE(this.position)
    this.position += 4
    if (size < least || size > limit - this.position) invalid('length is wrong')
    return size
  }

  need(bytes: number, limit: number): void {
    if (this.position + bytes > limit) invalid('value is cut off')
  }

  take(bytes: number, limit: number): number {
    this.need(bytes, limit)
    const start = this.position
    this.position = start + bytes
    return start
  }
}

function readDocument(reader: Reader, limit: number): Doc {
  const end = reader.enter(limit)
  const result: Doc = new Map()
  while (reader.position < end - 1) {
    const type = reader.buffer[reader.position++] ?? 0
    const name = reader.cstring(end)
    result.set(name, readValue(reader, type, end))
  }
  reader.position += 1
  reader.leave(end)
  return result
}

function readArray(reader: Reader, limit: number): Value[] {
  const end = reader.enter(limit)
  const result: Value[] = []
  while (reader.position < end - 1) {
    const type = reader.buffer[reader.position++] ?? 0
    const zero = reader.buffer.indexOf(0, reader.position)
    if (zero < 0 || zero >= end) invalid('name is not terminated')
    reader.position = zero + 1
    result.push(readValue(reader, type, end))
  }
  reader.position += 1
  reader.leave(end)
  return result
}

function readLong(reader: Reader, limit: number): Long {
  const at = reader.take(8, limit)
  return new Long(reader.buffer.readInt32LE(at), reader.buffer.readInt32LE(at + 4))
}

function readDate(reader: Reader, limit: number): Date {
  const at = reader.take(8, limit)
  const milliseconds = reader.buffer.readInt32LE(at + 4) * 4_294_967_296 + reader.buffer.readUInt32LE(at)
  const date = new Date(milliseconds)
  if (Number.isNaN(date.getTime())) invalid('date is out of range')
  return date
}

function readBinary(reader: Reader, limit: number): Binary {
  const size = reader.size(limit, 0)
  reader.need(size + 1, limit)
  const subtype = reader.buffer[reader.position] ?? 0
  const start = reader.position + 1
  reader.position = start + size
  return new Binary(Buffer.from(reader.buffer.subarray(start, start + size)), subtype)
}

function readCodeWithScope(reader: Reader, limit: number): Value {
  const end = reader.position + reader.size(limit, 10)
  const source = reader.string(end)
  const scope = readDocument(reader, end)
  if (reader.position !== end) invalid('code is cut off')
  return new Code(source, Object.fromEntries(scope))
}

function readValue(reader: Reader, type: number, limit: number): Value {
  const { buffer } = reader
  switch (type) {
    case 0x01:
      return double(buffer.readDoubleLE(reader.take(8, limit)))
    case 0x02:
      return reader.string(limit)
    case 0x03:
      return readDocument(reader, limit)
    case 0x04:
      return readArray(reader, limit)
    case 0x05:
      return readBinary(reader, limit)
    case 0x07: {
      const at = reader.take(12, limit)
      return new ObjectId(Buffer.from(buffer.subarray(at, at + 12)))
    }
    case 0x08:
      return buffer[reader.take(1, limit)] === 1
    case 0x09:
      return readDate(reader, limit)
    // BSON's own "undefined" is deprecated and behaves like null.
    case 0x06:
    case 0x0a:
      return null
    case 0x10:
      return buffer.readInt32LE(reader.take(4, limit))
    case 0x12:
      return readLong(reader, limit)
    default:
      return readRareValue(reader, type, limit)
  }
}

function readRareValue(reader: Reader, type: number, limit: number): Value {
  const { buffer } = reader
  switch (type) {
    case 0x0b:
      return new BSONRegExp(reader.cstring(limit), reader.cstring(limit))
    case 0x0d:
      return new Code(reader.string(limit))
    case 0x0e:
      return new BSONSymbol(reader.string(limit))
    case 0x0f:
      return readCodeWithScope(reader, limit)
    case 0x11: {
      const at = reader.take(8, limit)
      return new Timestamp({ t: buffer.readUInt32LE(at + 4), i: buffer.readUInt32LE(at) })
    }
    case 0x13: {
      const at = reader.take(16, limit)
      return new Decimal128(Buffer.from(buffer.subarray(at, at + 16)))
    }
    case 0x7f:
      return new MaxKey()
    case 0xff:
      return new MinKey()
    default:
      return invalid(`type 0x${type.toString(16)} is not supported`)
  }
}

/** Decodes one document, which must fill the buffer from `offset` as its length says. */
export function decodeDocument(buffer: Buffer, offset = 0): Doc {
  return readDocument(new Reader(buffer, offset), buffer.length)
}

const FIXED_SIZES: Record<number, number> = {
  0x01: 8,
  0x06: 0,
  0x07: 12,
  0x08: 1,
  0x09: 8,
  0x0a: 0,
  0x10: 4,
  0x11: 8,
  0x12: 8,
  0x13: 16,
  0x7f: 0,
  0xff: 0,
}

function skipValue(reader: Reader, type: number, limit: number): void {
  const fixed = FIXED_SIZES[type]
  if (fixed !== undefined) {
    reader.take(fixed, limit)
    return
  }
  switch (type) {
    case 0x02:
    case 0x0d:
    case 0x0e:
      reader.take(reader.size(limit, 1), limit)
      return
    case 0x05:
      reader.take(reader.size(limit, 0) + 1, limit)
      return
    case 0x03:
    case 0x04:
    case 0x0f:
      reader.need(4, limit)
      reader.take(Math.max(5, reader.buffer.readInt32LE(reader.position)), limit)
      return
    default:
      readValue(reader, type, limit)
  }
}

/**
 * Decodes only the named top-level fields. Deciding whether a document matches a filter rarely needs more
 * than a few of them, and skipping costs a fraction of decoding.
 */
export function decodeFields(buffer: Buffer, wanted: ReadonlySet<string>): Doc {
  const reader = new Reader(buffer, 0)
  const end = reader.enter(buffer.length)
  const result: Doc = new Map()
  while (reader.position < end - 1) {
    const type = buffer[reader.position++] ?? 0
    const name = reader.cstring(end)
    if (wanted.has(name)) {
      result.set(name, readValue(reader, type, end))
      if (result.size === wanted.size) break
    } else {
      skipValue(reader, type, end)
    }
  }
  return result
}
