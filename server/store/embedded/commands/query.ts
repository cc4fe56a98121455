import { type Doc, type Value, RawDoc, isDoc } from '../bson/values.ts'
import { equalValues } from '../bson/compare.ts'
import { decodeDocument } from '../bson/decode.ts'
import type { Engine } from '../engine.ts'
import { badValue, CommandError } from '../errors.ts'
import type { Variables } from '../expression/expression.ts'
import { type Found, type Query, type Statistics, findMatching, sortFound } from '../planner/execute.ts'
import { type Plan, plan } from '../planner/planner.ts'
import { compileFilter } from '../query/filter.ts'
import { compileProjection } from '../query/projection.ts'
import { type SortField, parseSort } from '../query/sort.ts'
import type { Collection } from '../storage/collection.ts'
import type { Index } from '../storage/index-definition.ts'

/** What to look for. */
export interface Search {
  filter: Doc
  sort?: Doc | undefined
  hint?: Value | undefined
  skip?: number | undefined
  limit?: number | undefined
  variables?: Variables | undefined
}

/** A search made ready. */
export interface Prepared {
  query: Query
  sort: readonly SortField[]
  found: Iterable<Found>
}

/** Finds the index that a hint names. */
export function hintedIndex(collection: Collection, hint: Value | undefined): Index | undefined {
  if (hint === undefined || (isDoc(hint) && (hint.size === 0 || hint.has('$natural')))) return undefined
  const index = collection.indexes.find((candidate) =>
    typeof hint === 'string'
      ? candidate.spec.name === hint
      : isDoc(hint) && equalValues(candidate.spec.key, hint),
  )
  return (
    index ??
    badValue(
      'error processing query: planner returned error :: caused by :: hint provided does not correspond to an existing index',
    )
  )
}

/** Plans a search and makes its results readable one by one. */
export function prepare(engine: Engine, collection: Collection, search: Search): Prepared {
  const { filter, hint, variables } = search
  const predicate = compileFilter(filter, variables ? { variables } : {})
  const natural = naturalDirection(search.sort) ?? naturalDirection(isDoc(hint) ? hint : undefined)
  const sort = search.sort && naturalDirection(search.sort) === undefined ? parseSort(search.sort) : []
  let chosen: Plan
  if (natural !== undefined) chosen = { kind: 'collection', sorted: sort.length === 0, reverse: natural < 0 }
  else chosen = plan(collection, { filter, sort }, hintedIndex(collection, hint))
  const statistics: Statistics = { keysExamined: 0, documentsExamined: 0 }
  const query: Query = { storage: engine.storage, collection, plan: chosen, filter, predicate, statistics }
  return { query, sort, found: limited(query, sort, search) }
}

function naturalDirection(sort: Doc | undefined): number | undefined {
  const natural = sort?.get('$natural')
  return natural === undefined ? undefined : Number(natural)
}

function* limited(
  query: Query,
  sort: readonly SortField[],
  { skip = 0, limit = 0 }: Search,
): Generator<Found> {
  const most = limit === 0 ? Number.POSITIVE_INFINITY : limit
  const matching = findMatching(query)
  const ordered = query.plan.sorted ? matching : sortFound(matching, sort, skip + most)
  let position = 0
  for (const found of ordered) {
    if (query.collection.dropped) throw new CommandError(175, 'cursor killed: the collection was dropped')
    if (position++ < skip) continue
    yield found
    if (position >= skip + most) return
  }
}

/** The documents of a search as a client gets them; without a projection as the bytes that are stored. */
export function* results(
  prepared: Prepared,
  projection: Doc | undefined,
  search: Search,
): Generator<Doc | RawDoc> {
  const { filter, variables } = search
  const project =
    projection && projection.size > 0
      ? compileProjection(projection, { find: true, filter, variables })
      : undefined
  for (const { bytes } of prepared.found) yield project ? project(decodeDocument(bytes)) : new RawDoc(bytes)
}
