import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import mongoose from 'mongoose'

import {
  type EmbeddedStore,
  type EmbeddedStoreOptions,
  startEmbeddedStore,
} from '../../../server/store/embedded/index.ts'

export const { MongoClient } = mongoose.mongo

export type Client = mongoose.mongo.MongoClient
export type Db = mongoose.mongo.Db
export type Document = mongoose.mongo.Document
export type Collection = mongoose.mongo.Collection<Document>

/** A store of its own with a client; everything is gone after `stop`. */
export interface TestStore {
  dataDir: string
  store: EmbeddedStore
  client: Client
  db: Db
  stop(): Promise<void>
}

/** A fresh directory that no other test uses. */
export function temporaryDirectory(): string {
  return mkdtempSync(join(tmpdir(), 'embedded-'))
}

export async function startTestStore(options: Partial<EmbeddedStoreOptions> = {}): Promise<TestStore> {
  const dataDir = options.dataDir ?? temporaryDirectory()
  const store = await startEmbeddedStore({ durability: 'process', ...options, dataDir })
  const client = await new MongoClient(store.uri, { serverSelectionTimeoutMS: 5000 }).connect()
  return {
    dataDir,
    store,
    client,
    db: client.db('test'),
    async stop() {
      await client.close()
      await store.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

let counter = 0

/** A collection that no other test uses. */
export function freshCollection(db: Db): Collection {
  counter += 1
  return db.collection(`c${counter}`)
}

/** The error that a promise is rejected with. */
export async function errorOf(
  promise: Promise<unknown>,
): Promise<{ code?: number; codeName?: string; message: string } & Record<string, unknown>> {
  try {
    await promise
  } catch (error) {
    return error as never
  }
  throw new Error('expected an error')
}

/** Numbers with their types by name: the driver's classes are not those of this test. */
export function typed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(typed)
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  const type = (value as { _bsontype?: string })._bsontype
  if (type !== undefined) return `${type} ${(value as { toString(): string }).toString()}`
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, typed(field)]))
}
