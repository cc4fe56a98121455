import { ObjectId } from 'bson'

import { type Doc, type Value, cloneValue, isDoc, isRegex } from '../bson/values.ts'
import { CommandError } from '../errors.ts'
import { isOperatorDocument } from '../query/operators.ts'
import { locate } from './target.ts'
import type { Updater } from './updater.ts'

/** Makes the document that an upsert inserts, from what the filter fixes and what the update sets. */
export function documentForUpsert(filter: Doc, updater: Updater): Doc {
  const fixed = new Map<string, Value>()
  collectEqualities(filter, fixed)
  const base: Doc = new Map()
  for (const [path, value] of fixed) {
    if (updater.replaces && path !== '_id') continue
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

function collectEqualities(filter: Doc, into: Map<string, Value>): void {
  for (const [name, condition] of filter) {
    if (name === '$and' && Array.isArray(condition)) {
      for (const branch of condition) if (isDoc(branch)) collectEqualities(branch, into)
    } else if (name === '$or' && Array.isArray(condition) && condition.length === 1) {
      const [only] = condition
      if (isDoc(only)) collectEqualities(only, into)
    } else if (!name.startsWith('$')) addEquality(name, condition, into)
  }
}

function addEquality(path: string, condition: Value, into: Map<string, Value>): void {
  let value: Value | undefined = condition
  if (isOperatorDocument(condition)) {
    const all = condition.get('$all')
    const single = Array.isArray(all) && all.length === 1 && !isOperatorDocument(all[0]) ? all[0] : undefined
    value = condition.has('$eq') ? condition.get('$eq') : single
  } else if (isRegex(condition)) return
  if (value === undefined) return
  if (into.has(path))
    throw new CommandError(
      'NotSingleValueField',
      `cannot infer query fields to set, path '${path}' is matched twice`,
    )
  into.set(path, value)
}
