import type { Api } from '../api/http.ts'
import { failureCode, isAborted } from '../api/api-error.ts'
import { appendPage, patchList, replacePage, type Page } from './apply-page.ts'
import { listKey, toRouteQuery } from './lists.ts'
import type { ListQuery, State } from './state.ts'
import type { Store } from './store.ts'
import type { ConversationView } from '../../../server/contract/conversation.ts'

const PAGE = 50
const BIG_PAGE = 100
/** How far down a reload follows; what lies deeper is fetched when somebody scrolls there. */
const MOST_RELOADED = 400
const MOST_LISTS = 8

export interface ListLoader {
  /** The list on the screen: shows what is known at once and fetches it. Cancels what another list was fetching. */
  show: (query: ListQuery) => void
  more: () => void
  /** Fetches the list on the screen again, as far as it had been loaded. */
  reload: () => Promise<void>
}

export function createListLoader(deps: { api: Api; store: Store<State> }): ListLoader {
  const { api, store } = deps
  let shown: ListQuery | null = null
  let request: AbortController | null = null

  const fetchPage = (
    query: ListQuery,
    signal: AbortSignal,
    page: { cursor?: string; limit: number },
  ): Promise<Page<ConversationView>> =>
    api.call('GET /environments/:id/conversations', {
      params: { id: store.get().environmentId },
      query: { ...toRouteQuery(query), ...page },
      signal,
    })

  /** The first pages until as much is loaded as before. */
  async function fetchBeginning(
    query: ListQuery,
    signal: AbortSignal,
    wanted: number,
  ): Promise<Page<ConversationView>> {
    const limit = wanted > PAGE ? BIG_PAGE : PAGE
    const first = await fetchPage(query, signal, { limit })
    const items = [...first.items]
    let { nextCursor } = first
    while (nextCursor !== null && items.length < Math.min(wanted, MOST_RELOADED)) {
      const page = await fetchPage(query, signal, { cursor: nextCursor, limit })
      items.push(...page.items)
      nextCursor = page.nextCursor
    }
    return { items, nextCursor }
  }

  async function load(query: ListQuery): Promise<void> {
    request?.abort()
    const controller = new AbortController()
    request = controller
    const { revision } = store.get()
    const wanted = store.get().lists.get(listKey(query))?.ids.length ?? 0
    store.update((state) => patchList(state, query, { loading: 'first' }))
    try {
      const page = await fetchBeginning(query, controller.signal, wanted)
      store.update((state) => forgetOldLists(replacePage(state, query, page, revision), query))
    } catch (error) {
      store.update((state) =>
        patchList(
          state,
          query,
          isAborted(error) ? { loading: null } : { loading: null, failed: failureCode(error) },
        ),
      )
    }
    if (request === controller) request = null
  }

  return {
    show(query) {
      if (shown !== null && listKey(shown) === listKey(query)) return
      shown = query
      void load(query)
    },
    more() {
      const query = shown
      const list = query === null ? undefined : store.get().lists.get(listKey(query))
      if (query === null || !list?.cursor || list.loading !== null) return
      void loadMore(query, list.cursor)
    },
    async reload() {
      if (shown !== null) await load(shown)
    },
  }

  async function loadMore(query: ListQuery, cursor: string): Promise<void> {
    const controller = new AbortController()
    request = controller
    store.update((state) => patchList(state, query, { loading: 'more', failed: null }))
    try {
      const page = await fetchPage(query, controller.signal, { cursor, limit: PAGE })
      store.update((state) => appendPage(state, query, page))
    } catch (error) {
      store.update((state) =>
        patchList(
          state,
          query,
          isAborted(error) ? { loading: null } : { loading: null, failed: failureCode(error) },
        ),
      )
    }
    if (request === controller) request = null
  }
}

/** A day of searching must not fill the memory. */
function forgetOldLists(state: State, keep: ListQuery): State {
  if (state.lists.size <= MOST_LISTS) return state
  const lists = new Map(state.lists)
  for (const key of lists.keys()) {
    if (lists.size <= MOST_LISTS) break
    if (key !== listKey(keep)) lists.delete(key)
  }
  return { ...state, lists }
}
