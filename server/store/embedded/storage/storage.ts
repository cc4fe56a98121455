import { type Database, type RootDatabase, open } from 'lmdb'

/** Commit without waiting for the disk (LMDB's MDB_NOSYNC). */
const NO_SYNC = 0x10000

/** Commit when the data is on the disk, without waiting for the page that points to it as well (MDB_NOMETASYNC). */
const NO_META_SYNC = 0x40000

/**
 * `disk`: a write is acknowledged when its data is on the disk (the default). It outlives `kill -9` and a crash of
 * the machine, except that a power cut may undo the very last commit; the store is never damaged by one.
 * `process`: it is acknowledged when the operating system has it, so it outlives `kill -9` only.
 */
export type Durability = 'disk' | 'process'

/** One ordered key space of the store. */
export type Space = Database<Buffer, Uint8Array>

/** A range of keys: from `start` up to and without `end`. */
export interface KeyRange {
  start: Uint8Array
  end: Uint8Array
}

export interface Entry {
  key: Buffer
  value: Buffer
}

/** Holds documents, index entries and the catalogue in LMDB. */
export class Storage {
  readonly documents: Space
  readonly entries: Space
  readonly catalog: Space
  private readonly root: RootDatabase<Buffer, Uint8Array>
  private readonly flags: number

  constructor(path: string, durability: Durability) {
    const space = { keyEncoding: 'binary', encoding: 'binary' } as const
    // Without overlapping sync a commit is on the disk when it returns, which makes acknowledging simple.
    this.root = open<Buffer, Uint8Array>({
      path,
      ...space,
      maxDbs: 4,
      overlappingSync: false,
      noMemInit: true,
    })
    this.documents = this.root.openDB('documents', space)
    this.entries = this.root.openDB('entries', space)
    this.catalog = this.root.openDB('catalog', space)
    this.flags = durability === 'process' ? NO_SYNC : NO_META_SYNC
  }

  /** Runs everything in one transaction: all of it is kept when this returns, nothing when it throws. */
  transaction(work: () => void): void {
    this.root.transactionSync(work, this.flags)
  }

  /** Within a transaction: work of which either all is kept or, when it throws, nothing. */
  atomically(work: () => void): void {
    // The types promise a promise; work that is not asynchronous is done when this returns.
    void this.root.childTransaction(work)
  }

  async close(): Promise<void> {
    // A last transaction that does wait for the disk.
    this.root.transactionSync(() => undefined)
    await this.root.close()
  }
}

const FIRST_CHUNK = 16
const LARGEST_CHUNK = 2048

/**
 * Walks a range in chunks, beginning small because most readers stop early. Nothing is held open between
 * chunks, so a reader may pause for as long as it likes and simply sees what is there when it goes on.
 */
export function* walk(space: Space, range: KeyRange, reverse: boolean): Generator<Entry> {
  let { start, end } = range
  let limit = FIRST_CHUNK
  let excludeFirst = false
  for (;;) {
    const options = reverse
      ? { start: end, end: start, reverse, limit, exclusiveStart: true, inclusiveEnd: true }
      : { start, end, limit, exclusiveStart: excludeFirst }
    const chunk = Array.from(space.getRange(options)) as unknown as Entry[]
    yield* chunk
    const last = chunk.at(-1)
    if (chunk.length < limit || last === undefined) return
    if (reverse) end = last.key
    else start = last.key
    excludeFirst = true
    limit = Math.min(limit * 4, LARGEST_CHUNK)
  }
}

/** How many keys a range holds. */
export function countKeys(space: Space, range: KeyRange): number {
  return space.getKeysCount({ start: range.start, end: range.end })
}

/** Removes every key of a range; within a transaction. */
export function clearRange(space: Space, range: KeyRange): void {
  for (;;) {
    const keys = Array.from(space.getKeys({ start: range.start, end: range.end, limit: 5000 }))
    for (const key of keys) space.removeSync(key)
    if (keys.length < 5000) return
  }
}

/** All keys that begin with a number: one collection or one index. */
export function rangeOf(id: number): KeyRange {
  return { start: idBytes(id), end: idBytes(id + 1) }
}

export function idBytes(id: number): Buffer {
  const key = Buffer.allocUnsafe(4)
  key.writeUInt32BE(id)
  return key
}

/** Where a document lives: its collection and its record number, which grows with every insertion. */
export function documentKey(collection: number, record: number): Buffer {
  const key = Buffer.allocUnsafe(10)
  key.writeUInt32BE(collection)
  key.writeUIntBE(record, 4, 6)
  return key
}

export function recordOf(documentKeyBytes: Buffer): number {
  return documentKeyBytes.readUIntBE(4, 6)
}
