import { ObjectId } from 'bson'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'

import {
  type Collection,
  type Document,
  type TestStore,
  errorOf,
  freshCollection,
  startTestStore,
} from './harness.ts'

let store: TestStore
beforeAll(async () => {
  store = await startTestStore({ expirySweepMs: 50 })
})
afterAll(() => store.stop())

const idOf = (at: number): ObjectId => ObjectId.createFromHexString(at.toString(16).padStart(24, '0'))

/** What a plan comes down to. */
async function planOf(cursor: {
  explain: () => Promise<Document>
}): Promise<{ index: string; keys: number; documents: number; sorts: boolean; found: number }> {
  const { queryPlanner, executionStats } = await cursor.explain()
  let stage: Document | undefined = queryPlanner['winningPlan']
  let sorts = false
  while (stage?.['inputStage'] !== undefined) {
    sorts ||= stage['stage'] === 'SORT'
    stage = stage['inputStage'] as Document
  }
  return {
    index: String(stage?.['indexName'] ?? stage?.['stage']),
    keys: Number(executionStats['totalKeysExamined']),
    documents: Number(executionStats['totalDocsExamined']),
    sorts,
    found: Number(executionStats['nReturned']),
  }
}

describe('which index is used', () => {
  let c: Collection
  beforeAll(async () => {
    c = freshCollection(store.db)
    await c.createIndexes([
      { key: { env: 1, status: 1, at: -1, _id: -1 }, name: 'list' },
      { key: { phone: 1 }, name: 'phone' },
      { key: { tags: 1 }, name: 'tags' },
      { key: { 'contact.name': 1 }, name: 'contact' },
      {
        key: { external: 1 },
        name: 'external',
        unique: true,
        partialFilterExpression: { external: { $exists: true } },
      },
      {
        key: { active: 1 },
        name: 'active',
        partialFilterExpression: { status: { $in: ['open', 'snoozed'] } },
      },
      { key: { note: 1 }, name: 'note', sparse: true },
    ])
    await c.insertMany(
      Array.from({ length: 2000 }, (_, at) => ({
        _id: idOf(at),
        env: `e${at % 4}`,
        status: ['open', 'closed', 'snoozed'][at % 3],
        at: new Date(1_700_000_000_000 + at * 1000),
        phone: `+49${String(at).padStart(6, '0')}`,
        tags: [`t${at % 10}`, `u${at % 7}`],
        contact: { name: `name ${at}` },
        active: at,
        ...(at % 5 === 0 ? { external: `x${at}`, note: `n${at}` } : {}),
      })) as never[],
    )
  })

  test('one page of a list, however long it is', async () => {
    const plan = await planOf(c.find({ env: 'e1', status: 'open' }).sort({ at: -1, _id: -1 }).limit(50))
    expect(plan).toEqual({ index: 'list', keys: 50, documents: 50, sorts: false, found: 50 })
  })

  test('the next page begins where the last one ended', async () => {
    const at = new Date(1_700_000_000_000 + 600 * 1000)
    const filter = { env: 'e1', status: 'open', $or: [{ at: { $lt: at } }, { at, _id: { $lt: idOf(600) } }] }
    const plan = await planOf(c.find(filter).sort({ at: -1, _id: -1 }).limit(20))
    expect(plan).toMatchObject({ index: 'list', sorts: false, found: 20 })
    expect(plan.documents).toBeLessThanOrEqual(21)
  })

  test('backward, and merged over several values', async () => {
    expect(
      await planOf(c.find({ env: 'e1', status: 'open' }).sort({ at: 1, _id: 1 }).limit(10)),
    ).toMatchObject({ index: 'list', documents: 10, sorts: false })
    const query = { env: 'e1', status: { $in: ['open', 'snoozed'] } }
    const plan = await planOf(c.find(query).sort({ at: -1 }).limit(10))
    expect(plan).toMatchObject({ index: 'list', sorts: false, found: 10 })
    expect(plan.documents).toBe(10)
    const page = await c.find(query).sort({ at: -1 }).limit(10).toArray()
    const all = (await c.find({}).hint({ $natural: 1 }).toArray()).filter(
      (d) => d['env'] === 'e1' && d['status'] !== 'closed',
    )
    expect(page.map(({ _id }) => String(_id))).toEqual(
      all
        .reverse()
        .slice(0, 10)
        .map(({ _id }) => String(_id)),
    )
  })

  test('equality, ranges, prefixes and paths', async () => {
    expect(await planOf(c.find({ phone: '+49000007' }))).toMatchObject({ index: 'phone', documents: 1 })
    expect(await planOf(c.find({ phone: /^\+490000/ }))).toMatchObject({
      index: 'phone',
      documents: 100,
      found: 100,
    })
    expect(await planOf(c.find({ phone: { $gte: '+49000100', $lt: '+49000110' } }))).toMatchObject({
      index: 'phone',
      documents: 10,
    })
    expect(await planOf(c.find({ phone: { $in: ['+49000001', '+49000002', 'x'] } }))).toMatchObject({
      index: 'phone',
      documents: 2,
    })
    expect(await planOf(c.find({ 'contact.name': 'name 5' }))).toMatchObject({
      index: 'contact',
      documents: 1,
    })
    expect(await planOf(c.find({ _id: idOf(5) }))).toMatchObject({ index: '_id_', documents: 1 })
    expect(await planOf(c.find({ tags: 't3' }))).toMatchObject({ index: 'tags', documents: 200, found: 200 })
    expect(await planOf(c.find({ tags: { $in: ['t3', 'u3'] } }))).toMatchObject({ index: 'tags', found: 457 })
  })

  test('an $or over two indexes', async () => {
    const cursor = c.find({ $or: [{ phone: '+49000001' }, { 'contact.name': 'name 2' }] })
    const { queryPlanner, executionStats } = await cursor.explain()
    expect(queryPlanner.winningPlan).toMatchObject({ stage: 'OR' })
    expect(executionStats).toMatchObject({ totalDocsExamined: 2, nReturned: 2 })
  })

  test('a partial or sparse index only where it has every answer', async () => {
    expect(await planOf(c.find({ external: 'x5' }))).toMatchObject({ index: 'external', documents: 1 })
    expect(await planOf(c.find({ external: null }))).toMatchObject({ index: 'COLLSCAN', found: 1600 })
    expect(await planOf(c.find({ active: 3, status: 'open' }))).toMatchObject({ index: 'active', found: 1 })
    expect(await planOf(c.find({ active: 3, status: { $in: ['open', 'snoozed'] } }))).toMatchObject({
      index: 'active',
    })
    expect(await planOf(c.find({ active: 4 }))).toMatchObject({ index: 'COLLSCAN', found: 1 })
    expect(await planOf(c.find({ note: { $gte: 'n' } }))).toMatchObject({ index: 'note' })
    expect(await planOf(c.find().sort({ note: 1 }))).toMatchObject({
      index: 'COLLSCAN',
      found: 2000,
      sorts: true,
    })
  })

  test('counting does not read documents', async () => {
    const explain = await store.db.command({
      explain: { count: c.collectionName, query: { env: 'e1', status: 'open' } },
    })
    expect(explain['executionStats']).toMatchObject({ totalDocsExamined: 0, nReturned: 166 })
    expect(await c.countDocuments({ env: 'e1', status: 'open' })).toBe(166)
    expect(await c.countDocuments({ env: 'e1', status: 'open' }, { limit: 5 })).toBe(5)
  })

  test('a pipeline uses it too', async () => {
    const explain = await store.db.command({
      explain: {
        aggregate: c.collectionName,
        pipeline: [{ $match: { env: 'e1', status: 'open' } }, { $sort: { at: -1 } }, { $limit: 5 }],
        cursor: {},
      },
    })
    expect(explain['executionStats']).toMatchObject({ totalDocsExamined: 5 })
  })

  test('a hint is followed, an unknown one refused', async () => {
    expect(await planOf(c.find({ env: 'e1' }).hint('phone'))).toMatchObject({ index: 'phone', keys: 2000 })
    expect(await planOf(c.find({ env: 'e1' }).hint({ $natural: 1 }))).toMatchObject({ index: 'COLLSCAN' })
    expect(await errorOf(c.find().hint('nonsense').toArray())).toMatchObject({ code: 2 })
  })
})

describe('what an index guards', () => {
  test('unique, also against null and array elements', async () => {
    const c = freshCollection(store.db)
    await c.createIndex({ a: 1 }, { unique: true })
    await c.insertMany([{ a: [1, 2] }, {}])
    expect(await errorOf(c.insertOne({ a: 2 }))).toMatchObject({ code: 11000 })
    expect(await errorOf(c.insertOne({ a: null }))).toMatchObject({ code: 11000 })
    await c.insertOne({ a: [3, 3] })
    await c.updateOne({ a: 3 }, { $set: { a: [3, 4] } })
    await c.deleteOne({ a: 1 })
    await c.insertOne({ a: 2 })
  })

  test('unique where it applies only', async () => {
    const c = freshCollection(store.db)
    await c.createIndex({ who: 1 }, { unique: true, partialFilterExpression: { status: 'active' } })
    await c.insertMany([
      { who: 1, status: 'active' },
      { who: 1, status: 'done' },
      { who: 1, status: 'done' },
    ])
    expect(await errorOf(c.updateOne({ status: 'done' }, { $set: { status: 'active' } }))).toMatchObject({
      code: 11000,
    })
    await c.updateOne({ status: 'active' }, { $set: { status: 'done' } })
    await c.insertOne({ who: 1, status: 'active' })
  })

  test('sparse and unique lets many be without', async () => {
    const c = freshCollection(store.db)
    await c.createIndex({ a: 1 }, { unique: true, sparse: true })
    await c.insertMany([{}, {}, { a: 1 }])
    expect(await errorOf(c.insertOne({ a: 1 }))).toMatchObject({ code: 11000 })
  })

  test('is built over what is there, or not at all', async () => {
    const c = freshCollection(store.db)
    await c.insertMany([{ a: 1 }, { a: 1 }, { b: 1 }])
    expect(await errorOf(c.createIndex({ a: 1 }, { unique: true }))).toMatchObject({ code: 11000 })
    expect(await c.indexes()).toHaveLength(1)
    await c.createIndex({ a: 1 })
    expect(await planOf(c.find({ a: 1 }))).toMatchObject({ index: 'a_1', found: 2 })
  })

  test('long values keep their place and their uniqueness', async () => {
    const c = freshCollection(store.db)
    await c.createIndex({ a: 1 }, { unique: true })
    const long = 'x'.repeat(5000)
    await c.insertMany([{ a: `${long}b` }, { a: `${long}a` }, { a: 'y' }, { a: 'w' }])
    expect(await errorOf(c.insertOne({ a: `${long}a` }))).toMatchObject({ code: 11000 })
    expect(
      (
        await c
          .find({ a: { $gte: long } })
          .sort({ a: 1 })
          .toArray()
      ).map(({ a }) => String(a).at(-1)),
    ).toEqual(['a', 'b', 'y'])
    expect(await c.countDocuments({ a: `${long}b` })).toBe(1)
    expect(await c.countDocuments({ a: { $gt: `${long}a` } })).toBe(2)
  })
})

describe('specifications', () => {
  test('are listed as they were given', async () => {
    const c = freshCollection(store.db)
    await c.createIndexes([
      { key: { a: 1, b: -1 }, unique: true },
      { key: { c: 1 }, name: 'ttl', expireAfterSeconds: 60 },
      { key: { d: 1 }, partialFilterExpression: { d: { $gt: 1 } } },
    ])
    expect(await c.indexes()).toEqual([
      { v: 2, key: { _id: 1 }, name: '_id_' },
      { v: 2, key: { a: 1, b: -1 }, name: 'a_1_b_-1', unique: true },
      { v: 2, key: { c: 1 }, name: 'ttl', expireAfterSeconds: 60 },
      { v: 2, key: { d: 1 }, name: 'd_1', partialFilterExpression: { d: { $gt: 1 } } },
    ])
  })

  test('the same again changes nothing, a contradiction is refused', async () => {
    const c = freshCollection(store.db)
    await c.createIndex({ a: 1 })
    await c.createIndex({ a: 1 })
    expect(await c.indexes()).toHaveLength(2)
    expect(await errorOf(c.createIndex({ a: 1 }, { name: 'other' }))).toMatchObject({
      code: 85,
      codeName: 'IndexOptionsConflict',
    })
    expect(await errorOf(c.createIndex({ b: 1 }, { name: 'a_1' }))).toMatchObject({
      code: 86,
      codeName: 'IndexKeySpecsConflict',
    })
    expect(await errorOf(c.createIndex({ a: 1 }, { unique: true }))).toMatchObject({ code: 86 })
    expect(await errorOf(c.createIndex({ a: 1 }, { expireAfterSeconds: 5 }))).toMatchObject({ code: 86 })
  })

  test('what is not known is refused', async () => {
    const c = freshCollection(store.db)
    for (const key of [{ a: 'text' }, { a: '2dsphere' }, { a: 'hashed' }, { '$**': 1 }]) {
      expect(await errorOf(c.createIndex(key as never))).toMatchObject({ code: 115 })
    }
    expect(await errorOf(c.createIndex({ a: 0 as never }))).toMatchObject({ code: 67 })
    expect(
      await errorOf(c.createIndex({ a: 1 }, { partialFilterExpression: { a: { $ne: 1 } } })),
    ).toMatchObject({ code: 67 })
  })

  test('are dropped by name, by key and all at once', async () => {
    const c = freshCollection(store.db)
    await c.createIndexes([{ key: { a: 1 } }, { key: { b: 1 } }, { key: { c: 1 } }])
    await c.dropIndex('a_1')
    await store.db.command({ dropIndexes: c.collectionName, index: { b: 1 } })
    expect((await c.indexes()).map(({ name }) => name)).toEqual(['_id_', 'c_1'])
    expect(await errorOf(c.dropIndex('nonsense'))).toMatchObject({ code: 27 })
    expect(await errorOf(c.dropIndex('_id_'))).toMatchObject({ code: 72 })
    await c.dropIndexes()
    expect(await c.indexes()).toHaveLength(1)
  })

  test('how long documents live can be changed', async () => {
    const c = freshCollection(store.db)
    await c.createIndex({ at: 1 }, { expireAfterSeconds: 1e9 })
    await store.db.command({
      collMod: c.collectionName,
      index: { keyPattern: { at: 1 }, expireAfterSeconds: 5 },
    })
    expect((await c.indexes())[1]).toMatchObject({ expireAfterSeconds: 5 })
  })
})

test('documents expire', async () => {
  const c = freshCollection(store.db)
  await c.createIndex({ at: 1 }, { expireAfterSeconds: 3600 })
  await c.insertMany([
    { k: 1, at: new Date(Date.now() - 3_700_000) },
    { k: 2, at: new Date(Date.now() + 3_600_000) },
    { k: 3, at: 'text' },
    { k: 4 },
  ])
  await vi.waitFor(
    async () => expect((await c.find().sort({ k: 1 }).toArray()).map(({ k }) => k)).toEqual([2, 3, 4]),
    { timeout: 10_000 },
  )
})
