import { decodeDocument } from '../bson/decode.ts'
import { encodeDocument } from '../bson/encode.ts'
import { type Doc, RawDoc } from '../bson/values.ts'
import { CommandError } from '../errors.ts'

/** The most a message may weigh. */
export const MAX_MESSAGE_BYTES = 48_000_000

const HEADER_BYTES = 16
const OpCode = { reply: 1, query: 2004, message: 2013 } as const
const Flag = { checksumPresent: 1, moreToCome: 2, exhaustAllowed: 1 << 16 } as const
/** Unknown flags among the lower sixteen must be refused. */
const KNOWN_REQUIRED_FLAGS = Flag.checksumPresent | Flag.moreToCome

/** One command as it came over the wire. */
export interface Request {
  id: number
  command: Doc
  /** The client waits for no answer. */
  fireAndForget: boolean
  /** Whether it came as OP_QUERY, which is answered by OP_REPLY. */
  legacy: boolean
}

/** Bytes that are no message; the connection cannot go on after them. */
export class ProtocolError extends Error {}

/** Cuts the stream of a connection into messages. */
export class MessageReader {
  private chunks: Buffer[] = []
  private buffered = 0

  /** Takes what came in and answers the messages that are complete now. */
  push(chunk: Buffer): Buffer[] {
    this.chunks.push(chunk)
    this.buffered += chunk.length
    const messages: Buffer[] = []
    for (;;) {
      const size = this.nextSize()
      if (size === undefined || this.buffered < size) return messages
      const whole = this.chunks.length === 1 ? this.chunks[0] : Buffer.concat(this.chunks)
      if (!whole) return messages
      messages.push(whole.subarray(0, size))
      const rest = whole.subarray(size)
      this.chunks = rest.length > 0 ? [rest] : []
      this.buffered = rest.length
    }
  }

  private nextSize(): number | undefined {
    if (this.buffered < 4) return undefined
    let [first] = this.chunks
    if (first && first.length < 4) {
      first = Buffer.concat(this.chunks)
      this.chunks = [first]
    }
    const size = first?.readInt32LE(0) ?? 0
    if (size < HEADER_BYTES || size > MAX_MESSAGE_BYTES)
      throw new ProtocolError(`message length ${size} is not possible`)
    return size
  }
}

/** Reads a message; `undefined` where a broken body can still be answered, with the error to answer. */
export function parseRequest(message: Buffer): Request | { id: number; error: CommandError } {
  const id = message.readInt32LE(4)
  const opCode = message.readInt32LE(12)
  try {
    if (opCode === OpCode.message) return parseMessage(id, message)
    if (opCode === OpCode.query) return parseQuery(id, message)
  } catch (error) {
    if (error instanceof CommandError) return { id, error }
    throw error
  }
  throw new ProtocolError(`operation ${opCode} is not supported`)
}

function parseMessage(id: number, message: Buffer): Request {
  if (message.length < HEADER_BYTES + 5) throw new ProtocolError('message is cut off')
  const flags = message.readUInt32LE(HEADER_BYTES)
  if ((flags & 0xffff & ~KNOWN_REQUIRED_FLAGS) !== 0) throw new ProtocolError('message has unknown flags')
  const end = message.length - (flags & Flag.checksumPresent ? 4 : 0)
  let at = HEADER_BYTES + 4
  let command: Doc | undefined
  const sequences: [string, RawDoc[]][] = []
  while (at < end) {
    const kind = message[at]
    const size = sectionSize(message, at + 1, end)
    if (kind === 0) {
      if (command) throw new ProtocolError('message has two bodies')
      command = decodeDocument(message.subarray(at + 1, at + 1 + size))
    } else if (kind === 1) sequences.push(parseSequence(message.subarray(at + 1, at + 1 + size)))
    else throw new ProtocolError(`section kind ${String(kind)} is not supported`)
    at += 1 + size
  }
  if (!command) throw new ProtocolError('message has no body')
  for (const [name, documents] of sequences) {
    if (command.has(name)) throw new ProtocolError(`${name} is given twice`)
    command.set(name, documents)
  }
  return { id, command, fireAndForget: (flags & Flag.moreToCome) !== 0, legacy: false }
}

function sectionSize(message: Buffer, at: number, end: number): number {
  if (at + 4 > end) throw new ProtocolError('section is cut off')
  const size = message.readInt32LE(at)
  if (size < 5 || at + size > end) throw new ProtocolError('section length is wrong')
  return size
}

function parseSequence(section: Buffer): [string, RawDoc[]] {
  const zero = section.indexOf(0, 4)
  if (zero < 0) throw new ProtocolError('section has no name')
  const documents: RawDoc[] = []
  let at = zero + 1
  while (at < section.length) {
    const size = sectionSize(section, at, section.length)
    documents.push(new RawDoc(section.subarray(at, at + size)))
    at += size
  }
  return [section.toString('utf8', 4, zero), documents]
}

function parseQuery(id: number, message: Buffer): Request {
  const zero = message.indexOf(0, HEADER_BYTES + 4)
  if (zero < 0 || zero + 9 + 5 > message.length) throw new ProtocolError('query is cut off')
  const namespace = message.toString('utf8', HEADER_BYTES + 4, zero)
  if (!namespace.endsWith('.$cmd')) throw new ProtocolError('only commands can be sent as OP_QUERY')
  const command = decodeDocument(message.subarray(zero + 9))
  command.set('$db', namespace.slice(0, -'.$cmd'.length))
  return { id, command, fireAndForget: false, legacy: true }
}

let lastRequestId = 0

/** Encodes an answer. */
export function encodeReply(request: { id: number; legacy: boolean }, reply: Doc): Buffer {
  const body = encodeDocument(reply)
  const extra = request.legacy ? 20 : 5
  const header = Buffer.alloc(HEADER_BYTES + extra)
  header.writeInt32LE(header.length + body.length, 0)
  lastRequestId = (lastRequestId + 1) & 0x7fffffff
  header.writeInt32LE(lastRequestId, 4)
  header.writeInt32LE(request.id, 8)
  header.writeInt32LE(request.legacy ? OpCode.reply : OpCode.message, 12)
  // OP_REPLY: flags (await capable), cursor, position, one document. OP_MSG: no flags, section kind 0.
  if (request.legacy) {
    header.writeInt32LE(8, HEADER_BYTES)
    header.writeInt32LE(1, HEADER_BYTES + 16)
  }
  return Buffer.concat([header, body])
}
