import { equalValues } from '../bson/compare.ts'
import { formatKeyDocument, plainText } from '../bson/format.ts'
import { type Value, isDoc, isTruthy, toInteger } from '../bson/values.ts'
import { CommandError } from '../errors.ts'
import type { Collection } from '../storage/collection.ts'
import { type Index, type IndexSpec, parseIndexSpec } from '../storage/index-definition.ts'
import { type Command, documentList, decoded, namespaceOf, ok, optionalDoc } from './context.ts'
import { cannotCreate, checkExpiry, parseSpec, sameOptions } from './index-spec.ts'

const MAX_INDEXES = 64

/** Whether the collection has the index already; throws when it has one that contradicts it. */
function exists(collection: Collection, spec: IndexSpec): boolean {
  for (const { spec: other } of collection.indexes) {
    const sameKey = equalValues(other.key, spec.key)
    if (other.name === spec.name) {
      if (sameKey && sameOptions(other, spec)) return true
      const shown = `Requested index: ${formatKeyDocument(spec.document)}, existing index: ${formatKeyDocument(other.document)}`
      throw new CommandError(
        'IndexKeySpecsConflict',
        `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. ${shown}`,
      )
    }
    // The same key may be indexed twice only over different documents.
    if (
      sameKey &&
      equalValues(other.partial ?? null, spec.partial ?? null) &&
      other.sparse === spec.sparse &&
      other.unique === spec.unique
    ) {
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
    if (documents.length === 0)
      throw new CommandError('BadValue', 'Must specify at least one index to create')
    const specs = documents.map(parseSpec)
    const createdCollection = engine.catalog.find(namespace) === undefined
    const collection = engine.catalog.open(namespace)
    const before = collection.indexes.length
    const added = specs.filter((spec) => !exists(collection, spec))
    if (before + added.length > MAX_INDEXES)
      cannotCreate(`add index fails, too many indexes for ${namespace}`)
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

function requireCollection(
  find: (namespace: string) => Collection | undefined,
  namespace: string,
): Collection {
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
    return engine.cursors.open(
      `${database}.$cmd.listIndexes.${plainText(command.get('listIndexes'))}`,
      specs,
      { batchSize },
    )
  },
}

function indexesToDrop(collection: Collection, wanted: Value | undefined): Index[] {
  if (wanted === '*') return collection.indexes.filter((index) => !index.isId)
  const list = Array.isArray(wanted) ? wanted : [wanted]
  return list.map((entry) => {
    const index = collection.indexes.find(({ spec }) =>
      isDoc(entry) ? equalValues(spec.key, entry) : spec.name === entry,
    )
    if (!index) {
      throw new CommandError(
        'IndexNotFound',
        isDoc(entry)
          ? `can't find index with key: ${formatKeyDocument(entry)}`
          : `index not found with name [${plainText(entry)}]`,
      )
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
    for (const index of indexesToDrop(collection, command.get('index')))
      engine.catalog.dropIndex(collection, index)
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
    if (!change)
      throw new CommandError('CommandNotSupported', 'collMod can only change indexes in this store')
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
export const indexCommands: Record<string, Command> = {
  createIndexes,
  listIndexes,
  dropIndexes,
  deleteIndexes: dropIndexes,
  collMod,
}
