import type { MeView } from '../../../server/contract/member.ts'
import type { Api } from '../api/http.ts'
import type { Live, LiveDeps, LiveEvent } from '../api/socket.ts'
import { appClock } from './clock.ts'
import { createCommands, type ConversationCommands } from './conversation-commands.ts'
import { loadFlags, setFlag } from './flags.ts'
import { createFileCache, type FileCache } from './file-cache.ts'
import { createListLoader, type ListLoader } from './list-loader.ts'
import { openFeed } from './live.ts'
import { createPendingStorage } from './pending-storage.ts'
import { createReadMarker } from './read-marker.ts'
import { countInbound, countMissed } from './selectors.ts'
import { createSendingQueue, type SendingQueue } from './sending-queue.ts'
import { emptyState, type Notice, type State } from './state.ts'
import { createStore, type Store } from './store.ts'
import { throttle } from './throttle.ts'
import { createThreadLoader, type ThreadLoader } from './thread-loader.ts'

const COUNTS_PAUSE_MS = 5000
const RESYNC_PAUSE_MS = 3000
const GAP_PAUSE_MS = 500
const MEMBERS_FRESH_MS = 5 * 60_000

export interface WorkspaceDeps {
  api: Api
  me: MeView['user']
  environmentId: string
  readToken: () => string | null
  /** The server may have ended the session; ask it. */
  onRefused: () => void
  onOutdated: () => void
  /** The conversation that was to be opened is in another environment. */
  onElsewhere: (environmentId: string) => void
  connect?: (deps: LiveDeps) => Live
}

/** One environment as one member works in it: its state and everything that feeds it. */
export interface Workspace {
  readonly api: Api
  readonly store: Store<State>
  readonly lists: ListLoader
  readonly threads: ThreadLoader
  readonly commands: ConversationCommands
  readonly queue: SendingQueue
  readonly files: FileCache
  /** The conversation on the screen, or none. */
  open: (conversationId: string | null) => void
  typing: (conversationId: string, on: boolean) => void
  /** Fetches everything on the screen again. */
  resync: () => Promise<void>
  loadMembers: () => Promise<void>
  loadLabels: () => Promise<void>
  flag: (conversationId: string, unread: boolean) => void
  dismiss: (notice: Notice) => void
  /** Hears of live events after they are in the state. */
  onEvents: (listener: (events: readonly LiveEvent[]) => void) => () => void
  stop: () => void
}

export function createWorkspace(deps: WorkspaceDeps): Workspace {
  const { api, me, environmentId } = deps
  const store = createStore({ ...emptyState(me, environmentId), flagged: loadFlags(me.id) })
  const params = { id: environmentId }
  const lists = createListLoader({ api, store })
  const threads = createThreadLoader({ api, store, onElsewhere: deps.onElsewhere })
  const commands = createCommands({ api, store })
  const reading = createReadMarker({ store, commands })
  const files = createFileCache({ download: (url) => api.download(url) })
  const queue = createSendingQueue({
    store,
    post: (id, body) => api.call('POST /conversations/:id/messages', { params: { id }, body }),
    storage: createPendingStorage(me.id),
    now: () => appClock.now(),
  })
  const openId = { current: null as string | null }
  const listeners = new Set<(events: readonly LiveEvent[]) => void>()
  let membersAt = -Infinity

  const counts = throttle(() => void loadCounts(), COUNTS_PAUSE_MS)
  const everything = throttle(() => void resync(), RESYNC_PAUSE_MS)
  const gap = throttle(() => void threads.reload(), GAP_PAUSE_MS)

  const loadCounts = (): Promise<void> =>
    api.call('GET /environments/:id/counts', { params }).then(
      (fresh) => store.update((state) => ({ ...state, counts: fresh, countsStale: false })),
      () => undefined,
    )
  const loadChannels = (): Promise<void> =>
    api.call('GET /environments/:id/channels', { params }).then(
      ({ items }) => store.update((state) => ({ ...state, channels: items })),
      () => undefined,
    )

  async function resync(): Promise<void> {
    store.update((state) => distrustThreads(state, openId.current))
    await Promise.all([lists.reload(), threads.reload(), loadCounts(), loadChannels()])
  }

  async function catchUp(): Promise<void> {
    const before = countInbound(store.get())
    await resync()
    const missed = countMissed(store.get(), before)
    store.update((state) => ({ ...state, caughtUp: missed > 0 ? missed : null }))
  }

  const feed = openFeed({
    store,
    clock: appClock,
    readToken: deps.readToken,
    onSubscribed(again) {
      queue.flush()
      // The first fetch may be older than the subscription; it is repeated, but there is nothing to tell.
      if (again) void catchUp()
      else void lists.reload().then(() => threads.reload())
    },
    onDoubt(conversationId) {
      if (conversationId !== null && conversationId === openId.current) gap.ask()
      everything.ask()
    },
    onRefused: deps.onRefused,
    onOutdated: deps.onOutdated,
    onEvents(events) {
      if (events.some((event) => event.type === 'notification')) void loadChannels()
      for (const listener of listeners) listener(events)
    },
    ...(deps.connect === undefined ? {} : { connect: deps.connect }),
  })

  const unwatch = store.subscribe(() => {
    const state = store.get()
    if (state.countsStale) counts.ask()
    if (openId.current !== null && state.threads.get(openId.current)?.stale === true) {
      if (state.threads.get(openId.current)?.loading === null) gap.ask()
    }
  })
  const wake = (): void => feed.wake()
  window.addEventListener('online', wake)

  queue.restore()
  void loadCounts()
  void loadChannels()

  return {
    api,
    store,
    lists,
    threads,
    commands,
    queue,
    files,
    open(conversationId) {
      openId.current = conversationId
      if (conversationId !== null) setFlag(store, conversationId, false)
      threads.open(conversationId)
      feed.open(conversationId)
      reading.look(conversationId)
    },
    typing: feed.typing,
    resync,
    async loadMembers() {
      if (performance.now() - membersAt < MEMBERS_FRESH_MS) return
      const { items } = await api.call('GET /environments/:id/members', { params })
      membersAt = performance.now()
      store.update((state) => ({ ...state, members: items }))
    },
    async loadLabels() {
      const { items } = await api.call('GET /environments/:id/labels', { params })
      store.update((state) => ({ ...state, labels: items }))
    },
    flag: (conversationId, unread) => setFlag(store, conversationId, unread),
    dismiss(notice) {
      store.update((state) => ({ ...state, notices: state.notices.filter((other) => other !== notice) }))
    },
    onEvents(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stop() {
      window.removeEventListener('online', wake)
      unwatch()
      for (const timer of [counts, everything, gap]) timer.stop()
      reading.stop()
      queue.stop()
      feed.close()
      files.clear()
    },
  }
}

/** What is not on the screen is fetched again when it is opened. */
function distrustThreads(state: State, openId: string | null): State {
  const threads = new Map(
    [...state.threads].map(([id, thread]) => [id, id === openId ? thread : { ...thread, stale: true }]),
  )
  return { ...state, threads }
}
