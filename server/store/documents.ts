import mongoose, { type Model } from 'mongoose'

/** Mongoose's own copy of the driver: its types and errors are those of our connections. */
const { ObjectId, MongoServerError } = mongoose.mongo

/**
 * How documents are keyed: ids are 24 hexadecimal digits as text, in `_id` as in every reference, just as they are
 * known outside. A malformed id from a client is therefore simply one that nothing has.
 */
export interface Keyed {
  _id: string
}

/** An entity as a document. */
export type DocumentOf<T extends { id: string }> = Omit<T, 'id'> & Keyed

/** A fresh id; ids made by one process rise. */
export function newId(): string {
  return new ObjectId().toHexString()
}

/** A document as the entity it stands for. */
export function toEntity<T extends Keyed>(document: T): Omit<T, '_id'> & { id: string } {
  const { _id, ...rest } = document
  return { id: _id, ...rest }
}

/** The entity of a document, if there is one. */
export function entityOrNull<T extends Keyed, E>(document: T | null, read: (document: T) => E): E | null {
  return document === null ? null : read(document)
}

/**
 * The driver's collection behind a model, for hot paths and for updates in stages: Mongoose's casting costs more
 * than such a write itself and does not know pipelines.
 */
export function nativeOf<T extends Keyed>(model: Model<T>): mongoose.mongo.Collection<T> {
  const { db } = model.db
  if (db === undefined) throw new Error('the store is not connected')
  return db.collection<T>(model.collection.collectionName)
}

/** MongoDB's code for a value that a unique index holds already. */
export const DUPLICATE_KEY = 11000

/** Whether a write failed because a unique index holds the value already. */
export function isDuplicateKey(error: unknown): boolean {
  return error instanceof MongoServerError && error.code === DUPLICATE_KEY
}

/**
 * Repeats an upsert that lost against another one of the same key: MongoDB lets one insert and refuses the other,
 * which then finds the document.
 */
export async function retryDuplicate<T>(upsert: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await upsert()
    } catch (error) {
      if (!isDuplicateKey(error) || attempt >= 5) throw error
    }
  }
}

/** What an upsert answers with. */
export function present<T>(document: T | null): T {
  if (document === null) throw new Error('the upsert answered without a document')
  return document
}

/** A key of a map in a document, safe within a path such as `windows.<key>.refusedAt`. */
export function pathKey(key: string): string {
  if (!/^[\w-]+$/.test(key)) throw new TypeError('not an id')
  return key
}

/** Text that must stand for itself in a regular expression. */
export function escapePattern(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}/-]/g, '\\$&')
}
