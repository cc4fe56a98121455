import { equalValues } from '../bson/compare.ts'
import { type Doc, type Value, isDoc, isNumeric, isTruthy, toInteger, typeName } from '../bson/values.ts'
import { CommandError } from '../errors.ts'
import { encodeKey } from '../storage/index-keys.ts'
import { isNullish, named, unary, variadic } from './arguments.ts'
import type { OperatorTable } from './types.ts'

function list(value: Value | undefined, operator: string, code: number): Value[] {
  if (Array.isArray(value)) return value
  throw new CommandError(code, `${operator} requires an array, found: ${typeName(value)}`)
}

function keyed(values: readonly Value[]): Map<string, Value> {
  const result = new Map<string, Value>()
  for (const value of values) {
    const key = encodeKey(value).toString('latin1')
    if (!result.has(key)) result.set(key, value)
  }
  return result
}

/** Sets are answered in the order of their values. */
function sorted(values: Map<string, Value>): Value[] {
  return [...values].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value)
}

function union(values: (Value | undefined)[]): Value {
  if (values.some(isNullish)) return null
  return sorted(keyed(values.flatMap((value) => list(value, '$setUnion', 17043))))
}

function intersection(values: (Value | undefined)[]): Value {
  if (values.some(isNullish)) return null
  const sets = values.map((value) => keyed(list(value, '$setIntersection', 17047)))
  const [first, ...others] = sets
  if (!first) return []
  return sorted(new Map([...first].filter(([key]) => others.every((other) => other.has(key)))))
}

function difference([a, b]: (Value | undefined)[]): Value {
  if (isNullish(a) || isNullish(b)) return null
  const removed = keyed(list(b, '$setDifference', 17049))
  return [...keyed(list(a, '$setDifference', 17048))]
    .filter(([key]) => !removed.has(key))
    .map(([, value]) => value)
}

function equals(values: (Value | undefined)[]): Value {
  const sets = values.map((value) => keyed(list(value, '$setEquals', 17044)))
  const [first, ...others] = sets
  return others.every(
    (other) => other.size === first?.size && [...other.keys()].every((key) => first.has(key)),
  )
}

function isSubset([a, b]: (Value | undefined)[]): Value {
  const whole = keyed(list(b, '$setIsSubset', 17042))
  return list(a, '$setIsSubset', 17046).every((value) => whole.has(encodeKey(value).toString('latin1')))
}

function indexOfArray([array, wanted, start, end]: (Value | undefined)[]): Value {
  if (isNullish(array)) return null
  const values = list(array, '$indexOfArray', 40090)
  const from = isNullish(start) ? 0 : whole(start, '$indexOfArray', 40096)
  const to = isNullish(end) ? values.length : whole(end, '$indexOfArray', 40096)
  if (from < 0 || to < 0) throw new CommandError(40097, '$indexOfArray requires a nonnegative index')
  return values.findIndex((value, at) => at >= from && at < to && equalValues(value, wanted))
}

function whole(value: Value | undefined, operator: string, code: number): number {
  const number = isNumeric(value) ? toInteger(value) : undefined
  if (number === undefined)
    throw new CommandError(code, `${operator} requires an integer, found: ${typeName(value)}`)
  return number
}

/** Longer ranges would not fit a document. */
const MAX_RANGE = 2_000_000

function range([start, end, step]: (Value | undefined)[]): Value {
  const from = whole(start, '$range', 34443)
  const to = whole(end, '$range', 34445)
  const by = step === undefined ? 1 : whole(step, '$range', 34447)
  if (by === 0) throw new CommandError(34449, '$range requires a non-zero step value')
  const result: number[] = []
  for (let value = from; by > 0 ? value < to : value > to; value += by) {
    if (result.length >= MAX_RANGE) throw new CommandError(5439000, '$range would be too long')
    result.push(value)
  }
  return result
}

function objectToArray(value: Value | undefined): Value {
  if (isNullish(value)) return null
  if (!isDoc(value))
    throw new CommandError(40390, `$objectToArray requires a document input, found: ${typeName(value)}`)
  return [...value].map(
    ([k, v]): Doc =>
      new Map<string, Value>([
        ['k', k],
        ['v', v],
      ]),
  )
}

function pairOf(entry: Value): [Value | undefined, Value | undefined] {
  if (Array.isArray(entry)) {
    if (entry.length !== 2)
      throw new CommandError(
        40397,
        `$arrayToObject requires an array of size 2 arrays, found array of size: ${entry.length}`,
      )
    return [entry[0], entry[1]]
  }
  if (!isDoc(entry))
    throw new CommandError(40398, `Unrecognised input type format for $arrayToObject: ${typeName(entry)}`)
  if (entry.size !== 2 || !entry.has('k') || !entry.has('v')) {
    throw new CommandError(40393, "$arrayToObject requires an object with keys 'k' and 'v'.")
  }
  return [entry.get('k'), entry.get('v')]
}

function arrayToObject(value: Value | undefined): Value {
  if (isNullish(value)) return null
  const result: Doc = new Map()
  for (const entry of list(value, '$arrayToObject', 40386)) {
    const [name, field] = pairOf(entry)
    if (typeof name !== 'string')
      throw new CommandError(40394, `$arrayToObject requires keys of type string, found: ${typeName(name)}`)
    result.set(name, field ?? null)
  }
  return result
}

const zip = named(
  {
    required: ['inputs'],
    optional: ['useLongestLength', 'defaults'],
    unknownCode: 34464,
    missingCode: 34465,
  },
  ({ inputs, useLongestLength, defaults }) => {
    const lists = list(inputs, '$zip', 34461)
    if (lists.some(isNullish)) return null
    const arrays = lists.map((entry) => list(entry, '$zip', 34468))
    const lengths = arrays.map(({ length }) => length)
    const length = useLongestLength === true ? Math.max(...lengths) : Math.min(...lengths)
    const fillers = Array.isArray(defaults) ? defaults : []
    return Array.from({ length }, (_, at) =>
      arrays.map((array, which) => array[at] ?? fillers[which] ?? null),
    )
  },
)

/** Sets, and arrays that become objects or the reverse. */
export const collectionOperators: OperatorTable = {
  $allElementsTrue: unary((value) => list(value, '$allElementsTrue', 17040).every(isTruthy)),
  $anyElementTrue: unary((value) => list(value, '$anyElementTrue', 17041).some(isTruthy)),
  $arrayToObject: unary(arrayToObject),
  $indexOfArray: variadic(indexOfArray),
  $objectToArray: unary(objectToArray),
  $range: variadic(range),
  $setDifference: variadic(difference),
  $setEquals: variadic(equals),
  $setIntersection: variadic(intersection),
  $setIsSubset: variadic(isSubset),
  $setUnion: variadic(union),
  $zip: zip,
}
