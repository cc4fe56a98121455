import { createContext, use, useEffect, useMemo } from 'react'
import type { Action } from '../../../../../server/contract/rights.ts'
import type { Api } from '../../../api/http.ts'
import { useStore } from '../../../state/store.ts'
import { createAccessDesk, type AccessDesk, type AccessState } from './access-desk.ts'

const FRESH_MS = 60_000

const AccessContext = createContext<AccessDesk | null>(null)
export const AccessDeskProvider = AccessContext.Provider

/** The requests for access to the environment; `null` for those who do not decide about them. */
export function useAccessDesk(): AccessDesk | null {
  return use(AccessContext)
}

export function useAccessState(desk: AccessDesk): AccessState {
  return useStore(desk.store, (state) => state)
}

/** Opens the requests for those who decide about them, and keeps them fresh while somebody looks. */
export function useOpenAccessDesk(
  api: Api,
  environmentId: string,
  rights: readonly Action[],
): AccessDesk | null {
  const may = rights.includes('access:decide')
  const desk = useMemo(() => (may ? createAccessDesk(api, environmentId) : null), [api, environmentId, may])
  useEffect(() => {
    if (desk === null) return undefined
    const look = (): void => {
      if (document.visibilityState === 'visible') void desk.load()
    }
    void desk.load()
    const timer = setInterval(look, FRESH_MS)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
      desk.stop()
    }
  }, [desk])
  return desk
}
