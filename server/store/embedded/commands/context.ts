import { Double } from 'bson'

import {
  type Doc,
  type Value,
  RawDoc,
  doc,
  isDoc,
  isNumeric,
  isTruthy,
  toInteger,
  typeName,
} from '../bson/values.ts'
import { decodeDocument } from '../bson/decode.ts'
import type { Engine } from '../engine.ts'
import { CommandError, badValue, typeMismatch } from '../errors.ts'
import type { Variables } from '../expression/expression.ts'

/** What a command runs with. */
export interface CommandContext {
  engine: Engine
  /** The name of the command. */
  name: string
  command: Doc
  database: string
  connection: ConnectionState
}

/** What is known of a connection. */
export interface ConnectionState {
  id: number
  remote: string
  /** The user that has proved its password; undefined when nobody has yet. */
  user: string | undefined
  /** Whether commands need a user. */
  needsUser: boolean
  /** An authentication that has begun. */
  conversation: unknown
}

/** One command of the server. */
export interface Command {
  /** Whether it changes anything, and so has to take its turn; may depend on the command. */
  writes?: boolean | ((command: Doc) => boolean)
  /** Whether it may run before authentication. */
  open?: boolean
  /** The fields it knows; others are refused. Without the list all are let through. */
  fields?: readonly string[]
  run(context: CommandContext): Doc
}

/** A successful answer. */
export function ok(fields: Record<string, Value | undefined> = {}): Doc {
  return doc({ ...fields, ok: new Double(1) })
}

/** Fields that any command may carry and that change nothing here. */
const GENERIC_FIELDS = new Set([
  '$db',
  'lsid',
  '$clusterTime',
  '$readPreference',
  'readConcern',
  'writeConcern',
  'comment',
  'maxTimeMS',
  'apiVersion',
  'apiStrict',
  'apiDeprecationErrors',
  'txnNumber',
  'autocommit',
  'startTransaction',
  'stmtId',
  '$audit',
  '$client',
  '$configServerState',
  'mayBypassWriteBlocking',
  'rawData',
  'stmtIds',
  'isTimeseriesNamespace',
  'maxTimeMSOpOnly',
  'bypassDocumentValidation',
  'allowDiskUse',
])

/** Refuses fields that MongoDB's command would not know. */
export function checkFields(name: string, command: Doc, known: readonly string[]): void {
  for (const field of command.keys()) {
    if (field === name || GENERIC_FIELDS.has(field) || known.includes(field)) continue
    throw new CommandError(40415, `BSON field '${name}.${field}' is an unknown field.`)
  }
}

function wrongType(name: string, value: Value, expected: string): never {
  return typeMismatch(
    `BSON field '${name}' is the wrong type '${typeName(value)}', expected type '${expected}'`,
  )
}

/** The namespace of a command whose own field names the collection. */
export function namespaceOf({ command, database, name }: CommandContext): string {
  const collection = command.get(name)
  if (typeof collection !== 'string') {
    throw new CommandError('InvalidNamespace', `collection name has invalid type ${typeName(collection)}`)
  }
  if (collection === '')
    throw new CommandError('InvalidNamespace', `Invalid namespace specified '${database}.'`)
  return `${database}.${collection}`
}

export function optionalDoc(command: Doc, field: string): Doc | undefined {
  const value = command.get(field)
  if (value === undefined || value === null) return undefined
  return isDoc(value) ? value : wrongType(field, value, 'object')
}

export function optionalText(command: Doc, field: string): string | undefined {
  const value = command.get(field)
  if (value === undefined || value === null) return undefined
  return typeof value === 'string' ? value : wrongType(field, value, 'string')
}

export function optionalFlag(command: Doc, field: string): boolean {
  const value = command.get(field)
  if (value === undefined || value === null) return false
  return typeof value === 'boolean' || isNumeric(value) ? isTruthy(value) : wrongType(field, value, 'bool')
}

/** A whole number that must not be negative. */
export function optionalCount(command: Doc, field: string): number | undefined {
  const value = command.get(field)
  if (value === undefined || value === null) return undefined
  if (!isNumeric(value)) return wrongType(field, value, 'long')
  const number = toInteger(value)
  if (number === undefined) return badValue(`BSON field '${field}' has to be a whole number`)
  if (number < 0)
    throw new CommandError(51024, `BSON field '${field}' value must be >= 0, actual value '${number}'`)
  return number
}

/** The documents of a list, which may have come as bytes. */
export function documentList(command: Doc, field: string): (Doc | RawDoc)[] {
  const value = command.get(field)
  if (value === undefined)
    throw new CommandError(40414, `BSON field '${field}' is missing but a required field`)
  if (!Array.isArray(value)) return wrongType(field, value, 'array')
  return value.map((entry) =>
    isDoc(entry) || entry instanceof RawDoc ? entry : wrongType(field, entry, 'object'),
  )
}

/** Decodes what came as bytes. */
export function decoded(entry: Doc | RawDoc): Doc {
  return entry instanceof RawDoc ? decodeDocument(entry.bytes) : entry
}

/** Only the comparison of bytes is known here. */
export function refuseCollation(command: Doc): void {
  const collation = optionalDoc(command, 'collation')
  if (collation && collation.size > 0 && collation.get('locale') !== 'simple') {
    throw new CommandError('CommandNotSupported', 'only the simple collation is supported by this store')
  }
}

/** The variables of `let`, which are constants. */
export function letVariables(
  command: Doc,
  evaluate: (expression: Value) => Value | undefined,
): Variables | undefined {
  const variables = optionalDoc(command, 'let')
  if (!variables) return undefined
  return new Map([...variables].map(([name, expression]) => [name, evaluate(expression)]))
}
