import { type Doc, type Value, isDoc } from '../bson/values.ts'
import { CommandError } from '../errors.ts'
import { compileExpression } from '../expression/expression.ts'
import { encodeKey } from '../storage/index-keys.ts'
import type { Environment, Stage } from './environment.ts'
import { groupStage, sortStage } from './stages.ts'

export function bucketStage(argument: Value, environment: Environment): Stage {
  if (!isDoc(argument)) throw new CommandError(40201, 'Argument to $bucket stage must be an object')
  const boundaries = argument.get('boundaries')
  const by = argument.get('groupBy')
  if (by === undefined || boundaries === undefined)
    throw new CommandError(40198, "$bucket requires 'groupBy' and 'boundaries' to be specified.")
  if (!Array.isArray(boundaries))
    throw new CommandError(40200, "The $bucket 'boundaries' field must be an array.")
  if (boundaries.length < 2)
    throw new CommandError(40192, "The $bucket 'boundaries' field must have at least 2 values.")
  const keys = boundaries.map((boundary) => encodeKey(boundary))
  if (keys.some((key, at) => at > 0 && Buffer.compare(keys[at - 1] ?? key, key) >= 0)) {
    throw new CommandError(
      40194,
      "The 'boundaries' option to $bucket must be sorted, but elements are not in ascending order.",
    )
  }
  const groupBy = compileExpression(by)
  const fallback = argument.get('default')
  const output = argument.get('output')
  const fields: Doc = isDoc(output) ? output : new Map([['count', new Map([['$sum', 1]])]])
  const sort = sortStage(new Map([['_id', 1]]))
  return (source) => {
    const marked = function* mark(): Generator<Doc> {
      for (const document of source) {
        const value = groupBy({ root: document, variables: environment.variables })
        const key = encodeKey(value ?? null)
        const at = keys.findLastIndex((boundary) => Buffer.compare(boundary, key) <= 0)
        const bucket = at >= 0 && at < keys.length - 1 ? boundaries[at] : fallback
        if (bucket === undefined)
          throw new CommandError(
            40066,
            '$switch could not find a matching branch for an input, and no default was specified.',
          )
        yield new Map<string, Value>([
          ['bucket', bucket],
          ['document', document],
        ])
      }
    }
    return sort(groupMarked(marked(), fields, environment))
  }
}

/** Groups documents that were given their bucket beforehand. */
function groupMarked(source: Iterable<Doc>, fields: Doc, environment: Environment): Iterable<Doc> {
  const groups = new Map<string, { id: Value; documents: Doc[] }>()
  for (const entry of source) {
    const id = entry.get('bucket') ?? null
    const document = entry.get('document')
    const key = encodeKey(id).toString('latin1')
    const group = groups.get(key) ?? { id, documents: [] }
    groups.set(key, group)
    if (isDoc(document)) group.documents.push(document)
  }
  const whole = groupStage(new Map<string, Value>([['_id', null], ...fields]), environment)
  return [...groups.values()].flatMap(({ id, documents }) =>
    [...whole(documents)].map((result) => new Map([...result, ['_id', id]])),
  )
}
