import { compareValues } from '../bson/compare.ts'
import { type Doc, type Value, isDoc, toNumber } from '../bson/values.ts'
import { CommandError, badValue } from '../errors.ts'

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

/** The value that a document is sorted by: of an array its smallest element, or its largest when descending. */
function sortKey(document: Doc, field: SortField): Value | undefined {
  let best: Value | undefined
  let any = false
  const consider = (value: Value | undefined): void => {
    if (!any || (field.descending ? compareValues(value, best) > 0 : compareValues(value, best) < 0))
      best = value
    any = true
  }
  collect(document, field.steps, 0, consider)
  return any ? best : null
}

function collect(
  value: Value | undefined,
  steps: readonly string[],
  at: number,
  consider: (value: Value | undefined) => void,
): void {
  if (Array.isArray(value)) {
    const step = steps[at]
    if (step !== undefined && /^\d+$/.test(step)) {
      collect(value[Number(step)], steps, at + 1, consider)
      return
    }
    // An empty array sorts before null, as "undefined".
    if (value.length === 0) consider(step === undefined ? undefined : null)
    for (const element of value) {
      if (step === undefined) consider(element)
      else if (isDoc(element)) collect(element, steps, at, consider)
      else consider(null)
    }
    return
  }
  if (at === steps.length) consider(value ?? null)
  else if (isDoc(value)) collect(value.get(steps[at] ?? ''), steps, at + 1, consider)
  else consider(null)
}

/** The sort keys of a document, one per field. */
export function sortKeys(document: Doc, fields: readonly SortField[]): (Value | undefined)[] {
  return fields.map((field) => sortKey(document, field))
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

/** Compares documents by a sort order. */
export function sortComparator(fields: readonly SortField[]): (a: Doc, b: Doc) => number {
  return (a, b) => compareSortKeys(sortKeys(a, fields), sortKeys(b, fields), fields)
}

/** The top-level fields a sort order looks at. */
export function sortedFields(fields: readonly SortField[]): Set<string> {
  return new Set(fields.map(({ steps }) => steps[0] ?? ''))
}
