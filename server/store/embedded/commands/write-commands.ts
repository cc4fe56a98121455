import { ObjectId } from 'bson'

import { plainText } from '../bson/format.ts'
import { decodeDocument } from '../bson/decode.ts'
import { checkDocumentSize, encodeForStorage } from '../bson/encode.ts'
import {
  type Doc,
  type Value,
  RawDoc,
  doc,
  isDoc,
  isRegex,
  isTruthy,
  toInteger,
  typeName,
} from '../bson/values.ts'
import type { Engine } from '../engine.ts'
import { CommandError } from '../errors.ts'
import { compileExpression } from '../expression/expression.ts'
import { filterDocument } from '../query/filter.ts'
import { type Collection, DuplicateKeyError } from '../storage/collection.ts'
import { type Updater, compileUpdate } from '../update/updater.ts'
import { documentForUpsert, withIdFirst } from '../update/upsert.ts'
import {
  type Command,
  type CommandContext,
  checkFields,
  decoded,
  documentList,
  letVariables,
  namespaceOf,
  ok,
  refuseCollation,
} from './context.ts'
import { type Search, prepare } from './query.ts'

const MAX_BATCH = 100_000

/** The error of one statement among several. */
function writeError(index: number, error: CommandError): Doc {
  const details =
    error instanceof DuplicateKeyError ? { keyPattern: error.keyPattern, keyValue: error.keyValue } : {}
  return doc({ index, code: error.code, ...details, errmsg: error.message })
}

/** Runs statements one by one; the first error ends an ordered batch. */
function runBatch(
  context: CommandContext,
  statements: readonly (Doc | RawDoc)[],
  run: (statement: Doc | RawDoc, index: number) => void,
): Doc[] {
  const { command } = context
  if (statements.length === 0 || statements.length > MAX_BATCH) {
    throw new CommandError(
      'InvalidLength',
      `Write batch sizes must be between 1 and ${MAX_BATCH}. Got ${statements.length} operations.`,
    )
  }
  const ordered = command.get('ordered') !== false
  const errors: Doc[] = []
  for (const [index, statement] of statements.entries()) {
    try {
      run(statement, index)
    } catch (error) {
      if (!(error instanceof CommandError)) throw error
      errors.push(writeError(index, error))
      if (ordered) break
    }
  }
  return errors
}

function checkId(id: Value | undefined): void {
  if (Array.isArray(id) || isRegex(id)) {
    throw new CommandError('InvalidIdField', `The '_id' value cannot be of type ${typeName(id)}`)
  }
  if (isDoc(id)) {
    for (const name of id.keys()) {
      if (name.startsWith('$'))
        throw new CommandError(
          'DollarPrefixedFieldName',
          `_id fields may not contain '$'-prefixed fields: ${name} is not valid for storage.`,
        )
    }
  }
}

/** Stores a new document, in the bytes it came in when they can stay as they are. */
function insertOne(collection: Collection, statement: Doc | RawDoc): void {
  if (statement instanceof RawDoc) checkDocumentSize(statement.bytes.length)
  const document = decoded(statement)
  checkId(document.get('_id'))
  const [first] = document.keys()
  if (first === '_id')
    collection.insert(document, statement instanceof RawDoc ? statement.bytes : encodeForStorage(document))
  else {
    const complete = withIdFirst(document)
    collection.insert(complete, encodeForStorage(complete))
  }
}

const insert: Command = {
  writes: true,
  fields: ['documents', 'ordered'],
  run(context) {
    const statements = documentList(context.command, 'documents')
    const collection = context.engine.catalog.open(namespaceOf(context))
    let inserted = 0
    const errors = runBatch(context, statements, (statement) => {
      insertOne(collection, statement)
      inserted += 1
    })
    return ok({ n: inserted, writeErrors: errors.length > 0 ? errors : undefined })
  },
}

/** What a change did. */
export interface Changed {
  matched: number
  modified: number
  upsertedId?: Value
  /** The last document that was changed, before and after. */
  before?: Doc
  after?: Doc
}

/** Updates what a search finds; inserts when it finds nothing and `upsert` says so. */
export function updateMatching(
  engine: Engine,
  namespace: string,
  { search, updater, upsert }: { search: Search; updater: Updater; upsert: boolean },
): Changed {
  const existing = engine.catalog.find(namespace)
  const result: Changed = { matched: 0, modified: 0 }
  if (existing) {
    // All records first: an update may move a document to where the scan has not been yet.
    const found = Array.from(prepare(engine, existing, search).found)
    for (const { record, bytes } of found) {
      const before = decodeDocument(bytes)
      const { document: after, touched } = updater.apply(before, { filter: search.filter, insert: false })
      result.matched += 1
      result.before = before
      result.after = after
      const encoded = encodeForStorage(after)
      if (encoded.equals(bytes)) continue
      existing.update(record, { before, after, bytes: encoded }, touched)
      result.modified += 1
    }
  }
  if (result.matched === 0 && upsert) {
    const document = documentForUpsert(search.filter, updater)
    checkId(document.get('_id'))
    const bytes = encodeForStorage(document)
    engine.catalog.open(namespace).insert(document, bytes)
    return { matched: 0, modified: 0, upsertedId: document.get('_id') ?? new ObjectId(), after: document }
  }
  return result
}

const constant = (expression: Value): Value | undefined => compileExpression(expression)({ root: new Map() })

function parseUpdate(
  context: CommandContext,
  statement: Doc,
): { search: Search; updater: Updater; upsert: boolean } {
  checkFields('update.updates', statement, [
    'q',
    'u',
    'multi',
    'upsert',
    'arrayFilters',
    'hint',
    'collation',
    'c',
    'sort',
    'upsertSupplied',
  ])
  refuseCollation(statement)
  const variables = letVariables(context.command, constant)
  const constants = statement.get('c')
  const multi = isTruthy(statement.get('multi'))
  const sort = statement.get('sort')
  if (multi && sort !== undefined)
    throw new CommandError('FailedToParse', 'Cannot specify sort with multi=true')
  const all = isDoc(constants) ? new Map([...(variables ?? []), ...constants]) : variables
  const updater = compileUpdate(statement.get('u'), {
    arrayFilters: statement.get('arrayFilters'),
    variables: all,
  })
  if (multi && updater.replaces)
    throw new CommandError('FailedToParse', 'multi update is not supported for replacement-style update')
  const search: Search = {
    filter: filterDocument(statement.get('q'), 'q'),
    hint: statement.get('hint'),
    sort: isDoc(sort) ? sort : undefined,
    limit: multi ? 0 : 1,
    variables,
  }
  return { search, updater, upsert: isTruthy(statement.get('upsert')) }
}

const update: Command = {
  writes: true,
  fields: ['updates', 'ordered', 'let'],
  run(context) {
    const namespace = namespaceOf(context)
    let matched = 0
    let modified = 0
    const upserted: Doc[] = []
    const errors = runBatch(context, documentList(context.command, 'updates'), (statement, index) => {
      const changed = updateMatching(context.engine, namespace, parseUpdate(context, decoded(statement)))
      matched += changed.matched
      modified += changed.modified
      if (changed.upsertedId !== undefined) {
        matched += 1
        upserted.push(doc({ index, _id: changed.upsertedId }))
      }
    })
    return ok({
      n: matched,
      upserted: upserted.length > 0 ? upserted : undefined,
      nModified: modified,
      writeErrors: errors.length > 0 ? errors : undefined,
    })
  },
}

/** Deletes what a search finds and answers what it deleted last. */
export function deleteMatching(
  engine: Engine,
  namespace: string,
  search: Search,
): { deleted: number; last: Doc | undefined } {
  const collection = engine.catalog.find(namespace)
  if (!collection) return { deleted: 0, last: undefined }
  const found = Array.from(prepare(engine, collection, search).found)
  let last: Doc | undefined
  for (const { record, bytes } of found) {
    last = decodeDocument(bytes)
    collection.delete(record, last)
  }
  return { deleted: found.length, last }
}

const remove: Command = {
  writes: true,
  fields: ['deletes', 'ordered', 'let'],
  run(context) {
    const namespace = namespaceOf(context)
    let deleted = 0
    const errors = runBatch(context, documentList(context.command, 'deletes'), (entry) => {
      const statement = decoded(entry)
      checkFields('delete.deletes', statement, ['q', 'limit', 'hint', 'collation'])
      refuseCollation(statement)
      const limit = toInteger(statement.get('limit'))
      if (limit !== 0 && limit !== 1)
        throw new CommandError(
          'FailedToParse',
          `The limit field in delete objects must be 0 or 1. Got ${plainText(statement.get('limit'))}`,
        )
      const variables = letVariables(context.command, constant)
      const search: Search = {
        filter: filterDocument(statement.get('q'), 'q'),
        hint: statement.get('hint'),
        limit,
        variables,
      }
      deleted += deleteMatching(context.engine, namespace, search).deleted
    })
    return ok({ n: deleted, writeErrors: errors.length > 0 ? errors : undefined })
  },
}

/** The commands that write documents. */
export const writeCommands: Record<string, Command> = { insert, update, delete: remove }
