import type { Decimal128, ObjectId } from 'bson'

import { type Doc, type Value, isDouble, isLong, isObjectId, toNumber, wrapperName } from './values.ts'

/** Shows a value the way MongoDB's own error messages do. */
export function formatValue(value: Value | undefined): string {
  if (value === undefined || value === null) return 'null'
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (isDouble(value)) return value.value.toFixed(1)
  if (isLong(value)) return value.toString()
  if (value instanceof Date) return `new Date(${value.getTime()})`
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[ ${value.map(formatValue).join(', ')} ]`
  if (value instanceof Map) return formatKeyDocument(value)
  if (isObjectId(value)) return `ObjectId('${(value as ObjectId).toHexString()}')`
  if (wrapperName(value) === 'Decimal128') return (value as Decimal128).toString()
  const number = toNumber(value)
  return Number.isNaN(number) ? wrapperName(value) : String(number)
}

/** Shows a document on one line, with bare field names. */
export function formatKeyDocument(document: Doc): string {
  if (document.size === 0) return '{}'
  return `{ ${[...document].map(([name, value]) => `${name}: ${formatValue(value)}`).join(', ')} }`
}

/** A string as it is, anything else as error messages show it. */
export function plainText(value: Value | undefined): string {
  return typeof value === 'string' ? value : formatValue(value)
}
