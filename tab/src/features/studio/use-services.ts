import { useCallback, useEffect, useRef, useState } from 'react'
import type { ServiceView } from '../../../../server/contract/service-settings.ts'
import { failureCode, isAborted, type FailureCode } from '../../api/api-error.ts'
import type { Api } from '../../api/http.ts'

export type ServicesState =
  | { step: 'loading' }
  | { step: 'failed'; code: FailureCode }
  | { step: 'ready'; items: readonly ServiceView[] }

export interface Services {
  state: ServicesState
  reload: () => void
  /** There is another one: the list as it was is good for nothing until it has been fetched. */
  renew: () => void
  /** Puts in what is known anew of one of them. */
  update: (service: ServiceView) => void
}

const LOADING: ServicesState = { step: 'loading' }

/**
 * The services of an environment; fetched anew whenever their list is on the screen. `null`: there is none whose services
 * could be asked for.
 */
export function useServices(api: Api, environmentId: string | null, isListed: boolean): Services {
  const [kept, setKept] = useState<{ of: string | null; state: ServicesState }>({ of: null, state: LOADING })
  const [attempt, setAttempt] = useState(0)
  const loaded = useRef<string | null>(null)

  useEffect(() => {
    if (environmentId === null || (!isListed && loaded.current === environmentId)) return undefined
    const asked = new AbortController()
    setKept((before) =>
      before.of === environmentId && before.state.step === 'ready'
        ? before
        : { of: environmentId, state: LOADING },
    )
    api
      .call('GET /environments/:id/services', { params: { id: environmentId }, signal: asked.signal })
      .then(({ items }) => {
        loaded.current = environmentId
        setKept({ of: environmentId, state: { step: 'ready', items } })
      })
      .catch((error: unknown) => {
        if (isAborted(error)) return
        setKept({ of: environmentId, state: { step: 'failed', code: failureCode(error) } })
      })
    return () => asked.abort()
  }, [api, environmentId, attempt, isListed])

  return {
    // What is still there of another environment is not this one's.
    state: kept.of === environmentId ? kept.state : LOADING,
    reload: useCallback(() => setAttempt((count) => count + 1), []),
    renew: useCallback(() => {
      loaded.current = null
      setKept(({ of }) => ({ of, state: LOADING }))
      setAttempt((count) => count + 1)
    }, []),
    update: useCallback(
      (service) =>
        setKept(({ of, state }) => ({
          of,
          state:
            state.step === 'ready'
              ? { ...state, items: state.items.map((one) => (one.id === service.id ? service : one)) }
              : state,
        })),
      [],
    ),
  }
}
