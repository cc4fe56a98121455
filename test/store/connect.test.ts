import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mongoose from 'mongoose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore } from '../../server/store/connect.ts'
import { openModels } from '../../server/store/models/models.ts'
import {
  closeTestStore,
  openTestStore,
  openTestStoreAt,
  TEST_SECRET_KEY,
  type TestStore,
} from '../support/store.ts'
import { someId } from './builders.ts'

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => closeTestStore(store))

const anAccount = () => ({ name: someId(), retentionDays: null, twoFactorRequired: false })

describe('opening a store', () => {
  it('may happen several times at once, on an empty database', async () => {
    const database = { ...store.database, name: `${store.database.name}-b` }
    const stores = await Promise.all(Array.from({ length: 3 }, () => openTestStoreAt(database)))
    await Promise.all(stores.map((one) => one.ping()))
    const account = anAccount()
    const ids = await Promise.all(stores.map(async (one) => (await one.accounts.upsertAccount(account)).id))
    expect(new Set(ids).size).toBe(1)
    expect(await store.accounts.upsertAccount(account)).not.toMatchObject({ id: ids[0] })
    await Promise.all(stores.map((one) => one.close()))
    const connection = await mongoose.createConnection(database.uri, { dbName: database.name }).asPromise()
    await connection.dropDatabase()
    await connection.close()
  })

  it('builds every index of every collection, and again without harm', async () => {
    await (await openTestStoreAt(store.database)).close()
    const models = openModels(mongoose.createConnection())
    for (const model of Object.values(models)) {
      const name = model.collection.collectionName
      const wanted = (model.schema.indexes() as [object, object][]).map(([key]) => JSON.stringify(key))
      if (wanted.length === 0) continue
      const indexes = await store.raw.collection(name).listIndexes().toArray()
      const built = indexes.map(({ key }) => JSON.stringify(key))
      expect({ name, built }).toEqual({ name, built: expect.arrayContaining(wanted) })
    }
  })

  it('takes a database from before people were linked to Microsoft Entra as it is', async () => {
    const database = { ...store.database, name: `${store.database.name}-c` }
    const connection = await mongoose.createConnection(database.uri, { dbName: database.name }).asPromise()
    const users = [1, 2].map((number) => ({
      _id: someId(),
      email: `${number}@example.test`,
      name: 'Anna',
      passwordHash: null,
      locale: null,
    }))
    await connection.db!.collection<{ _id: string }>('users').insertMany(users)
    await connection.db!.collection<{ _id: string }>('accounts').insertOne({ _id: someId(), ...anAccount() })
    const one = await openTestStoreAt(database)
    expect((await one.people.findUserByEmail('2@example.test'))?.entra).toBeNull()
    expect((await one.accounts.accountsWithoutTenant())[0]?.entraTenants).toEqual([])
    await one.close()
    await connection.dropDatabase()
    await connection.close()
  })

  it('leaves Mongoose’s global connection alone', () => {
    expect(mongoose.connection.readyState).toBe(mongoose.ConnectionStates.disconnected)
  })

  it('fails when no server can be reached', async () => {
    const mongodbUri = 'mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=500'
    const opening = openStore({ mongodbUri, dataDir: '', secretKey: TEST_SECRET_KEY })
    await expect(opening).rejects.toThrow(/ECONNREFUSED/)
  })

  it('fails for a key of the wrong size, leaving nothing open', async () => {
    await expect(openTestStoreAt(store.database, Buffer.alloc(16))).rejects.toThrow(/32 bytes/)
  })

  it('without an address starts the embedded store, whose data outlives it', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'callover-test-'))
    const options = { mongodbUri: null, dataDir, secretKey: TEST_SECRET_KEY }
    const account = anAccount()
    const first = await openStore(options)
    expect(first.exclusive).toBe(true)
    const { id } = await first.accounts.upsertAccount(account)
    await first.close()
    const second = await openStore(options)
    expect((await second.accounts.upsertAccount(account)).id).toBe(id)
    await second.close()
    await rm(dataDir, { recursive: true, force: true })
  })

  it('no longer answers once it is closed', async () => {
    const one = await openTestStoreAt(store.database)
    await one.close()
    await expect(one.ping()).rejects.toThrow(/connect/)
    await expect(one.accounts.findEnvironment(someId())).rejects.toThrow(/connect/)
  })
})
