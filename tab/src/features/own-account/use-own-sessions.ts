import { useCallback, useState } from 'react'
import type { SessionView } from '../../../../server/contract/identity.ts'
import { failureCode, type FailureCode } from '../../api/api-error.ts'
import type { Api } from '../../api/http.ts'

export interface OwnSessions {
  /** The latest first; `null` until the server has said it. */
  items: readonly SessionView[] | null
  failure: FailureCode | null
  /** Never rejects. */
  load: () => Promise<void>
  /** Throws an `ApiError`. One that has ended by itself meanwhile is as good as ended. */
  end: (id: string) => Promise<void>
  /** Throws an `ApiError`. */
  endOthers: () => Promise<void>
}

/** Where one is signed in; asked for with `load`. */
export function useOwnSessions(api: Api): OwnSessions {
  const [items, setItems] = useState<readonly SessionView[] | null>(null)
  const [failure, setFailure] = useState<FailureCode | null>(null)

  const load = useCallback(async () => {
    setFailure(null)
    try {
      setItems((await api.call('GET /me/sessions', {})).items)
    } catch (error) {
      setFailure(failureCode(error))
    }
  }, [api])

  const keep = (wanted: (session: SessionView) => boolean): void =>
    setItems((known) => known?.filter(wanted) ?? null)

  return {
    items,
    failure,
    load,
    async end(sessionId) {
      try {
        await api.call('DELETE /me/sessions/:sessionId', { params: { sessionId } })
      } catch (error) {
        if (failureCode(error) !== 'not_found') throw error
      }
      keep(({ id }) => id !== sessionId)
    },
    async endOthers() {
      await api.call('DELETE /me/sessions', {})
      keep(({ current }) => current)
    },
  }
}
