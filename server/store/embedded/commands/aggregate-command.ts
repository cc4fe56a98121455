import { plainText } from '../bson/format.ts'
import { fieldsUsed } from '../aggregate/used-fields.ts'
import { decodeDocument, decodeFields } from '../bson/decode.ts'
import { encodeForStorage } from '../bson/encode.ts'
import { type Doc, type Value, isDoc, toInteger } from '../bson/values.ts'
import { type Environment, pipelineOf } from '../aggregate/environment.ts'
import { compilePipeline } from '../aggregate/pipeline.ts'
import { limitOf, skipOf } from '../aggregate/stages.ts'
import { stageEntry } from '../aggregate/document-stages.ts'
import type { Engine } from '../engine.ts'
import { CommandError } from '../errors.ts'
import { type Variables, compileExpression } from '../expression/expression.ts'
import { countMatching } from '../planner/execute.ts'
import type { Collection } from '../storage/collection.ts'
import { withIdFirst } from '../update/upsert.ts'
import { type Command, letVariables, optionalDoc, refuseCollation } from './context.ts'
import { mergeInto, parseMerge } from './merge-output.ts'
import { type Search, prepare } from './query.ts'

/** The beginning of a pipeline that an index can answer, and the rest. */
export interface Split {
  search: Search
  rest: Value[]
}

/** Takes `$match`, `$sort`, `$skip` and `$limit` off the beginning of a pipeline, so that they use an index. */
export function splitPipeline(stages: readonly Value[], variables: Variables | undefined): Split {
  const search: Search = { filter: new Map(), variables }
  const rest = [...stages]
  const next = (): [string, Value] | undefined => (rest[0] === undefined ? undefined : stageEntry(rest[0]))
  for (let stage = next(); stage?.[0] === '$match' && isDoc(stage[1]); stage = next()) {
    search.filter = search.filter.size === 0 ? stage[1] : new Map([['$and', [search.filter, stage[1]]]])
    rest.shift()
  }
  const sort = next()
  if (sort?.[0] === '$sort' && isDoc(sort[1]) && sort[1].size > 0) {
    search.sort = sort[1]
    rest.shift()
  }
  const skip = next()
  if (skip?.[0] === '$skip') {
    search.skip = skipOf(skip[1])
    rest.shift()
  }
  const limit = next()
  if (limit?.[0] === '$limit') {
    search.limit = limitOf(limit[1])
    rest.shift()
  }
  return { search, rest }
}

/** Lets stages read other collections of the database. */
export function environmentFor(
  engine: Engine,
  database: string,
  variables: Variables | undefined,
): Environment {
  const environment: Environment = {
    variables,
    read: (collection, pipeline, inner) =>
      runPipeline(engine, { database, collection, pipeline, variables: inner ?? variables }),
    compile: (pipeline) => compilePipeline(pipeline, environment),
  }
  return environment
}

interface Run {
  database: string
  collection: string
  pipeline: readonly Value[]
  variables: Variables | undefined
  hint?: Value | undefined
}

/** Runs a pipeline over a collection. */
export function runPipeline(engine: Engine, run: Run): Iterable<Doc> {
  const { search, rest } = splitPipeline(run.pipeline, run.variables)
  search.hint = run.hint
  const pipeline = compilePipeline(rest, environmentFor(engine, run.database, run.variables))
  const collection = engine.catalog.find(`${run.database}.${run.collection}`)
  if (!collection) {
    // Even without documents a faulty beginning is an error.
    compilePipeline(run.pipeline, environmentFor(engine, run.database, run.variables))
    return pipeline([])
  }
  const counted = countOnly(rest)
  if (counted && search.limit === undefined) return countedOnly(engine, collection, { search, counted })
  const { found } = prepare(engine, collection, search)
  return pipeline(decodeAll(found, fieldsUsed(rest)))
}

/** What a pipeline that does nothing but count answers: drivers count documents this way. */
interface Counted {
  id: Value | undefined
  field: string
}

function countOnly(rest: readonly Value[]): Counted | undefined {
  const [only] = rest
  if (rest.length !== 1 || !isDoc(only)) return undefined
  const [name, argument] = stageEntry(only)
  if (name === '$count' && typeof argument === 'string') return { id: undefined, field: argument }
  if (name !== '$group' || !isDoc(argument) || argument.size !== 2) return undefined
  const id = argument.get('_id')
  const [field, sum] = [...argument].find(([key]) => key !== '_id') ?? []
  const countsOne = isDoc(sum) && sum.size === 1 && sum.get('$sum') === 1
  if (field === undefined || !countsOne || (id !== null && typeof id !== 'number')) return undefined
  return { id, field }
}

function countedOnly(
  engine: Engine,
  collection: Collection,
  { search, counted }: { search: Search; counted: Counted },
): Doc[] {
  const { query } = prepare(engine, collection, { ...search, sort: undefined })
  const count = Math.max(0, countMatching(query) - (search.skip ?? 0))
  if (count === 0) return []
  const answer: Doc = new Map()
  if (counted.id !== undefined) answer.set('_id', counted.id)
  return [answer.set(counted.field, count)]
}

function* decodeAll(
  found: Iterable<{ bytes: Buffer }>,
  fields: ReadonlySet<string> | undefined,
): Generator<Doc> {
  for (const { bytes } of found) yield fields ? decodeFields(bytes, fields) : decodeDocument(bytes)
}

const OUTPUT_STAGES = ['$out', '$merge']

function outputStage(pipeline: readonly Value[]): [string, Value] | undefined {
  const last = pipeline.at(-1)
  if (!isDoc(last) || last.size !== 1) return undefined
  const entry = stageEntry(last)
  return OUTPUT_STAGES.includes(entry[0]) ? entry : undefined
}

function replaceCollection(engine: Engine, namespace: string, documents: Doc[]): void {
  const existing = engine.catalog.find(namespace)
  const indexes = existing?.indexes.filter((index) => !index.isId).map(({ spec }) => spec) ?? []
  if (existing) engine.catalog.drop(existing)
  const collection = engine.catalog.create(namespace, existing?.options ?? new Map())
  for (const spec of indexes) engine.catalog.addIndex(collection, spec)
  for (const document of documents) {
    const complete = withIdFirst(document)
    collection.insert(complete, encodeForStorage(complete))
  }
}

function writeOutput(
  engine: Engine,
  database: string,
  { stage, documents }: { stage: [string, Value]; documents: Iterable<Doc> },
): void {
  const [name, argument] = stage
  if (name === '$merge') {
    mergeInto(engine, parseMerge(argument, database), documents)
    return
  }
  const target = isDoc(argument)
    ? `${plainText(argument.get('db'))}.${plainText(argument.get('coll'))}`
    : `${database}.${plainText(argument)}`
  const all = [...documents]
  try {
    engine.storage.atomically(() => replaceCollection(engine, target, all))
  } catch (error) {
    // The old collection is there again, and the catalogue has to know.
    engine.catalog.reload()
    throw error
  }
}

const aggregate: Command = {
  fields: [
    'pipeline',
    'cursor',
    'explain',
    'hint',
    'collation',
    'let',
    'isMapReduceCommand',
    'fromMongos',
    'needsMerge',
  ],
  writes(command) {
    const pipeline = command.get('pipeline')
    return Array.isArray(pipeline) && outputStage(pipeline) !== undefined
  },
  run({ engine, command, database }) {
    refuseCollation(command)
    const pipeline = pipelineOf(command.get('pipeline'), 'aggregate')
    const cursor = optionalDoc(command, 'cursor')
    if (!cursor && command.get('explain') !== true) {
      throw new CommandError(
        'FailedToParse',
        "The 'cursor' option is required, except for aggregate with the explain argument",
      )
    }
    const collection = command.get('aggregate')
    if (typeof collection !== 'string')
      throw new CommandError('CommandNotSupported', 'aggregating a database is not supported by this store')
    const now = new Map<string, Value>([['NOW', new Date()]])
    const bound = letVariables(command, (expression) =>
      compileExpression(expression)({ root: new Map(), variables: now }),
    )
    const variables: Variables = new Map([...now, ...(bound ?? [])])
    const output = outputStage(pipeline)
    const stages = output ? pipeline.slice(0, -1) : pipeline
    const documents = runPipeline(engine, {
      database,
      collection,
      pipeline: stages,
      variables,
      hint: command.get('hint'),
    })
    const namespace = `${database}.${collection}`
    const batchSize = toInteger(cursor?.get('batchSize'))
    if (!output) return engine.cursors.open(namespace, documents, { batchSize })
    writeOutput(engine, database, { stage: output, documents })
    return engine.cursors.open(namespace, [], {})
  },
}

/** The aggregation command. */
export const aggregateCommands: Record<string, Command> = { aggregate }
