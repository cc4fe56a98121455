import type { Role } from '../../../../../server/contract/member.ts'
import type { AccessRequestView } from '../../../../../server/contract/teams.ts'
import { failureCode, isAborted, type FailureCode } from '../../../api/api-error.ts'
import type { Api } from '../../../api/http.ts'
import { createStore, type Store } from '../../../state/store.ts'

export type AccessState =
  | { step: 'loading' }
  | { step: 'failed'; code: FailureCode }
  /** `stale`: the list could not be brought up to date. */
  | { step: 'ready'; items: readonly AccessRequestView[]; stale: boolean }

/** `settled`: somebody else has been faster, and the list shows it. */
export type Decided = 'done' | 'settled' | { failed: FailureCode }

/** Those who ask for access to an environment, and the answers to them. */
export interface AccessDesk {
  readonly store: Store<AccessState>
  /** Asks who asks; an answer that an earlier question still gets does not count. */
  load: () => Promise<void>
  approve: (requestId: string, roles: readonly Role[]) => Promise<Decided>
  decline: (requestId: string) => Promise<Decided>
  /** Forgets what is still being asked. */
  stop: () => void
}

export function createAccessDesk(api: Api, environmentId: string): AccessDesk {
  const store = createStore<AccessState>({ step: 'loading' })
  let asking = new AbortController()

  async function load(): Promise<void> {
    asking.abort()
    const { signal } = (asking = new AbortController())
    try {
      const params = { id: environmentId }
      const { items } = await api.call('GET /environments/:id/access-requests', { params, signal })
      if (!signal.aborted) store.update(() => ({ step: 'ready', items, stale: false }))
    } catch (error) {
      if (isAborted(error) || signal.aborted) return
      store.update((before) =>
        before.step === 'ready' ? { ...before, stale: true } : { step: 'failed', code: failureCode(error) },
      )
    }
  }

  async function decide(requestId: string, request: Promise<unknown>): Promise<Decided> {
    try {
      await request
    } catch (error) {
      const code = failureCode(error)
      if (code !== 'conflict' && code !== 'not_found') return { failed: code }
      await load()
      return 'settled'
    }
    store.update((before) =>
      before.step === 'ready'
        ? { ...before, items: before.items.filter(({ id }) => id !== requestId) }
        : before,
    )
    void load()
    return 'done'
  }

  const at = (requestId: string) => ({ params: { id: environmentId, requestId } })
  return {
    store,
    load,
    approve: (requestId, roles) =>
      decide(
        requestId,
        api.call('POST /environments/:id/access-requests/:requestId/approve', {
          ...at(requestId),
          body: { roles: [...roles] },
        }),
      ),
    decline: (requestId) =>
      decide(requestId, api.call('POST /environments/:id/access-requests/:requestId/decline', at(requestId))),
    stop: () => asking.abort(),
  }
}
