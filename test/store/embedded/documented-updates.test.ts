import { Decimal128, Double, Int32, Long } from 'bson'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { type TestStore, errorOf, freshCollection, startTestStore, typed } from './harness.ts'

let store: TestStore
beforeAll(async () => {
  store = await startTestStore()
})
afterAll(() => store.stop())

type Doc = Record<string, unknown>

describe('updates', () => {
  async function updated(before: Doc, update: Doc): Promise<unknown> {
    const c = freshCollection(store.db)
    await c.insertOne({ _id: 1, ...before } as never)
    await c.updateOne({}, update)
    const [after] = await c.find({}, { projection: { _id: 0 }, promoteValues: false }).toArray()
    return after
  }
  const long = (value: number): Long => Long.fromNumber(value)
  const decimal = (text: string): Decimal128 => Decimal128.fromString(text)

  test.each<[string, Doc]>([
    ['$pop', { $pop: { 'a.b': 1 } }],
    ['$pull', { $pull: { 'a.b': 1 } }],
    ['$pullAll', { $pullAll: { 'a.b': [1] } }],
    ['$rename', { $rename: { 'a.b': 'c' } }],
    ['$inc', { $inc: { 'a.b': 1 } }],
    ['$push', { $push: { 'a.b': 1 } }],
  ])('%s through a scalar, null or by name into an array is error 28', async (_, update) => {
    for (const a of ['text', null, [{ b: [1] }]]) {
      expect(await errorOf(updated({ a }, update))).toMatchObject({ code: 28 })
    }
    expect(await updated({ a: {} }, { $pop: { 'a.b.c': 1 } })).toEqual({ a: {} })
    expect(await updated({ a: [] }, { $pull: { 'a.3.c': 1 } })).toEqual({ a: [] })
  })

  test('$unset through a scalar does nothing', async () => {
    expect(await updated({ a: 'text' }, { $unset: { 'a.b': 1 } })).toEqual({ a: 'text' })
    expect(await updated({ a: [{ b: 'x' }] }, { $unset: { 'a.b': 1 } })).toEqual({ a: [{ b: 'x' }] })
  })

  test.each([{ $rename: { a: 'a.b' } }, { $rename: { 'a.b': 'a' } }, { $rename: { a: 'a' } }])(
    'renaming along one path is a bad value: %j',
    async (update) => {
      expect(await errorOf(updated({ a: { b: 1 } }, update))).toMatchObject({ code: 2 })
    },
  )

  test('$push $sort by a field leaves elements without it in their order, in front', async () => {
    const update = { $push: { a: { $each: ['z', 'b'], $sort: { n: 1 } } } }
    expect(await updated({ a: ['t', { m: 'x' }, { n: 'x' }] }, update)).toEqual({
      a: ['t', { m: 'x' }, 'z', 'b', { n: 'x' }],
    })
  })

  test.each(['', '.', 'a.', '.b', 'a..b'])('pushing cannot sort by the field "%s"', async (path) => {
    const update = { $push: { a: { $each: [{ a: 1 }], $sort: { [path]: 1 } } } }
    expect(await errorOf(updated({ a: [] }, update))).toMatchObject({ code: 2 })
  })

  test('$push takes positions and slices of any size', async () => {
    const from = (modifiers: Doc): Promise<unknown> =>
      updated({ a: ['x', 'y'] }, { $push: { a: { $each: ['n'], ...modifiers } } })
    expect(await from({ $position: Long.MIN_VALUE })).toEqual({ a: ['n', 'x', 'y'] })
    expect(await from({ $position: 1000 })).toEqual({ a: ['x', 'y', 'n'] })
    expect(await from({ $slice: Long.MIN_VALUE })).toEqual({ a: ['x', 'y', 'n'] })
    expect(await from({ $slice: Long.MAX_VALUE })).toEqual({ a: ['x', 'y', 'n'] })
  })

  test('$addToSet refuses an $each that is no array, and takes one that is not the first field as a value', async () => {
    expect(await errorOf(updated({}, { $addToSet: { a: { $each: {} } } }))).toMatchObject({ code: 14 })
    expect(await errorOf(updated({}, { $addToSet: { a: { $each: [], x: 1 } } }))).toMatchObject({ code: 2 })
    expect(await errorOf(updated({ a: 'x' }, { $addToSet: { a: 1 } }))).toMatchObject({ code: 2 })
    expect(await updated({}, { $addToSet: { a: { x: 'y', $each: [] } } })).toEqual({
      a: [{ x: 'y', $each: [] }],
    })
  })

  test.each<[string, Doc, Doc, Doc]>([
    ['$inc grows an int', { a: 2147483647 }, { $inc: { a: 1 } }, { a: long(2147483648) }],
    ['$inc by a long makes a long', { a: 2 }, { $inc: { a: long(0) } }, { a: long(2) }],
    ['$inc by a double makes a double', { a: long(1) }, { $inc: { a: 0.5 } }, { a: new Double(1.5) }],
    ['$inc by a decimal keeps its places', { a: 5 }, { $inc: { a: decimal('0.0') } }, { a: decimal('5.0') }],
    ['$mul makes a zero of its own type', {}, { $mul: { a: long(5) } }, { a: long(0) }],
    ['$max keeps an equal value', { a: new Double(0) }, { $max: { a: long(0) } }, { a: new Double(0) }],
    ['$min keeps an equal value', { a: new Double(0) }, { $min: { a: long(0) } }, { a: new Double(0) }],
    ['$max compares across types', { a: { b: 'x' } }, { $max: { a: 3 } }, { a: { b: 'x' } }],
    ['$bit of what is missing begins with an int', {}, { $bit: { a: { or: 6 } } }, { a: new Int32(6) }],
    ['$bit with a long makes a long', { a: 5 }, { $bit: { a: { and: long(4) } } }, { a: long(4) }],
  ])('%s', async (_, before, update, after) => {
    expect(typed(await updated(before, update))).toEqual(typed(after))
  })

  test('only one step of a path may be the position that matched', async () => {
    expect(await errorOf(updated({ a: [] }, { $set: { 'a.$.b.$': 1 } }))).toMatchObject({ code: 2 })
  })

  test('a long cannot grow', async () => {
    expect(await errorOf(updated({ a: Long.MAX_VALUE }, { $mul: { a: 2 } }))).toMatchObject({ code: 2 })
  })
})

describe('what an upsert takes from its filter', () => {
  async function upserted(filter: Doc, update: Doc): Promise<Doc | null> {
    const c = freshCollection(store.db)
    await (Object.keys(update).some((name) => name.startsWith('$'))
      ? c.updateOne(filter, update, { upsert: true })
      : c.replaceOne(filter, update, { upsert: true }))
    return c.findOne()
  }
  const set = { $set: { z: 1 } }

  test.each<[Doc, unknown]>([
    [{ x: { $eq: 1, $gt: 0 } }, 1],
    [{ x: { $in: [1] } }, 1],
    [{ x: { $in: [1, 2] } }, undefined],
    [{ x: { $all: [1] } }, 1],
    [{ $and: [{ x: 1 }] }, 1],
    [{ $or: [{ x: 1 }] }, 1],
    [{ $or: [{ x: 1 }, { x: 1 }] }, 1],
    [{ $or: [{ x: 1 }, { x: 2 }] }, undefined],
    [{ $nor: [{ x: 1 }] }, undefined],
    [{ x: [1, 2] }, [1, 2]],
    [{ 'x.y': { $all: [1] } }, { y: 1 }],
    [{ x: /a/ }, undefined],
    [{ x: { $in: [/a/] } }, undefined],
    [{ x: { $gt: 1 } }, undefined],
  ])('%j', async (filter, expected) => {
    expect((await upserted(filter, set))?.['x']).toEqual(expected)
  })

  test.each<Doc>([
    { x: { $all: [1, 2] } },
    { $and: [{ x: 1 }, { x: 2 }] },
    { x: 1, 'x.y': 1 },
    { x: { y: 1 }, 'x.y': 1 },
  ])('%j is no single value, which a replacement does not mind', async (filter) => {
    expect(await errorOf(upserted(filter, set))).toMatchObject({ code: 54 })
    expect(await upserted(filter, { z: 1 })).toEqual({ _id: expect.anything() as unknown, z: 1 })
  })

  test('an _id in parts serves operators, but no replacement', async () => {
    const filter = { '_id.x': 1, '_id.y': 2 }
    expect(await upserted(filter, set)).toEqual({ _id: { x: 1, y: 2 }, z: 1 })
    expect(await errorOf(upserted(filter, { z: 1 }))).toMatchObject({ code: 55 })
    expect(await upserted({ _id: { $in: [7] } }, { z: 1 })).toEqual({ _id: 7, z: 1 })
  })
})
