import { Binary, Decimal128, Double, Long, ObjectId, UUID } from 'bson'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { type TestStore, errorOf, freshCollection, startTestStore } from './harness.ts'

let store: TestStore
beforeAll(async () => {
  store = await startTestStore()
})
afterAll(() => store.stop())

const id = ObjectId.createFromHexString('0123456789abcdef01234567')
const uuid = new UUID('0123456789abcdef0123456789abcdef')

const documents: Record<string, unknown>[] = [
  { _id: 1, a: 1 },
  { _id: 2, a: new Double(1.5) },
  { _id: 3, a: Long.fromNumber(2) },
  { _id: 4, a: 'text' },
  { _id: 5, a: null },
  { _id: 6 },
  { _id: 7, a: [1, 2, 3] },
  { _id: 8, a: [] },
  { _id: 9, a: { b: 1 } },
  {
    _id: 10,
    a: [
      { b: 1, c: 1 },
      { b: 2, c: 2 },
    ],
  },
  { _id: 11, a: true },
  { _id: 12, a: new Date(1000) },
  { _id: 13, a: id },
  { _id: 14, a: uuid },
  { _id: 15, a: 'Text two' },
  { _id: 16, a: Decimal128.fromString('2') },
  { _id: 17, a: { b: null } },
  { _id: 18, a: [[1, 2]] },
  { _id: 19, a: new Double(Number.NaN) },
]

const cases: [string, Record<string, unknown>, number[]][] = [
  ['a number of any type', { a: 1 }, [1, 7]],
  ['a long and a decimal', { a: 2 }, [3, 7, 16]],
  ['text', { a: 'text' }, [4]],
  ['null is null or missing', { a: null }, [5, 6]],
  ['a whole array', { a: [1, 2, 3] }, [7]],
  ['an array as an element', { a: [1, 2] }, [18]],
  ['an empty array', { a: [] }, [8]],
  ['an object as it is', { a: { b: 1 } }, [9]],
  ['a path', { 'a.b': 1 }, [9, 10]],
  ['a path by position', { 'a.0': 1 }, [7, 18]],
  ['a position and a field', { 'a.1.b': 2 }, [10]],
  ['a path that is null or missing', { 'a.b': null }, [1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16, 17, 19]],
  ['a date', { a: new Date(1000) }, [12]],
  ['an object id', { a: id }, [13]],
  ['a UUID', { a: uuid }, [14]],
  ['not the same subtype', { a: new Binary(uuid.buffer, 0) }, []],
  ['NaN', { a: Number.NaN }, [19]],
  ['$gt compares numbers with numbers', { a: { $gt: 1 } }, [2, 3, 7, 16]],
  ['$gte and $lte', { a: { $gte: 1, $lte: 1.5 } }, [1, 2, 7]],
  ['$lt of text', { a: { $lt: 'a' } }, [15]],
  ['$gte null', { a: { $gte: null } }, [5, 6]],
  ['$gt of a date', { a: { $gt: new Date(0) } }, [12]],
  ['$gt of an array', { a: { $gt: [1, 2] } }, [7, 10, 18]],
  ['$ne', { a: { $ne: 1 } }, [2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19]],
  ['$in', { a: { $in: ['text', 1.5, null] } }, [2, 4, 5, 6]],
  ['$in with a regular expression', { a: { $in: [/^T/, true] } }, [11, 15]],
  ['$in with many', { a: { $in: [1, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, null] } }, [1, 5, 6, 7]],
  ['$nin', { a: { $nin: [1, 'text', null] } }, [2, 3, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19]],
  ['$exists', { a: { $exists: false } }, [6]],
  ['$exists in an array', { 'a.b': { $exists: true } }, [9, 10, 17]],
  ['$type', { a: { $type: 'double' } }, [2, 19]],
  ['$type number', { a: { $type: 'number' } }, [1, 2, 3, 7, 16, 19]],
  ['$type array', { a: { $type: 'array' } }, [7, 8, 10, 18]],
  ['$type of several', { a: { $type: ['bool', 9] } }, [11, 12]],
  ['$size', { a: { $size: 1 } }, [18]],
  ['$all', { a: { $all: [1, 3] } }, [7]],
  ['$all of one', { a: { $all: ['text'] } }, [4]],
  ['$all of none', { a: { $all: [] } }, []],
  ['$elemMatch of objects', { a: { $elemMatch: { b: 1, c: 1 } } }, [10]],
  ['conditions on different elements', { 'a.b': 1, 'a.c': 2 }, [10]],
  ['$elemMatch that no element meets', { a: { $elemMatch: { b: 1, c: 2 } } }, []],
  ['$elemMatch of values', { a: { $elemMatch: { $gt: 1, $lt: 3 } } }, [7]],
  ['a range that different elements meet', { a: { $gt: 2, $lt: 2 } }, [7]],
  ['$regex', { a: { $regex: 'TEXT', $options: 'i' } }, [4, 15]],
  ['a regular expression', { a: /two$/ }, [15]],
  ['$not', { a: { $not: { $type: ['number', 'string', 'object', 'array', 'null'] } } }, [6, 11, 12, 13, 14]],
  ['$not of a regular expression', { a: { $type: 'string', $not: /^T/ } }, [4]],
  ['$mod', { a: { $mod: [2, 1] } }, [1, 2, 7]],
  ['$or', { $or: [{ a: 'text' }, { a: true }] }, [4, 11]],
  ['$and', { $and: [{ a: { $gte: 1 } }, { a: { $lt: 2 } }] }, [1, 2, 7]],
  ['$nor', { $nor: [{ a: { $exists: true } }, { _id: 1 }] }, [6]],
  ['$expr', { $expr: { $eq: [{ $type: '$a' }, 'string'] } }, [4, 15]],
  ['$bitsAllSet', { a: { $bitsAllSet: [1] } }, [3, 7, 16]],
  ['$bitsAnyClear', { a: { $bitsAnyClear: 1 }, _id: { $lt: 8 } }, [3, 7]],
  ['$comment', { a: 'text', $comment: 'why' }, [4]],
]

describe('filters', () => {
  test('every operator, without an index and with one', async () => {
    const plain = freshCollection(store.db)
    const indexed = freshCollection(store.db)
    await indexed.createIndexes([{ key: { a: 1 } }, { key: { 'a.b': -1 } }, { key: { 'a.c': 1, 'a.b': 1 } }])
    for (const c of [plain, indexed]) await c.insertMany(documents as never[])
    const wanted = cases.map(([name, , expected]) => ({ name, found: expected, count: expected.length }))
    for (const c of [plain, indexed]) {
      const answers = []
      for (const [name, filter] of cases) {
        const found = await c.find(filter).sort({ _id: 1 }).project({ _id: 1 }).toArray()
        answers.push({
          name,
          found: found.map(({ _id }) => Number(_id)),
          count: await c.countDocuments(filter),
        })
      }
      expect(answers).toEqual(wanted)
    }
  })

  test.each([
    ['$in without a list', { a: { $in: 1 } }],
    ['$or without a list', { $or: {} }],
    ['an empty $or', { $or: [] }],
    ['$all without a list', { a: { $all: 1 } }],
    ['$elemMatch without an object', { a: { $elemMatch: 1 } }],
    ['$size of text', { a: { $size: 'x' } }],
    ['$mod by zero', { a: { $mod: [0, 1] } }],
    ['$type of nonsense', { a: { $type: 'nonsense' } }],
    ['$options without $regex', { a: { $options: 'i' } }],
    ['$geoWithin', { a: { $geoWithin: {} } }],
    ['$text', { $text: { $search: 'x' } }],
    ['$jsonSchema', { $jsonSchema: {} }],
  ])('refuses %s', async (_, filter) => {
    expect(await errorOf(freshCollection(store.db).findOne(filter as never))).toMatchObject({ code: 2 })
  })
})

describe('sorting', () => {
  test('values of all types have one order', async () => {
    const c = freshCollection(store.db)
    await c.insertMany(documents as never[])
    const order = (await c.find().sort({ a: 1, _id: 1 }).toArray()).map(({ _id }) => Number(_id))
    const expected = [8, 5, 6, 19, 1, 7, 2, 3, 16, 15, 4, 17, 9, 10, 18, 14, 13, 11, 12]
    expect(order).toEqual(expected)
    await c.createIndex({ a: 1, _id: 1 })
    expect(
      (await c.find().sort({ a: 1, _id: 1 }).hint({ a: 1, _id: 1 }).toArray()).map(({ _id }) => Number(_id)),
    ).toEqual(expected)
  })

  test('text by code point', async () => {
    const c = freshCollection(store.db)
    await c.insertMany(['\u{1f600}', '\uff5e', 'é', 'z', 'B', 'a', ''].map((t) => ({ t })))
    const expected = ['', 'B', 'a', 'z', 'é', '\uff5e', '\u{1f600}']
    expect((await c.find().sort({ t: 1 }).toArray()).map(({ t }) => t)).toEqual(expected)
    await c.createIndex({ t: 1 })
    expect((await c.find().sort({ t: -1 }).toArray()).map(({ t }) => t)).toEqual([...expected].reverse())
  })
})

describe('projections', () => {
  const source = { _id: 1, a: 1, b: { c: 2, d: 3 }, list: [{ x: 1, y: 2 }, { x: 3 }], n: [1, 2, 3, 4] }
  test.each([
    ['inclusion', { a: 1 }, { _id: 1, a: 1 }],
    ['without the id', { a: 1, _id: 0 }, { a: 1 }],
    ['exclusion', { list: 0, n: 0, b: 0 }, { _id: 1, a: 1 }],
    ['a nested field', { 'b.c': 1 }, { _id: 1, b: { c: 2 } }],
    ['a nested object', { b: { d: 1 } }, { _id: 1, b: { d: 3 } }],
    ['excluding in arrays', { 'list.x': 0, n: 0, b: 0, a: 0 }, { _id: 1, list: [{ y: 2 }, {}] }],
    ['including in arrays', { 'list.y': 1, _id: 0 }, { list: [{ y: 2 }, {}] }],
    ['$slice', { n: { $slice: 2 }, list: 0, b: 0 }, { _id: 1, a: 1, n: [1, 2] }],
    ['$slice from the end', { n: { $slice: -1 }, a: 1 }, { _id: 1, a: 1, n: [4] }],
    ['$slice with skip', { n: { $slice: [1, 2] }, a: 1, _id: 0 }, { a: 1, n: [2, 3] }],
    ['$elemMatch', { list: { $elemMatch: { x: 3 } }, _id: 0 }, { list: [{ x: 3 }] }],
    ['the id only', { _id: 1 }, { _id: 1 }],
    ['an expression', { sum: { $add: ['$a', '$b.c'] }, _id: 0 }, { sum: 3 }],
  ])('%s', async (_, projection, expected) => {
    const c = freshCollection(store.db)
    await c.insertOne(source as never)
    expect(await c.findOne({}, { projection })).toEqual(expected)
  })

  test('the positional operator shows what matched', async () => {
    const c = freshCollection(store.db)
    await c.insertOne(source as never)
    expect(await c.findOne({ 'list.x': 3 }, { projection: { 'list.$': 1, _id: 0 } })).toEqual({
      list: [{ x: 3 }],
    })
    expect(await c.findOne({ n: { $gt: 2 } }, { projection: { 'n.$': 1, _id: 0 } })).toEqual({ n: [3] })
  })
})
