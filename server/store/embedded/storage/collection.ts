import { CommandError } from '../errors.ts'
import { formatKeyDocument } from '../bson/format.ts'
import { decodeDocument } from '../bson/decode.ts'
import { type Doc, type Value, doc, isDoc } from '../bson/values.ts'
import type { Index, IndexEntries } from './index-definition.ts'
import { successor } from './index-keys.ts'
import {
  type KeyRange,
  type Storage,
  clearRange,
  documentKey,
  idBytes,
  rangeOf,
  recordOf,
  walk,
} from './storage.ts'

const EMPTY = Buffer.alloc(0)

/** A unique index already has an entry for the document's key. */
export class DuplicateKeyError extends CommandError {
  readonly keyPattern: Doc
  readonly keyValue: Doc

  constructor(namespace: string, index: Index, keyValue: Doc) {
    const shown = formatKeyDocument(keyValue)
    super(
      'DuplicateKey',
      `E11000 duplicate key error collection: ${namespace} index: ${index.spec.name} dup key: ${shown}`,
    )
    this.keyPattern = index.spec.key
    this.keyValue = keyValue
  }
}

interface Change {
  index: Index
  added: Buffer[]
  removed: Buffer[]
  entries: IndexEntries
}

/** One collection: documents by record number, and every index kept in step with them. */
export class Collection {
  readonly id: number
  readonly namespace: string
  readonly uuid: Buffer
  readonly options: Doc
  indexes: Index[]
  dropped = false
  private nextRecord = 0
  private readonly storage: Storage
  /** Told when an index learns something about its contents that has to be remembered. */
  private readonly onIndexChanged: (collection: Collection) => void

  constructor(
    storage: Storage,
    identity: { id: number; namespace: string; uuid: Buffer; options: Doc },
    indexes: Index[],
    onIndexChanged: (collection: Collection) => void,
  ) {
    this.storage = storage
    this.id = identity.id
    this.namespace = identity.namespace
    this.uuid = identity.uuid
    this.options = identity.options
    this.indexes = indexes
    this.onIndexChanged = onIndexChanged
  }

  get range(): KeyRange {
    return rangeOf(this.id)
  }

  read(record: number): Buffer | undefined {
    return this.storage.documents.getBinary(documentKey(this.id, record))
  }

  /** The record with the given `_id`. */
  findById(id: Value): number | undefined {
    const index = this.indexes[0]
    const key = index?.entriesOf(doc({ _id: id })).keys[0]
    if (!index || !key) return undefined
    return this.storage.entries.getBinary(Buffer.concat([idBytes(index.id), key]))?.readUIntBE(0, 6)
  }

  /** Stores a new document, whose bytes must begin with `_id`. */
  insert(document: Doc, bytes: Buffer): void {
    const changes = this.indexes.map((index) => this.change(index, undefined, document))
    this.checkUnique(changes, document, undefined)
    const record = this.takeRecord()
    this.storage.documents.putSync(documentKey(this.id, record), bytes)
    for (const change of changes) this.apply(change, record)
  }

  /** Replaces a document; `touched` names the top-level fields that differ, all when undefined. */
  update(
    record: number,
    states: { before: Doc; after: Doc; bytes: Buffer },
    touched?: ReadonlySet<string>,
  ): void {
    const differing = touched && differingOf(touched, states)
    const affected = differing
      ? this.indexes.filter((index) => intersects(index.dependsOn, differing))
      : this.indexes
    const changes = affected.map((index) => this.change(index, states.before, states.after))
    this.checkUnique(changes, states.after, record)
    this.storage.documents.putSync(documentKey(this.id, record), states.bytes)
    for (const change of changes) this.apply(change, record)
  }

  delete(record: number, document: Doc): void {
    for (const index of this.indexes) this.apply(this.change(index, document, undefined), record)
    this.storage.documents.removeSync(documentKey(this.id, record))
  }

  /** Fills a new index; refuses when the documents that are there violate it. */
  build(index: Index): void {
    for (const { key, value } of walk(this.storage.documents, this.range, false)) {
      const document = decodeDocument(value)
      const change = this.change(index, undefined, document)
      this.checkUnique([change], document, undefined)
      this.apply(change, recordOf(key))
    }
  }

  clearIndex(index: Index): void {
    clearRange(this.storage.entries, rangeOf(index.id))
  }

  /** Removes all documents and all index entries. */
  clear(): void {
    clearRange(this.storage.documents, this.range)
    for (const index of this.indexes) this.clearIndex(index)
  }

  private takeRecord(): number {
    if (this.nextRecord === 0) {
      const { documents } = this.storage
      const [last] = documents.getKeys({
        start: this.range.end,
        end: this.range.start,
        reverse: true,
        limit: 1,
      })
      this.nextRecord = last ? recordOf(Buffer.from(last)) + 1 : 1
    }
    return this.nextRecord++
  }

  private change(index: Index, before: Doc | undefined, after: Doc | undefined): Change {
    const entries = after ? index.entriesOf(after) : { keys: [], multikey: [], truncated: false }
    const old = before ? index.entriesOf(before).keys : []
    if (old.length === 0) return { index, added: entries.keys, removed: [], entries }
    const added = entries.keys.filter((key) => !old.some((other) => other.equals(key)))
    const removed = old.filter((key) => !entries.keys.some((other) => other.equals(key)))
    return { index, added, removed, entries }
  }

  /** Looks at every unique index before anything is written, so that a refused write leaves no trace. */
  private checkUnique(changes: readonly Change[], document: Doc, record: number | undefined): void {
    for (const { index, added } of changes) {
      if (!index.spec.unique) continue
      for (const key of added) {
        const owner = this.storage.entries.getBinary(Buffer.concat([idBytes(index.id), key]))
        if (owner && owner.readUIntBE(0, 6) !== record) {
          throw new DuplicateKeyError(this.namespace, index, keyValueOf(index, document))
        }
      }
    }
  }

  private apply({ index, added, removed, entries }: Change, record: number): void {
    const { entries: space } = this.storage
    const prefix = idBytes(index.id)
    const suffix = Buffer.allocUnsafe(6)
    suffix.writeUIntBE(record, 0, 6)
    // A unique index has one record per key, so the record is the value; others have it at the key's end.
    if (index.spec.unique) {
      for (const key of removed) space.removeSync(Buffer.concat([prefix, key]))
      for (const key of added) space.putSync(Buffer.concat([prefix, key]), suffix)
    } else {
      for (const key of removed) space.removeSync(Buffer.concat([prefix, key, suffix]))
      for (const key of added) space.putSync(Buffer.concat([prefix, key, suffix]), EMPTY)
    }
    this.learn(index, entries)
  }

  private learn(index: Index, entries: IndexEntries): void {
    const news = entries.multikey.some((multikey, field) => multikey && index.multikey[field] !== true)
    if (!news && !(entries.truncated && !index.truncated)) return
    index.multikey = index.multikey.map((known, field) => known || entries.multikey[field] === true)
    index.truncated ||= entries.truncated
    this.onIndexChanged(this)
  }
}

/** Those of the touched fields that hold something else afterwards: most of what an update sets was so before. */
function differingOf(
  touched: ReadonlySet<string>,
  { before, after }: { before: Doc; after: Doc },
): ReadonlySet<string> {
  const differing = new Set<string>()
  for (const field of touched) if (!isSame(before.get(field), after.get(field))) differing.add(field)
  return differing
}

/** Whether two values are the same down to their types; in doubt they are not. */
function isSame(a: Value | undefined, b: Value | undefined): boolean {
  if (a === b) return !(a === 0 && 1 / Number(a) !== 1 / Number(b))
  if (a instanceof Date) return b instanceof Date && a.getTime() === b.getTime()
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((element, at) => isSame(element, b[at]))
  }
  if (!isDoc(a) || !isDoc(b) || a.size !== b.size) return false
  const names = b.keys()
  for (const [name, value] of a) {
    if (names.next().value !== name || !isSame(value, b.get(name))) return false
  }
  return true
}

function intersects(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const entry of b) if (a.has(entry)) return true
  return false
}

function keyValueOf(index: Index, document: Doc): Doc {
  const result: Doc = new Map()
  index.steps.forEach((steps, field) => {
    let value: Value | undefined = document
    for (const step of steps) value = value instanceof Map ? value.get(step) : undefined
    result.set(index.paths[field] ?? '', value ?? null)
  })
  return result
}

/** The record number in an index entry. */
export function recordOfEntry(index: Index, key: Buffer, value: Buffer): number {
  return index.spec.unique ? value.readUIntBE(0, 6) : key.readUIntBE(key.length - 6, 6)
}

/** The keys of an index that begin with these bytes. */
export function prefixRange(index: Index, prefix: Uint8Array): KeyRange {
  const start = Buffer.concat([idBytes(index.id), prefix])
  return { start, end: successor(start) ?? idBytes(index.id + 1) }
}
