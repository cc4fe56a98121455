import { Decimal128, Double, Long } from 'bson'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { type TestStore, errorOf, freshCollection, startTestStore } from './harness.ts'

let store: TestStore
beforeAll(async () => {
  store = await startTestStore()
})
afterAll(() => store.stop())

type Doc = Record<string, unknown>

/** The ids of what a filter finds, without an index and with one on each path. */
async function found(documents: Doc[], filter: Doc): Promise<unknown[]> {
  const c = freshCollection(store.db)
  await c.insertMany(documents as never)
  const plain = await c.find(filter).sort({ _id: 1 }).toArray()
  await c.createIndexes([{ key: { a: 1 } }, { key: { 'a.b': 1 } }])
  const indexed = await c.find(filter).sort({ _id: 1 }).toArray()
  expect(indexed).toEqual(plain)
  return plain.map(({ _id }) => _id as unknown)
}

/** The ids in sort order. */
async function sorted(documents: Doc[], sort: Record<string, 1 | -1>): Promise<unknown[]> {
  const c = freshCollection(store.db)
  await c.insertMany(documents as never)
  const ids = (list: Doc[]): unknown[] => list.map(({ _id }) => _id)
  const answer = ids(
    await c
      .find({}, { projection: { _id: 1 } })
      .sort(sort)
      .toArray(),
  )
  expect(ids(await c.aggregate([{ $sort: sort }, { $project: { _id: 1 } }]).toArray())).toEqual(answer)
  return answer
}

describe('null, as MongoDB 8.0 matches it', () => {
  const documents = [
    { _id: 'null', a: null },
    { _id: 'missing' },
    { _id: 'number', a: 7 },
    { _id: 'empty object', a: {} },
    { _id: 'b null', a: { b: null } },
    { _id: 'b set', a: { b: 'x' } },
    { _id: 'empty array', a: [] },
    { _id: 'array in array', a: [[]] },
    { _id: 'scalars', a: [7, 'x'] },
    { _id: 'null among scalars', a: [7, null] },
    { _id: 'objects without null', a: [{ b: 1 }, { b: 2 }] },
    { _id: 'objects with null', a: [{ b: 1 }, { b: null }] },
    { _id: 'objects with missing', a: [{ b: 1 }, {}] },
  ]
  const dotted = [
    'b null',
    'empty object',
    'missing',
    'null',
    'number',
    'objects with missing',
    'objects with null',
  ]
  const undotted = ['missing', 'null', 'null among scalars']
  const all = documents.map(({ _id }) => _id).sort()
  const but = (without: string[]): string[] => all.filter((id) => !without.includes(id))
  const cases: [Doc, string[]][] = [
    [{ a: null }, undotted],
    [{ a: { $in: [null, 99] } }, undotted],
    [{ a: { $gte: null } }, undotted],
    [{ a: { $lte: null } }, undotted],
    [{ a: { $gt: null } }, []],
    [{ a: { $ne: null } }, but(undotted)],
    [{ a: { $nin: [null, 99] } }, but(undotted)],
    [{ a: { $not: { $gte: null } } }, but(undotted)],
    [{ 'a.b': null }, dotted],
    [{ 'a.b': { $in: [null, 99] } }, dotted],
    [{ 'a.b': { $gte: null } }, dotted],
    [{ 'a.b': { $ne: null } }, but(dotted)],
    [{ 'a.b': { $nin: [null, /^y/] } }, but(dotted)],
    [{ a: { $elemMatch: { $eq: null } } }, ['null among scalars']],
    [{ a: { $elemMatch: { b: null } } }, ['array in array', 'objects with missing', 'objects with null']],
    [
      { a: { $elemMatch: { b: { $ne: null } } } },
      ['objects with missing', 'objects with null', 'objects without null'],
    ],
    [{ 'a.b': { $elemMatch: { $eq: null } } }, []],
  ]
  test.each(cases)('%j', async (filter, expected) => {
    expect(await found(documents, filter)).toEqual([...expected].sort())
  })
})

describe('$elemMatch on values', () => {
  const documents = [
    { _id: 1, a: 5 },
    { _id: 2, a: [5] },
    { _id: 3, a: [1, 9] },
    { _id: 4, a: [[5]] },
    { _id: 5, a: { b: [5] } },
    { _id: 6, a: [{ b: 5 }] },
    { _id: 7, a: [{ b: [1, 9] }] },
    { _id: 8, a: [[{ b: 5 }]] },
  ]
  const between = { $gt: 4, $lt: 6 }
  test.each<[Doc, number[]]>([
    [{ a: { $elemMatch: between } }, [2]],
    [{ 'a.b': { $elemMatch: between } }, [5]],
    [{ a: { $elemMatch: { $elemMatch: between } } }, [4]],
    [{ a: { $elemMatch: { $type: 'number' } } }, [2, 3]],
    [{ a: { $elemMatch: { $type: 'array' } } }, [4, 8]],
    [{ a: { $elemMatch: { b: between } } }, [6, 7]],
    [{ a: { $elemMatch: { $elemMatch: { b: between } } } }, [8]],
  ])('%j', async (filter, expected) => {
    expect(await found(documents, filter)).toEqual(expected)
  })
})

describe('$mod', () => {
  test.each([
    ['NaN', new Double(Number.NaN)],
    ['infinity', Decimal128.fromString('Infinity')],
    ['what needs more than 64 bits', 1e19],
    ['a decimal that needs more than 64 bits', Decimal128.fromString('1E+19')],
    ['text', '3'],
  ])('refuses %s as divisor and as remainder', async (_, value) => {
    const c = freshCollection(store.db)
    expect(await errorOf(c.find({ a: { $mod: [value, 1] } }).toArray())).toMatchObject({ code: 2 })
    expect(await errorOf(c.find({ a: { $mod: [3, value] } }).toArray())).toMatchObject({ code: 2 })
  })

  test('leaves out what is not finite or needs more than 64 bits', async () => {
    const values = [Number.NaN, Number.POSITIVE_INFINITY, -1e19, Decimal128.fromString('1E+19'), 4]
    const documents = values.map((a, at) => ({ _id: at, a }))
    expect(await found(documents, { a: { $mod: [1, 0] } })).toEqual([4])
  })

  test('is exact for decimals and for long divisors', async () => {
    const large = Long.fromString('9007199254740993')
    const documents = [
      { _id: 1, a: Decimal128.fromString('9007199254740993.9') },
      { _id: 2, a: Decimal128.fromString('9007199254740992') },
      { _id: 3, a: large },
      { _id: 4, a: Long.MIN_VALUE },
    ]
    expect(await found(documents, { a: { $mod: [large, 0] } })).toEqual([1, 3])
    expect(await found(documents, { a: { $mod: [-1, 0] } })).toEqual([1, 2, 3, 4])
  })
})

test('a long as a bit mask keeps all its bits', async () => {
  const mask = Long.fromString('9007199254740993')
  const documents = [
    { _id: 1, a: mask },
    { _id: 2, a: Long.fromString('9007199254740992') },
  ]
  expect(await found(documents, { a: { $bitsAllSet: mask } })).toEqual([1])
})

describe('sorting by arrays', () => {
  const mixed = [
    { _id: 1, a: 1 },
    { _id: 2, a: null },
    { _id: 3, a: {} },
    { _id: 4, a: [] },
    { _id: 5, a: [1] },
    { _id: 6, a: [[1]] },
    { _id: 7 },
  ]
  test('an empty array comes before null, an array within an array is one value', async () => {
    expect(await sorted(mixed, { a: 1, _id: 1 })).toEqual([4, 2, 7, 1, 5, 3, 6])
    expect(await sorted(mixed, { a: -1, _id: 1 })).toEqual([6, 3, 1, 5, 2, 7, 4])
  })

  test('by position, an array is one value, and what is no array has none', async () => {
    expect(await sorted(mixed, { 'a.0': 1, _id: 1 })).toEqual([1, 2, 3, 4, 7, 5, 6])
    expect(await sorted(mixed, { 'a.0': -1, _id: 1 })).toEqual([6, 5, 1, 2, 3, 4, 7])
  })

  test('an empty array on the way counts as null', async () => {
    const documents = [
      { _id: 1, a: { b: 2 } },
      { _id: 2, a: { b: [] } },
      { _id: 3, a: [] },
      { _id: 4, a: {} },
      { _id: 5, a: [{ b: [] }, { b: [1, 3] }] },
    ]
    expect(await sorted(documents, { 'a.b': 1, _id: 1 })).toEqual([2, 5, 3, 4, 1])
    expect(await sorted(documents, { 'a.b': -1, _id: 1 })).toEqual([5, 1, 3, 4, 2])
  })

  test('two paths through one array take its elements together', async () => {
    const documents = [
      {
        _id: 1,
        a: [
          { b: 9, c: 1 },
          { b: 1, c: 2 },
        ],
      },
      {
        _id: 2,
        a: [
          { b: 5, c: 1 },
          { b: 6, c: 2 },
        ],
      },
      {
        _id: 3,
        a: [
          { b: 7, c: 0 },
          { b: 0, c: 9 },
        ],
      },
    ]
    expect(await sorted(documents, { 'a.c': 1, 'a.b': 1 })).toEqual([3, 2, 1])
    expect(await sorted(documents, { 'a.c': -1, 'a.b': 1 })).toEqual([3, 1, 2])
    expect(await sorted(documents, { 'a.c': 1, a: -1 })).toEqual([3, 1, 2])
  })

  test.each<Record<string, 1>>([
    { a: 1, b: 1 },
    { _id: 1, a: 1, b: 1 },
    { 'c.d': 1, 'c.e': 1 },
  ])('by two different arrays is refused: %j', async (sort) => {
    const c = freshCollection(store.db)
    await c.insertOne({ a: [], b: [], c: { d: [1], e: [2] } })
    expect(await errorOf(c.find().sort(sort).toArray())).toMatchObject({ code: 2 })
    await c.updateOne({}, { $set: { b: 1, 'c.e': 1 } })
    expect(await c.find().sort(sort).toArray()).toHaveLength(1)
  })
})

test('distinct takes arrays apart once, and knows equal numbers of any type', async () => {
  const c = freshCollection(store.db)
  await c.insertMany([
    { a: [2, 3], p: [1, 2], q: [{ r: 1 }, { r: [2, 20] }] },
    { a: Long.fromNumber(2), p: [[2, 3], 'x'] },
    { a: [1, [2, 3]], p: 0 },
    { a: [[]], p: [[[4]]] },
    { a: [] },
    {},
  ])
  expect(await c.distinct('a')).toEqual([1, 2, 3, [], [2, 3]])
  expect(await c.distinct('p.0')).toEqual([1, 2, 3, [4]])
  expect(await c.distinct('q.r')).toEqual([1, 2, 20])
})
