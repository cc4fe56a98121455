import { equalValues } from '../bson/compare.ts'
import { formatKeyDocument } from '../bson/format.ts'
import { type Doc, type Value, isDoc, isNumeric, isTruthy, toInteger, toNumber, typeName } from '../bson/values.ts'
import { CommandError } from '../errors.ts'
import { compileFilter } from '../query/filter.ts'
import type { Collection } from '../storage/collection.ts'
import { type Index, type IndexSpec, parseIndexSpec } from '../storage/index-definition.ts'
import { type Command, documentList, decoded, namespaceOf, ok, optionalDoc } from './context.ts'

const MAX_INDEXES = 64
const KNOWN_OPTIONS = new Set(['v', 'key', 'name', 'ns', 'unique', 'sparse', 'background', 'hidden', 'partialFilterExpression', 'expireAfterSeconds', 'collation'])
const REFUSED_OPTIONS = new Set(['weights', 'default_language', 'language_override', 'textIndexVersion', '2dsphereIndexVersion', 'bits', 'min', 'max', 'wildcardProjection', 'storageEngine', 'clustered', 'prepareUnique', 'bucketSize'])
const MAX_TTL_SECONDS = 2_147_483_647

function cannotCreate(message: string): never {
  throw new CommandError('CannotCreateIndex', message)
}

function checkKey(key: Value | undefined): Doc {
  if (!isDoc(key)) throw new CommandError('TypeMismatch', `The field 'key' must be an object, but got ${typeName(key)}`)
  if (key.size === 0) cannotCreate('Index keys cannot be an empty document.')
  for (const [path, direction] of key) {
    if (typeof direction === 'string') {
      if (['text', '2d', '2dsphere', 'hashed'].includes(direction)) {
        throw new CommandError('CommandNotSupported', `${direction} indexes are not supported by this store`)
      }
      cannotCreate(`Unknown index plugin '${direction}'`)
    }
    if (!isNumeric(direction) || toNumber(direction) === 0 || Number.isNaN(toNumber(direction))) {
      cannotCreate(`Values in v:2 index key pattern cannot be of type ${typeName(direction)}. Only numbers > 0, numbers < 0, and strings are allowed.`)
    }
    if (path === '' || path.split('.').includes('')) cannotCreate('Index keys cannot contain an empty field.')
    if (path === '$**' || path.endsWith('.$**')) throw new CommandError('CommandNotSupported', 'wildcard indexes are not supported by this store')
    if (path.split('.').some((step) => step.startsWith('$') && !['$id', '$ref', '$db'].includes(step))) {
      cannotCreate(`Index key contains an illegal field name: field name starts with '$'.`)
    }
  }
  return key
}

function checkOption(name: string, value: Value, key: Doc): void {
  if (REFUSED_OPTIONS.has(name)) throw new CommandError('CommandNotSupported', `the index option '${name}' is not supported by this store`)
  if (!KNOWN_OPTIONS.has(name)) throw new CommandError('InvalidIndexSpecificationOption', `The field '${name}' is not valid for an index specification. Specification: ${formatKeyDocument(key)}`)
  if (name === 'collation' && isDoc(value) && value.get('locale') !== 'simple') {
    throw new CommandError('CommandNotSupported', 'only the simple collation is supported by this store')
  }
  if (name === 'partialFilterExpression') {
    if (!isDoc(value)) throw new CommandError('TypeMismatch', "The field 'partialFilterExpression' must be an object")
    checkPartialFilter(value)
  }
  if (name === 'expireAfterSeconds') checkExpiry(value, key)
}

function checkExpiry(value: Value, key: Doc): void {
  if (!isNumeric(value)) throw new CommandError('CannotCreateIndex', `TTL index 'expireAfterSeconds' option must be numeric, but received a type of '${typeName(value)}'`)
  const seconds = toNumber(value)
  if (seconds < 0 || seconds > MAX_TTL_SECONDS) cannotCreate(`TTL index 'expireAfterSeconds' option must be within an acceptable range, try a lower number`)
  if (key.size > 1) cannotCreate('TTL indexes are single-field indexes, compound indexes do not support TTL')
  if (key.has('_id')) cannotCreate("The field 'expireAfterSeconds' is not valid for an _id index specification.")
}

const PARTIAL_OPERATORS = new Set(['$eq', '$gt', '$gte', '$lt', '$lte', '$exists', '$type', '$in'])

function checkPartialFilter(filter: Doc): void {
  compileFilter(filter)
  for (const [name, condition] of filter) {
    if (name === '$and' || name === '$or') {
      if (Array.isArray(condition)) for (const branch of condition) if (isDoc(branch)) checkPartialFilter(branch)
    } else if (name.startsWith('$')) cannotCreate(`Expression not supported in partial index: ${name}`)
    else if (isDoc(condition)) {
      for (const [operator, operand] of condition) {
        if (!operator.startsWith('$')) break
        const refused = !PARTIAL_OPERATORS.has(operator) || (operator === '$exists' && !isTruthy(operand))
        if (refused) cannotCreate(`Expression not supported in partial index: ${operator}`)
      }
    }
  }
}

/** The name that MongoDB's drivers would give. */
function defaultName(key: Doc): string {
  return [...key].map(([path, direction]) => `${path}_${String(direction)}`).join('_')
}

function parseSpec(document: Doc): IndexSpec {
  const key = checkKey(document.get('key'))
  const result: Doc = new Map<string, Value>([['v', 2], ['key', key]])
  const name = document.get('name') ?? defaultName(key)
  if (typeof name !== 'string') throw new CommandError('TypeMismatch', "The field 'name' must be a string")
  if (name === '') cannotCreate('index name cannot be empty')
  result.set('name', name)
  for (const [option, value] of document) {
    checkOption(option, value, key)
    // What is not set is not answered either, as in MongoDB.
    const dropped = ['v', 'key', 'name', 'ns', 'background', 'collation'].includes(option)
    const flag = ['unique', 'sparse', 'hidden'].includes(option)
    if (!dropped && (!flag || isTruthy(value))) result.set(option, flag ? true : value)
  }
  const isId = key.size === 1 && toNumber(key.get('_id')) === 1
  if (isId) return parseIndexSpec(new Map<string, Value>([['v', 2], ['key', key], ['name', '_id_']]))
  if (name === '_id_') cannotCreate("The index name '_id_' is reserved for the _id index, which must have key pattern {_id: 1}")
  if (result.has('sparse') && result.has('partialFilterExpression')) cannotCreate('cannot mix "partialFilterExpression" and "sparse" options')
  return parseIndexSpec(result)
}

function sameOptions(a: IndexSpec, b: IndexSpec): boolean {
  return (
    a.unique === b.unique &&
    a.sparse === b.sparse &&
    a.expireAfterSeconds === b.expireAfterSeconds &&
    equalValues(a.partial ?? null, b.partial ?? null)
  )
}

/** Whether the collection has the index already; throws when it has one that contradicts it. */
function exists(collection: Collection, spec: IndexSpec): boolean {
  for (const { spec: other } of collection.indexes) {
    const sameKey = equalValues(other.key, spec.key)
    if (other.name === spec.name) {
      if (sameKey && sameOptions(other, spec)) return true
      const shown = `Requested index: ${formatKeyDocument(spec.document)}, existing index: ${formatKeyDocument(other.document)}`
      throw new CommandError('IndexKeySpecsConflict', `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. ${shown}`)
    }
    // The same key may be indexed twice only over different documents.
    if (sameKey && equalValues(other.partial ?? null, spec.partial ?? null) && other.sparse === spec.sparse && other.unique === spec.unique) {
      const reason = sameOptions(other, spec)
        ? `Index already exists with a different name: ${other.name}`
        : `An equivalent index already exists with the same name but different options. Requested index: ${formatKeyDocument(spec.document)}, existing index: ${formatKeyDocument(other.document)}`
      throw new CommandError('IndexOptionsConflict', reason)
    }
  }
  return false
}

const createIndexes: Command = {
  writes: true,
  fields: ['indexes', 'commitQuorum', 'ignoreUnknownIndexOptions'],
  run(context) {
    const { engine, command } = context
    const namespace = namespaceOf(context)
    const documents = documentList(command, 'indexes').map(decoded)
    if (documents.length === 0) throw new CommandError('BadValue', 'Must specify at least one index to create')
    const specs = documents.map(parseSpec)
    const createdCollection = engine.catalog.find(namespace) === undefined
    const collection = engine.catalog.open(namespace)
    const before = collection.indexes.length
    const added = specs.filter((spec) => !exists(collection, spec))
    if (before + added.length > MAX_INDEXES) cannotCreate(`add index fails, too many indexes for ${namespace}`)
    const built: IndexSpec[] = []
    try {
      for (const spec of added) {
        if (exists(collection, spec)) continue
        engine.catalog.addIndex(collection, spec)
        built.push(spec)
      }
    } catch (error) {
      // All of them or none.
      for (const spec of built) {
        const index = collection.indexes.find((candidate) => candidate.spec === spec)
        if (index) engine.catalog.dropIndex(collection, index)
      }
      throw error
    }
    const after = collection.indexes.length
    return ok({
      numIndexesBefore: before,
      numIndexesAfter: after,
      createdCollectionAutomatically: createdCollection ? true : undefined,
      note: after === before ? 'all indexes already exist' : undefined,
    })
  },
}

function requireCollection(find: (namespace: string) => Collection | undefined, namespace: string): Collection {
  const collection = find(namespace)
  if (!collection) throw new CommandError('NamespaceNotFound', `ns does not exist: ${namespace}`)
  return collection
}

const listIndexes: Command = {
  fields: ['cursor'],
  run(context) {
    const { engine, command, database } = context
    const collection = requireCollection((name) => engine.catalog.find(name), namespaceOf(context))
    const specs = collection.indexes.map(({ spec }) => spec.document)
    const batchSize = toInteger(optionalDoc(command, 'cursor')?.get('batchSize'))
    return engine.cursors.open(`${database}.$cmd.listIndexes.${String(command.get('listIndexes'))}`, specs, { batchSize })
  },
}

function indexesToDrop(collection: Collection, wanted: Value | undefined): Index[] {
  if (wanted === '*') return collection.indexes.filter((index) => !index.isId)
  const list = Array.isArray(wanted) ? wanted : [wanted]
  return list.map((entry) => {
    const index = collection.indexes.find(({ spec }) => (isDoc(entry) ? equalValues(spec.key, entry) : spec.name === entry))
    if (!index) {
      throw new CommandError('IndexNotFound', isDoc(entry) ? `can't find index with key: ${formatKeyDocument(entry)}` : `index not found with name [${String(entry)}]`)
    }
    if (index.isId) throw new CommandError('InvalidOptions', 'cannot drop _id index')
    return index
  })
}

const dropIndexes: Command = {
  writes: true,
  fields: ['index'],
  run(context) {
    const { engine, command } = context
    const collection = requireCollection((name) => engine.catalog.find(name), namespaceOf(context))
    const before = collection.indexes.length
    for (const index of indexesToDrop(collection, command.get('index'))) engine.catalog.dropIndex(collection, index)
    return ok({ nIndexesWas: before })
  },
}

const collMod: Command = {
  writes: true,
  fields: ['index', 'validator', 'validationLevel', 'validationAction'],
  run(context) {
    const { engine, command } = context
    const collection = requireCollection((name) => engine.catalog.find(name), namespaceOf(context))
    const change = optionalDoc(command, 'index')
    if (!change) throw new CommandError('CommandNotSupported', 'collMod can only change indexes in this store')
    const wanted = change.get('name') ?? change.get('keyPattern')
    const [index] = indexesToDrop(collection, wanted)
    if (!index) throw new CommandError('IndexNotFound', 'the index to change was not found')
    const document = new Map(index.spec.document)
    if (change.has('expireAfterSeconds')) {
      const seconds = change.get('expireAfterSeconds') ?? null
      checkExpiry(seconds, index.spec.key)
      document.set('expireAfterSeconds', seconds)
    }
    if (change.has('hidden')) {
      if (isTruthy(change.get('hidden'))) document.set('hidden', true)
      else document.delete('hidden')
    }
    engine.catalog.replaceSpec(collection, index, parseIndexSpec(document))
    return ok()
  },
}

/** The commands about indexes. */
export const indexCommands: Record<string, Command> = { createIndexes, listIndexes, dropIndexes, deleteIndexes: dropIndexes, collMod }

