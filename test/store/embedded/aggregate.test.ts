/* oxlint-disable unicorn/no-thenable -- MongoDB calls it so */
import { Decimal128, Long } from 'bson'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { type Collection, type TestStore, errorOf, freshCollection, startTestStore } from './harness.ts'

let store: TestStore
let sales: Collection
let items: Collection
beforeAll(async () => {
  store = await startTestStore()
  sales = freshCollection(store.db)
  items = freshCollection(store.db)
  await sales.insertMany([
    { _id: 1, item: 'a', qty: 2, price: 10, at: new Date('2024-03-30T23:30:00Z'), tags: ['x', 'y'] },
    { _id: 2, item: 'b', qty: 1, price: 20, at: new Date('2024-03-31T00:30:00Z'), tags: ['x'] },
    { _id: 3, item: 'a', qty: 5, price: 5, at: new Date('2024-03-31T01:30:00Z'), tags: [] },
    { _id: 4, item: 'c', qty: 10, price: 1, at: new Date('2024-10-27T00:30:00Z') },
  ] as never[])
  await items.insertMany([
    { _id: 'a', name: 'Apple', parent: 'b' },
    { _id: 'b', name: 'Bread', parent: 'c' },
    { _id: 'c', name: 'Corn' },
  ] as never[])
  await items.createIndex({ name: 1 })
})
afterAll(() => store.stop())

describe('stages', () => {
  const cases: [string, object[], unknown[]][] = [
    [
      '$match, $sort, $skip, $limit',
      [
        { $match: { qty: { $gt: 1 } } },
        { $sort: { qty: -1 } },
        { $skip: 1 },
        { $limit: 1 },
        { $project: { qty: 1 } },
      ],
      [{ _id: 3, qty: 5 }],
    ],
    [
      '$group',
      [
        { $group: { _id: '$item', n: { $sum: 1 }, qty: { $sum: '$qty' }, avg: { $avg: '$price' } } },
        { $sort: { _id: 1 } },
      ],
      [
        { _id: 'a', n: 2, qty: 7, avg: 7.5 },
        { _id: 'b', n: 1, qty: 1, avg: 20 },
        { _id: 'c', n: 1, qty: 10, avg: 1 },
      ],
    ],
    [
      '$group of all',
      [
        {
          $group: {
            _id: null,
            total: { $sum: { $multiply: ['$qty', '$price'] } },
            min: { $min: '$price' },
            max: { $max: '$price' },
          },
        },
      ],
      [{ _id: null, total: 75, min: 1, max: 20 }],
    ],
    [
      '$group by an object',
      [
        { $group: { _id: { i: '$item', big: { $gte: ['$qty', 5] } }, n: { $count: {} } } },
        { $match: { '_id.i': 'a' } },
        { $sort: { '_id.big': 1 } },
      ],
      [
        { _id: { i: 'a', big: false }, n: 1 },
        { _id: { i: 'a', big: true }, n: 1 },
      ],
    ],
    [
      '$first, $last, $push, $addToSet',
      [
        { $sort: { _id: 1 } },
        {
          $group: {
            _id: null,
            f: { $first: '$item' },
            l: { $last: '$item' },
            p: { $push: '$qty' },
            s: { $addToSet: '$item' },
          },
        },
      ],
      [{ _id: null, f: 'a', l: 'c', p: [2, 1, 5, 10], s: ['a', 'b', 'c'] }],
    ],
    [
      '$firstN, $maxN, $top, $bottomN',
      [
        { $sort: { _id: 1 } },
        {
          $group: {
            _id: null,
            f: { $firstN: { input: '$item', n: 2 } },
            m: { $maxN: { input: '$qty', n: 2 } },
            t: { $top: { sortBy: { price: -1 }, output: '$item' } },
            b: { $bottomN: { sortBy: { price: -1 }, output: '$item', n: 2 } },
          },
        },
      ],
      [{ _id: null, f: ['a', 'b'], m: [10, 5], t: 'b', b: ['a', 'c'] }],
    ],
    [
      '$unwind',
      [{ $unwind: '$tags' }, { $project: { _id: 1, tags: 1 } }],
      [
        { _id: 1, tags: 'x' },
        { _id: 1, tags: 'y' },
        { _id: 2, tags: 'x' },
      ],
    ],
    [
      '$unwind that keeps all',
      [
        { $unwind: { path: '$tags', includeArrayIndex: 'i', preserveNullAndEmptyArrays: true } },
        { $project: { tags: 1, i: 1 } },
      ],
      [
        { _id: 1, tags: 'x', i: 0 },
        { _id: 1, tags: 'y', i: 1 },
        { _id: 2, tags: 'x', i: 0 },
        { _id: 3, i: null },
        { _id: 4, i: null },
      ],
    ],
    [
      '$facet',
      [
        {
          $facet: {
            n: [{ $count: 'n' }],
            top: [{ $sort: { qty: -1 } }, { $limit: 1 }, { $project: { _id: 1 } }],
          },
        },
      ],
      [{ n: [{ n: 4 }], top: [{ _id: 4 }] }],
    ],
    ['$sortByCount', [{ $sortByCount: '$item' }, { $limit: 1 }], [{ _id: 'a', count: 2 }]],
    [
      '$bucket',
      [
        {
          $bucket: {
            groupBy: '$price',
            boundaries: [0, 5, 15],
            default: 'more',
            output: { n: { $sum: 1 }, q: { $sum: '$qty' } },
          },
        },
      ],
      [
        { _id: 0, n: 1, q: 10 },
        { _id: 5, n: 2, q: 7 },
        { _id: 'more', n: 1, q: 1 },
      ],
    ],
    ['$count', [{ $match: { item: 'a' } }, { $count: 'n' }], [{ n: 2 }]],
    ['$count of nothing', [{ $match: { item: 'z' } }, { $count: 'n' }], []],
    [
      '$addFields',
      [
        { $match: { _id: 1 } },
        { $addFields: { 'a.b': '$qty', qty: '$$REMOVE', c: { d: 1 } } },
        { $project: { a: 1, qty: 1, c: 1 } },
      ],
      [{ _id: 1, a: { b: 2 }, c: { d: 1 } }],
    ],
    [
      '$unset',
      [{ $match: { _id: 1 } }, { $unset: ['tags', 'at', 'price'] }],
      [{ _id: 1, item: 'a', qty: 2 }],
    ],
    ['$replaceRoot', [{ $match: { _id: 1 } }, { $replaceRoot: { newRoot: { x: '$item' } } }], [{ x: 'a' }]],
    [
      '$project',
      [
        { $match: { _id: 1 } },
        {
          $project: {
            _id: 0,
            total: { $multiply: ['$qty', '$price'] },
            first: { $arrayElemAt: ['$tags', 0] },
            nested: { item: '$item' },
            none: '$nope',
          },
        },
      ],
      [{ total: 20, first: 'x', nested: { item: 'a' } }],
    ],
  ]
  test.each(cases)('%s', async (_, pipeline, expected) => {
    expect(await sales.aggregate(pipeline as never[]).toArray()).toEqual(expected)
  })

  test('$lookup by field, which uses an index', async () => {
    const found = await sales
      .aggregate([
        { $match: { _id: { $in: [1, 2] } } },
        { $lookup: { from: items.collectionName, localField: 'item', foreignField: '_id', as: 'i' } },
        { $project: { names: '$i.name' } },
      ])
      .toArray()
    expect(found).toEqual([
      { _id: 1, names: ['Apple'] },
      { _id: 2, names: ['Bread'] },
    ])
  })

  test('$lookup by pipeline', async () => {
    const pipeline = [
      { $match: { $expr: { $and: [{ $eq: ['$_id', '$$item'] }, { $gt: ['$$qty', 1] }] } } },
      { $project: { _id: 0, name: 1 } },
    ]
    const found = await sales
      .aggregate([
        { $lookup: { from: items.collectionName, let: { item: '$item', qty: '$qty' }, pipeline, as: 'i' } },
        { $sort: { _id: 1 } },
        { $project: { i: 1 } },
      ])
      .toArray()
    expect(found).toEqual([
      { _id: 1, i: [{ name: 'Apple' }] },
      { _id: 2, i: [] },
      { _id: 3, i: [{ name: 'Apple' }] },
      { _id: 4, i: [{ name: 'Corn' }] },
    ])
  })

  test('$graphLookup', async () => {
    const [found] = await items
      .aggregate([
        { $match: { _id: 'a' as never } },
        {
          $graphLookup: {
            from: items.collectionName,
            startWith: '$parent',
            connectFromField: 'parent',
            connectToField: '_id',
            as: 'above',
            depthField: 'depth',
          },
        },
      ])
      .toArray()
    expect(found?.['above']).toEqual([
      { _id: 'b', name: 'Bread', parent: 'c', depth: 0 },
      { _id: 'c', name: 'Corn', depth: 1 },
    ])
  })

  test('$unionWith', async () => {
    const found = await sales
      .aggregate([
        { $project: { item: 1 } },
        { $unionWith: { coll: items.collectionName, pipeline: [{ $match: { name: 'Corn' } }] } },
        { $skip: 3 },
      ])
      .toArray()
    expect(found).toEqual([
      { _id: 4, item: 'c' },
      { _id: 'c', name: 'Corn' },
    ])
  })

  test('$sample', async () => {
    expect(await sales.aggregate([{ $sample: { size: 2 } }]).toArray()).toHaveLength(2)
  })

  test('$out and $merge', async () => {
    const [out, merged] = [freshCollection(store.db), freshCollection(store.db)]
    await out.insertOne({ old: true })
    await sales
      .aggregate([{ $group: { _id: '$item', n: { $sum: '$qty' } } }, { $out: out.collectionName }])
      .toArray()
    expect(await out.find().sort({ _id: 1 }).toArray()).toEqual([
      { _id: 'a', n: 7 },
      { _id: 'b', n: 1 },
      { _id: 'c', n: 10 },
    ])
    await merged.insertOne({ _id: 'a' as never, kept: 1 })
    for (let twice = 0; twice < 2; twice++) {
      await sales
        .aggregate([
          { $group: { _id: '$item', n: { $sum: '$qty' } } },
          { $merge: { into: merged.collectionName, whenNotMatched: 'insert' } },
        ])
        .toArray()
    }
    expect(await merged.find().sort({ _id: 1 }).toArray()).toEqual([
      { _id: 'a', kept: 1, n: 7 },
      { _id: 'b', n: 1 },
      { _id: 'c', n: 10 },
    ])
  })

  test('$out that fails leaves what was there', async () => {
    const target = freshCollection(store.db)
    await target.createIndex({ item: 1 }, { unique: true })
    await target.insertOne({ _id: 'old' as never })
    const error = await errorOf(sales.aggregate([{ $out: target.collectionName }]).toArray())
    expect(error).toMatchObject({ code: 11000 })
    expect(await target.find().toArray()).toEqual([{ _id: 'old' }])
    expect(await target.indexes()).toHaveLength(2)
    await target.insertOne({ item: 'a' })
  })

  test.each(['$setWindowFields', '$bucketAuto', '$densify', '$fill', '$geoNear', '$search'])(
    '%s is refused',
    async (name) => {
      expect(await errorOf(sales.aggregate([{ [name]: {} }]).toArray())).toMatchObject({ code: 115 })
    },
  )
})

describe('expressions', () => {
  const at = { $toDate: '2024-03-31T00:30:00Z' }
  const late = { $toDate: '2024-12-30T22:45:06.007Z' }
  const cases: [string, unknown, unknown][] = [
    ['$add', { $add: [1, 2, 0.5] }, 3.5],
    ['$add with null', { $add: [1, '$nope'] }, null],
    ['$add to a date', { $add: [at, 1000] }, new Date('2024-03-31T00:30:01Z')],
    ['$subtract of dates', { $subtract: [{ $add: [at, 5000] }, at] }, 5000],
    ['$divide', { $divide: [7, 2] }, 3.5],
    ['$mod', { $mod: [-7, 3] }, -1],
    ['$round to even', { $round: 2.5 }, 2],
    ['$round to places', { $round: [1.275, 2] }, 1.27],
    ['$round to tens', { $round: [1234, -2] }, 1200],
    ['$trunc', { $trunc: [-1.79, 1] }, -1.7],
    ['$ceil and $floor', [{ $ceil: 1.2 }, { $floor: -1.2 }], [2, -2]],
    ['$pow, $sqrt, $abs', [{ $pow: [2, 10] }, { $sqrt: 16 }, { $abs: -3 }], [1024, 4, 3]],
    ['$max of arguments', { $max: [1, 5, null] }, 5],
    ['$avg of an array', { $avg: [[1, 2, 'x']] }, 1.5],
    [
      'comparisons',
      [{ $gt: ['b', 'a'] }, { $lt: [1, 'a'] }, { $eq: [1, { $literal: 1 }] }, { $cmp: [2, 1] }],
      [true, true, true, 1],
    ],
    ['missing is less than null', { $lt: ['$nope', null] }, true],
    ['logic', [{ $and: [] }, { $or: [] }, { $not: [0] }, { $and: ['', 1] }], [true, false, true, true]],
    ['$cond', [{ $cond: [true, 1, 2] }, { $cond: { if: '$nope', ['then']: 1, else: 2 } }], [1, 2]],
    [
      '$switch',
      {
        $switch: {
          branches: [
            { case: false, ['then']: 1 },
            { case: true, ['then']: 2 },
          ],
          default: 3,
        },
      },
      2,
    ],
    ['$ifNull', { $ifNull: ['$nope', null, 'x'] }, 'x'],
    ['$concat', [{ $concat: ['a', 'b'] }, { $concat: ['a', null] }], ['ab', null]],
    ['$toUpper and $toLower', [{ $toUpper: 'ab' }, { $toLower: 'AB' }, { $toLower: null }], ['AB', 'ab', '']],
    ['$substrCP', { $substrCP: ['äöü', 1, 2] }, 'öü'],
    ['lengths', [{ $strLenCP: 'äö' }, { $strLenBytes: 'äö' }], [2, 4]],
    ['$split', { $split: ['a-b-c', '-'] }, ['a', 'b', 'c']],
    ['$trim', [{ $trim: { input: '  a ' } }, { $ltrim: { input: 'xxa', chars: 'x' } }], ['a', 'a']],
    ['$indexOfCP', [{ $indexOfCP: ['abcb', 'b'] }, { $indexOfCP: ['abc', 'z'] }], [1, -1]],
    ['$replaceAll', { $replaceAll: { input: 'a.b.c', find: '.', replacement: '-' } }, 'a-b-c'],
    [
      '$regexMatch',
      [
        { $regexMatch: { input: 'Hello', regex: '^h', options: 'i' } },
        { $regexMatch: { input: 'x', regex: 'y' } },
      ],
      [true, false],
    ],
    [
      '$regexFind',
      { $regexFind: { input: 'a1b2', regex: '([a-z])2' } },
      { match: 'b2', idx: 2, captures: ['b'] },
    ],
    ['$strcasecmp', { $strcasecmp: ['a', 'B'] }, -1],
    [
      '$toString',
      [{ $toString: 1.5 }, { $toString: true }, { $toString: at }],
      ['1.5', 'true', '2024-03-31T00:30:00.000Z'],
    ],
    [
      'conversions',
      [{ $toInt: '5' }, { $toDouble: '1.5' }, { $toBool: 0 }, { $toLong: 3.9 }],
      [5, 1.5, false, 3],
    ],
    ['$convert with onError', { $convert: { input: 'x', to: 'int', onError: -1 } }, -1],
    [
      '$type',
      [{ $type: 1 }, { $type: 'x' }, { $type: '$nope' }, { $type: [[1]] }],
      ['int', 'string', 'missing', 'array'],
    ],
    ['$size, $first, $last', [{ $size: [[1, 2]] }, { $first: [[1, 2]] }, { $last: [[1, 2]] }], [2, 1, 2]],
    [
      '$slice',
      [{ $slice: [[1, 2, 3], 2] }, { $slice: [[1, 2, 3], -2] }, { $slice: [[1, 2, 3], 1, 1] }],
      [[1, 2], [2, 3], [2]],
    ],
    ['$filter', { $filter: { input: [1, 2, 3], as: 'n', cond: { $gt: ['$$n', 1] } } }, [2, 3]],
    ['$map', { $map: { input: [1, 2], in: { $multiply: ['$$this', 2] } } }, [2, 4]],
    [
      '$reduce',
      { $reduce: { input: ['a', 'b'], initialValue: '', in: { $concat: ['$$value', '$$this'] } } },
      'ab',
    ],
    ['$concatArrays', { $concatArrays: [[1], [2, 3]] }, [1, 2, 3]],
    ['$in', [{ $in: [1, [1, 2]] }, { $in: ['x', []] }], [true, false]],
    ['$indexOfArray', { $indexOfArray: [['a', 'b'], 'b'] }, 1],
    ['$range', { $range: [0, 6, 2] }, [0, 2, 4]],
    ['$reverseArray', { $reverseArray: [[1, 2]] }, [2, 1]],
    ['$sortArray', { $sortArray: { input: [3, 1, 2], sortBy: -1 } }, [3, 2, 1]],
    [
      '$zip',
      {
        $zip: {
          inputs: [
            [1, 2],
            ['a', 'b'],
          ],
        },
      },
      [
        [1, 'a'],
        [2, 'b'],
      ],
    ],
    [
      'sets',
      [
        {
          $setUnion: [
            [1, 2],
            [2, 3],
          ],
        },
        {
          $setIntersection: [
            [1, 2],
            [2, 3],
          ],
        },
        { $setDifference: [[1, 2], [2]] },
        { $setIsSubset: [[1], [1, 2]] },
        {
          $setEquals: [
            [1, 2],
            [2, 1],
          ],
        },
      ],
      [[1, 2, 3], [2], [1], true, true],
    ],
    ['$anyElementTrue', [{ $anyElementTrue: [[0, 1]] }, { $allElementsTrue: [[0, 1]] }], [true, false]],
    [
      '$objectToArray',
      { $objectToArray: { a: 1, b: 2 } },
      [
        { k: 'a', v: 1 },
        { k: 'b', v: 2 },
      ],
    ],
    [
      '$arrayToObject',
      {
        $arrayToObject: [
          [
            { k: 'a', v: 1 },
            { k: 'b', v: 2 },
          ],
        ],
      },
      { a: 1, b: 2 },
    ],
    ['$mergeObjects', { $mergeObjects: [{ a: 1, b: 1 }, null, { b: 2 }] }, { a: 1, b: 2 }],
    ['$let', { $let: { vars: { x: 2 }, in: { $add: ['$$x', 1] } } }, 3],
    ['$getField', { $getField: { field: 'a.b', input: { $literal: { 'a.b': 1 } } } }, 1],
    [
      'parts of dates',
      [
        { $year: at },
        { $month: at },
        { $dayOfMonth: at },
        { $hour: at },
        { $dayOfWeek: at },
        { $isoWeek: at },
        { $isoDayOfWeek: at },
        { $dayOfYear: at },
      ],
      [2024, 3, 31, 0, 1, 13, 7, 91],
    ],
    [
      'a part in a time zone',
      [
        { $hour: { date: at, timezone: 'Europe/Berlin' } },
        { $hour: { date: { $add: [at, 3_600_000] }, timezone: 'Europe/Berlin' } },
        { $hour: { date: at, timezone: '+02:00' } },
      ],
      [1, 3, 2],
    ],
    [
      '$dateToString',
      { $dateToString: { date: at, format: '%Y-%m-%d %H:%M:%S.%L', timezone: 'Europe/Berlin' } },
      '2024-03-31 01:30:00.000',
    ],
    [
      '$dateToString in summer',
      {
        $dateToString: {
          date: { $add: [at, 3_600_000] },
          format: '%Y-%m-%dT%H:%M %z',
          timezone: 'Europe/Berlin',
        },
      },
      '2024-03-31T03:30 +0200',
    ],
    [
      '$dateToString of null',
      [{ $dateToString: { date: null, format: '%Y' } }, { $dateToString: { date: null, onNull: '-' } }],
      [null, '-'],
    ],
    [
      '$dateTrunc to the day',
      { $dateTrunc: { date: at, unit: 'day', timezone: 'Europe/Berlin' } },
      new Date('2024-03-30T23:00:00Z'),
    ],
    ['$dateTrunc to the hour', { $dateTrunc: { date: at, unit: 'hour' } }, new Date('2024-03-31T00:00:00Z')],
    [
      '$dateTrunc in quarters of an hour',
      { $dateTrunc: { date: at, unit: 'minute', binSize: 15 } },
      new Date('2024-03-31T00:30:00Z'),
    ],
    [
      '$dateTrunc to the month',
      { $dateTrunc: { date: at, unit: 'month', timezone: 'Europe/Berlin' } },
      new Date('2024-02-29T23:00:00Z'),
    ],
    [
      '$dateTrunc to the week',
      { $dateTrunc: { date: at, unit: 'week', startOfWeek: 'monday' } },
      new Date('2024-03-25T00:00:00Z'),
    ],
    [
      '$dateTrunc after the clocks changed',
      { $dateTrunc: { date: { $toDate: '2024-04-01T10:00:00Z' }, unit: 'day', timezone: 'Europe/Berlin' } },
      new Date('2024-03-31T22:00:00Z'),
    ],
    ['$dateAdd', { $dateAdd: { startDate: at, unit: 'day', amount: 1 } }, new Date('2024-04-01T00:30:00Z')],
    [
      '$dateAdd over a change of clocks',
      {
        $dateAdd: {
          startDate: { $toDate: '2024-03-30T12:00:00Z' },
          unit: 'day',
          amount: 1,
          timezone: 'Europe/Berlin',
        },
      },
      new Date('2024-03-31T11:00:00Z'),
    ],
    [
      '$dateDiff',
      [
        { $dateDiff: { startDate: at, endDate: { $add: [at, 90_000_000] }, unit: 'hour' } },
        { $dateDiff: { startDate: at, endDate: { $add: [at, 90_000_000] }, unit: 'day' } },
      ],
      [25, 1],
    ],
    [
      '$dateFromString',
      { $dateFromString: { dateString: '2024-03-31T00:30:00Z' } },
      new Date('2024-03-31T00:30:00Z'),
    ],
    [
      '$dateFromParts',
      { $dateFromParts: { year: 2024, month: 3, day: 31, hour: 12, timezone: 'Europe/Berlin' } },
      new Date('2024-03-31T10:00:00Z'),
    ],
    [
      'weeks and years of ISO 8601',
      { $dateToString: { date: late, format: '%G-W%V-%u %j %U %w %%' } },
      '2025-W01-1 365 52 2 %',
    ],
    ['names of months', { $dateToString: { date: late, format: '%d %b %B' } }, '30 Dec December'],
    [
      '$dateToString without a format',
      [{ $dateToString: { date: late } }, { $dateToString: { date: late, timezone: 'Europe/Berlin' } }],
      ['2024-12-30T22:45:06.007Z', '2024-12-30T23:45:06.007'],
    ],
    [
      '$dateToParts',
      { $dateToParts: { date: late, timezone: 'Europe/Berlin' } },
      { year: 2024, month: 12, day: 30, hour: 23, minute: 45, second: 6, millisecond: 7 },
    ],
    [
      '$dateToParts of ISO 8601',
      { $dateToParts: { date: late, iso8601: true } },
      { isoWeekYear: 2025, isoWeek: 1, isoDayOfWeek: 1, hour: 22, minute: 45, second: 6, millisecond: 7 },
    ],
    [
      'weeks',
      [{ $week: late }, { $isoWeek: late }, { $isoWeekYear: late }, { $hour: null }],
      [52, 1, 2025, null],
    ],
    [
      'the day after midnight elsewhere',
      [
        { $dayOfYear: { date: { $toDate: '2024-12-31T23:30:00Z' }, timezone: 'Europe/Berlin' } },
        { $dayOfWeek: { date: { $toDate: '2024-07-06T23:30:00Z' }, timezone: 'Europe/Berlin' } },
      ],
      [1, 1],
    ],
    [
      '$dateFromString with a format',
      { $dateFromString: { dateString: '06/12/2018', format: '%d/%m/%Y' } },
      new Date('2018-12-06T00:00:00Z'),
    ],
    [
      '$dateFromString in a time zone',
      { $dateFromString: { dateString: '2024-07-01T12:00:00', timezone: 'Europe/Berlin' } },
      new Date('2024-07-01T10:00:00Z'),
    ],
    ['$dateFromString of nonsense', { $dateFromString: { dateString: 'nonsense', onError: 'x' } }, 'x'],
    ['$literal', { $literal: '$a' }, '$a'],
  ]
  test('every operator', async () => {
    const c = freshCollection(store.db)
    await c.insertOne({ _id: 1 as never })
    const answers = []
    for (const [name, expression] of cases) {
      const answer = await c
        .aggregate([{ $project: { v: expression } }])
        .toArray()
        .then(
          ([found]) => found?.['v'] as unknown,
          (error: unknown) => String(error),
        )
      answers.push([name, answer])
    }
    expect(answers).toEqual(cases.map(([name, , expected]) => [name, expected]))
  })

  test("number types are MongoDB's", async () => {
    const c = freshCollection(store.db)
    await c.insertOne({ i: 1, l: Long.fromNumber(1), d: 1.5, m: Decimal128.fromString('1.5') })
    const [found] = await c
      .aggregate([
        {
          $project: {
            _id: 0,
            ii: { $type: { $add: ['$i', '$i'] } },
            il: { $type: { $add: ['$i', '$l'] } },
            id: { $type: { $multiply: ['$i', '$d'] } },
            dm: { $type: { $add: ['$d', '$m'] } },
            div: { $type: { $divide: ['$i', '$i'] } },
            avg: { $type: { $avg: ['$i', '$i'] } },
            count: { $type: { $size: [[1]] } },
          },
        },
      ])
      .toArray()
    expect(found).toEqual({
      ii: 'int',
      il: 'long',
      id: 'double',
      dm: 'decimal',
      div: 'double',
      avg: 'double',
      count: 'int',
    })
  })
})
