import { equalValues } from '../bson/compare.ts'
import { type Doc, type Value, isDoc, isTruthy } from '../bson/values.ts'
import { isOperatorDocument } from '../query/operators.ts'
import { isPosition } from '../query/paths.ts'
import type { SortField } from '../query/sort.ts'
import type { Collection } from '../storage/collection.ts'
import type { Index } from '../storage/index-definition.ts'
import { MAX_BOUND_BYTES, successor } from '../storage/index-keys.ts'
import { type KeyRange, idBytes } from '../storage/storage.ts'
import { type FieldBounds, type FilterBounds, analyzeFilter, requiresField } from './bounds.ts'
import { EVERYTHING, type Interval, descending, includes, intersect } from './intervals.ts'

/** Key ranges that share a beginning, in the order in which they are to be read. */
export interface Scan {
  /** How many bytes the keys of the scan have in common; scans are merged by what comes after. */
  prefixLength: number
  ranges: KeyRange[]
  /** The one key that a unique index can have for it: looking it up is cheaper than reading a range. */
  key?: Buffer
}

/** How the documents for a filter are found. */
export type Plan =
  | { kind: 'collection'; sorted: boolean; reverse: boolean }
  | {
      kind: 'index'
      index: Index
      scans: Scan[]
      reverse: boolean
      sorted: boolean
      /** Whether the scans have to be read as one for the order that is wanted. */
      merged: boolean
      exact: boolean
    }
  | { kind: 'or'; branches: Plan[]; sorted: false }

/** What a plan has to deliver. */
export interface PlanRequest {
  filter: Doc
  sort: readonly SortField[]
  /** The index to use, by name or by key; `$natural` for none. */
  hint?: Value | undefined
}

/** More combinations than this are better read as one range. */
const MAX_SCANS = 256

interface Candidate {
  plan: Extract<Plan, { kind: 'index' }>
  score: number
}

/** Chooses how to read a collection for a filter and a sort order. */
export function plan(collection: Collection, request: PlanRequest, hinted?: Index): Plan {
  const bounds = analyzeFilter(request.filter)
  if (hinted) {
    const candidate = consider(hinted, request, bounds)
    if (candidate) return candidate.plan
    return { kind: 'collection', sorted: request.sort.length === 0, reverse: false }
  }
  let best: Candidate | undefined
  for (const index of collection.indexes) {
    if (index.spec.hidden || !isUsable(index, request.filter, bounds)) continue
    const candidate = consider(index, request, bounds)
    if (candidate && candidate.score > 0 && (!best || candidate.score > best.score)) best = candidate
  }
  if (best && best.score >= SCORE.point) return best.plan
  return (
    planAlternatives(collection, bounds) ??
    best?.plan ?? { kind: 'collection', sorted: request.sort.length === 0, reverse: false }
  )
}

/** An `$or` whose every alternative has an index is read alternative by alternative. */
function planAlternatives(collection: Collection, bounds: FilterBounds): Plan | undefined {
  for (const alternatives of bounds.alternatives) {
    const branches = alternatives.map((filter) => plan(collection, { filter, sort: [] }))
    const bounded = branches.every((branch) => branch.kind === 'index' || branch.kind === 'or')
    if (bounded && branches.length > 0) return { kind: 'or', branches, sorted: false }
  }
  return undefined
}

const SCORE = { unique: 1000, point: 20, range: 9, sort: 11, exactTie: 1 }

function consider(index: Index, request: PlanRequest, bounds: FilterBounds): Candidate | undefined {
  const used: FieldBounds[] = []
  const fields: Interval[][] = []
  let combinations = 1
  let points = 0
  for (const [field, path] of index.paths.entries()) {
    const choice = chooseBounds(index, field, { bounds: bounds.byPath.get(path) ?? [], used })
    if (!choice) break
    fields.push(choice.intervals)
    used.push(...choice.used)
    combinations *= Math.max(1, choice.intervals.length)
    const allPoints = choice.intervals.every(({ point }) => point)
    if (!allPoints || combinations > MAX_SCANS) break
    points += 1
  }
  const ranged = fields.length > points
  const order = sortFit(index, request.sort, { fields, points })
  const scans = buildScans(index, fields, points)
  const exact = isExact(index, bounds, used) && !scans.some(isWidened)
  const sorted = request.sort.length === 0 || order !== undefined
  const reverse = order === 'backward'
  if (reverse) for (const scan of scans) scan.ranges.reverse()
  let score = points * SCORE.point + (ranged ? SCORE.range : 0)
  if (request.sort.length > 0 && sorted) score += SCORE.sort
  if (index.spec.unique && points === index.paths.length) score += SCORE.unique
  if (score > 0 && exact) score += SCORE.exactTie
  const merged = sorted && request.sort.length > 0 && scans.length > 1
  return { plan: { kind: 'index', index, scans, reverse, sorted, merged, exact }, score }
}

function chooseBounds(
  index: Index,
  field: number,
  { bounds, used }: { bounds: readonly FieldBounds[]; used: readonly FieldBounds[] },
): { intervals: Interval[]; used: FieldBounds[] } | undefined {
  if (bounds.length === 0) return undefined
  if (index.multikey[field] !== true) {
    const [first, ...rest] = bounds
    const intervals = rest.reduce((known, next) => intersect(known, next.intervals), first?.intervals ?? [])
    return { intervals, used: [...bounds] }
  }
  // The elements of one array may fulfil several conditions between them, so only one can narrow the scan,
  // and none when the same array already narrowed it at another field.
  const top = index.steps[field]?.[0]
  if (used.some(({ path }) => path.split('.')[0] === top)) return undefined
  const [best] = [...bounds].sort((a, b) => weight(a) - weight(b))
  return best && { intervals: best.intervals, used: [best] }
}

function weight({ intervals }: FieldBounds): number {
  return intervals.every(({ point }) => point) ? intervals.length : 1000 + intervals.length
}

function isExact(index: Index, bounds: FilterBounds, used: readonly FieldBounds[]): boolean {
  if (index.truncated || index.multikey.includes(true)) return false
  return used.length === bounds.conditions && used.every(({ exact }) => exact)
}

/** Whether reading the index gives the wanted order, and in which direction it has to be read. */
function sortFit(
  index: Index,
  sort: readonly SortField[],
  { fields, points }: { fields: readonly Interval[][]; points: number },
): 'forward' | 'backward' | undefined {
  if (sort.length === 0 || index.truncated) return undefined
  const isFixed = (field: number): boolean => {
    return field < points && fields[field]?.length === 1 && index.multikey[field] !== true
  }
  // Whatever is bound to points comes first in the index; several points are merged by what follows them.
  let at = points
  let direction: boolean | undefined
  for (const { path, descending: wanted } of sort) {
    const bound = index.paths.indexOf(path)
    if (bound >= 0 && isFixed(bound)) continue
    if (index.paths[at] !== path || index.multikey[at] === true) return undefined
    const backward = index.descending[at] !== wanted
    if (direction !== undefined && direction !== backward) return undefined
    direction = backward
    at += 1
  }
  return direction === true ? 'backward' : 'forward'
}

function buildScans(index: Index, fields: readonly Interval[][], points: number): Scan[] {
  const id = idBytes(index.id)
  // The last bounded field is read as ranges; those before it are points and give one scan per combination.
  const last = fields.length - 1
  const prefixFields = fields.slice(0, Math.max(0, last))
  const oriented = (field: number, intervals: readonly Interval[]): Interval[] =>
    index.descending[field] === true ? intervals.map(descending).reverse() : [...intervals]
  let prefixes: Buffer[] = [id]
  prefixFields.forEach((intervals, field) => {
    const starts = oriented(field, intervals).map(({ start }) => start)
    prefixes = prefixes.flatMap((prefix) => starts.map((start) => Buffer.concat([prefix, start])))
  })
  const intervals = last < 0 ? [EVERYTHING] : oriented(last, fields[last] ?? [])
  if (last >= 0 && points === fields.length) {
    const complete = index.spec.unique && points === index.paths.length
    return prefixes.flatMap((prefix) =>
      intervals.map(({ start, end }) => {
        const range = rangeWithin(prefix, start, end)
        const scan: Scan = { prefixLength: prefix.length + start.length, ranges: [range] }
        if (complete && range.start.length < MAX_BOUND_BYTES) scan.key = Buffer.from(range.start)
        return scan
      }),
    )
  }
  return prefixes.map((prefix) => ({
    prefixLength: prefix.length,
    ranges: intervals.map(({ start, end }) => rangeWithin(prefix, start, end)),
  }))
}

function rangeWithin(prefix: Buffer, start: Buffer, end: Buffer): KeyRange {
  const from = Buffer.concat([prefix, start])
  const to = Buffer.concat([prefix, end])
  // Long keys are kept by their beginning only, so bounds go by their beginning too.
  return {
    start: from.subarray(0, MAX_BOUND_BYTES),
    end:
      to.length <= MAX_BOUND_BYTES
        ? to
        : (successor(to.subarray(0, MAX_BOUND_BYTES)) ?? to.subarray(0, MAX_BOUND_BYTES)),
  }
}

/** Whether a range had to be widened, so that it holds keys that do not belong to it. */
function isWidened({ ranges }: Scan): boolean {
  return ranges.some(({ start, end }) => start.length >= MAX_BOUND_BYTES || end.length >= MAX_BOUND_BYTES)
}

/** Whether an index holds every document that the filter can match. */
function isUsable(index: Index, filter: Doc, bounds: FilterBounds): boolean {
  // A number in a path means a position or a field name, and an index holds only one of them.
  if (index.steps.some((steps) => steps.some(isPosition))) return false
  if (index.spec.sparse) {
    const present = index.paths.some((path) => bounds.byPath.get(path)?.some(requiresField) === true)
    if (!present && !index.paths.some((path) => demandsExistence(filter, path))) return false
  }
  return index.spec.partial === undefined || implies(filter, bounds, index.spec.partial)
}

function demandsExistence(filter: Doc, path: string): boolean {
  const condition = filter.get(path)
  return isDoc(condition) && isTruthy(condition.get('$exists')) && condition.has('$exists')
}

/** Whether a filter lets through only what a partial index's own filter lets through. */
function implies(filter: Doc, bounds: FilterBounds, partial: Doc): boolean {
  for (const [path, condition] of partial) {
    if (path === '$and' && Array.isArray(condition)) {
      if (!condition.every((branch) => isDoc(branch) && implies(filter, bounds, branch))) return false
      continue
    }
    if (path.startsWith('$')) return false
    const given = filter.get(path)
    if (given !== undefined && equalValues(given, condition)) continue
    const single = isOperatorDocument(condition)
      ? [...condition].map(([operator, operand]): Doc => new Map([[operator, operand]]))
      : [condition]
    if (!single.every((part) => impliesCondition(filter, path, { bounds, part }))) return false
  }
  return true
}

function impliesCondition(
  filter: Doc,
  path: string,
  { bounds, part }: { bounds: FilterBounds; part: Value },
): boolean {
  const own = bounds.byPath.get(path) ?? []
  if (isDoc(part) && part.has('$exists') && isTruthy(part.get('$exists'))) {
    return own.some(requiresField) || demandsExistence(filter, path)
  }
  const given = filter.get(path)
  if (isDoc(part) && isDoc(given)) {
    const [entry] = part
    if (entry && given.has(entry[0]) && equalValues(given.get(entry[0]), entry[1])) return true
  }
  const wanted = analyzeFilter(new Map([[path, part]])).byPath.get(path)?.[0]
  return wanted?.exact === true && own.some(({ intervals }) => includes(wanted.intervals, intervals))
}
