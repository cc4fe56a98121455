import { createHash } from 'node:crypto'
import { InvalidInputError } from '../../lib/errors.ts'

/**
 * Deeper than any payload of the platform (about twelve levels), shallow enough for every recursion after this
 * one: a hostile nesting must neither exhaust our stack nor reach the store.
 */
const MAX_DEPTH = 48
const TOO_DEEP = '[nested too deeply]'
const BYTE_ORDER_MARK = '\uFEFF'

export type JsonObject = Record<string, unknown>

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value under a key of the platform's own, never one that every object inherits (`constructor`). */
export function ownValue(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined
}

/**
 * Bytes to a harmless JSON tree: invalid UTF-8 becomes replacement characters, what is nested too deeply a
 * marker, and no key can reach a prototype. Throws `InvalidInputError` when the bytes are no JSON at all.
 */
export function decodeJson(body: Buffer): unknown {
  const text = body.toString('utf8')
  try {
    return harmless(JSON.parse(text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text), 0)
  } catch {
    // The parser's message quotes the body, hence no cause.
    throw new InvalidInputError([{ path: 'body', message: 'is not JSON' }])
  }
}

function harmless(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (depth >= MAX_DEPTH) return TOO_DEEP
  if (Array.isArray(value)) return value.map((item) => harmless(item, depth + 1))
  const copy: JsonObject = {}
  for (const [key, item] of Object.entries(value)) {
    if (key === '__proto__') continue
    // BSON ends a key at the first NUL: the store would refuse the whole event.
    copy[key.replaceAll('\0', '\uFFFD')] = harmless(item, depth + 1)
  }
  return copy
}

/** Names an element by its content, whatever the order of its keys (Meta's key order varies). */
export function hashOf(...parts: unknown[]): string {
  return createHash('sha256')
    .update(JSON.stringify(parts.map(sorted)))
    .digest('base64url')
    .slice(0, 32)
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (!isObject(value)) return value
  return Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => [key, sorted(item)])
}
