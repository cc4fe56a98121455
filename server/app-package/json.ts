/** Any JSON value. */
export type Json = string | number | boolean | null | Json[] | JsonObject
export interface JsonObject {
  [key: string]: Json
}

/** Text, number, truth value or `null` of a document, and where it stands. */
export interface Leaf {
  /** Written as Teams writes it in language files: `bots[0].commandLists[1].commands[2].title`. */
  path: string
  value: string | number | boolean | null
}

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Every leaf of a document, in its order. */
export function leavesOf(value: Json, path = ''): Leaf[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => leavesOf(item, `${path}[${index}]`))
  if (isJsonObject(value)) {
    return Object.entries(value).flatMap(([key, item]) =>
      leavesOf(item, path === '' ? key : `${path}.${key}`),
    )
  }
  return [{ path, value }]
}

/** A copy of a document with every text replaced. */
export function mapTexts(value: Json, change: (text: string) => string): Json {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change))
  if (!isJsonObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapTexts(item, change)]))
}

/** The objects in a list; anything else in it, or no list at all, is left to the schema to complain about. */
export function objectsIn(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : []
}

/** The texts in a list. */
export function textsIn(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

/** Parses the bytes of a JSON file; `null` when they are none or hold something other than an object. */
export function parseJsonObject(bytes: Uint8Array): JsonObject | null {
  try {
    const value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as Json
    return isJsonObject(value) ? value : null
  } catch {
    return null
  }
}
