import { equalValues } from '../bson/compare.ts'
import { formatKeyDocument } from '../bson/format.ts'
import { type Doc, type Value, isDoc, isNumeric, isTruthy, toNumber, typeName } from '../bson/values.ts'
import { CommandError } from '../errors.ts'
import { compileFilter } from '../query/filter.ts'
import { type IndexSpec, parseIndexSpec } from '../storage/index-definition.ts'

const KNOWN_OPTIONS = new Set([
  'v',
  'key',
  'name',
  'ns',
  'unique',
  'sparse',
  'background',
  'hidden',
  'partialFilterExpression',
  'expireAfterSeconds',
  'collation',
])
const REFUSED_OPTIONS = new Set([
  'weights',
  'default_language',
  'language_override',
  'textIndexVersion',
  '2dsphereIndexVersion',
  'bits',
  'min',
  'max',
  'wildcardProjection',
  'storageEngine',
  'clustered',
  'prepareUnique',
  'bucketSize',
])
const MAX_TTL_SECONDS = 2_147_483_647

/** Throws MongoDB's error for an index that cannot be. */
export function cannotCreate(message: string): never {
  throw new CommandError('CannotCreateIndex', message)
}

function checkKey(key: Value | undefined): Doc {
  if (!isDoc(key))
    throw new CommandError('TypeMismatch', `The field 'key' must be an object, but got ${typeName(key)}`)
  if (key.size === 0) cannotCreate('Index keys cannot be an empty document.')
  for (const [path, direction] of key) {
    if (typeof direction === 'string') {
      if (['text', '2d', '2dsphere', 'hashed'].includes(direction)) {
        throw new CommandError('CommandNotSupported', `${direction} indexes are not supported by this store`)
      }
      cannotCreate(`Unknown index plugin '${direction}'`)
    }
    if (!isNumeric(direction) || toNumber(direction) === 0 || Number.isNaN(toNumber(direction))) {
      cannotCreate(
        `Values in v:2 index key pattern cannot be of type ${typeName(direction)}. Only numbers > 0, numbers < 0, and strings are allowed.`,
      )
    }
    if (path === '' || path.split('.').includes('')) cannotCreate('Index keys cannot contain an empty field.')
    if (path === '$**' || path.endsWith('.$**'))
      throw new CommandError('CommandNotSupported', 'wildcard indexes are not supported by this store')
    if (path.split('.').some((step) => step.startsWith('$') && !['$id', '$ref', '$db'].includes(step))) {
      cannotCreate(`Index key contains an illegal field name: field name starts with '$'.`)
    }
  }
  return key
}

function checkOption(name: string, value: Value, key: Doc): void {
  if (REFUSED_OPTIONS.has(name))
    throw new CommandError('CommandNotSupported', `the index option '${name}' is not supported by this store`)
  if (!KNOWN_OPTIONS.has(name))
    throw new CommandError(
      'InvalidIndexSpecificationOption',
      `The field '${name}' is not valid for an index specification. Specification: ${formatKeyDocument(key)}`,
    )
  if (name === 'collation' && isDoc(value) && value.get('locale') !== 'simple') {
    throw new CommandError('CommandNotSupported', 'only the simple collation is supported by this store')
  }
  if (name === 'partialFilterExpression') {
    if (!isDoc(value))
      throw new CommandError('TypeMismatch', "The field 'partialFilterExpression' must be an object")
    checkPartialFilter(value)
  }
  if (name === 'expireAfterSeconds') checkExpiry(value, key)
}

/** Checks how long a TTL index keeps documents. */
export function checkExpiry(value: Value, key: Doc): void {
  if (!isNumeric(value))
    throw new CommandError(
      'CannotCreateIndex',
      `TTL index 'expireAfterSeconds' option must be numeric, but received a type of '${typeName(value)}'`,
    )
  const seconds = toNumber(value)
  if (seconds < 0 || seconds > MAX_TTL_SECONDS)
    cannotCreate(
      `TTL index 'expireAfterSeconds' option must be within an acceptable range, try a lower number`,
    )
  if (key.size > 1) cannotCreate('TTL indexes are single-field indexes, compound indexes do not support TTL')
  if (key.has('_id'))
    cannotCreate("The field 'expireAfterSeconds' is not valid for an _id index specification.")
}

const PARTIAL_OPERATORS = new Set(['$eq', '$gt', '$gte', '$lt', '$lte', '$exists', '$type', '$in'])

function checkPartialFilter(filter: Doc): void {
  compileFilter(filter)
  for (const [name, condition] of filter) {
    if (name === '$and' || name === '$or') {
      if (Array.isArray(condition))
        for (const branch of condition) if (isDoc(branch)) checkPartialFilter(branch)
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
  return [...key].map(([path, direction]) => `${path}_${toNumber(direction)}`).join('_')
}

/** Reads and checks what a client asks for. */
export function parseSpec(document: Doc): IndexSpec {
  const key = checkKey(document.get('key'))
  const result: Doc = new Map<string, Value>([
    ['v', 2],
    ['key', key],
  ])
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
  if (isId)
    return parseIndexSpec(
      new Map<string, Value>([
        ['v', 2],
        ['key', key],
        ['name', '_id_'],
      ]),
    )
  if (name === '_id_')
    cannotCreate("The index name '_id_' is reserved for the _id index, which must have key pattern {_id: 1}")
  if (result.has('sparse') && result.has('partialFilterExpression'))
    cannotCreate('cannot mix "partialFilterExpression" and "sparse" options')
  return parseIndexSpec(result)
}

/** Whether two indexes differ in name and key at most. */
export function sameOptions(a: IndexSpec, b: IndexSpec): boolean {
  return (
    a.unique === b.unique &&
    a.sparse === b.sparse &&
    a.expireAfterSeconds === b.expireAfterSeconds &&
    equalValues(a.partial ?? null, b.partial ?? null)
  )
}
