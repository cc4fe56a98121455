import type { CallView } from '../../../../server/contract/call.ts'

/** The calls on the screen, newest first, and where the next page begins; `null` after the last one. */
export interface CallPage {
  items: readonly CallView[]
  nextCursor: string | null
}

/** A page further down. Calls that have moved there meanwhile are not repeated. */
export function appendPage(shown: CallPage, next: CallPage): CallPage {
  const known = new Set(shown.items.map(({ id }) => id))
  return {
    items: [...shown.items, ...next.items.filter(({ id }) => !known.has(id))],
    nextCursor: next.nextCursor,
  }
}

/**
 * The first page as it is by now on top of what has been paged through. Where so many calls came in between that the two
 * no longer meet, only the fresh page is left: a gap nobody can see would be worse than paging again.
 */
export function refreshPage(shown: CallPage, fresh: CallPage): CallPage {
  if (fresh.nextCursor === null) return fresh
  const ids = new Set(fresh.items.map(({ id }) => id))
  const met = shown.items.findLastIndex(({ id }) => ids.has(id))
  if (met === -1) return fresh
  const older = shown.items.slice(met + 1)
  if (older.length === 0) return fresh
  return { items: [...fresh.items, ...older], nextCursor: shown.nextCursor }
}
