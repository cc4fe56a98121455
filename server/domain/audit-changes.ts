import type { AuditChange } from '../contract/audit.ts'

type Json = AuditChange['before']
type JsonObject = { [name: string]: Json }

/** Names of fields whose values nobody may read later, not even those who may read the audit log. */
const SECRET =
  /pass(word|phrase|wd)|secret|token|totp|hash|recovery|credential|api-?_?key|signing-?_?key|private-?_?key|authori[sz]ation|cookie/i

/** Stands for a value that is there and is not told. */
export const HIDDEN = '•••'

const LONGEST_TEXT = 500
const LONGEST_LIST = 100
const MOST_CHANGES = 200

/**
 * What differs between two states of something, leaf by leaf with its path; lists are leaves. What is absent, `null` or an empty
 * object is nothing. Secrets are told apart from each other and from nothing, never shown, however deep they are. At most 200
 * changes, texts of at most 500 characters, lists of at most 100 elements.
 */
export function auditChanges(before: unknown, after: unknown): AuditChange[] {
  return differences([], json(before), json(after)).slice(0, MOST_CHANGES).map(shown)
}

interface Difference {
  path: readonly string[]
  before: Json
  after: Json
}

function differences(path: readonly string[], before: Json, after: Json): Difference[] {
  if (isBranch(before) && isBranch(after)) {
    const one = before ?? {}
    const other = after ?? {}
    const names = [...new Set([...Object.keys(one), ...Object.keys(other)])]
    return names.flatMap((name) => differences([...path, name], valueOf(one, name), valueOf(other, name)))
  }
  return canonical(before) === canonical(after) ? [] : [{ path, before, after }]
}

/** Nothing is as good as an object without anything in it: what is made or deleted is told field by field. */
function isBranch(value: Json): value is JsonObject | null {
  return value === null || isObject(value)
}

/** Its own fields only: names such as `constructor` are inherited by every object. */
function valueOf(object: JsonObject, name: string): Json {
  return Object.hasOwn(object, name) ? (object[name] ?? null) : null
}

/** The same text for the same value, in whatever order its fields are. */
function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (!isObject(value)) return JSON.stringify(value)
  const names = Object.keys(value)
    .filter((name) => value[name] !== null)
    .toSorted()
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(valueOf(value, name))}`).join(',')}}`
}

function shown({ path, before, after }: Difference): AuditChange {
  const secret = path.some((name) => SECRET.test(name))
  const show = secret ? hidden : shortened
  return { path: path.join('.'), before: show(before), after: show(after) }
}

function hidden(value: Json): Json {
  const nothing =
    value === null || value === '' || value === false || (Array.isArray(value) && value.length === 0)
  return nothing ? null : HIDDEN
}

function shortened(value: Json): Json {
  if (typeof value === 'string')
    return value.length > LONGEST_TEXT ? `${value.slice(0, LONGEST_TEXT)}…` : value
  if (Array.isArray(value)) {
    const first = value.slice(0, LONGEST_LIST).map(shortened)
    return value.length > LONGEST_LIST ? [...first, '…'] : first
  }
  if (!isObject(value)) return value
  const fields = Object.entries(value).map(([name, inner]): [string, Json] => [
    name,
    SECRET.test(name) ? hidden(inner) : shortened(inner),
  ])
  return Object.fromEntries(fields)
}

/** Dates as people's programs write them; what JSON does not know is nothing. */
function json(value: unknown): Json {
  return (JSON.parse(JSON.stringify(value) ?? 'null') as Json) ?? null
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
