import { plainText } from '../bson/format.ts'
import { TypeOrder } from '../bson/compare.ts'
import { type Doc, type Value, isDoc, isRegex, isTruthy } from '../bson/values.ts'
import { isOperatorDocument } from '../query/operators.ts'
import { literalPrefix } from '../query/regex.ts'
import {
  type Interval,
  NULLISH,
  comparisonInterval,
  normalize,
  pointOf,
  prefixInterval,
  typeInterval,
} from './intervals.ts'

/** What one condition of a filter says about the index keys of a field. */
export interface FieldBounds {
  path: string
  intervals: Interval[]
  /** Whether every key within the intervals fulfils the condition, so that it need not be tested again. */
  exact: boolean
}

/** A filter as the planner sees it. */
export interface FilterBounds {
  /** Conditions that all have to hold, by path. */
  byPath: Map<string, FieldBounds[]>
  /** How many conditions the filter has in all; more than `byPath` holds when some say nothing about keys. */
  conditions: number
  /** The alternatives of an `$or` at the top. */
  alternatives: Doc[][]
}

/** Finds what a filter says about index keys. */
export function analyzeFilter(filter: Doc): FilterBounds {
  const result: FilterBounds = { byPath: new Map(), conditions: 0, alternatives: [] }
  collect(filter, result)
  return result
}

function collect(filter: Doc, result: FilterBounds): void {
  for (const [name, operand] of filter) {
    if (name === '$and' && Array.isArray(operand)) {
      for (const branch of operand) if (isDoc(branch)) collect(branch, result)
    } else if (name === '$or' && Array.isArray(operand)) {
      result.conditions += 1
      const branches = operand.filter(isDoc)
      result.alternatives.push(branches)
      for (const bounds of hullOf(branches)) add(result, bounds)
    } else if (name === '$comment') {
      continue
    } else if (name.startsWith('$')) result.conditions += 1
    else
      for (const bounds of ofField(name, operand)) {
        result.conditions += 1
        if (bounds) add(result, bounds)
      }
  }
}

function add(result: FilterBounds, bounds: FieldBounds): void {
  const list = result.byPath.get(bounds.path)
  if (list) list.push(bounds)
  else result.byPath.set(bounds.path, [bounds])
}

/**
 * What all alternatives of an `$or` together say about a path: `at` before T, or at T with a smaller `_id`,
 * is in any case at or before T. This is what keeps paging through a sorted list flat.
 */
function hullOf(branches: readonly Doc[]): FieldBounds[] {
  const analyzed = branches.map(analyzeFilter)
  const [first, ...others] = analyzed
  if (!first) return []
  const hulls: FieldBounds[] = []
  for (const path of first.byPath.keys()) {
    if (!others.every(({ byPath }) => byPath.has(path))) continue
    const intervals = analyzed.flatMap(({ byPath }) => byPath.get(path)?.[0]?.intervals ?? [])
    hulls.push({ path, intervals: normalize(intervals), exact: false })
  }
  return hulls
}

function ofField(path: string, operand: Value): (FieldBounds | undefined)[] {
  if (!isOperatorDocument(operand)) return [ofEquality(path, operand, true)]
  const result: (FieldBounds | undefined)[] = []
  for (const [operator, value] of operand) {
    if (operator === '$elemMatch' && isDoc(value) && !isOperatorDocument(value)) {
      // Every element condition is a condition on the path below; whether one element has all is tested later.
      const inner = analyzeFilter(value)
      for (const list of inner.byPath.values()) {
        for (const bounds of list) result.push({ ...bounds, path: `${path}.${bounds.path}`, exact: false })
      }
      result.push(undefined)
    } else if (operator !== '$options') result.push(ofOperator(path, operator, { value, operators: operand }))
  }
  return result
}

function ofEquality(path: string, value: Value, regexMatches: boolean): FieldBounds | undefined {
  if (value === null) return { path, intervals: [NULLISH], exact: false }
  if (Array.isArray(value)) return undefined
  if (regexMatches && isRegex(value)) {
    const prefix = literalPrefix(value)
    const intervals = [prefixInterval(prefix), typeInterval(TypeOrder.regex)]
    return { path, intervals: normalize(intervals), exact: false }
  }
  return { path, intervals: [pointOf(value)], exact: true }
}

function ofOperator(
  path: string,
  operator: string,
  { value, operators }: { value: Value; operators: Doc },
): FieldBounds | undefined {
  switch (operator) {
    case '$eq':
      return ofEquality(path, value, false)
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte': {
      const interval = comparisonInterval(operator, value)
      return interval && { path, intervals: normalize([interval]), exact: true }
    }
    case '$in': {
      const each = Array.isArray(value) ? value.map((entry) => ofEquality(path, entry, true)) : []
      if (each.includes(undefined)) return undefined
      const known = each.filter((bounds) => bounds !== undefined)
      const intervals = normalize(known.flatMap((bounds) => bounds.intervals))
      return { path, intervals, exact: known.every(({ exact }) => exact) }
    }
    case '$exists':
      return isTruthy(value) ? undefined : { path, intervals: [NULLISH], exact: false }
    case '$regex': {
      const options = operators.get('$options')
      const pattern = isRegex(value) ? value.pattern : plainText(value)
      const flags = typeof options === 'string' ? options : isRegex(value) ? value.options : ''
      const prefix = literalPrefix({ pattern, options: flags })
      return {
        path,
        intervals: normalize([prefixInterval(prefix), typeInterval(TypeOrder.regex)]),
        exact: false,
      }
    }
    case '$type': {
      const order = typeof value === 'string' ? BRACKETS[value] : undefined
      return order === undefined ? undefined : { path, intervals: [typeInterval(order)], exact: true }
    }
    default:
      return undefined
  }
}

/** The types whose values have a stretch of the index to themselves. */
const BRACKETS: Record<string, number> = {
  bool: TypeOrder.bool,
  date: TypeOrder.date,
  number: TypeOrder.number,
  object: TypeOrder.object,
  objectId: TypeOrder.objectId,
  string: TypeOrder.string,
}

/** Whether a condition leaves out documents that do not have the field. */
export function requiresField(bounds: FieldBounds): boolean {
  return bounds.intervals.every(({ start }) => start[0] !== undefined && start[0] > TypeOrder.null)
}
