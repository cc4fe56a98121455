import { Decimal128, Double, Int32, Long, ObjectId, Timestamp } from 'bson'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { type TestStore, errorOf, freshCollection, startTestStore, typed } from './harness.ts'

let store: TestStore
beforeAll(async () => {
  store = await startTestStore()
})
afterAll(() => store.stop())

type Doc = Record<string, unknown>

async function evaluate(expression: unknown, document: Doc = {}): Promise<unknown> {
  const c = freshCollection(store.db)
  await c.insertOne(document as never)
  const [answer] = await c
    .aggregate([{ $project: { _id: 0, v: expression } }], { promoteValues: false, promoteLongs: false })
    .toArray()
  return answer?.['v']
}

describe('sums', () => {
  async function group(values: unknown[], operator: '$sum' | '$avg'): Promise<unknown> {
    const c = freshCollection(store.db)
    await c.insertMany(values.map((v) => ({ v })))
    const [answer] = await c
      .aggregate([{ $group: { _id: null, v: { [operator]: '$v' } } }], { promoteValues: false })
      .toArray()
    expect(typed(await evaluate({ [operator]: '$v' }, { v: values }))).toEqual(typed(answer?.['v']))
    return answer?.['v']
  }

  test.each<[string, unknown[], unknown]>([
    ['no rounding error piles up', Array<number>(10).fill(0.1), new Double(1)],
    ['what cancels out leaves the rest', [1e100, new Double(1), -1e100], new Double(1)],
    ['an int that overflows on the way stays an int', [2147483647, 1, -1], new Int32(2147483647)],
    ['ints grow to a long', [2147483647, 10], Long.fromNumber(2147483657)],
    ['a long that overflows on the way is exact', [Long.MAX_VALUE, Long.ONE, Long.NEG_ONE], Long.MAX_VALUE],
    ['a long that overflows becomes a double', [Long.MAX_VALUE, 1], new Double(2 ** 63)],
    [
      'doubles overflow to infinity',
      [Number.MAX_VALUE, Number.MAX_VALUE],
      new Double(Number.POSITIVE_INFINITY),
    ],
    ['what is no number is left out', [5, null, 'x', [7]], new Int32(5)],
    ['decimals', [1, Decimal128.fromString('0.10')], Decimal128.fromString('1.10')],
  ])('totals: %s', async (_, values, expected) => {
    expect(typed(await group(values, '$sum'))).toEqual(typed(expected))
  })

  test.each<[string, unknown[], unknown]>([
    ['a double of ints', [10, 11], new Double(10.5)],
    ['nothing', ['x'], null],
    [
      'decimals to 34 digits',
      [Decimal128.fromString('-1234567890.1234567889'), Decimal128.fromString('-1234567890.1234567891')],
      Decimal128.fromString('-1234567890.1234567890'),
    ],
    [
      'longs and a decimal',
      [
        Long.fromString('1234567890123456788'),
        Long.fromString('1234567890123456789'),
        Decimal128.fromString('1234567890123456790.037037036703702'),
      ],
      Decimal128.fromString('1234567890123456789.012345678901234'),
    ],
    [
      'a third',
      [Decimal128.fromString('1'), 0, 0],
      Decimal128.fromString('0.3333333333333333333333333333333333'),
    ],
    [
      'two thirds, rounded',
      [Decimal128.fromString('-2'), 0, 0],
      Decimal128.fromString('-0.6666666666666666666666666666666667'),
    ],
  ])('means: %s', async (_, values, expected) => {
    expect(typed(await group(values, '$avg'))).toEqual(typed(expected))
  })
})

describe('expressions', () => {
  test.each<[string, unknown, unknown, unknown]>([
    ['a double on the left makes a double', 138.5, 3, new Double(0.5)],
    ['a whole double on the right counts as an int', 8, new Double(3), new Int32(2)],
    ['a long stays a long', Long.fromNumber(8), new Double(3), Long.fromNumber(2)],
    ['a fraction on the right makes a double', 8, 3.25, new Double(1.5)],
    ['too large for an int on the right', Long.fromNumber(5e11), 4.5e11, new Double(5e10)],
    ['infinity', 10, Number.POSITIVE_INFINITY, new Double(10)],
    ['decimals', Decimal128.fromString('10.05'), Decimal128.fromString('3'), Decimal128.fromString('1.05')],
  ])('remainders: %s', async (_, left, right, expected) => {
    expect(typed(await evaluate({ $mod: [left, right] }))).toEqual(typed(expected))
  })

  const at = new Date('2021-12-01T18:23:36Z')
  test.each<[string, Doc, Date | null]>([
    [
      'the week begins on Sunday',
      { date: new Date('2021-02-15T18:23:36Z'), unit: 'week' },
      new Date('2021-02-14'),
    ],
    [
      'bins of weeks are counted from 2000',
      {
        date: new Date('2000-01-30T18:00:00Z'),
        unit: 'week',
        binSize: 2,
        timezone: 'America/New_York',
        startOfWeek: 'mon',
      },
      new Date('2000-01-17T05:00:00Z'),
    ],
    [
      'bins of weeks before summer time',
      {
        date: new Date('2020-05-18T14:10:30Z'),
        unit: 'week',
        binSize: 2,
        timezone: 'America/Los_Angeles',
        startOfWeek: 'Monday',
      },
      new Date('2020-05-11T07:00:00Z'),
    ],
    ['only weeks mind their first day', { date: at, unit: 'year', startOfWeek: 1 }, new Date('2021-01-01')],
    ['an object id', { date: new ObjectId('507c7f790000000000000000'), unit: 'day' }, new Date('2012-10-15')],
    ['a timestamp', { date: new Timestamp({ t: 4102444800, i: 1 }), unit: 'day' }, new Date('2100-01-01')],
    ['a missing bin size', { date: at, unit: 'nonsense', binSize: '$nope', timezone: 1 }, null],
    ['a missing time zone', { date: at, unit: 'hour', timezone: '$nope' }, null],
    ['a missing first day', { date: 1, unit: 'week', startOfWeek: '$nope' }, null],
  ])('truncating a date: %s', async (_, argument, expected) => {
    expect(await evaluate({ $dateTrunc: argument })).toEqual(expected)
  })

  test.each<[Doc, number]>([
    [{ date: 'text', unit: 'hour' }, 5439012],
    [{ date: at, unit: 1 }, 5439013],
    [{ date: at, unit: 'century' }, 5439014],
    [{ date: at, unit: 'week', startOfWeek: 1 }, 5439015],
    [{ date: at, unit: 'week', startOfWeek: 'FRIDIE' }, 5439016],
    [{ date: at, unit: 'hour', binSize: 2.5 }, 5439017],
    [{ date: at, unit: 'hour', binSize: 0 }, 5439018],
  ])('truncating a date refuses %j', async (argument, code) => {
    const c = freshCollection(store.db)
    await c.insertOne({})
    const answer = c.aggregate([{ $project: { v: { $dateTrunc: argument } } }]).toArray()
    expect(await errorOf(answer)).toMatchObject({ code })
  })

  test.each<[Doc, number]>([
    [{ $dateAdd: { startDate: 'text', unit: 'day', amount: 1 } }, 5166403],
    [{ $dateAdd: { startDate: at, unit: 1, amount: 1 } }, 5166404],
    [{ $dateAdd: { startDate: at, unit: 'epoch', amount: 1 } }, 9],
    [{ $dateSubtract: { startDate: at, unit: 'day', amount: 1.5 } }, 5166405],
    [{ $dateDiff: { startDate: 'text', endDate: at, unit: 'day' } }, 5166307],
    [{ $dateDiff: { startDate: at, endDate: at, unit: 'decade' } }, 5439014],
    [{ $dateFromParts: { year: 0 } }, 40523],
    [{ $dateFromParts: { year: 10000 } }, 40523],
    [{ $dateFromParts: { year: 2020, hour: 32768 } }, 31034],
  ])('is refused: %j', async (expression, code) => {
    const c = freshCollection(store.db)
    await c.insertOne({})
    expect(await errorOf(c.aggregate([{ $project: { v: expression } }]).toArray())).toMatchObject({ code })
  })

  test('adding up doubles rounds once', async () => {
    expect(await evaluate({ $add: [0.1, 0.2, 0.3, -0.6] })).toEqual(new Double(2.7755575615628914e-17))
    expect(await evaluate({ $add: [1e100, 1, -1e100] })).toEqual(new Double(1))
  })

  test('parts of a date carry over', async () => {
    const parts = { year: 2017, month: 13, day: -1, second: 71841012 }
    expect(await evaluate({ $dateFromParts: parts })).toEqual(new Date('2020-04-09T11:50:12Z'))
  })

  test('sorting an array by a field takes an array there as a whole', async () => {
    const input = [{ n: [1, 9] }, { n: [0] }, { n: 5 }, { m: 1 }]
    const sortArray = { input: { $literal: input }, sortBy: { n: 1 } }
    const c = freshCollection(store.db)
    await c.insertOne({})
    const [found] = await c.aggregate([{ $project: { v: { $sortArray: sortArray } } }]).toArray()
    expect(found?.['v']).toEqual([{ m: 1 }, { n: 5 }, { n: [0] }, { n: [1, 9] }])
  })

  test('an argument that is missing in the document makes any date null', async () => {
    expect(
      await evaluate({ $dateAdd: { startDate: at, unit: 'day', amount: 1, timezone: '$nope' } }),
    ).toBeNull()
    expect(
      await evaluate({ $dateDiff: { startDate: at, endDate: at, unit: 'day', timezone: '$nope' } }),
    ).toBeNull()
    expect(await evaluate({ $dateFromParts: { year: 2020, month: '$nope' } })).toBeNull()
  })

  test.each<[string, unknown, string]>([
    ['a double', 120000000000.5, '1973-10-20T21:20:00Z'],
    ['a decimal', Decimal128.fromString('1253372036000.50'), '2009-09-19T14:53:56Z'],
    ['a timestamp', new Timestamp({ t: 1350336377, i: 1 }), '2012-10-15T21:26:17Z'],
    ['a space before the offset', '2018-03-20 11:00:06 +0500', '2018-03-20T06:00:06Z'],
    ['a day with an offset', '2018-03-15 +10:00', '2018-03-14T14:00:00Z'],
  ])('a date out of %s', async (_, value, expected) => {
    expect(await evaluate({ $toDate: { $literal: value } })).toEqual(new Date(expected))
  })

  test('$group takes null and missing together, and $push leaves only what is missing out', async () => {
    const c = freshCollection(store.db)
    await c.insertMany([{ a: null, b: null }, { b: 1 }, { a: null }])
    expect(
      await c.aggregate([{ $group: { _id: '$a', p: { $push: '$b' }, f: { $last: '$b' } } }]).toArray(),
    ).toEqual([{ _id: null, p: [null, 1], f: null }])
  })
})
