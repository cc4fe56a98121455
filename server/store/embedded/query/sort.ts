import { compareValues } from '../bson/compare.ts'
import { type Doc, type Value, isDoc, toNumber } from '../bson/values.ts'
import { CommandError, badValue } from '../errors.ts'
import { keyTuples } from './key-tuples.ts'

/** One field of a sort order. */
export interface SortField {
  path: string
  steps: string[]
  descending: boolean
}

/** Reads a sort specification. */
export function parseSort(sort: Doc): SortField[] {
  return [...sort].map(([path, direction]) => {
    if (isDoc(direction)) badValue('$meta sort is not supported by this store')
    const sign = toNumber(direction)
    if (sign !== 1 && sign !== -1) {
      throw new CommandError(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)')
    }
    if (path === '') throw new CommandError(15976, 'FieldPath cannot be constructed with empty string')
    return { path, steps: path.split('.'), descending: sign < 0 }
  })
}

function refuseParallel(): never {
  return badValue('cannot sort with keys that are parallel arrays')
}

/**
 * The sort keys of a document, one per field. Arrays give several sets of keys, the elements of one array
 * always together; the set that comes first in the sort order counts. Throws when two different arrays
 * would have to be taken apart.
 */
export function sortKeys(document: Doc, fields: readonly SortField[]): (Value | undefined)[] {
  const [first, ...others] = keyTuples(document, {
    steps: fields.map(({ steps }) => steps),
    wholePositions: true,
    parallel: refuseParallel,
  })
  let best = first?.values ?? []
  for (const { values } of others) if (compareSortKeys(values, best, fields) < 0) best = values
  return best
}

export function compareSortKeys(
  a: readonly (Value | undefined)[],
  b: readonly (Value | undefined)[],
  fields: readonly SortField[],
): number {
  for (let at = 0; at < fields.length; at++) {
    const order = compareValues(a[at], b[at])
    if (order !== 0) return fields[at]?.descending === true ? -order : order
  }
  return 0
}

/** What an element of an array is sorted by: an array on the way or at the end of the path as a whole. */
function elementKey(element: Value, steps: readonly string[]): Value {
  let value: Value | undefined = element
  for (const [at, step] of steps.entries()) {
    if (at > 0 && Array.isArray(value)) return value
    value = isDoc(value) ? value.get(step) : undefined
  }
  return value ?? null
}

/** Compares the elements of an array by fields of theirs; what is no document has none. */
export function elementComparator(fields: readonly SortField[]): (a: Value, b: Value) => number {
  const keys = (element: Value): Value[] => fields.map(({ steps }) => elementKey(element, steps))
  return (a, b) => compareSortKeys(keys(a), keys(b), fields)
}

/** The top-level fields a sort order looks at. */
export function sortedFields(fields: readonly SortField[]): Set<string> {
  return new Set(fields.map(({ steps }) => steps[0] ?? ''))
}
