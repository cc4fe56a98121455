import mongoose from 'mongoose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { type TestStore, errorOf, freshCollection, startTestStore } from './harness.ts'

let store: TestStore
beforeAll(async () => {
  store = await startTestStore()
})
afterAll(() => store.stop())

describe('writing and reading', () => {
  test('inserts, finds, counts and deletes', async () => {
    const c = freshCollection(store.db)
    await c.insertMany([1, 2, 3, 4].map((n) => ({ n, even: n % 2 === 0 })))
    expect(await c.find({ even: true }).project({ _id: 0, n: 1 }).toArray()).toEqual([{ n: 2 }, { n: 4 }])
    expect(await c.countDocuments({ n: { $gt: 1 } })).toBe(3)
    expect(await c.estimatedDocumentCount()).toBe(4)
    expect((await c.deleteOne({ even: true })).deletedCount).toBe(1)
    expect((await c.deleteMany({})).deletedCount).toBe(3)
    expect(await c.findOne()).toBeNull()
  })

  test('an unsorted find answers in the order of insertion', async () => {
    const c = freshCollection(store.db)
    await c.insertMany([{ _id: 3 }, { _id: 1 }, { _id: 2 }] as never[])
    await c.updateOne({ _id: 3 as never }, { $set: { long: 'x'.repeat(5000) } })
    expect((await c.find().toArray()).map(({ _id }) => _id)).toEqual([3, 1, 2])
    expect((await c.find().sort({ $natural: -1 }).toArray()).map(({ _id }) => _id)).toEqual([2, 1, 3])
  })

  test('a mixed bulk write', async () => {
    const c = freshCollection(store.db)
    const result = await c.bulkWrite([
      { insertOne: { document: { k: 1 } } },
      { insertOne: { document: { k: 2 } } },
      { updateOne: { filter: { k: 1 }, update: { $set: { v: 1 } } } },
      { updateMany: { filter: {}, update: { $inc: { w: 1 } } } },
      { replaceOne: { filter: { k: 3 }, replacement: { k: 3 }, upsert: true } },
      { deleteOne: { filter: { k: 2 } } },
    ])
    expect(result).toMatchObject({
      insertedCount: 2,
      matchedCount: 3,
      modifiedCount: 3,
      upsertedCount: 1,
      deletedCount: 1,
    })
    expect(await c.find().project({ _id: 0 }).toArray()).toEqual([{ k: 1, v: 1, w: 1 }, { k: 3 }])
  })

  test('an ordered bulk stops at the first error, an unordered one goes on', async () => {
    for (const [ordered, left] of [
      [true, 1],
      [false, 2],
    ] as const) {
      const c = freshCollection(store.db)
      const error = await errorOf(c.insertMany([{ _id: 1 }, { _id: 1 }, { _id: 2 }] as never[], { ordered }))
      expect(error).toMatchObject({ code: 11000 })
      expect(await c.countDocuments()).toBe(left)
    }
  })

  test('counts and distinct values', async () => {
    const c = freshCollection(store.db)
    await c.insertMany([{ t: ['a', 'b'] }, { t: 'b' }, { t: null }, {}, { t: 1 }])
    expect(await c.distinct('t')).toEqual([null, 1, 'a', 'b'])
    expect(await c.countDocuments({}, { skip: 1, limit: 3 })).toBe(3)
  })
})

describe('findAndModify', () => {
  test('before, after, sorted, projected, removed', async () => {
    const c = freshCollection(store.db)
    await c.insertMany([{ n: 1 }, { n: 2 }, { n: 3 }])
    const options = { sort: { n: -1 }, projection: { _id: 0 } } as const
    expect(await c.findOneAndUpdate({}, { $inc: { n: 10 } }, options)).toEqual({ n: 3 })
    expect(await c.findOneAndUpdate({}, { $inc: { n: 1 } }, { ...options, returnDocument: 'after' })).toEqual(
      { n: 14 },
    )
    expect(
      await c.findOneAndReplace({ n: 14 }, { m: 1 }, { projection: { _id: 0 }, returnDocument: 'after' }),
    ).toEqual({ m: 1 })
    expect(await c.findOneAndDelete({ n: 2 }, { projection: { _id: 0 } })).toEqual({ n: 2 })
    expect(await c.findOneAndDelete({ n: 2 })).toBeNull()
  })

  test('an upsert tells the new id', async () => {
    const c = freshCollection(store.db)
    const result = await c.findOneAndUpdate(
      { k: 'x', 'deep.er': 1 },
      { $set: { v: 1 }, $setOnInsert: { w: 2 } },
      {
        upsert: true,
        returnDocument: 'after',
        includeResultMetadata: true,
      },
    )
    expect(result.value).toMatchObject({ k: 'x', deep: { er: 1 }, v: 1, w: 2 })
    expect(result.lastErrorObject).toMatchObject({
      n: 1,
      updatedExisting: false,
      upserted: result.value?._id,
    })
  })

  test('of parallel upserts on a unique key exactly one inserts', async () => {
    const c = freshCollection(store.db)
    await c.createIndex({ key: 1 }, { unique: true })
    const results = await Promise.all(
      Array.from({ length: 100 }, (_, at) =>
        c.updateOne({ key: at % 5 }, { $inc: { hits: 1 } }, { upsert: true }),
      ),
    )
    expect(results.filter(({ upsertedCount }) => upsertedCount === 1)).toHaveLength(5)
    expect(await c.find().project({ _id: 0 }).sort({ key: 1 }).toArray()).toEqual(
      [0, 1, 2, 3, 4].map((key) => ({ key, hits: 20 })),
    )
  })

  test('a counter that many raise at once misses nobody', async () => {
    const c = freshCollection(store.db)
    await c.insertOne({ _id: 'n' as never, value: 0 })
    const values = await Promise.all(
      Array.from({ length: 200 }, () =>
        c.findOneAndUpdate({ _id: 'n' as never }, { $inc: { value: 1 } }, { returnDocument: 'after' }),
      ),
    )
    expect(new Set(values.map((value) => value?.['value'])).size).toBe(200)
  })
})

describe("errors are MongoDB's", () => {
  const cases: [string, Record<string, unknown>, number, string][] = [
    ['an unknown command', { nonsense: 1 }, 59, 'CommandNotFound'],
    ['an unknown field', { find: 'c', nonsense: 1 }, 40415, 'Location40415'],
    ['an unknown filter operator', { find: 'c', filter: { a: { $nonsense: 1 } } }, 2, 'BadValue'],
    ['an unknown top level operator', { find: 'c', filter: { $nonsense: 1 } }, 2, 'BadValue'],
    ['$where', { find: 'c', filter: { $where: 'true' } }, 2, 'BadValue'],
    ['a filter of the wrong type', { find: 'c', filter: 1 }, 14, 'TypeMismatch'],
    ['a broken regular expression', { find: 'c', filter: { a: { $regex: '(' } } }, 51091, 'Location51091'],
    ['a negative limit', { find: 'c', limit: -1 }, 51024, 'Location51024'],
    ['a mixed projection', { find: 'c', projection: { a: 1, b: 0 } }, 31254, 'Location31254'],
    [
      'an unknown stage',
      { aggregate: 'c', pipeline: [{ $nonsense: 1 }], cursor: {} },
      40324,
      'Location40324',
    ],
    [
      'an unknown expression',
      { aggregate: 'c', pipeline: [{ $project: { a: { $nonsense: 1 } } }], cursor: {} },
      168,
      'InvalidPipelineOperator',
    ],
    [
      'an unknown accumulator',
      { aggregate: 'c', pipeline: [{ $group: { _id: 1, a: { $nonsense: 1 } } }], cursor: {} },
      15952,
      'Location15952',
    ],
    [
      'a stage with two names',
      { aggregate: 'c', pipeline: [{ $match: {}, $limit: 1 }], cursor: {} },
      40323,
      'Location40323',
    ],
    ['an aggregation without cursor', { aggregate: 'c', pipeline: [] }, 9, 'FailedToParse'],
    [
      'a cursor that is not there',
      { getMore: mongoose.mongo.Long.fromNumber(5), collection: 'c' },
      43,
      'CursorNotFound',
    ],
    ['dropping an index that is not there', { dropIndexes: 'nowhere', index: 'x' }, 26, 'NamespaceNotFound'],
    ['a collation', { find: 'c', collation: { locale: 'de' } }, 115, 'CommandNotSupported'],
    ['an invalid collection name', { create: 'a$b' }, 73, 'InvalidNamespace'],
    [
      'a transaction',
      {
        find: 'c',
        lsid: { id: new mongoose.mongo.UUID() },
        txnNumber: mongoose.mongo.Long.fromNumber(1),
        autocommit: false,
        startTransaction: true,
      },
      20,
      'IllegalOperation',
    ],
    ['an empty batch', { insert: 'c', documents: [] }, 16, 'InvalidLength'],
  ]
  test.each(cases)('%s', async (_, command, code, codeName) => {
    expect(await errorOf(store.db.command(command))).toMatchObject({ code, codeName })
  })

  test('a duplicate key says which', async () => {
    const c = freshCollection(store.db)
    await c.createIndex({ a: 1, 'b.c': -1 }, { unique: true, name: 'ab' })
    await c.insertOne({ a: 'x', b: { c: 1 } })
    const error = await errorOf(c.insertOne({ a: 'x', b: { c: 1 } }))
    expect(error).toMatchObject({
      code: 11000,
      keyPattern: { a: 1, 'b.c': -1 },
      keyValue: { a: 'x', 'b.c': 1 },
    })
    expect(error.message).toBe(
      `E11000 duplicate key error collection: test.${c.collectionName} index: ab dup key: { a: "x", b.c: 1 }`,
    )
    expect(
      await errorOf(c.findOneAndUpdate({ a: 'y' }, { $set: { a: 'x', b: { c: 1 } } }, { upsert: true })),
    ).toMatchObject({
      code: 11000,
      codeName: 'DuplicateKey',
      keyValue: { a: 'x', 'b.c': 1 },
    })
  })

  test('a document of more than 16 MB', async () => {
    const c = freshCollection(store.db)
    await c.insertOne({ _id: 1 as never, text: 'x'.repeat(15 * 1024 * 1024) })
    expect(await errorOf(c.updateOne({}, { $set: { more: 'x'.repeat(2 * 1024 * 1024) } }))).toMatchObject({
      code: 10334,
    })
  })

  test('an id of a forbidden type', async () => {
    expect(await errorOf(freshCollection(store.db).insertOne({ _id: [1] as never }))).toMatchObject({
      code: 53,
    })
  })
})

describe('sessions', () => {
  test('commands in a session work, a transaction is refused', async () => {
    const c = freshCollection(store.db)
    const session = store.client.startSession()
    await c.insertOne({ a: 1 }, { session })
    expect(await c.countDocuments({}, { session })).toBe(1)
    await expect(session.withTransaction(() => c.insertOne({ a: 2 }, { session }))).rejects.toThrow(
      /retryable writes|Transaction numbers/,
    )
    await session.endSession()
    expect(await c.countDocuments()).toBe(1)
  })

  test('a batch that was refused in its middle leaves the rest as it was', async () => {
    const c = freshCollection(store.db)
    await c.createIndex({ u: 1 }, { unique: true })
    await c.createIndex({ a: 1, b: 1 })
    await c.insertMany([{ u: 1 }, { u: 2 }])
    expect(await errorOf(c.updateOne({ u: 2 }, { $set: { u: 1, other: true } }))).toMatchObject({
      code: 11000,
    })
    expect(await errorOf(c.insertOne({ u: 3, a: [1], b: [2] }))).toMatchObject({ code: 171 })
    expect(await c.find().project({ _id: 0 }).toArray()).toEqual([{ u: 1 }, { u: 2 }])
    expect(await c.countDocuments({ u: 3 })).toBe(0)
  })
})

describe('collections and databases', () => {
  test('are listed and dropped', async () => {
    const db = store.client.db('listing')
    await db.createCollection('one')
    await db.collection('two').insertOne({})
    expect((await db.listCollections().toArray()).map(({ name }) => name)).toEqual(['one', 'two'])
    expect((await db.admin().listDatabases()).databases.map(({ name }) => name)).toContain('listing')
    expect(await db.dropCollection('one')).toBe(true)
    await db.dropDatabase()
    expect(await db.listCollections().toArray()).toEqual([])
  })

  test('the server introduces itself as a standalone', async () => {
    const hello = await store.db.command({ hello: 1 })
    expect(hello).toMatchObject({ isWritablePrimary: true, logicalSessionTimeoutMinutes: 30, ok: 1 })
    expect(hello).not.toHaveProperty('setName')
    expect(await store.db.command({ buildInfo: 1 })).toMatchObject({ version: '8.0.0' })
    expect(await store.db.command({ serverStatus: 1 })).toMatchObject({ ok: 1 })
    expect(await store.db.command({ connectionStatus: 1 })).toMatchObject({ ok: 1 })
  })
})
