import { formatKeyDocument, formatValue } from '../bson/format.ts'
import { type Doc, type Value, isDoc } from '../bson/values.ts'
import { CommandError, badValue } from '../errors.ts'
import { isPosition } from '../query/paths.ts'

/** Arrays are not padded with more nulls than this; MongoDB's own limit. */
const MAX_PADDING = 1_500_000

/** A place in a document that an operator reads and writes. */
export interface Target {
  value: Value | undefined
  /** The document as it is, for error messages. */
  document: Doc
  path: string
  set(value: Value): void
  remove(): void
}

function notViable(step: string, name: string, value: Value): never {
  throw new CommandError(
    'PathNotViable',
    `Cannot create field '${step}' in element {${name}: ${formatValue(value)}}`,
  )
}

function child(value: Value | undefined, step: string): Value | undefined {
  if (isDoc(value)) return value.get(step)
  return Array.isArray(value) && isPosition(step) ? value[Number(step)] : undefined
}

function put(parent: Value, name: string, { step, value }: { step: string; value: Value }): void {
  if (isDoc(parent)) parent.set(step, value)
  else if (Array.isArray(parent) && isPosition(step)) {
    const at = Number(step)
    if (at > parent.length + MAX_PADDING) badValue(`can't backfill more than ${MAX_PADDING} elements`)
    while (parent.length < at) parent.push(null)
    parent[at] = value
  } else notViable(step, name, parent)
}

/** Finds the place at a path without positional steps. */
export function locate(document: Doc, steps: readonly string[]): Target {
  let value: Value | undefined = document
  for (const step of steps) value = child(value, step)
  return {
    value,
    document,
    path: steps.join('.'),
    set: (next) => assign(document, steps, next),
    remove: () => removeAt(document, steps),
  }
}

/**
 * Throws when the path leads through a scalar, or by name into an array, so that nothing could ever be
 * there. Operators that only take away refuse this, too, except `$unset`.
 */
export function requireViable(document: Doc, steps: readonly string[]): void {
  let parent: Value = document
  let name = ''
  for (const step of steps) {
    if (!isDoc(parent) && !(Array.isArray(parent) && isPosition(step))) {
      throw new CommandError(
        'PathNotViable',
        `Cannot use the part (${step}) of (${steps.join('.')}) to traverse the element ({${name}: ${formatValue(parent)}})`,
      )
    }
    const next = child(parent, step)
    if (next === undefined) return
    parent = next
    name = step
  }
}

function assign(document: Doc, steps: readonly string[], value: Value): void {
  let parent: Value = document
  let name = ''
  for (const [at, step] of steps.entries()) {
    if (at === steps.length - 1) {
      put(parent, name, { step, value })
      return
    }
    let next = child(parent, step)
    if (next === undefined) {
      next = new Map<string, Value>()
      put(parent, name, { step, value: next })
    }
    parent = next
    name = step
  }
}

function removeAt(document: Doc, steps: readonly string[]): void {
  let parent: Value | undefined = document
  for (const step of steps.slice(0, -1)) parent = child(parent, step)
  const last = steps.at(-1) ?? ''
  if (isDoc(parent)) parent.delete(last)
  // The other elements keep their positions.
  else if (Array.isArray(parent) && isPosition(last) && Number(last) < parent.length)
    parent[Number(last)] = null
}

/** What an operator's path may refer to besides field names. */
export interface PathContext {
  /** The element that made the filter match, for `$`. */
  position: (path: string) => number | undefined
  /** The filters for `$[identifier]`. */
  arrayFilters: ReadonlyMap<string, (element: Value) => boolean>
}

/** Replaces `$`, `$[]` and `$[identifier]` by the positions they stand for. */
export function expandPath(document: Doc, steps: readonly string[], context: PathContext): string[][] {
  if (!steps.some((step) => step.startsWith('$'))) return [[...steps]]
  let expanded: string[][] = [[]]
  for (const step of steps) {
    expanded = expanded.flatMap((before) =>
      positionsFor(document, step, { before, context }).map((at) => [...before, at]),
    )
  }
  return expanded
}

function positionsFor(
  document: Doc,
  step: string,
  { before, context }: { before: readonly string[]; context: PathContext },
): string[] {
  if (step === '$') {
    const position = context.position(before.join('.'))
    if (position === undefined)
      badValue('The positional operator did not find the match needed from the query.')
    return [String(position)]
  }
  const identifier = /^\$\[(.*)\]$/.exec(step)?.[1]
  if (identifier === undefined) return [step]
  const path = before.join('.')
  const { value } = locate(document, before)
  if (value === undefined)
    badValue(`The path '${path}' must exist in the document in order to apply array updates.`)
  if (!Array.isArray(value)) {
    return badValue(
      `Cannot apply array updates to non-array element ${before.at(-1) ?? ''}: ${formatValue(value)}`,
    )
  }
  const matches = identifier === '' ? () => true : context.arrayFilters.get(identifier)
  if (!matches)
    return badValue(`No array filter found for identifier '${identifier}' in path '${path}.${step}'`)
  return value.flatMap((element, at) => (matches(element) ? [String(at)] : []))
}

/** The document's `_id` as error messages show it. */
export function describeId(document: Doc): string {
  const id = document.get('_id')
  return formatKeyDocument(new Map([['_id', id ?? null]]))
    .replace(/^\{ /, '{')
    .replace(/ \}$/, '}')
}
