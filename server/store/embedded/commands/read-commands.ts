import { Long } from 'bson'

import { decodeDocument } from '../bson/decode.ts'
import { type Doc, type Value, isLong, isNumeric, toInteger, toNumber } from '../bson/values.ts'
import { CommandError } from '../errors.ts'
import { compileExpression } from '../expression/expression.ts'
import { countMatching } from '../planner/execute.ts'
import { compileFilter, filterDocument } from '../query/filter.ts'
import { compileProjection } from '../query/projection.ts'
import { valuesAtPath } from '../query/paths.ts'
import { encodeKey } from '../storage/index-keys.ts'
import {
  type Command,
  type CommandContext,
  letVariables,
  namespaceOf,
  ok,
  optionalCount,
  optionalDoc,
  optionalFlag,
  optionalText,
  refuseCollation,
} from './context.ts'
import { type Search, prepare, results } from './query.ts'

const constant = (expression: Value): Value | undefined => compileExpression(expression)({ root: new Map() })

/** Reads what `find` looks for. */
export function parseFind(command: Doc): { search: Search; projection: Doc | undefined } {
  refuseCollation(command)
  for (const field of ['min', 'max', 'returnKey', 'showRecordId', 'tailable', 'awaitData']) {
    const value = command.get(field)
    if (value !== undefined && value !== false && !(value instanceof Map && value.size === 0)) {
      throw new CommandError('CommandNotSupported', `the option '${field}' is not supported by this store`)
    }
  }
  const search: Search = {
    filter: filterDocument(command.get('filter'), 'filter'),
    sort: optionalDoc(command, 'sort'),
    hint: command.get('hint'),
    skip: optionalCount(command, 'skip'),
    limit: optionalCount(command, 'limit'),
    variables: letVariables(command, constant),
  }
  return { search, projection: optionalDoc(command, 'projection') }
}

const find: Command = {
  fields: [
    'filter',
    'sort',
    'projection',
    'hint',
    'skip',
    'limit',
    'batchSize',
    'singleBatch',
    'max',
    'min',
    'returnKey',
    'showRecordId',
    'tailable',
    'awaitData',
    'oplogReplay',
    'noCursorTimeout',
    'allowPartialResults',
    'collation',
    'let',
  ],
  run(context) {
    const { engine, command } = context
    const namespace = namespaceOf(context)
    const { search, projection } = parseFind(command)
    const options = {
      batchSize: optionalCount(command, 'batchSize'),
      single: optionalFlag(command, 'singleBatch'),
    }
    const collection = engine.catalog.find(namespace)
    if (!collection) {
      // What would be refused is refused even when there is nothing to read.
      compileFilter(search.filter)
      if (projection) compileProjection(projection, { find: true })
      return engine.cursors.open(namespace, [], options)
    }
    const prepared = prepare(engine, collection, search)
    return engine.cursors.open(namespace, results(prepared, projection, search), options)
  },
}

const getMore: Command = {
  fields: ['collection', 'batchSize', 'term', 'lastKnownCommittedOpTime'],
  run({ engine, command, database }) {
    const id = command.get('getMore')
    if (!isNumeric(id))
      throw new CommandError(
        'TypeMismatch',
        "BSON field 'getMore.getMore' is the wrong type, expected type 'long'",
      )
    const cursor = isLong(id) ? id : Long.fromNumber(toNumber(id))
    return engine.cursors.next(
      cursor,
      `${database}.${optionalText(command, 'collection') ?? ''}`,
      optionalCount(command, 'batchSize'),
    )
  },
}

const killCursors: Command = {
  fields: ['cursors'],
  run({ engine, command }) {
    const ids = command.get('cursors')
    if (!Array.isArray(ids))
      throw new CommandError(
        'TypeMismatch',
        "BSON field 'killCursors.cursors' is the wrong type, expected type 'array'",
      )
    const killed: Value[] = []
    const unknown: Value[] = []
    for (const id of ids) {
      const cursor = isLong(id) ? id : Long.fromNumber(toNumber(id))
      if (engine.cursors.kill(cursor)) killed.push(cursor)
      else unknown.push(cursor)
    }
    return ok({ cursorsKilled: killed, cursorsNotFound: unknown, cursorsAlive: [], cursorsUnknown: [] })
  },
}

/** A count's limit may be negative, which means the same as positive. */
function countLimit(command: Doc): number {
  const value = command.get('limit')
  return value === undefined || value === null ? 0 : Math.abs(toInteger(value) ?? 0)
}

const count: Command = {
  fields: ['query', 'limit', 'skip', 'hint', 'collation', 'fields'],
  run(context) {
    const { engine, command } = context
    refuseCollation(command)
    const filter = filterDocument(command.get('query'), 'query')
    const collection = engine.catalog.find(namespaceOf(context))
    const skip = optionalCount(command, 'skip') ?? 0
    const limit = countLimit(command)
    if (!collection) {
      compileFilter(filter)
      return ok({ n: 0 })
    }
    const { query } = prepare(engine, collection, { filter, hint: command.get('hint') })
    const rest = Math.max(0, countMatching(query) - skip)
    return ok({ n: limit === 0 ? rest : Math.min(rest, limit) })
  },
}

function distinctValues(context: CommandContext): Value[] {
  const { engine, command } = context
  const key = optionalText(command, 'key')
  if (key === undefined)
    throw new CommandError(40414, "BSON field 'distinct.key' is missing but a required field")
  const filter = filterDocument(command.get('query'), 'query')
  const collection = engine.catalog.find(namespaceOf(context))
  if (!collection) return []
  const values = new Map<string, Value>()
  for (const { bytes } of prepare(engine, collection, { filter, hint: command.get('hint') }).found) {
    for (const found of valuesAtPath(decodeDocument(bytes), key)) {
      for (const value of Array.isArray(found) ? found : [found]) {
        if (value === undefined) continue
        // Of equal values of different types the first one found stands for all.
        const bytes = encodeKey(value).toString('latin1')
        if (!values.has(bytes)) values.set(bytes, value)
      }
    }
  }
  return [...values].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value)
}

const distinct: Command = {
  fields: ['key', 'query', 'collation', 'hint'],
  run(context) {
    refuseCollation(context.command)
    return ok({ values: distinctValues(context) })
  },
}

/** The commands that read documents. */
export const readCommands: Record<string, Command> = { find, getMore, killCursors, count, distinct }
