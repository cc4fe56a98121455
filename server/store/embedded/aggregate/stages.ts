import { plainText } from '../bson/format.ts'
import { type Doc, type Value, isDoc, long, toInteger, typeName } from '../bson/values.ts'
import { CommandError } from '../errors.ts'
import { compileExpression } from '../expression/expression.ts'
import { compileFilter } from '../query/filter.ts'
import { compareSortKeys, parseSort, sortKeys } from '../query/sort.ts'
import { encodeKey } from '../storage/index-keys.ts'
import { compileAccumulator } from './accumulators.ts'
import type { Environment, Stage } from './environment.ts'

/** More than this is not sorted or grouped in memory. */
const MAX_DOCUMENTS_IN_MEMORY = 2_000_000

export function matchStage(argument: Value, environment: Environment): Stage {
  if (!isDoc(argument)) throw new CommandError(15959, 'the match filter must be an expression in an object')
  const { variables } = environment
  const predicate = compileFilter(argument, variables ? { variables } : {})
  return function* match(source) {
    for (const document of source) if (predicate.test(document)) yield document
  }
}

export function sortStage(argument: Value): Stage {
  if (!isDoc(argument)) throw new CommandError(15973, 'the $sort key specification must be an object')
  if (argument.size === 0) throw new CommandError(15976, '$sort stage must have at least one sort key')
  const fields = parseSort(argument)
  return (source) => {
    const entries = []
    for (const document of source) {
      entries.push({ document, keys: sortKeys(document, fields) })
      if (entries.length > MAX_DOCUMENTS_IN_MEMORY) tooMuch('Sort')
    }
    return entries.sort((a, b) => compareSortKeys(a.keys, b.keys, fields)).map(({ document }) => document)
  }
}

function tooMuch(what: string): never {
  throw new CommandError(
    'QueryExceededMemoryLimitNoDiskUseAllowed',
    `${what} exceeded memory limit, but did not opt in to external sorting.`,
  )
}

/** The count of `$limit`. */
export function limitOf(argument: Value): number {
  const count = toInteger(argument)
  if (count === undefined)
    throw new CommandError(
      5107201,
      `invalid argument to $limit stage: Expected an integer: $limit: ${plainText(argument)}`,
    )
  if (count <= 0) throw new CommandError(15958, 'the limit must be positive')
  return count
}

/** The count of `$skip`. */
export function skipOf(argument: Value): number {
  const count = toInteger(argument)
  if (count === undefined)
    throw new CommandError(
      5107200,
      `invalid argument to $skip stage: Expected an integer: $skip: ${plainText(argument)}`,
    )
  if (count < 0)
    throw new CommandError(
      5107200,
      `invalid argument to $skip stage: Expected a non-negative number in: $skip: ${count}`,
    )
  return count
}

export function limitStage(argument: Value): Stage {
  const most = limitOf(argument)
  return function* limit(source) {
    let count = 0
    for (const document of source) {
      yield document
      if (++count >= most) return
    }
  }
}

export function skipStage(argument: Value): Stage {
  const few = skipOf(argument)
  return function* skip(source) {
    let count = 0
    for (const document of source) if (count++ >= few) yield document
  }
}

export function countStage(argument: Value): Stage {
  if (typeof argument !== 'string' || argument === '')
    throw new CommandError(40156, 'the count field must be a non-empty string')
  if (argument.startsWith('$')) throw new CommandError(40158, 'the count field cannot be a $-prefixed path')
  if (argument.includes('.')) throw new CommandError(40160, "the count field cannot contain '.'")
  return function* count(source) {
    let total = 0
    for (const _ of source) total += 1
    if (total > 0) yield new Map<string, Value>([[argument, total]])
  }
}

export function groupStage(argument: Value, environment: Environment): Stage {
  if (!isDoc(argument)) throw new CommandError(15947, "a group's fields must be specified in an object")
  const idExpression = argument.get('_id')
  if (idExpression === undefined) throw new CommandError(15955, 'a group specification must include an _id')
  const id = compileExpression(idExpression)
  const fields = [...argument]
    .filter(([name]) => name !== '_id')
    .map(([name, specification]) => {
      if (name.includes('.')) throw new CommandError(40235, `The field name '${name}' cannot contain '.'`)
      if (name.startsWith('$'))
        throw new CommandError(40236, `The field name '${name}' cannot be an operator name`)
      return { name, factory: compileAccumulator(name, specification) }
    })
  const { variables } = environment
  return (source) => {
    const groups = new Map<
      string,
      { id: Value; accumulators: ReturnType<(typeof fields)[number]['factory']['create']>[] }
    >()
    for (const document of source) {
      const scope = { root: document, variables }
      const key = id(scope) ?? null
      const bytes = encodeKey(key).toString('latin1')
      let group = groups.get(bytes)
      if (!group) {
        group = { id: key, accumulators: fields.map(({ factory }) => factory.create()) }
        groups.set(bytes, group)
        if (groups.size > MAX_DOCUMENTS_IN_MEMORY) tooMuch('$group')
      }
      for (const [at, { factory }] of fields.entries())
        group.accumulators[at]?.add(factory.input(scope), scope)
    }
    return [...groups.values()].map((group) => {
      const result: Doc = new Map([['_id', group.id]])
      fields.forEach(({ name }, at) => result.set(name, group.accumulators[at]?.result() ?? null))
      return result
    })
  }
}

export function unwindStage(argument: Value): Stage {
  const fields = isDoc(argument) ? argument : new Map<string, Value>([['path', argument]])
  if (!isDoc(argument) && typeof argument !== 'string') {
    throw new CommandError(
      15981,
      `expected either a string or an object as specification for $unwind stage, got ${typeName(argument)}`,
    )
  }
  for (const name of fields.keys()) {
    if (!['path', 'includeArrayIndex', 'preserveNullAndEmptyArrays'].includes(name))
      throw new CommandError(28811, `unrecognized option to $unwind stage: ${name}`)
  }
  const path = fields.get('path')
  const index = fields.get('includeArrayIndex')
  const preserve = fields.get('preserveNullAndEmptyArrays') ?? false
  if (path === undefined) throw new CommandError(28812, 'no path specified to $unwind stage')
  if (typeof path !== 'string')
    throw new CommandError(28808, `expected a string as the path for $unwind stage, got ${typeName(path)}`)
  if (!path.startsWith('$'))
    throw new CommandError(28818, `path option to $unwind stage should be prefixed with a '$': ${path}`)
  if (typeof preserve !== 'boolean')
    throw new CommandError(
      28809,
      'expected a boolean for the preserveNullAndEmptyArrays option to $unwind stage',
    )
  if (index !== undefined && (typeof index !== 'string' || index === ''))
    throw new CommandError(
      28810,
      'expected a non-empty string for the includeArrayIndex option to $unwind stage',
    )
  if (typeof index === 'string' && index.startsWith('$'))
    throw new CommandError(
      28822,
      `includeArrayIndex option to $unwind stage should not be prefixed with a '$': ${index}`,
    )
  const steps = path.slice(1).split('.')
  return function* unwind(source) {
    for (const document of source) {
      const value = plainPath(document, steps)
      if (Array.isArray(value) && value.length > 0) {
        for (const [at, element] of value.entries())
          yield unwound(document, steps, { element, index, at: long(at) })
      } else if (value !== undefined && value !== null && !Array.isArray(value)) {
        yield unwound(document, steps, { element: value, index, at: null })
      } else if (preserve) {
        yield unwound(document, steps, { element: value === null ? null : undefined, index, at: null })
      }
    }
  }
}

function plainPath(document: Doc, steps: readonly string[]): Value | undefined {
  let value: Value | undefined = document
  for (const step of steps) value = isDoc(value) ? value.get(step) : undefined
  return value
}

function unwound(
  document: Doc,
  steps: readonly string[],
  { element, index, at }: { element: Value | undefined; index: Value | undefined; at: Value },
): Doc {
  const copy = new Map(document)
  setCopied(copy, steps, element)
  if (typeof index === 'string') setCopied(copy, index.split('.'), at)
  return copy
}

/** Sets a value deep in a document whose inner documents are shared with others. */
export function setCopied(document: Doc, steps: readonly string[], value: Value | undefined): void {
  const [first = '', ...rest] = steps
  if (rest.length === 0) {
    if (value === undefined) document.delete(first)
    else document.set(first, value)
    return
  }
  const inner = document.get(first)
  if (value === undefined && !isDoc(inner)) return
  const copy: Doc = new Map(isDoc(inner) ? inner : [])
  setCopied(copy, rest, value)
  document.set(first, copy)
}

export function sampleStage(argument: Value): Stage {
  if (!isDoc(argument)) throw new CommandError(28745, 'the $sample stage specification must be an object')
  const size = toInteger(argument.get('size'))
  if (argument.get('size') === undefined) throw new CommandError(28749, '$sample stage must specify a size')
  if (size === undefined) throw new CommandError(28746, 'size argument to $sample must be a number')
  if (size <= 0) throw new CommandError(28747, 'size argument to $sample must be a positive integer')
  return (source) => {
    const kept: Doc[] = []
    let seen = 0
    for (const document of source) {
      seen += 1
      if (kept.length < size) kept.push(document)
      else {
        const at = Math.floor(Math.random() * seen)
        if (at < size) kept[at] = document
      }
    }
    return kept.sort(() => Math.random() - 0.5)
  }
}

export function sortByCountStage(argument: Value, environment: Environment): Stage {
  const valid =
    (typeof argument === 'string' && argument.startsWith('$')) ||
    (isDoc(argument) && [...argument.keys()][0]?.startsWith('$') === true)
  if (!valid)
    throw new CommandError(
      40148,
      'the sortByCount field must be defined as a $-prefixed path or an expression inside an object',
    )
  const group = groupStage(
    new Map<string, Value>([
      ['_id', argument],
      ['count', new Map([['$sum', 1]])],
    ]),
    environment,
  )
  const sort = sortStage(new Map([['count', -1]]))
  return (source) => sort(group(source))
}
