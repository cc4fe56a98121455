import type {
  BSONRegExp,
  BSONSymbol,
  Binary,
  Code,
  Decimal128,
  Double,
  Long,
  ObjectId,
  Timestamp,
} from 'bson'

import { CommandError } from '../errors.ts'
import { type Doc, type Value, RawDoc, isInt32, wrapperName } from './values.ts'

/** The most a stored document may weigh. */
export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024

/** A buffer that grows; documents are written into it back to front of nothing, so one is enough. */
class Writer {
  buffer = Buffer.allocUnsafe(16 * 1024)
  position = 0

  ensure(bytes: number): void {
    const needed = this.position + bytes
    if (needed <= this.buffer.length) return
    const bigger = Buffer.allocUnsafe(Math.max(needed, this.buffer.length * 2))
    this.buffer.copy(bigger, 0, 0, this.position)
    this.buffer = bigger
  }

  byte(value: number): void {
    this.ensure(1)
    this.buffer[this.position++] = value
  }

  int32(value: number): void {
    this.ensure(4)
    this.position = this.buffer.writeInt32LE(value, this.position)
  }

  double(value: number): void {
    this.ensure(8)
    this.position = this.buffer.writeDoubleLE(value, this.position)
  }

  bytes(value: Uint8Array): void {
    this.ensure(value.length)
    this.buffer.set(value, this.position)
    this.position += value.length
  }

  /** Text and its terminating zero. */
  text(value: string): void {
    this.ensure(value.length * 3 + 1)
    this.position += this.buffer.write(value, this.position, 'utf8')
    this.buffer[this.position++] = 0
  }

  name(value: string): void {
    if (value.includes('\0')) {
      throw new CommandError('BadValue', 'field names cannot contain a null byte')
    }
    this.text(value)
  }

  string(value: string): void {
    const start = this.position
    this.int32(0)
    this.text(value)
    this.buffer.writeInt32LE(this.position - start - 4, start)
  }

  long(value: { low: number; high: number }): void {
    this.int32(value.low)
    this.int32(value.high)
  }
}

function writeHeader(writer: Writer, type: number, name: string): void {
  writer.byte(type)
  writer.name(name)
}

function writeDocument(writer: Writer, document: Doc): void {
  const start = writer.position
  writer.int32(0)
  for (const [name, value] of document) writeElement(writer, name, value)
  writer.byte(0)
  writer.buffer.writeInt32LE(writer.position - start, start)
}

function writeArray(writer: Writer, values: readonly Value[]): void {
  const start = writer.position
  writer.int32(0)
  values.forEach((value, index) => writeElement(writer, String(index), value))
  writer.byte(0)
  writer.buffer.writeInt32LE(writer.position - start, start)
}

function writeNumber(writer: Writer, name: string, value: number): void {
  if (isInt32(value)) {
    writeHeader(writer, 0x10, name)
    writer.int32(value)
  } else {
    writeHeader(writer, 0x01, name)
    writer.double(value)
  }
}

function writeElement(writer: Writer, name: string, value: Value): void {
  if (typeof value === 'string') {
    writeHeader(writer, 0x02, name)
    writer.string(value)
  } else if (typeof value === 'number') writeNumber(writer, name, value)
  else if (typeof value === 'boolean') {
    writeHeader(writer, 0x08, name)
    writer.byte(value ? 1 : 0)
  } else if (value === null) writeHeader(writer, 0x0a, name)
  else if (value instanceof Map) {
    writeHeader(writer, 0x03, name)
    writeDocument(writer, value)
  } else if (value instanceof RawDoc) {
    writeHeader(writer, 0x03, name)
    writer.bytes(value.bytes)
  } else if (Array.isArray(value)) {
    writeHeader(writer, 0x04, name)
    writeArray(writer, value)
  } else if (value instanceof Date) {
    writeHeader(writer, 0x09, name)
    const milliseconds = value.getTime()
    writer.int32(milliseconds | 0)
    writer.int32(Math.floor(milliseconds / 4_294_967_296))
  } else writeWrapped(writer, name, value)
}

function writeWrapped(writer: Writer, name: string, value: Value): void {
  switch (wrapperName(value)) {
    case 'ObjectId':
      writeHeader(writer, 0x07, name)
      writer.bytes((value as ObjectId).id)
      return
    case 'Double':
      writeHeader(writer, 0x01, name)
      writer.double((value as Double).value)
      return
    case 'Long':
      writeHeader(writer, 0x12, name)
      writer.long(value as Long)
      return
    case 'Decimal128':
      writeHeader(writer, 0x13, name)
      writer.bytes((value as Decimal128).bytes)
      return
    case 'Timestamp':
      writeHeader(writer, 0x11, name)
      writer.long(value as Timestamp)
      return
    case 'Binary': {
      const binary = value as Binary
      writeHeader(writer, 0x05, name)
      writer.int32(binary.position)
      writer.byte(binary.sub_type)
      writer.bytes(binary.buffer.subarray(0, binary.position))
      return
    }
    case 'BSONRegExp': {
      const regex = value as BSONRegExp
      writeHeader(writer, 0x0b, name)
      writer.name(regex.pattern)
      writer.name(regex.options)
      return
    }
    case 'BSONSymbol':
      writeHeader(writer, 0x0e, name)
      writer.string((value as BSONSymbol).value)
      return
    case 'MinKey':
      writeHeader(writer, 0xff, name)
      return
    case 'MaxKey':
      writeHeader(writer, 0x7f, name)
      return
    case 'Code':
      writeCode(writer, name, value as Code)
      return
    default:
      throw new CommandError('InternalError', 'a value has no BSON type')
  }
}

function writeCode(writer: Writer, name: string, code: Code): void {
  if (!code.scope) {
    writeHeader(writer, 0x0d, name)
    writer.string(code.code)
    return
  }
  writeHeader(writer, 0x0f, name)
  const start = writer.position
  writer.int32(0)
  writer.string(code.code)
  writeDocument(writer, new Map(Object.entries(code.scope as Record<string, Value>)))
  writer.buffer.writeInt32LE(writer.position - start, start)
}

/** One writer for all: encoding never yields, so it cannot be entered twice. */
const shared = new Writer()

/** Encodes a document into bytes of its own. */
export function encodeDocument(document: Doc): Buffer {
  shared.position = 0
  // A rare huge document must not keep its memory for good.
  if (shared.buffer.length > 4 * MAX_DOCUMENT_BYTES) shared.buffer = Buffer.allocUnsafe(16 * 1024)
  writeDocument(shared, document)
  return Buffer.from(shared.buffer.subarray(0, shared.position))
}

/** Encodes a document for storage, refusing what MongoDB would refuse for its size. */
export function encodeForStorage(document: Doc): Buffer {
  const bytes = encodeDocument(document)
  checkDocumentSize(bytes.length)
  return bytes
}

export function checkDocumentSize(bytes: number): void {
  if (bytes > MAX_DOCUMENT_BYTES) {
    throw new CommandError(
      'BSONObjectTooLarge',
      `BSONObj size: ${bytes} (0x${bytes.toString(16).toUpperCase()}) is invalid. Size must be between 0 and ${MAX_DOCUMENT_BYTES}(16MB)`,
    )
  }
}
