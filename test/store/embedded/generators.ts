import { BSON, Binary, Decimal128, Double, Int32, Long, ObjectId } from 'bson'
import fc from 'fast-check'

/** One generated command, without its collection. */
export interface Operation {
  kind: string
  command: (collection: string) => Record<string, unknown>
  /** Whether the answer's documents come in an order that is worth comparing. */
  ordered: boolean
  shown: string
}

const ids = ['000000000000000000000001', '000000000000000000000002'].map((hex) =>
  ObjectId.createFromHexString(hex),
)

const scalar = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -2, max: 5 }).map((value) => new Int32(value)) },
  { weight: 2, arbitrary: fc.constantFrom(new Double(1), new Double(1.5), new Double(-2), new Double(0)) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(Long.fromNumber(1), Long.fromNumber(3), Long.fromString('9007199254740993')),
  },
  { weight: 4, arbitrary: fc.constantFrom('', 'a', 'ab', 'abc', 'B', 'ä', 'z') },
  { weight: 2, arbitrary: fc.constantFrom(null, true, false) },
  { weight: 2, arbitrary: fc.constantFrom(new Date(0), new Date(86_400_000), new Date(1_700_000_000_000)) },
  { weight: 1, arbitrary: fc.constantFrom(...ids) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(new Binary(Buffer.from([1, 2])), new Binary(Buffer.alloc(16, 7), 4)),
  },
)
const decimal = fc.constantFrom(Decimal128.fromString('1'), Decimal128.fromString('1.5'))
/** Not every server knows decimals. */
const decimalWeight = process.env['DIFFERENTIAL_DECIMALS'] === 'off' ? 0 : 1
const leaf = fc.oneof({ weight: 30, arbitrary: scalar }, { weight: decimalWeight, arbitrary: decimal })
const names = fc.constantFrom('a', 'b', 'c', 'd')
const small = fc.dictionary(names, leaf, { maxKeys: 2 })
const value: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: leaf },
  { weight: 2, arbitrary: fc.array(leaf, { maxLength: 3 }) },
  { weight: 2, arbitrary: small },
  { weight: 1, arbitrary: fc.array(small, { maxLength: 3 }) },
)
const documentBody = fc.dictionary(names, value, { maxKeys: 4 })
const path = fc.oneof(
  { weight: 5, arbitrary: names },
  { weight: 2, arbitrary: fc.constantFrom('a.b', 'a.a', 'b.c', 'c.d', 'a.0', 'b.1') },
)
const plainPath = fc.oneof(
  { weight: 5, arbitrary: names },
  { weight: 2, arbitrary: fc.constantFrom('a.b', 'a.a', 'b.c', 'c.d') },
)

const comparison = fc
  .tuple(fc.constantFrom('$eq', '$ne', '$gt', '$gte', '$lt', '$lte'), leaf)
  .map(([op, operand]) => ({ [op]: operand }))
const condition: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: value },
  { weight: 5, arbitrary: comparison },
  { weight: 2, arbitrary: fc.tuple(comparison, comparison).map(([a, b]) => ({ ...a, ...b })) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom('$in', '$nin'), fc.array(leaf, { maxLength: 4 }))
      .map(([op, list]) => ({ [op]: list })),
  },
  { weight: 1, arbitrary: fc.boolean().map((exists) => ({ $exists: exists })) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('int', 'double', 'string', 'array', 'object', 'null', 'number', 'long', 'date')
      .map((type) => ({ $type: type })),
  },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 3 }).map((size) => ({ $size: new Int32(size) })) },
  { weight: 1, arbitrary: fc.array(leaf, { maxLength: 2 }).map((list) => ({ $all: list })) },
  { weight: 1, arbitrary: comparison.map((inner) => ({ $elemMatch: inner })) },
  { weight: 1, arbitrary: fc.tuple(names, leaf).map(([name, inner]) => ({ $elemMatch: { [name]: inner } })) },
  { weight: 1, arbitrary: comparison.map((inner) => ({ $not: inner })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom({ $regex: '^a' }, { $regex: 'B', $options: 'i' }, { $regex: '^$' }),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      { $mod: [new Int32(2), new Int32(1)] },
      { $mod: [new Int32(3), new Int32(0)] },
    ),
  },
)
const simpleFilter = fc.dictionary(path, condition, { maxKeys: 2 })
const filter: fc.Arbitrary<Record<string, unknown>> = fc.oneof(
  { weight: 6, arbitrary: simpleFilter },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        fc.constantFrom('$or', '$and', '$nor'),
        fc.array(simpleFilter, { minLength: 1, maxLength: 3 }),
        simpleFilter,
      )
      .map(([op, branches, rest]) => ({ ...rest, [op]: branches })),
  },
)

const sort = fc
  .uniqueArray(fc.tuple(plainPath, fc.constantFrom(1, -1)), {
    maxLength: 2,
    selector: ([name]) => name.split('.')[0],
  })
  .map((fields) => Object.fromEntries([...fields, ['_id', 1] as const]))
const projection = fc.oneof(
  fc.constant({}),
  fc
    .uniqueArray(names, { minLength: 1, maxLength: 2 })
    .map((fields) => Object.fromEntries(fields.map((name) => [name, 1]))),
  fc
    .uniqueArray(names, { minLength: 1, maxLength: 2 })
    .map((fields) => Object.fromEntries(fields.map((name) => [name, 0]))),
  fc.constantFrom({ 'a.b': 1 }, { 'a.b': 0 }, { a: 1, _id: 0 }, { 'c.d': 1, b: 1 }),
)

const number = fc.constantFrom(
  new Int32(1),
  new Int32(-3),
  new Int32(2_147_483_647),
  new Double(0.5),
  new Double(2),
  Long.fromNumber(2),
)
const oneUpdate: fc.Arbitrary<Record<string, unknown>> = fc.oneof(
  fc.tuple(path, value).map(([at, to]) => ({ $set: { [at]: to } })),
  path.map((at) => ({ $unset: { [at]: '' } })),
  fc.tuple(path, number).map(([at, by]) => ({ $inc: { [at]: by } })),
  fc.tuple(plainPath, number).map(([at, by]) => ({ $mul: { [at]: by } })),
  fc.tuple(fc.constantFrom('$min', '$max'), plainPath, leaf).map(([op, at, to]) => ({ [op]: { [at]: to } })),
  fc.tuple(plainPath, value).map(([at, what]) => ({ $push: { [at]: what } })),
  fc
    .tuple(
      names,
      fc.array(leaf, { maxLength: 3 }),
      fc.integer({ min: -3, max: 3 }),
      fc.constantFrom(1, -1),
      fc.integer({ min: -2, max: 2 }),
    )
    .map(([at, each, slice, order, position]) => ({
      $push: {
        [at]: {
          $each: each,
          $slice: new Int32(slice),
          $sort: new Int32(order),
          $position: new Int32(position),
        },
      },
    })),
  fc.tuple(names, leaf).map(([at, what]) => ({ $addToSet: { [at]: what } })),
  fc
    .tuple(names, fc.array(leaf, { maxLength: 3 }))
    .map(([at, each]) => ({ $addToSet: { [at]: { $each: each } } })),
  fc.tuple(names, fc.oneof(leaf, comparison, small)).map(([at, what]) => ({ $pull: { [at]: what } })),
  fc.tuple(names, fc.array(leaf, { maxLength: 2 })).map(([at, list]) => ({ $pullAll: { [at]: list } })),
  fc.tuple(names, fc.constantFrom(1, -1)).map(([at, side]) => ({ $pop: { [at]: new Int32(side) } })),
  fc.tuple(names, fc.constantFrom('e', 'f')).map(([from, to]) => ({ $rename: { [from]: to } })),
  fc
    .tuple(names, fc.constantFrom('and', 'or', 'xor'), fc.integer({ min: 0, max: 7 }))
    .map(([at, op, bits]) => ({ $bit: { [at]: { [op]: new Int32(bits) } } })),
  fc.tuple(names, value, names, leaf).map(([a, x, b, y]) => ({ $set: { [a]: x }, $setOnInsert: { [b]: y } })),
  fc.tuple(names, leaf).map(([at, to]) => ({ $set: { [`${at}.$[]`]: to } })),
)
const pipelineUpdate = fc.oneof(
  fc.tuple(names, names).map(([to, from]) => [{ $set: { [to]: `$${from}` } }]),
  names.map((name) => [{ $unset: name }]),
)

const expression: fc.Arbitrary<unknown> = fc.oneof(
  plainPath.map((at) => `$${at}`),
  fc.tuple(names, names).map(([a, b]) => ({ $eq: [`$${a}`, `$${b}`] })),
  fc
    .tuple(names, fc.constantFrom(1, 2))
    .map(([a, b]) => ({ $cond: [{ $gt: [`$${a}`, b] }, 'more', 'less'] })),
  names.map((name) => ({ $ifNull: [`$${name}`, 'none'] })),
  names.map((name) => ({ $type: `$${name}` })),
  names.map((name) => ({ $isArray: `$${name}` })),
)
const accumulator = fc.oneof(
  fc.constant({ $sum: 1 }),
  names.map((name) => ({ $sum: `$${name}` })),
  names.map((name) => ({ $avg: `$${name}` })),
  names.map((name) => ({ $min: `$${name}` })),
  names.map((name) => ({ $max: `$${name}` })),
  names.map((name) => ({ $push: `$${name}` })),
)
const stage = fc.oneof(
  filter.map((match) => ({ $match: match })),
  fc.tuple(names, accumulator).map(([by, total]) => ({ $group: { _id: `$${by}`, total } })),
  fc.tuple(fc.constantFrom('x', 'y'), expression).map(([to, from]) => ({ $addFields: { [to]: from } })),
  fc.tuple(names, expression).map(([keep, from]) => ({ $project: { [keep]: 1, x: from } })),
  names.map((name) => ({ $unwind: `$${name}` })),
  names.map((name) => ({ $unwind: { path: `$${name}`, preserveNullAndEmptyArrays: true } })),
  fc.constant({ $count: 'n' }),
)

let lastId = 0
const newDocument = documentBody.map((body) => ({ _id: new Int32(++lastId), ...body }))

function operation(
  kind: string,
  ordered: boolean,
  command: (collection: string) => Record<string, unknown>,
): Operation {
  return { kind, ordered, command, shown: BSON.EJSON.stringify(command('c'), { relaxed: false }) }
}

const kindOfUpdate = (update: unknown): string =>
  Array.isArray(update) ? 'pipeline' : (Object.keys(update as object)[0] ?? '')

/** Any command; indexes are added by whoever runs the stream. */
export const anyOperation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .array(newDocument, { minLength: 1, maxLength: 3 })
      .map((documents) => operation('insert', true, (c) => ({ insert: c, documents, ordered: false }))),
  },
  {
    weight: 8,
    arbitrary: fc
      .tuple(filter, sort, projection, fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 5 }))
      .map(([f, s, p, skip, limit]) =>
        operation('find', true, (c) => ({ find: c, filter: f, sort: s, projection: p, skip, limit })),
      ),
  },
  { weight: 2, arbitrary: filter.map((f) => operation('find', false, (c) => ({ find: c, filter: f }))) },
  { weight: 1, arbitrary: filter.map((f) => operation('count', true, (c) => ({ count: c, query: f }))) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(path, filter)
      .map(([key, f]) => operation('distinct', false, (c) => ({ distinct: c, key, query: f }))),
  },
  {
    weight: 8,
    arbitrary: fc
      .tuple(filter, oneUpdate, fc.boolean(), fc.integer({ min: 0, max: 9 }))
      .map(([f, u, multi, chance]) => {
        const upsert = chance === 0
        const q = upsert ? { ...f, _id: new Int32(++lastId) } : f
        return operation(`update ${kindOfUpdate(u)}`, true, (c) => ({
          update: c,
          updates: [{ q, u, multi, upsert }],
        }))
      }),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(filter, pipelineUpdate)
      .map(([f, u]) =>
        operation('update pipeline', true, (c) => ({ update: c, updates: [{ q: f, u, multi: true }] })),
      ),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(filter, documentBody)
      .map(([f, u]) => operation('replace', true, (c) => ({ update: c, updates: [{ q: f, u }] }))),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(filter, sort, oneUpdate, fc.boolean()).map(([query, s, update, after]) =>
      operation(`findAndModify ${kindOfUpdate(update)}`, true, (c) => ({
        findAndModify: c,
        query,
        sort: s,
        update,
        new: after,
      })),
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(filter, fc.constantFrom(0, 1))
      .map(([q, limit]) => operation('delete', true, (c) => ({ delete: c, deletes: [{ q, limit }] }))),
  },
  {
    weight: 4,
    arbitrary: fc.array(stage, { minLength: 1, maxLength: 3 }).map((pipeline) =>
      operation(`aggregate ${pipeline.map((each) => Object.keys(each)[0]).join()}`, false, (c) => ({
        aggregate: c,
        pipeline,
        cursor: {},
      })),
    ),
  },
)

/** Indexes that never refuse a document for being a duplicate. */
export const anyIndex = fc
  .tuple(
    fc.uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'a.b', 'c.d'), fc.constantFrom(1, -1)), {
      minLength: 1,
      maxLength: 3,
      selector: ([name]) => name,
    }),
    fc.constantFrom(
      {},
      {},
      {},
      { sparse: true },
      { partialFilterExpression: { a: { $exists: true } } },
      { partialFilterExpression: { b: { $gt: new Int32(0) } } },
    ),
    fc.integer({ min: 0, max: 1_000_000 }),
  )
  .map(([fields, options, suffix]) => ({
    key: Object.fromEntries(fields),
    name: `i${suffix}_${fields.map(([name, way]) => `${name}${way}`).join('_')}`,
    ...options,
  }))
