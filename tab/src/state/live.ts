import { openLive, type Live, type LiveDeps, type LiveEvent } from '../api/socket.ts'
import { applyEvent } from './apply-event.ts'
import type { Clock } from './clock.ts'
import { withEntry, type Notice, type State, type TypingPerson } from './state.ts'
import type { Store } from './store.ts'

/** Events are collected this long, so that a burst costs one rendering. */
const BATCH_MS = 30
const TYPING_STALE_MS = 10_000
const MOST_NOTICES = 20

export interface FeedDeps {
  store: Store<State>
  clock: Clock
  readToken: () => string | null
  /** The connection is there; `again` after it had been lost. */
  onSubscribed: (again: boolean) => void
  /** Something is not as the contract says, or was missed: about one conversation, or about anything. */
  onDoubt: (conversationId: string | null) => void
  onRefused: () => void
  onOutdated: () => void
  /** After a batch has been applied. */
  onEvents: (events: readonly LiveEvent[]) => void
  connect?: (deps: LiveDeps) => Live
}

/** Live events, in batches, into the store. */
export function openFeed(deps: FeedDeps): Live {
  const { store } = deps
  let batch: LiveEvent[] = []
  let batchTimer: ReturnType<typeof setTimeout> | undefined
  let typingTimer: ReturnType<typeof setTimeout> | undefined

  function applyBatch(): void {
    batchTimer = undefined
    const events = batch
    batch = []
    store.update((state) => events.reduce(applyLiveEvent, state))
    deps.onEvents(events)
  }

  function collect(event: LiveEvent): void {
    if (event.type === 'clock') {
      deps.clock.adjust(new Date(event.payload.now), true)
      return
    }
    if (event.type === 'typing') {
      clearTimeout(typingTimer)
      typingTimer = setTimeout(() => store.update(forgetStaleTyping), TYPING_STALE_MS)
    }
    batch.push(event)
    batchTimer ??= setTimeout(applyBatch, BATCH_MS)
  }

  const live = (deps.connect ?? openLive)({
    readToken: deps.readToken,
    environmentId: store.get().environmentId,
    onEvent: collect,
    onConnection: (connection) => store.update((state) => withConnection(state, connection)),
    onSubscribed: deps.onSubscribed,
    onBroken(type, payload) {
      reportError(new Error(`event ${type} does not keep to the contract`))
      deps.onDoubt(conversationOf(payload))
    },
    onRefused: deps.onRefused,
    onOutdated: deps.onOutdated,
  })

  return {
    ...live,
    close() {
      clearTimeout(batchTimer)
      clearTimeout(typingTimer)
      live.close()
    },
  }
}

function withConnection(state: State, connection: State['connection']): State {
  if (state.connection === connection) return state
  // Who is looking and who is typing is only known while connected.
  const gone = connection === 'online' ? {} : { viewers: new Map(), typing: new Map() }
  return { ...state, ...gone, connection }
}

function conversationOf(payload: unknown): string | null {
  if (typeof payload !== 'object' || payload === null) return null
  const fields = payload as Record<string, unknown>
  const id = fields['conversationId'] ?? (fields['number'] === undefined ? undefined : fields['id'])
  return typeof id === 'string' ? id : null
}

/** Events whose meaning depends on the moment they are seen; the rest is `applyEvent`. */
export function applyLiveEvent(state: State, event: LiveEvent): State {
  if (event.type === 'typing') return noteTyping(state, event.payload, Date.now())
  if (event.type === 'notification') return noteNotice(state, event.payload)
  const next = applyEvent(state, event)
  // Whoever has just spoken has stopped typing.
  if (event.type !== 'message:created' || event.payload.direction === 'outbound') return next
  return withoutTyping(next, event.payload.conversationId, (person) => person.by === 'contact')
}

function noteTyping(
  state: State,
  event: Extract<LiveEvent, { type: 'typing' }>['payload'],
  at: number,
): State {
  const who = event.by === 'contact' ? { id: 'contact', name: '' } : event.member
  if (who === undefined || who.id === state.me.id) return state
  const others = (state.typing.get(event.conversationId) ?? []).filter((person) => person.id !== who.id)
  const people: TypingPerson[] = event.typing ? [...others, { ...who, by: event.by, at }] : others
  return {
    ...state,
    typing: withEntry(state.typing, event.conversationId, people.length > 0 ? people : undefined),
  }
}

function withoutTyping(state: State, id: string, gone: (person: TypingPerson) => boolean): State {
  const people = state.typing.get(id)
  const rest = people?.filter((person) => !gone(person))
  if (people === undefined || rest === undefined || rest.length === people.length) return state
  return { ...state, typing: withEntry(state.typing, id, rest.length > 0 ? rest : undefined) }
}

function forgetStaleTyping(state: State): State {
  const oldest = Date.now() - TYPING_STALE_MS
  return [...state.typing.keys()].reduce(
    (next, id) => withoutTyping(next, id, (person) => person.at <= oldest),
    state,
  )
}

function noteNotice(state: State, event: Extract<LiveEvent, { type: 'notification' }>['payload']): State {
  if (event.environmentId !== state.environmentId) return state
  const notice: Notice = {
    key: [event.kind, event.conversationId ?? event.channel?.id ?? '', event.at].join(' '),
    kind: event.kind,
    ...(event.conversationId === undefined ? {} : { conversationId: event.conversationId }),
    ...(event.channel === undefined ? {} : { channelName: event.channel.name }),
    ...(event.platformCode === undefined ? {} : { platformCode: event.platformCode }),
  }
  if (state.notices.some((known) => known.key === notice.key)) return state
  return { ...state, notices: [...state.notices, notice].slice(-MOST_NOTICES) }
}
