import { compareBytes } from '../bson/compare.ts'
import { decodeDocument, decodeFields } from '../bson/decode.ts'
import type { Doc } from '../bson/values.ts'
import { CommandError } from '../errors.ts'
import type { Predicate } from '../query/filter.ts'
import { type SortField, compareSortKeys, sortKeys, sortedFields } from '../query/sort.ts'
import { type Collection, recordOfEntry } from '../storage/collection.ts'
import { type Entry, type Storage, countKeys, recordOf, walk } from '../storage/storage.ts'
import type { Plan, Scan } from './planner.ts'

/** What reading cost; `explain` shows it. */
export interface Statistics {
  keysExamined: number
  documentsExamined: number
}

/** A document that was found. */
export interface Found {
  record: number
  bytes: Buffer
}

/** Everything needed to read documents by a plan. */
export interface Query {
  storage: Storage
  collection: Collection
  plan: Plan
  filter: Doc
  predicate: Predicate
  statistics: Statistics
}

function* entriesOfScan(query: Query, scan: Scan, reverse: boolean): Generator<Entry> {
  if (scan.key) {
    const value = query.storage.entries.getBinary(scan.key)
    query.statistics.keysExamined += 1
    if (value) yield { key: scan.key, value }
    return
  }
  for (const range of scan.ranges) {
    for (const entry of walk(query.storage.entries, range, reverse)) {
      query.statistics.keysExamined += 1
      yield entry
    }
  }
}

interface Head {
  iterator: Generator<Entry>
  entry: Entry
  prefixLength: number
}

/** Reads several scans as one, in the order of what their keys have after their prefixes. */
function* mergeScans(query: Query, scans: readonly Scan[], reverse: boolean): Generator<Entry> {
  const heads: Head[] = []
  for (const scan of scans) {
    const iterator = entriesOfScan(query, scan, reverse)
    const first = iterator.next()
    if (first.done !== true) heads.push({ iterator, entry: first.value, prefixLength: scan.prefixLength })
  }
  const sign = reverse ? -1 : 1
  while (heads.length > 0) {
    let best = 0
    for (let at = 1; at < heads.length; at++) {
      const [a, b] = [heads[at], heads[best]]
      if (
        a &&
        b &&
        compareBytes(a.entry.key.subarray(a.prefixLength), b.entry.key.subarray(b.prefixLength)) * sign < 0
      )
        best = at
    }
    const head = heads[best]
    if (!head) return
    yield head.entry
    const next = head.iterator.next()
    if (next.done === true) heads.splice(best, 1)
    else head.entry = next.value
  }
}

function* indexRecords(query: Query, plan: Extract<Plan, { kind: 'index' }>): Generator<number> {
  const { index, scans, reverse, merged } = plan
  // An array has an entry per element, so its document may come up more than once.
  const seen = index.multikey.includes(true) ? new Set<number>() : undefined
  const sources = merged
    ? [mergeScans(query, scans, reverse)]
    : scans.map((scan) => entriesOfScan(query, scan, reverse))
  for (const source of sources) {
    for (const { key, value } of source) {
      const record = recordOfEntry(index, key, value)
      if (seen?.has(record)) continue
      seen?.add(record)
      yield record
    }
  }
}

function* candidates(query: Query, plan: Plan): Generator<Found> {
  const { storage, collection, statistics } = query
  if (plan.kind === 'collection') {
    for (const { key, value } of walk(storage.documents, collection.range, plan.reverse)) {
      statistics.documentsExamined += 1
      yield { record: recordOf(key), bytes: value }
    }
    return
  }
  if (plan.kind === 'or') {
    const seen = new Set<number>()
    for (const branch of plan.branches) {
      for (const found of candidates(query, branch)) {
        if (seen.has(found.record)) continue
        seen.add(found.record)
        yield found
      }
    }
    return
  }
  for (const record of indexRecords(query, plan)) {
    const bytes = collection.read(record)
    statistics.documentsExamined += 1
    // It may have been deleted since a paused reader saw its key.
    if (bytes) yield { record, bytes }
  }
}

/** Whether a stored document passes; decodes no more of it than needed. */
export function matches(predicate: Predicate, bytes: Buffer): boolean {
  return predicate.test(predicate.fields ? decodeFields(bytes, predicate.fields) : decodeDocument(bytes))
}

/** The documents for a filter, in the order of the plan. */
export function* findMatching(query: Query): Generator<Found> {
  const { plan, predicate, filter } = query
  const trusted = filter.size === 0 || (plan.kind === 'index' && plan.exact)
  // A paused reader cannot trust a key that it has read before its pause, hence matching again is the rule
  // and trusting the exception for filters that an index answers alone.
  for (const found of candidates(query, plan)) {
    if (trusted || matches(predicate, found.bytes)) yield found
  }
}

/** More than this is not sorted in memory, as in MongoDB. */
const MAX_SORT_BYTES = 100 * 1024 * 1024

interface Sortable {
  keys: ReturnType<typeof sortKeys>
  found: Found
  position: number
}

/** The documents in sort order; of many it keeps only those that can still be among the first `limit`. */
export function sortFound(source: Iterable<Found>, sort: readonly SortField[], limit: number): Found[] {
  const wanted = sortedFields(sort)
  const compare = (a: Sortable, b: Sortable): number =>
    compareSortKeys(a.keys, b.keys, sort) || a.position - b.position
  let kept: Sortable[] = []
  let bytes = 0
  let position = 0
  for (const found of source) {
    kept.push({ keys: sortKeys(decodeFields(found.bytes, wanted), sort), found, position: position++ })
    bytes += found.bytes.length
    if (kept.length >= 2 * limit + 64) {
      kept = kept.sort(compare).slice(0, limit)
      bytes = kept.reduce((sum, entry) => sum + entry.found.bytes.length, 0)
    }
    if (bytes > MAX_SORT_BYTES) {
      throw new CommandError(
        'QueryExceededMemoryLimitNoDiskUseAllowed',
        `Sort exceeded memory limit of ${MAX_SORT_BYTES} bytes, but did not opt in to external sorting.`,
      )
    }
  }
  return kept
    .sort(compare)
    .slice(0, limit)
    .map(({ found }) => found)
}

/** How many documents match, from the index alone where it can tell. */
export function countMatching(query: Query): number {
  const { plan, filter, storage, collection } = query
  if (plan.kind === 'collection' && filter.size === 0) return countKeys(storage.documents, collection.range)
  if (plan.kind === 'index' && plan.exact) {
    let count = 0
    for (const { ranges } of plan.scans)
      for (const range of ranges) count += countKeys(storage.entries, range)
    query.statistics.keysExamined += count
    return count
  }
  let count = 0
  for (const _ of findMatching(query)) count += 1
  return count
}
