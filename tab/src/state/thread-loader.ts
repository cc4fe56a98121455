import { failureCode, isAborted } from '../api/api-error.ts'
import type { Api } from '../api/http.ts'
import { putDetail } from './apply-event.ts'
import { patchThread, prependMessages, replaceNewest } from './apply-page.ts'
import type { State } from './state.ts'
import type { Store } from './store.ts'

const MOST_THREADS = 20

export interface ThreadLoader {
  /** The conversation on the screen: what is known shows at once, what may have been missed is fetched. */
  open: (conversationId: string | null) => void
  /** Newest page and details of the open conversation again. */
  reload: () => Promise<void>
  loadOlder: (conversationId: string) => Promise<void>
}

export interface ThreadLoaderDeps {
  api: Api
  store: Store<State>
  onElsewhere: (environmentId: string) => void
}

export function createThreadLoader(deps: ThreadLoaderDeps): ThreadLoader {
  const { api, store } = deps
  let opened: string | null = null
  let request: AbortController | null = null

  async function load(conversationId: string): Promise<void> {
    request?.abort()
    const controller = new AbortController()
    request = controller
    const { signal } = controller
    store.update((state) => patchThread(toEnd(state, conversationId), conversationId, { loading: 'first' }))
    const params = { id: conversationId }
    const seqBefore = store.get().conversations.get(conversationId)?.seq ?? 0
    try {
      await Promise.all([
        api.call('GET /conversations/:id', { params, signal }).then((detail) => {
          if (detail.environmentId !== store.get().environmentId) deps.onElsewhere(detail.environmentId)
          store.update((state) => putDetail(state, detail))
        }),
        api
          .call('GET /conversations/:id/messages', { params, query: {}, signal })
          .then((page) =>
            store.update((state) =>
              forgetOldThreads(replaceNewest(state, conversationId, page, seqBefore), conversationId),
            ),
          ),
      ])
    } catch (error) {
      store.update((state) =>
        patchThread(
          state,
          conversationId,
          isAborted(error) ? { loading: null, stale: true } : { loading: null, failed: failureCode(error) },
        ),
      )
    }
    if (request === controller) request = null
  }

  return {
    open(conversationId) {
      if (opened === conversationId) return
      opened = conversationId
      if (conversationId !== null) void load(conversationId)
      else request?.abort()
    },
    async reload() {
      if (opened !== null) await load(opened)
    },
    async loadOlder(conversationId) {
      const thread = store.get().threads.get(conversationId)
      if (!thread?.cursor || thread.loading !== null) return
      store.update((state) => patchThread(state, conversationId, { loading: 'older', failed: null }))
      try {
        const page = await api.call('GET /conversations/:id/messages', {
          params: { id: conversationId },
          query: { before: thread.cursor },
        })
        store.update((state) => prependMessages(state, conversationId, page))
      } catch (error) {
        store.update((state) =>
          patchThread(state, conversationId, { loading: null, failed: failureCode(error) }),
        )
      }
    },
  }
}

/** Threads that were opened longest ago make room; they are fetched again when they are wanted. */
function forgetOldThreads(state: State, keep: string): State {
  if (state.threads.size <= MOST_THREADS) return state
  const threads = new Map(state.threads)
  const details = new Map(state.details)
  for (const id of state.threads.keys()) {
    if (threads.size <= MOST_THREADS) break
    if (id === keep) continue
    threads.delete(id)
    details.delete(id)
  }
  return { ...state, threads, details }
}

/** Remembers that this thread was used last. */
function toEnd(state: State, conversationId: string): State {
  const thread = state.threads.get(conversationId)
  if (thread === undefined) return state
  const threads = new Map(state.threads)
  threads.delete(conversationId)
  return { ...state, threads: threads.set(conversationId, thread) }
}
