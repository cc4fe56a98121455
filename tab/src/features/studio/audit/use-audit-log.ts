import { useCallback, useEffect, useRef } from 'react'
import type { AuditEntryView, AuditFilter } from '../../../../../server/contract/audit.ts'
import { useLoaded, type LoadState } from '../frame/use-loaded.ts'
import { useTask, type Task } from '../parts/use-task.ts'
import { useStudio } from '../use-studio.ts'

interface Entries {
  items: readonly AuditEntryView[]
  next: string | null
}

export interface AuditLog {
  state: LoadState<Entries>
  reload: () => void
  /** Older entries: whether they are being fetched, and why they are not there. */
  more: Task
  loadMore: () => void
}

/** What was changed in the environment, as far as it fits a filter; the newest first (DX-AUDIT-01). */
export function useAuditLog(filter: AuditFilter): AuditLog {
  const { api, environmentId } = useStudio()
  const { object, actor, objectId, from, to } = filter
  const ask = useCallback(
    async (signal?: AbortSignal, cursor?: string): Promise<Entries> => {
      const { items, nextCursor } = await api.call('GET /environments/:id/audit', {
        params: { id: environmentId },
        query: { object, actor, objectId, from, to, cursor },
        ...(signal === undefined ? {} : { signal }),
      })
      return { items, next: nextCursor }
    },
    [api, environmentId, object, actor, objectId, from, to],
  )
  const { state, reload, change } = useLoaded(ask)
  const more = useTask()
  const current = useRef(ask)
  useEffect(() => {
    current.current = ask
  }, [ask])

  function loadMore(): void {
    if (state.step !== 'ready' || state.value.next === null) return
    const cursor = state.value.next
    void more.run(async () => {
      const older = await ask(undefined, cursor)
      // Another filter has been chosen while the answer was on its way.
      if (current.current !== ask) return
      change(({ items }) => ({ items: [...items, ...older.items], next: older.next }))
    })
  }

  return { state, reload, more, loadMore }
}
