import { useCallback, useEffect, useReducer, useRef } from 'react'
import { failureCode, type FailureCode } from '../../../api/api-error.ts'

export interface Page<T> {
  items: T[]
  nextCursor: string | null
}

export interface PagedList<T> {
  /** `null` until the first answer is there. What an earlier question was answered with stays until then. */
  items: readonly T[] | null
  /** The items answer an earlier question. */
  stale: boolean
  hasMore: boolean
  loadingMore: boolean
  /** Why nothing could be loaded, or no more. */
  failed: FailureCode | null
  more: () => void
  reload: () => void
}

interface State<T> {
  question: string
  items: readonly T[] | null
  cursor: string | null
  loadingMore: boolean
  failed: FailureCode | null
}

type Load<T> = (cursor: string | null, signal: AbortSignal) => Promise<Page<T>>

/** A list that comes page by page. `question` tells one from another; an answer that is overtaken does not count. */
export function usePagedList<T extends { id: string }>(question: string, load: Load<T>): PagedList<T> {
  const [state, set] = useReducer(
    (before: State<T>, change: Partial<State<T>>): State<T> => ({ ...before, ...change }),
    { question, items: null, cursor: null, loadingMore: false, failed: null },
  )
  const [attempt, reload] = useReducer((count: number) => count + 1, 0)
  const latest = useRef(load)
  const asking = useRef<AbortController>(undefined)
  useEffect(() => {
    latest.current = load
  }, [load])

  useEffect(() => {
    const controller = (asking.current = new AbortController())
    const { signal } = controller
    latest.current(null, signal).then(
      ({ items, nextCursor }) => {
        if (!signal.aborted) set({ question, items, cursor: nextCursor, loadingMore: false, failed: null })
      },
      (error: unknown) => {
        if (signal.aborted) return
        set({ question, items: null, cursor: null, loadingMore: false, failed: failureCode(error) })
      },
    )
    return () => controller.abort()
  }, [question, attempt])

  const { items, cursor, loadingMore, failed } = state
  const stale = state.question !== question
  const more = useCallback(() => {
    const signal = asking.current?.signal
    if (signal === undefined || cursor === null || items === null || loadingMore || stale) return
    set({ loadingMore: true, failed: null })
    latest.current(cursor, signal).then(
      (page) => {
        if (signal.aborted) return
        const known = new Set(items.map(({ id }) => id))
        const fresh = page.items.filter(({ id }) => !known.has(id))
        set({ items: [...items, ...fresh], cursor: page.nextCursor, loadingMore: false })
      },
      (error: unknown) => {
        if (!signal.aborted) set({ loadingMore: false, failed: failureCode(error) })
      },
    )
  }, [cursor, items, loadingMore, stale])

  return { items, stale, hasMore: cursor !== null, loadingMore, failed: stale ? null : failed, more, reload }
}
