import { randomBytes } from 'node:crypto'

import { Binary } from 'bson'

import { decodeDocument } from '../bson/decode.ts'
import { encodeDocument } from '../bson/encode.ts'
import { type Doc, type Value, doc, isBinary, isDoc } from '../bson/values.ts'
import { CommandError } from '../errors.ts'
import { Collection } from './collection.ts'
import { Index, type IndexSpec, idIndexSpec, parseIndexSpec } from './index-definition.ts'
import type { Storage } from './storage.ts'

const SEQUENCE_KEY = Buffer.from('sequence')
const COLLECTION_PREFIX = 'collection:'

/** Knows all collections and their indexes; every change is written in the transaction of its command. */
export class Catalog {
  private readonly storage: Storage
  private readonly collections = new Map<string, Collection>()
  private sequence = 1

  constructor(storage: Storage) {
    this.storage = storage
    this.reload()
  }

  /** Reads everything anew: at the start, and after a transaction that was given up. */
  reload(): void {
    for (const collection of this.collections.values()) collection.dropped = true
    this.collections.clear()
    this.sequence = this.storage.catalog.getBinary(SEQUENCE_KEY)?.readUInt32BE(0) ?? 1
    const start = Buffer.from(COLLECTION_PREFIX)
    const end = Buffer.from(`${COLLECTION_PREFIX.slice(0, -1)};`)
    for (const { key, value } of this.storage.catalog.getRange({ start, end })) {
      const namespace = Buffer.from(key).toString('utf8').slice(COLLECTION_PREFIX.length)
      this.collections.set(namespace, this.load(namespace, decodeDocument(value)))
    }
  }

  find(namespace: string): Collection | undefined {
    return this.collections.get(namespace)
  }

  /** The collections of one database, or of all, by name. */
  list(database?: string): Collection[] {
    const prefix = `${database ?? ''}.`
    return [...this.collections.values()]
      .filter(({ namespace }) => database === undefined || namespace.startsWith(prefix))
      .sort((a, b) => (a.namespace < b.namespace ? -1 : 1))
  }

  /** Finds a collection, or creates it as the first write into it does. */
  open(namespace: string): Collection {
    return this.collections.get(namespace) ?? this.create(namespace, new Map())
  }

  create(namespace: string, options: Doc): Collection {
    checkNamespace(namespace)
    const identity = { id: this.nextId(), namespace, uuid: randomBytes(16), options }
    const collection = this.build(identity, [new Index(this.nextId(), idIndexSpec())])
    this.collections.set(namespace, collection)
    this.save(collection)
    return collection
  }

  drop(collection: Collection): void {
    collection.clear()
    collection.dropped = true
    this.collections.delete(collection.namespace)
    this.storage.catalog.removeSync(Buffer.from(COLLECTION_PREFIX + collection.namespace))
  }

  addIndex(collection: Collection, spec: IndexSpec): void {
    const index = new Index(this.nextId(), spec)
    try {
      collection.build(index)
    } catch (error) {
      // What was refused half-way leaves no entries behind.
      collection.clearIndex(index)
      throw error
    }
    collection.indexes = [...collection.indexes, index]
    this.save(collection)
  }

  dropIndex(collection: Collection, index: Index): void {
    collection.clearIndex(index)
    collection.indexes = collection.indexes.filter((other) => other !== index)
    this.save(collection)
  }

  /** Puts a changed specification in the place of an index's old one. */
  replaceSpec(collection: Collection, index: Index, spec: IndexSpec): void {
    const changed = new Index(index.id, spec, index.multikey, index.truncated)
    collection.indexes = collection.indexes.map((other) => (other === index ? changed : other))
    this.save(collection)
  }

  private nextId(): number {
    const id = this.sequence++
    const bytes = Buffer.allocUnsafe(4)
    bytes.writeUInt32BE(this.sequence)
    this.storage.catalog.putSync(SEQUENCE_KEY, bytes)
    return id
  }

  private build(
    identity: { id: number; namespace: string; uuid: Buffer; options: Doc },
    indexes: Index[],
  ): Collection {
    return new Collection(this.storage, identity, indexes, (collection) => this.save(collection))
  }

  private save(collection: Collection): void {
    const indexes = collection.indexes.map((index) =>
      doc({ id: index.id, spec: index.spec.document, multikey: index.multikey, truncated: index.truncated }),
    )
    const { id, uuid, options, namespace } = collection
    const document = doc({ id, uuid: new Binary(uuid, 4), options, indexes })
    this.storage.catalog.putSync(Buffer.from(COLLECTION_PREFIX + namespace), encodeDocument(document))
  }

  private load(namespace: string, document: Doc): Collection {
    const uuid = document.get('uuid')
    const options = document.get('options')
    const stored = document.get('indexes')
    const indexes = (Array.isArray(stored) ? stored : []).filter(isDoc).map(loadIndex)
    const bytes = isBinary(uuid) ? Buffer.from(uuid.buffer) : randomBytes(16)
    const identity = {
      id: Number(document.get('id')),
      namespace,
      uuid: bytes,
      options: isDoc(options) ? options : new Map<string, Value>(),
    }
    return this.build(identity, indexes)
  }
}

function loadIndex(document: Doc): Index {
  const spec = document.get('spec')
  const multikey = document.get('multikey')
  if (!isDoc(spec) || !Array.isArray(multikey)) throw new Error('the catalogue is damaged')
  const flags = multikey.map((flag) => flag === true)
  return new Index(
    Number(document.get('id')),
    parseIndexSpec(spec),
    flags,
    document.get('truncated') === true,
  )
}

function checkNamespace(namespace: string): void {
  const dot = namespace.indexOf('.')
  const [database, name] = [namespace.slice(0, dot), namespace.slice(dot + 1)]
  if (dot <= 0 || name === '' || name.startsWith('.') || name.endsWith('.')) {
    throw new CommandError('InvalidNamespace', `Invalid namespace specified '${namespace}'`)
  }
  if (/[/\\. "$*<>:|?\0]/.test(database) || Buffer.byteLength(database) > 63) {
    throw new CommandError('InvalidNamespace', `Invalid database name: '${database}'`)
  }
  if (/[$\0]/.test(name) || Buffer.byteLength(namespace) > 255) {
    throw new CommandError('InvalidNamespace', `Invalid collection name: ${name}`)
  }
}
