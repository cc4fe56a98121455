import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mongoose from 'mongoose'
import { openStore } from '../../server/store/connect.ts'
import { startEmbeddedStore } from '../../server/store/embedded/index.ts'
import type { Store } from '../../server/store/store.ts'

/** An empty store for one test file, with what only tests may do. */
export interface TestStore extends Store {
  /** Where it is, for opening it a second time. */
  database: { uri: string; name: string }
  /** The same database without the store in between: for looking at documents, plans and indexes. */
  raw: mongoose.mongo.Db
}

/** Whether the tests run on a given server. How it reads is its own to decide, and its counts say nothing about ours. */
export const ON_OTHER_SERVER = (process.env['MONGODB_URI'] ?? '') !== ''

/** The plan that is carried out, as text; the ones that lost are left out. */
export function winningPlan(explained: object): string {
  const { queryPlanner } = explained as { queryPlanner: { winningPlan: unknown } }
  return JSON.stringify(queryPlanner.winningPlan)
}

/** The key of all test stores. */
export const TEST_SECRET_KEY = Buffer.alloc(32, 7)

interface Server {
  uri: string
  stop(): Promise<void>
}

const closers = new WeakMap<Store, () => Promise<void>>()

/**
 * Opens an empty store: a database of its own at `MONGODB_URI` when that is set, otherwise an embedded store in a
 * directory of its own. Call it once per test file, in `beforeAll`, and `closeTestStore` in `afterAll`.
 */
export async function openTestStore(): Promise<TestStore> {
  const server = await startServer()
  const name = `callover-test-${randomBytes(6).toString('hex')}`
  const store = await openTestStoreAt({ uri: server.uri, name })
  const connection = await mongoose.createConnection(server.uri, { dbName: name }).asPromise()
  const raw = connection.db
  if (raw === undefined) throw new Error('not connected')
  closers.set(store, async () => {
    await raw.dropDatabase()
    await connection.close()
    await store.close()
    await server.stop()
  })
  return Object.assign(store, { database: { uri: server.uri, name }, raw })
}

/** Opens a store that is there already, as another process would. Its `close` is all it needs. */
export async function openTestStoreAt(
  database: TestStore['database'],
  secretKey: Buffer = TEST_SECRET_KEY,
): Promise<Store> {
  return openStore({
    mongodbUri: database.uri,
    databaseName: database.name,
    dataDir: '',
    secretKey,
  })
}

/** Removes everything that `openTestStore` made. */
export async function closeTestStore(store: Store | undefined): Promise<void> {
  if (store !== undefined) await closers.get(store)?.()
}

async function startServer(): Promise<Server> {
  const uri = process.env['MONGODB_URI']
  if (uri !== undefined && uri !== '') return { uri, stop: () => Promise.resolve() }
  const dataDir = await mkdtemp(join(tmpdir(), 'callover-test-'))
  const embedded = await startEmbeddedStore({ dataDir, durability: 'process' })
  return {
    uri: embedded.uri,
    async stop() {
      await embedded.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
