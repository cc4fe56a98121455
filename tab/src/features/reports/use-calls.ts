import { useCallback, useState } from 'react'
import { failureCode, type FailureCode } from '../../api/api-error.ts'
import { appendPage, refreshPage, type CallPage } from './merge-calls.ts'
import { useLoaded } from '../figures/use-loaded.ts'
import type { ReportPlace } from './use-report-place.ts'
import type { ReportSource } from './use-report.ts'

const PAGE = 25

export interface Calls {
  /** `null` until the first page is there. */
  page: CallPage | null
  /** The page belongs to another choice than the one that is being fetched. */
  stale: boolean
  failed: FailureCode | null
  reload: () => void
  /** Fetches the next page; never throws. */
  more: () => Promise<void>
  loadingMore: boolean
  moreFailed: FailureCode | null
}

interface Shown {
  question: string
  /** The first page as it was last fetched. */
  first: CallPage | null
  page: CallPage | null
}

/** The latest calls, kept up to date from the top and continued at the bottom. */
export function useCalls(
  { api, environmentId }: ReportSource,
  { serviceId, result }: Pick<ReportPlace, 'serviceId' | 'result'>,
): Calls {
  const question = [environmentId, serviceId ?? '', result ?? ''].join(' ')
  const load = useCallback(
    (cursor: string | null, signal?: AbortSignal) =>
      api.call('GET /environments/:id/calls', {
        params: { id: environmentId },
        query: {
          limit: PAGE,
          ...(serviceId === null ? {} : { serviceId }),
          ...(result === null ? {} : { result }),
          ...(cursor === null ? {} : { cursor }),
        },
        ...(signal === undefined ? {} : { signal }),
      }),
    [api, environmentId, serviceId, result],
  )
  const first = useLoaded(
    question,
    useCallback((signal: AbortSignal) => load(null, signal), [load]),
  )
  const [shown, setShown] = useState<Shown>({ question, first: null, page: null })
  const [loadingMore, setLoadingMore] = useState(false)
  const [moreFailed, setMoreFailed] = useState<FailureCode | null>(null)

  if (!first.stale && first.data !== shown.first) {
    const fresh = first.data
    const known = shown.question === question ? shown.page : null
    setShown({
      question,
      first: fresh,
      page: fresh === null || known === null ? fresh : refreshPage(known, fresh),
    })
    if (shown.question !== question) setMoreFailed(null)
  }

  async function more(): Promise<void> {
    const cursor = shown.page?.nextCursor ?? null
    if (cursor === null || loadingMore) return
    setLoadingMore(true)
    try {
      const next = await load(cursor)
      setMoreFailed(null)
      // A choice made meanwhile has a list of its own.
      setShown((before) =>
        before.question === question && before.page?.nextCursor === cursor
          ? { ...before, page: appendPage(before.page, next) }
          : before,
      )
    } catch (error) {
      setMoreFailed(failureCode(error))
    } finally {
      setLoadingMore(false)
    }
  }

  return {
    page: shown.page,
    stale: first.stale,
    failed: first.failed,
    reload: first.reload,
    more,
    loadingMore,
    moreFailed,
  }
}
