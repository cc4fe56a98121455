import { randomBytes } from 'node:crypto'

import { Double, Long } from 'bson'

import { type Doc, RawDoc, type Value, doc } from './bson/values.ts'
import { checkDocumentSize, encodeDocument } from './bson/encode.ts'
import { CommandError } from './errors.ts'

/** As MongoDB: a cursor that nobody asks for is forgotten after ten minutes. */
const IDLE_MILLISECONDS = 10 * 60 * 1000
const MAX_BATCH_BYTES = 16 * 1024 * 1024
const FIRST_BATCH = 101
const okay = new Double(1)

interface Cursor {
  namespace: string
  source: Iterator<Doc | RawDoc>
  /** Read, but too large for the batch before. */
  pending: RawDoc | undefined
  lastUsed: number
}

/** Cursors by id; they belong to no connection. */
export class CursorStore {
  private readonly cursors = new Map<string, Cursor>()

  /** Answers the first batch, and keeps the rest when there is any. */
  open(
    namespace: string,
    source: Iterable<Doc | RawDoc>,
    options: { batchSize?: number | undefined; single?: boolean },
  ): Doc {
    const cursor: Cursor = {
      namespace,
      source: source[Symbol.iterator](),
      pending: undefined,
      lastUsed: Date.now(),
    }
    const { batch, done } = take(cursor, options.batchSize ?? FIRST_BATCH)
    const id = done || options.single === true ? Long.ZERO : this.keep(cursor)
    if (done || options.single === true) cursor.source.return?.()
    return doc({ cursor: doc({ firstBatch: batch, id, ns: namespace }), ok: okay })
  }

  next(id: Long, namespace: string, batchSize: number | undefined): Doc {
    const cursor = this.cursors.get(id.toString())
    if (!cursor) throw new CommandError('CursorNotFound', `cursor id ${id.toString()} not found`)
    if (cursor.namespace !== namespace) {
      throw new CommandError(
        'Unauthorized',
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
      )
    }
    cursor.lastUsed = Date.now()
    let result: { batch: Value[]; done: boolean }
    try {
      result = take(cursor, batchSize === undefined || batchSize === 0 ? Number.POSITIVE_INFINITY : batchSize)
    } catch (error) {
      this.cursors.delete(id.toString())
      throw error
    }
    if (result.done) this.cursors.delete(id.toString())
    return doc({
      cursor: doc({ nextBatch: result.batch, id: result.done ? Long.ZERO : id, ns: namespace }),
      ok: okay,
    })
  }

  kill(id: Long): boolean {
    this.cursors.get(id.toString())?.source.return?.()
    return this.cursors.delete(id.toString())
  }

  /** Forgets the cursors that nobody has asked for in a long time. */
  sweep(now: number): void {
    for (const [id, cursor] of this.cursors)
      if (now - cursor.lastUsed > IDLE_MILLISECONDS) this.cursors.delete(id)
  }

  get size(): number {
    return this.cursors.size
  }

  clear(): void {
    this.cursors.clear()
  }

  private keep(cursor: Cursor): Long {
    for (;;) {
      const bytes = randomBytes(8)
      const id = new Long(bytes.readInt32LE(0), bytes.readInt32LE(4) & 0x7fffffff)
      if (id.isZero() || this.cursors.has(id.toString())) continue
      this.cursors.set(id.toString(), cursor)
      return id
    }
  }
}

function take(cursor: Cursor, most: number): { batch: Value[]; done: boolean } {
  const batch: Value[] = []
  let bytes = 0
  if (most === 0) return { batch, done: false }
  for (;;) {
    const next = cursor.pending ?? nextRaw(cursor)
    cursor.pending = undefined
    if (!next) return { batch, done: true }
    if (batch.length > 0 && bytes + next.bytes.length > MAX_BATCH_BYTES) {
      cursor.pending = next
      return { batch, done: false }
    }
    batch.push(next)
    bytes += next.bytes.length
    if (batch.length >= most) {
      // Looking one ahead saves the client a round trip that would bring nothing.
      cursor.pending = nextRaw(cursor)
      return { batch, done: cursor.pending === undefined }
    }
  }
}

function nextRaw(cursor: Cursor): RawDoc | undefined {
  const { done, value } = cursor.source.next()
  if (done === true) return undefined
  if (value instanceof RawDoc) return value
  const bytes = encodeDocument(value)
  checkDocumentSize(bytes.length)
  return new RawDoc(bytes)
}
