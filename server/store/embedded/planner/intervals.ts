import { TypeOrder, compareBytes, typeOrder } from '../bson/compare.ts'
import { type Value, isNumeric, toNumber } from '../bson/values.ts'
import { complement, encodeKey, successor } from '../storage/index-keys.ts'

/** Keys of one field from `start` up to and without `end`, in ascending order. */
export interface Interval {
  start: Buffer
  end: Buffer
  /** Whether it holds exactly one value. */
  point: boolean
}

const LAST = Buffer.from([0xff])

/** The keys of everything. */
export const EVERYTHING: Interval = { start: Buffer.from([0]), end: LAST, point: false }

/** The keys of one value. */
export function pointOf(value: Value | undefined): Interval {
  const start = encodeKey(value)
  return { start, end: successor(start) ?? LAST, point: true }
}

/** The keys of all values of one type. */
export function typeInterval(order: number): Interval {
  return { start: Buffer.from([order]), end: Buffer.from([order + 1]), point: false }
}

/** Missing, null and the empty array: whatever a comparison with null may have to look at. */
export const NULLISH: Interval = {
  start: Buffer.from([TypeOrder.undefined]),
  end: Buffer.from([TypeOrder.null + 1]),
  point: false,
}

/** The keys of the strings with a prefix. */
export function prefixInterval(prefix: string): Interval {
  const whole = encodeKey(prefix)
  // Without the terminator, so that longer strings are in.
  const start = whole.subarray(0, -2)
  return { start, end: successor(start) ?? LAST, point: false }
}

const NUMBERS_START = encodeKey(Number.NEGATIVE_INFINITY)

/** The keys of the values that compare so; undefined when they cannot be told by their keys. */
export function comparisonInterval(operator: string, operand: Value): Interval | undefined {
  const order = typeOrder(operand)
  const excluded: number[] = [
    TypeOrder.null,
    TypeOrder.array,
    TypeOrder.minKey,
    TypeOrder.maxKey,
    TypeOrder.regex,
  ]
  if (excluded.includes(order) || (isNumeric(operand) && Number.isNaN(toNumber(operand)))) return undefined
  const bracket = typeInterval(order)
  // NaN sorts before all numbers but is smaller than none.
  if (order === TypeOrder.number) bracket.start = NUMBERS_START
  const value = pointOf(operand)
  switch (operator) {
    case '$gt':
      return { start: value.end, end: bracket.end, point: false }
    case '$gte':
      return { start: value.start, end: bracket.end, point: false }
    case '$lt':
      return { start: bracket.start, end: value.start, point: false }
    default:
      return { start: bracket.start, end: value.end, point: false }
  }
}

/** Sorts intervals and joins those that touch. */
export function normalize(intervals: readonly Interval[]): Interval[] {
  const sorted = intervals
    .filter(({ start, end }) => compareBytes(start, end) < 0)
    .sort((a, b) => compareBytes(a.start, b.start))
  const result: Interval[] = []
  for (const interval of sorted) {
    const last = result.at(-1)
    const overlaps = last !== undefined && compareBytes(interval.start, last.end) < 0
    if (!last || !overlaps) result.push({ ...interval })
    else if (compareBytes(interval.end, last.end) > 0) {
      last.end = interval.end
      last.point = false
    }
  }
  return result
}

/** What two sets of intervals have in common. */
export function intersect(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  const result: Interval[] = []
  for (const x of a) {
    for (const y of b) {
      const start = compareBytes(x.start, y.start) >= 0 ? x.start : y.start
      const end = compareBytes(x.end, y.end) <= 0 ? x.end : y.end
      if (compareBytes(start, end) < 0) result.push({ start, end, point: x.point || y.point })
    }
  }
  return normalize(result)
}

/** Whether every key of `inner` lies in `outer`. */
export function includes(outer: readonly Interval[], inner: readonly Interval[]): boolean {
  return inner.every((x) =>
    outer.some((y) => compareBytes(x.start, y.start) >= 0 && compareBytes(x.end, y.end) <= 0),
  )
}

/** The same keys in a field that is indexed in descending order. */
export function descending(interval: Interval): Interval {
  if (interval.point) {
    const start = complement(interval.start)
    return { start, end: successor(start) ?? LAST, point: true }
  }
  return {
    start: successor(complement(interval.end)) ?? LAST,
    end: successor(complement(interval.start)) ?? LAST,
    point: false,
  }
}
