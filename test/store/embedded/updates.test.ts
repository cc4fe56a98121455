import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { type TestStore, errorOf, freshCollection, startTestStore } from './harness.ts'

let store: TestStore
beforeAll(async () => {
  store = await startTestStore()
})
afterAll(() => store.stop())

type Case = [name: string, before: object, update: object, after: object, options?: object]

const cases: Case[] = [
  ['$set', { a: 1 }, { $set: { a: 2, 'b.c': 3 } }, { a: 2, b: { c: 3 } }],
  [
    '$set adds new fields by name, whatever the order',
    {},
    { $set: { b: 1, a: 2, 'c.z': 1, 'c.y': 2 } },
    { a: 2, b: 1, c: { y: 2, z: 1 } },
  ],
  ['$set in an array', { a: [1, 2] }, { $set: { 'a.1': 9, 'a.3': 4 } }, { a: [1, 9, null, 4] }],
  [
    '$set through an array of objects',
    { a: [{ b: 1 }, { b: 2 }] },
    { $set: { 'a.1.b': 3, 'a.0.c': 4 } },
    { a: [{ b: 1, c: 4 }, { b: 3 }] },
  ],
  ['$set with a number for a new field', {}, { $set: { 'a.0': 1 } }, { a: { 0: 1 } }],
  ['$unset', { a: 1, b: { c: 1, d: 2 } }, { $unset: { a: '', 'b.c': 1, x: 1 } }, { b: { d: 2 } }],
  ['$unset in an array leaves null', { a: [1, 2, 3] }, { $unset: { 'a.1': '' } }, { a: [1, null, 3] }],
  ['$inc', { a: 1 }, { $inc: { a: 2, b: -1 } }, { a: 3, b: -1 }],
  ['$mul', { a: 3 }, { $mul: { a: 2, b: 5 } }, { a: 6, b: 0 }],
  ['$min', { a: 3, b: 1 }, { $min: { a: 2, b: 2, c: 1 } }, { a: 2, b: 1, c: 1 }],
  ['$max compares across types', { a: 3, b: 'x' }, { $max: { a: 'y', b: 2 } }, { a: 'y', b: 'x' }],
  ['$rename', { a: 1, b: { c: 2 } }, { $rename: { a: 'x', 'b.c': 'y', nope: 'z' } }, { b: {}, x: 1, y: 2 }],
  ['$rename replaces the target', { a: 1, b: 2 }, { $rename: { a: 'b' } }, { b: 1 }],
  ['$setOnInsert does nothing to what exists', { a: 1 }, { $setOnInsert: { b: 1 } }, { a: 1 }],
  ['$push', { a: [1] }, { $push: { a: 2, b: 1 } }, { a: [1, 2], b: [1] }],
  ['$push an array as one element', { a: [] }, { $push: { a: [1] } }, { a: [[1]] }],
  ['$push $each', { a: [1] }, { $push: { a: { $each: [2, 3] } } }, { a: [1, 2, 3] }],
  ['$push $position', { a: [1, 2] }, { $push: { a: { $each: [9], $position: 0 } } }, { a: [9, 1, 2] }],
  [
    '$push $position from the end',
    { a: [1, 2] },
    { $push: { a: { $each: [9], $position: -1 } } },
    { a: [1, 9, 2] },
  ],
  ['$push $slice', { a: [1, 2] }, { $push: { a: { $each: [3, 4], $slice: -3 } } }, { a: [2, 3, 4] }],
  ['$push $slice 0', { a: [1] }, { $push: { a: { $each: [2], $slice: 0 } } }, { a: [] }],
  [
    '$push $sort by fields',
    { a: [{ n: 3 }, { n: 1 }] },
    { $push: { a: { $each: [{ n: 2 }], $sort: { n: 1 } } } },
    { a: [{ n: 1 }, { n: 2 }, { n: 3 }] },
  ],
  [
    '$push $sort and $slice',
    { a: [5, 1] },
    { $push: { a: { $each: [3], $sort: -1, $slice: 2 } } },
    { a: [5, 3] },
  ],
  ['$addToSet', { a: [1, { x: 1 }] }, { $addToSet: { a: { x: 1 }, b: 2 } }, { a: [1, { x: 1 }], b: [2] }],
  ['$addToSet $each', { a: [1] }, { $addToSet: { a: { $each: [1, 2, 2, 3] } } }, { a: [1, 2, 3] }],
  [
    '$addToSet minds the order of fields',
    { a: [{ x: 1, y: 1 }] },
    { $addToSet: { a: { y: 1, x: 1 } } },
    {
      a: [
        { x: 1, y: 1 },
        { y: 1, x: 1 },
      ],
    },
  ],
  ['$pull a value', { a: [1, 2, 1] }, { $pull: { a: 1 } }, { a: [2] }],
  ['$pull by condition', { a: [1, 5, 9] }, { $pull: { a: { $gte: 5 } } }, { a: [1] }],
  [
    '$pull objects by filter',
    { a: [{ s: 1, t: 1 }, { s: 2 }] },
    { $pull: { a: { s: 1 } } },
    { a: [{ s: 2 }] },
  ],
  ['$pull by $in', { a: ['x', 'y', 'z'] }, { $pull: { a: { $in: ['x', 'z'] } } }, { a: ['y'] }],
  ['$pull from what is missing', { b: 1 }, { $pull: { a: 1 } }, { b: 1 }],
  ['$pullAll', { a: [1, 2, 3, 2] }, { $pullAll: { a: [2, 3] } }, { a: [1] }],
  ['$pop last', { a: [1, 2] }, { $pop: { a: 1 } }, { a: [1] }],
  ['$pop first', { a: [1, 2] }, { $pop: { a: -1 } }, { a: [2] }],
  [
    '$bit',
    { a: 13, b: 3, c: 1 },
    { $bit: { a: { and: 10 }, b: { or: 5 }, c: { xor: 5 } } },
    { a: 8, b: 7, c: 4 },
  ],
  ['$[] in an array of numbers', { a: [1, 2] }, { $inc: { 'a.$[]': 10 } }, { a: [11, 12] }],
  [
    '$[] in an array of objects',
    { a: [{ b: 1 }, { b: 2 }] },
    { $set: { 'a.$[].c': 0 } },
    {
      a: [
        { b: 1, c: 0 },
        { b: 2, c: 0 },
      ],
    },
  ],
  [
    '$[x] with a filter',
    { a: [1, 5, 9] },
    { $set: { 'a.$[x]': 0 } },
    { a: [1, 0, 0] },
    { arrayFilters: [{ x: { $gte: 5 } }] },
  ],
  [
    '$[x] with fields',
    {
      a: [
        { k: 1, v: 1 },
        { k: 2, v: 2 },
      ],
    },
    { $set: { 'a.$[e].v': 9 } },
    {
      a: [
        { k: 1, v: 1 },
        { k: 2, v: 9 },
      ],
    },
    { arrayFilters: [{ 'e.k': 2, 'e.v': { $lt: 5 } }] },
  ],
  [
    '$[x] in nested arrays',
    { a: [{ b: [1, 2] }, { b: [3] }] },
    { $inc: { 'a.$[].b.$[n]': 10 } },
    { a: [{ b: [1, 12] }, { b: [13] }] },
    { arrayFilters: [{ n: { $gt: 1 } }] },
  ],
  [
    'a pipeline',
    { a: 1, b: 2 },
    [{ $set: { sum: { $add: ['$a', '$b'] } } }, { $unset: 'a' }],
    { b: 2, sum: 3 },
  ],
  [
    'a pipeline that replaces',
    { a: { x: 1 } },
    [{ $replaceWith: { $mergeObjects: ['$a', { y: 2 }] } }],
    { x: 1, y: 2 },
  ],
]

describe('every operator', () => {
  test.each(cases)('%s', async (...[, before, update, after, options = {}]) => {
    const c = freshCollection(store.db)
    await c.insertOne({ ...before })
    await c.updateOne({}, update, options)
    const document = await c.findOne({}, { projection: { _id: 0 } })
    expect(JSON.stringify(document)).toBe(JSON.stringify(after))
  })

  test('the positional operator changes what matched', async () => {
    const c = freshCollection(store.db)
    await c.insertOne({
      a: [1, 5, 9],
      items: [
        { k: 1, v: 'x' },
        { k: 2, v: 'y' },
      ],
    })
    await c.updateOne({ a: { $gt: 3 } }, { $set: { 'a.$': 0 } })
    await c.updateOne({ 'items.k': 2 }, { $set: { 'items.$.v': 'z' } })
    await c.updateOne({ items: { $elemMatch: { k: 1, v: 'x' } } }, { $inc: { 'items.$.n': 1 } })
    await c.updateOne({ $and: [{ 'items.v': 'z' }] }, { $set: { 'items.$.w': true } })
    expect(await c.findOne({}, { projection: { _id: 0 } })).toEqual({
      a: [1, 0, 9],
      items: [
        { k: 1, v: 'x', n: 1 },
        { k: 2, v: 'z', w: true },
      ],
    })
  })

  test('$currentDate', async () => {
    const c = freshCollection(store.db)
    const before = Date.now()
    await c.insertOne({})
    await c.updateOne({}, {
      $currentDate: { a: true, b: { $type: 'date' }, c: { $type: 'timestamp' } },
    } as never)
    const document = await c.findOne()
    expect(Number(document?.['a'])).toBeGreaterThanOrEqual(before)
    expect(document?.['b']).toBeInstanceOf(Date)
    expect(document?.['c']).toMatchObject({ _bsontype: 'Timestamp' })
  })

  test('what changes nothing is matched, not modified', async () => {
    const c = freshCollection(store.db)
    await c.insertOne({ a: 1 })
    expect(await c.updateOne({}, { $set: { a: 1 } })).toMatchObject({ matchedCount: 1, modifiedCount: 0 })
    expect(await c.updateOne({ a: 2 }, { $set: { a: 1 } })).toMatchObject({
      matchedCount: 0,
      modifiedCount: 0,
    })
  })

  test('many are changed once each, though they move within the index that finds them', async () => {
    const c = freshCollection(store.db)
    await c.createIndex({ n: 1 })
    await c.insertMany(Array.from({ length: 300 }, (_, n) => ({ n })))
    expect(await c.updateMany({ n: { $gte: 0 } }, { $inc: { n: 100 } })).toMatchObject({ modifiedCount: 300 })
    expect(await c.countDocuments({ n: { $gte: 100, $lt: 400 } })).toBe(300)
  })
})

describe('upserts', () => {
  test.each([
    ['equalities', { a: 1, 'b.c': 2 }, { $set: { d: 3 } }, { a: 1, b: { c: 2 }, d: 3 }],
    [
      '$eq, $and and $all',
      { a: { $eq: 1 }, $and: [{ b: 2 }], c: { $all: [3] } },
      { $set: { d: 4 } },
      { a: 1, b: 2, c: 3, d: 4 },
    ],
    ['no ranges', { a: { $gt: 1 }, b: { $in: [1, 2] } }, { $setOnInsert: { d: 1 } }, { d: 1 }],
    ['a replacement', { a: 1 }, { b: 2 }, { b: 2 }],
    ['a pipeline', { a: 1 }, [{ $set: { b: { $add: ['$a', 1] } } }], { a: 1, b: 2 }],
  ])('%s', async (_, filter, update, after) => {
    const c = freshCollection(store.db)
    const first = Array.isArray(update) || Object.keys(update)[0]?.startsWith('$') === true
    if (first) await c.updateOne(filter, update, { upsert: true })
    else await c.replaceOne(filter, update, { upsert: true })
    expect(await c.findOne({}, { projection: { _id: 0 } })).toEqual(after)
  })

  test('takes the id from the filter or the update', async () => {
    const c = freshCollection(store.db)
    expect((await c.updateOne({ _id: 5 as never }, { $set: { a: 1 } }, { upsert: true })).upsertedId).toBe(5)
    expect(
      (await c.updateOne({ b: 1 }, { $set: { a: 1 }, $setOnInsert: { _id: 6 as never } }, { upsert: true }))
        .upsertedId,
    ).toBe(6)
  })
})

describe('refusals', () => {
  test.each([
    ['an unknown modifier', {}, { $nonsense: { a: 1 } }, 9],
    ['a conflict', {}, { $set: { a: 1 }, $inc: { a: 1 } }, 40],
    ['a conflict with a parent', {}, { $set: { a: 1, 'a.b': 1 } }, 40],
    ['changing the id', {}, { $set: { _id: 1 } }, 66],
    ['a path through a number', { a: 1 }, { $set: { 'a.b': 1 } }, 28],
    ['a name into an array', { a: [1] }, { $set: { 'a.b': 1 } }, 28],
    ['$inc of text', { a: 'x' }, { $inc: { a: 1 } }, 14],
    ['$inc by text', {}, { $inc: { a: 'x' } }, 14],
    ['$push into a number', { a: 1 }, { $push: { a: 1 } }, 2],
    ['$pop of a number', { a: 1 }, { $pop: { a: 1 } }, 14],
    ['$pop by two', { a: [1] }, { $pop: { a: 2 } }, 9],
    ['an empty path', {}, { $set: { 'a.': 1 } }, 56],
    ['a dollar field', {}, { $set: { $a: 1 } }, 52],
    ['the positional operator without a match', { a: [1] }, { $set: { 'a.$': 1 } }, 2],
    ['$[] without an array', { a: 1 }, { $set: { 'a.$[]': 1 } }, 2],
    ['an array filter that is missing', { a: [1] }, { $set: { 'a.$[x]': 1 } }, 2],
    ['a stage that updates may not have', {}, [{ $match: {} }], 72],
    ['an unknown stage', {}, [{ $nonsense: {} }], 40324],
  ])('%s', async (_, before, update, code) => {
    const c = freshCollection(store.db)
    await c.insertOne({ ...before })
    expect(await errorOf(c.updateOne({}, update as never))).toMatchObject({ code })
    expect(await c.findOne({}, { projection: { _id: 0 } })).toEqual(before)
  })

  test('an array filter that nothing uses', async () => {
    const c = freshCollection(store.db)
    expect(await errorOf(c.updateOne({}, { $set: { a: 1 } }, { arrayFilters: [{ x: 1 }] }))).toMatchObject({
      code: 9,
    })
  })

  test('many replacements', async () => {
    const c = freshCollection(store.db)
    const command = { update: c.collectionName, updates: [{ q: {}, u: { a: 1 }, multi: true }] }
    expect((await store.db.command(command))['writeErrors']).toMatchObject([{ code: 9 }])
  })
})
