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
  /** Puts in what is known anew of one of them. */
  update: (service: ServiceView) => void
}

/** The services of an environment; fetched anew whenever their list is on the screen. */
export function useServices(api: Api, environmentId: string, isListed: boolean): Services {
  const [state, setState] = useState<ServicesState>({ step: 'loading' })
  const [attempt, setAttempt] = useState(0)

  const loaded = useRef<string | null>(null)

  useEffect(() => {
    if (!isListed && loaded.current === environmentId) return undefined
    const asked = new AbortController()
    setState((before) => (before.step === 'ready' ? before : { step: 'loading' }))
    api
      .call('GET /environments/:id/services', { params: { id: environmentId }, signal: asked.signal })
      .then(({ items }) => {
        loaded.current = environmentId
        setState({ step: 'ready', items })
      })
      .catch((error: unknown) => {
        if (!isAborted(error)) setState({ step: 'failed', code: failureCode(error) })
      })
    return () => asked.abort()
  }, [api, environmentId, attempt, isListed])

  return {
    state,
    reload: useCallback(() => setAttempt((count) => count + 1), []),
    update: useCallback(
      (service) =>
        setState((before) =>
          before.step === 'ready'
            ? { ...before, items: before.items.map((one) => (one.id === service.id ? service : one)) }
            : before,
        ),
      [],
    ),
  }
}
