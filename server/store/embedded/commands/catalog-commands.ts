import { Binary, Double, Long } from 'bson'

import { type Doc, type Value, doc, isDoc, toInteger } from '../bson/values.ts'
import { CommandError } from '../errors.ts'
import { compileFilter, filterDocument } from '../query/filter.ts'
import type { Collection } from '../storage/collection.ts'
import { countKeys } from '../storage/storage.ts'
import { type Command, namespaceOf, ok, optionalDoc, optionalFlag } from './context.ts'

const REFUSED_CREATE_OPTIONS = [
  'capped',
  'timeseries',
  'viewOn',
  'pipeline',
  'validator',
  'clusteredIndex',
  'encryptedFields',
  'changeStreamPreAndPostImages',
  'expireAfterSeconds',
  'storageEngine',
  'size',
  'max',
]

const create: Command = {
  writes: true,
  fields: [
    ...REFUSED_CREATE_OPTIONS,
    'collation',
    'validationLevel',
    'validationAction',
    'indexOptionDefaults',
    'autoIndexId',
    'idIndex',
  ],
  run(context) {
    const { engine, command } = context
    for (const option of REFUSED_CREATE_OPTIONS) {
      if (command.has(option) && command.get(option) !== false)
        throw new CommandError(
          'CommandNotSupported',
          `the collection option '${option}' is not supported by this store`,
        )
    }
    const collation = optionalDoc(command, 'collation')
    if (collation && collation.get('locale') !== 'simple')
      throw new CommandError('CommandNotSupported', 'only the simple collation is supported by this store')
    const namespace = namespaceOf(context)
    // Creating what is there with the same options is no error.
    if (!engine.catalog.find(namespace)) engine.catalog.create(namespace, new Map())
    return ok()
  },
}

const drop: Command = {
  writes: true,
  run(context) {
    const { engine } = context
    const namespace = namespaceOf(context)
    const collection = engine.catalog.find(namespace)
    if (!collection) return ok({ ns: namespace })
    const nIndexesWas = collection.indexes.length
    engine.catalog.drop(collection)
    return ok({ nIndexesWas, ns: namespace })
  },
}

const dropDatabase: Command = {
  writes: true,
  run({ engine, database }) {
    const collections = engine.catalog.list(database)
    for (const collection of collections) engine.catalog.drop(collection)
    return ok({ dropped: collections.length > 0 ? database : undefined })
  },
}

const renameCollection: Command = {
  writes: true,
  run() {
    throw new CommandError('CommandNotSupported', 'renameCollection is not supported by this store')
  },
}

function describe(collection: Collection, nameOnly: boolean): Doc {
  const name = collection.namespace.slice(collection.namespace.indexOf('.') + 1)
  if (nameOnly) return doc({ name, type: 'collection' })
  const info = doc({ readOnly: false, uuid: new Binary(collection.uuid, 4) })
  return doc({
    name,
    type: 'collection',
    options: collection.options,
    info,
    idIndex: collection.indexes[0]?.spec.document,
  })
}

const listCollections: Command = {
  fields: ['filter', 'nameOnly', 'cursor', 'authorizedCollections'],
  run({ engine, command, database }) {
    const predicate = compileFilter(filterDocument(command.get('filter'), 'filter'))
    const all = engine.catalog
      .list(database)
      .map((collection) => describe(collection, optionalFlag(command, 'nameOnly')))
    const batchSize = toInteger(optionalDoc(command, 'cursor')?.get('batchSize'))
    return engine.cursors.open(
      `${database}.$cmd.listCollections`,
      all.filter((entry) => predicate.test(entry)),
      { batchSize },
    )
  },
}

const listDatabases: Command = {
  fields: ['filter', 'nameOnly', 'authorizedDatabases'],
  run({ engine, command }) {
    const predicate = compileFilter(filterDocument(command.get('filter'), 'filter'))
    const names = new Set(
      engine.catalog.list().map(({ namespace }) => namespace.slice(0, namespace.indexOf('.'))),
    )
    const nameOnly = optionalFlag(command, 'nameOnly')
    const databases: Value[] = [...names]
      .sort()
      .map((name) => (nameOnly ? doc({ name }) : doc({ name, sizeOnDisk: Long.fromNumber(0), empty: false })))
      .filter((entry) => isDoc(entry) && predicate.test(entry))
    return nameOnly
      ? ok({ databases })
      : ok({ databases, totalSize: Long.fromNumber(0), totalSizeMb: Long.fromNumber(0) })
  },
}

const collStats: Command = {
  fields: ['scale'],
  run(context) {
    const { engine } = context
    const namespace = namespaceOf(context)
    const collection = engine.catalog.find(namespace)
    if (!collection) return ok({ ns: namespace, size: 0, count: 0, nindexes: 0 })
    const count = countKeys(engine.storage.documents, collection.range)
    return ok({ ns: namespace, count, nindexes: collection.indexes.length })
  },
}

const dbStats: Command = {
  fields: ['scale', 'freeStorage'],
  run({ engine, database }) {
    const collections = engine.catalog.list(database)
    const objects = collections.reduce(
      (sum, { range }) => sum + countKeys(engine.storage.documents, range),
      0,
    )
    const indexes = collections.reduce((sum, collection) => sum + collection.indexes.length, 0)
    return ok({
      db: database,
      collections: collections.length,
      views: 0,
      objects,
      indexes,
      scaleFactor: new Double(1),
    })
  },
}

const validate: Command = {
  run() {
    throw new CommandError('CommandNotSupported', 'validate is not supported by this store')
  },
}

/** The commands about collections and databases. */
export const catalogCommands: Record<string, Command> = {
  create,
  drop,
  dropDatabase,
  renameCollection,
  listCollections,
  listDatabases,
  collStats,
  dbStats,
  validate,
}
