import { ObjectId } from 'bson'

import { equalValues } from '../bson/compare.ts'
import { type Doc, type Value, cloneValue, isDoc, isRegex } from '../bson/values.ts'
import { CommandError } from '../errors.ts'
import { isOperatorDocument } from '../query/operators.ts'
import { locate } from './target.ts'
import type { Updater } from './updater.ts'

/** Makes the document that an upsert inserts, from what the filter fixes and what the update sets. */
export function documentForUpsert(filter: Doc, updater: Updater): Doc {
  const fixed = new Map<string, Value>()
  collectEqualities(filter, updater.replaces ? onlyId(fixed) : addTo(fixed))
  const base: Doc = new Map()
  for (const [path, value] of fixed) {
    for (const other of fixed.keys()) {
      if (other.startsWith(`${path}.`))
        throw new CommandError(
          'NotSingleValueField',
          `cannot infer query fields to set, both paths '${path}' and '${other}' are matched`,
        )
    }
    locate(base, path.split('.')).set(cloneValue(value))
  }
  const { document } = updater.apply(base, { filter, insert: true })
  return withIdFirst(document)
}

/** The document with its `_id` in front, made up when there is none. */
export function withIdFirst(document: Doc): Doc {
  const [first] = document.keys()
  if (first === '_id') return document
  const id = document.get('_id')
  return new Map([
    ['_id', id === undefined ? new ObjectId() : id],
    ...[...document].filter(([name]) => name !== '_id'),
  ])
}

/** Takes what a filter fixes at a path. */
type Take = (path: string, value: Value) => void

function addTo(fixed: Map<string, Value>): Take {
  return (path, value) => {
    if (fixed.has(path))
      throw new CommandError(
        'NotSingleValueField',
        `cannot infer query fields to set, path '${path}' is matched twice`,
      )
    fixed.set(path, value)
  }
}

/** A replacement takes nothing but a whole `_id` from the filter. */
function onlyId(fixed: Map<string, Value>): Take {
  const add = addTo(fixed)
  return (path, value) => {
    if (path.startsWith('_id.'))
      throw new CommandError(
        'NotExactValueField',
        `field at '_id' must be exactly specified, field at sub-path '${path}'found`,
      )
    if (path === '_id') add(path, value)
  }
}

function collectEqualities(filter: Doc, take: Take): void {
  for (const [name, condition] of filter) {
    if (name === '$and' && Array.isArray(condition)) {
      for (const branch of condition) if (isDoc(branch)) collectEqualities(branch, take)
    } else if (name === '$or' && Array.isArray(condition)) {
      const [only, ...others] = condition
      if (isDoc(only) && others.every((other) => equalValues(only, other))) collectEqualities(only, take)
    } else if (!name.startsWith('$')) {
      for (const value of equalitiesOf(condition)) take(name, value)
    }
  }
}

/** The values that a condition fixes; a regular expression only when it is compared by `$eq`. */
function equalitiesOf(condition: Value): Value[] {
  if (!isOperatorDocument(condition)) return isRegex(condition) ? [] : [condition]
  const values: Value[] = []
  for (const [operator, operand] of condition) {
    if (operator === '$eq') values.push(operand)
    else if (operator === '$in' && Array.isArray(operand)) {
      const [only, ...others] = operand
      if (only !== undefined && !isRegex(only) && others.every((other) => equalValues(only, other)))
        values.push(only)
    } else if (operator === '$all' && Array.isArray(operand)) {
      values.push(...operand.filter((entry) => !isOperatorDocument(entry) && !isRegex(entry)))
    }
  }
  return values
}
