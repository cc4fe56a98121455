import { plainText } from '../bson/format.ts'
import { decodeDocument } from '../bson/decode.ts'
import { encodeForStorage } from '../bson/encode.ts'
import { type Doc, type Value, isDoc } from '../bson/values.ts'
import type { Engine } from '../engine.ts'
import { CommandError, failedToParse } from '../errors.ts'
import { withIdFirst } from '../update/upsert.ts'
import { compileUpdate } from '../update/updater.ts'
import { prepare } from './query.ts'

/** What `$merge` does with each document. */
export interface Merge {
  namespace: string
  on: string[]
  whenMatched: string | Value[]
  whenNotMatched: string
}

/** Reads the argument of `$merge`. */
export function parseMerge(argument: Value, database: string): Merge {
  if (typeof argument === 'string')
    return {
      namespace: `${database}.${argument}`,
      on: ['_id'],
      whenMatched: 'merge',
      whenNotMatched: 'insert',
    }
  if (!isDoc(argument)) failedToParse('$merge requires a string or object argument')
  const into = argument.get('into')
  const target = isDoc(into)
    ? `${plainText(into.get('db') ?? database)}.${plainText(into.get('coll'))}`
    : `${database}.${plainText(into)}`
  const on = argument.get('on') ?? '_id'
  const whenMatched = argument.get('whenMatched') ?? 'merge'
  const whenNotMatched = argument.get('whenNotMatched') ?? 'insert'
  if (argument.has('let'))
    throw new CommandError('CommandNotSupported', "the option 'let' of $merge is not supported by this store")
  if (
    !Array.isArray(whenMatched) &&
    !['merge', 'replace', 'keepExisting', 'fail'].includes(plainText(whenMatched))
  ) {
    throw new CommandError(
      'BadValue',
      `Enumeration value '${plainText(whenMatched)}' for field '$merge.whenMatched' is not a valid value.`,
    )
  }
  if (!['insert', 'discard', 'fail'].includes(plainText(whenNotMatched))) {
    throw new CommandError(
      'BadValue',
      `Enumeration value '${plainText(whenNotMatched)}' for field '$merge.whenNotMatched' is not a valid value.`,
    )
  }
  return {
    namespace: target,
    on: (Array.isArray(on) ? on : [on]).map(String),
    whenMatched: Array.isArray(whenMatched) ? whenMatched : plainText(whenMatched),
    whenNotMatched: plainText(whenNotMatched),
  }
}

/** Writes documents into another collection, each into the one that it matches. */
export function mergeInto(engine: Engine, merge: Merge, documents: Iterable<Doc>): void {
  const collection = engine.catalog.open(merge.namespace)
  const key = new Set(merge.on)
  const unique = collection.indexes.some(
    ({ spec, paths }) =>
      spec.unique &&
      !spec.partial &&
      !spec.sparse &&
      paths.length === key.size &&
      paths.every((path) => key.has(path)),
  )
  if (!unique) throw new CommandError(51183, 'Cannot find index to verify that join fields will be unique')
  // Read to the end first, in case the pipeline reads the collection it writes.
  for (const document of Array.from(documents)) mergeOne(engine, merge, withIdFirst(document))
}

function mergeOne(engine: Engine, merge: Merge, document: Doc): void {
  const collection = engine.catalog.open(merge.namespace)
  const filter: Doc = new Map(merge.on.map((path) => [path, new Map([['$eq', document.get(path) ?? null]])]))
  const [existing] = prepare(engine, collection, { filter, limit: 1 }).found
  if (!existing) {
    if (merge.whenNotMatched === 'fail')
      throw new CommandError(
        13113,
        '$merge could not find a matching document in the target collection for at least one document in the source collection',
      )
    if (merge.whenNotMatched === 'insert') collection.insert(document, encodeForStorage(document))
    return
  }
  if (merge.whenMatched === 'keepExisting') return
  if (merge.whenMatched === 'fail')
    throw new CommandError('DuplicateKey', '$merge found a document with the same key')
  const before = decodeDocument(existing.bytes)
  const after = mergedDocument(before, document, merge.whenMatched)
  collection.update(existing.record, { before, after, bytes: encodeForStorage(after) })
}

function mergedDocument(before: Doc, document: Doc, how: string | Value[]): Doc {
  if (Array.isArray(how)) {
    const updater = compileUpdate(how, { variables: new Map([['new', document]]) })
    return updater.apply(before, { filter: new Map(), insert: false }).document
  }
  const id = before.get('_id') ?? null
  const incoming = [...document].filter(([name]) => name !== '_id')
  return how === 'replace' ? new Map([['_id', id], ...incoming]) : new Map([...before, ...incoming])
}
