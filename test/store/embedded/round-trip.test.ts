import {
  BSON,
  BSONRegExp,
  Binary,
  Code,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
  UUID,
} from 'bson'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { type TestStore, freshCollection, startTestStore } from './harness.ts'

let store: TestStore
beforeAll(async () => {
  store = await startTestStore()
})
afterAll(() => store.stop())

const everything = {
  _id: new ObjectId(),
  int: new Int32(1),
  intMin: new Int32(-2_147_483_648),
  double: new Double(1),
  doubleBig: new Double(2_147_483_648),
  fraction: new Double(1.5),
  negativeZero: new Double(-0),
  nan: new Double(Number.NaN),
  infinite: new Double(Number.NEGATIVE_INFINITY),
  long: Long.fromNumber(1),
  longMax: Long.MAX_VALUE,
  longMin: Long.MIN_VALUE,
  decimal: Decimal128.fromString('1.2300'),
  text: 'äöü 😀 \u0000 end',
  empty: '',
  yes: true,
  no: false,
  nothing: null,
  date: new Date(0),
  before: new Date(-1),
  far: new Date(8_640_000_000_000_000),
  timestamp: new Timestamp({ t: 4_294_967_295, i: 7 }),
  regex: new BSONRegExp('^a.*', 'im'),
  binary: new Binary(Buffer.from([0, 1, 255]), 0x80),
  uuid: new UUID(),
  code: new Code('return 1'),
  codeWithScope: new Code('return x', { x: new Int32(1) }),
  min: new MinKey(),
  max: new MaxKey(),
  list: [new Int32(1), new Double(1), [], {}, [new Long(1)]],
  nested: { z: new Int32(1), a: { b: [] }, '': new Int32(2) },
}

const raw = { raw: true } as const
const typed = { promoteValues: false, promoteLongs: false, promoteBuffers: false, bsonRegExp: true } as const

async function rawOf(collection: ReturnType<typeof freshCollection>): Promise<string> {
  const [bytes] = (await collection.find({}, raw).toArray()) as unknown as Uint8Array[]
  return Buffer.from(bytes ?? []).toString('hex')
}

test('a document comes back byte for byte', async () => {
  const c = freshCollection(store.db)
  await c.insertOne(everything as never)
  expect(await rawOf(c)).toBe(Buffer.from(BSON.serialize(everything)).toString('hex'))
})

test('an update leaves the bytes of what it does not touch', async () => {
  const c = freshCollection(store.db)
  await c.insertOne(everything as never)
  await c.updateOne({}, { $set: { added: new Int32(1) } })
  await c.updateOne({}, { $unset: { added: '' } })
  expect(await rawOf(c)).toBe(Buffer.from(BSON.serialize(everything)).toString('hex'))
  await c.updateOne({}, [{ $set: { added: { $add: ['$int', 1] } } }, { $unset: 'added' }])
  expect(await rawOf(c)).toBe(Buffer.from(BSON.serialize(everything)).toString('hex'))
})

test('projections and pipelines that only pass values on keep their types', async () => {
  const c = freshCollection(store.db)
  await c.insertOne(everything as never)
  const shown = BSON.EJSON.stringify(everything, { relaxed: false })
  for (const pipeline of [
    [{ $match: { int: 1 } }],
    [{ $sort: { int: 1 } }, { $project: { x: 0 } }],
    [
      { $group: { _id: null, all: { $push: '$$ROOT' } } },
      { $unwind: '$all' },
      { $replaceRoot: { newRoot: '$all' } },
    ],
    [{ $facet: { all: [{ $match: {} }] } }, { $unwind: '$all' }, { $replaceWith: '$all' }],
  ]) {
    const [document] = await c.aggregate(pipeline, typed).toArray()
    expect(BSON.EJSON.stringify(document ?? {}, { relaxed: false })).toBe(shown)
  }
})

test('fields with numbers for names keep the order in which they were stored', async () => {
  const c = freshCollection(store.db)
  const fields = new Map<string, unknown>([
    ['_id', 1],
    ['b', 1],
    ['2', 2],
    ['1', 3],
  ])
  await c.insertOne(fields as never)
  await c.updateOne({}, { $set: { '0': 4 } })
  const [bytes] = (await c.find({}, raw).toArray()) as unknown as Uint8Array[]
  const expected = new Map<string, unknown>([...fields, ['0', 4]])
  expect(Buffer.from(bytes ?? []).toString('hex')).toBe(Buffer.from(BSON.serialize(expected)).toString('hex'))
})

test.each([
  ['int and int', new Int32(1), new Int32(2), new Int32(3)],
  ['int beyond 32 bits', new Int32(2_147_483_647), new Int32(1), Long.fromString('2147483648')],
  ['long stays long', Long.fromNumber(1), new Int32(1), Long.fromNumber(2)],
  ['double stays double', new Double(1), new Int32(1), new Double(2)],
  ['int and double', new Int32(1), new Double(0.5), new Double(1.5)],
  ['int and decimal', new Int32(1), Decimal128.fromString('0.10'), Decimal128.fromString('1.10')],
  [
    'long and long beyond 53 bits',
    Long.fromString('9007199254740993'),
    new Int32(2),
    Long.fromString('9007199254740995'),
  ],
])('$inc: %s', async (_, before, by, after) => {
  const c = freshCollection(store.db)
  await c.insertOne({ n: before })
  await c.updateOne({}, { $inc: { n: by as never } })
  const document = await c.findOne({}, { ...typed, projection: { _id: 0 } })
  expect(BSON.EJSON.stringify(document ?? {}, { relaxed: false })).toBe(
    BSON.EJSON.stringify({ n: after }, { relaxed: false }),
  )
})

test('$inc refuses what would not fit a long', async () => {
  const c = freshCollection(store.db)
  await c.insertOne({ n: Long.MAX_VALUE })
  await expect(c.updateOne({}, { $inc: { n: 1 } })).rejects.toMatchObject({ code: 2 })
})
