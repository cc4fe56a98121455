import type { ConversationDetail, ConversationView } from '../../../server/contract/conversation.ts'
import type { Counts } from '../../../server/contract/http.ts'
import type { MessageView } from '../../../server/contract/message.ts'
import type { LiveEvent } from '../api/socket.ts'
import { belongsTo, placeInList } from './lists.ts'
import { compareMessages, isOutdated, isSame, mergeMessage } from './merge-message.ts'
import { withEntry, type State, type ThreadState, type ViewName } from './state.ts'

const COUNTED = ['open', 'mine', 'unassigned', 'waiting'] as const satisfies readonly (keyof Counts &
  ViewName)[]

/**
 * The state after an event. Pure, and indifferent to order and repetition: whatever arrives, in the end
 * the state says what a fetch would say.
 */
export function applyEvent(state: State, event: LiveEvent): State {
  switch (event.type) {
    case 'conversation:upserted': {
      const next = putConversation(state, event.payload)
      // Where it was counted before, if anywhere, nobody here knows.
      const isUnknown = !state.conversations.has(event.payload.id) && next.conversations.has(event.payload.id)
      return isUnknown && state.counts !== null ? { ...next, countsStale: true } : next
    }
    case 'message:created':
    case 'message:updated':
      return putMessage(state, event.payload)
    case 'conversation:read':
      return noteRead(state, event.payload)
    case 'presence': {
      const others = event.payload.viewers.filter((viewer) => viewer.id !== state.me.id)
      return {
        ...state,
        viewers: withEntry(
          state.viewers,
          event.payload.conversationId,
          others.length > 0 ? others : undefined,
        ),
      }
    }
    case 'typing':
    case 'notification':
    case 'clock':
      // They depend on the local time and on what was shown before: see live.ts.
      return state
  }
}

/** What the view says, corrected by what the member has read since it was made. */
function withReads(
  view: ConversationView,
  read: { seq: number; unread: number } | undefined,
): ConversationView {
  return read === undefined || read.seq < view.seq || view.unread <= read.unread
    ? view
    : { ...view, unread: read.unread }
}

function isNewer(incoming: ConversationView, known: ConversationView | undefined): boolean {
  if (known === undefined || incoming.seq > known.seq) return true
  return incoming.seq === known.seq && incoming.updatedAt >= known.updatedAt
}

export function putConversation(state: State, incoming: ConversationView): State {
  if (incoming.environmentId !== state.environmentId) return state
  const known = state.conversations.get(incoming.id)
  const revision = state.revision + 1
  const arrived = withEntry(state.arrived, incoming.id, revision)
  if (!isNewer(incoming, known)) return { ...state, revision, arrived }

  const view = withReads(incoming, state.reads.get(incoming.id))
  if (known !== undefined && isSame(known, view)) return { ...state, revision, arrived }
  const next: State = {
    ...state,
    revision,
    arrived,
    conversations: withEntry(state.conversations, view.id, view),
    threads: noteGap(state, known, view),
    ...count(state, known, view),
  }
  return { ...next, lists: placeInLists(next, view) }
}

function placeInLists(state: State, view: ConversationView): State['lists'] {
  let lists: Map<string, State['lists'] extends ReadonlyMap<string, infer L> ? L : never> | null = null
  for (const [key, list] of state.lists) {
    const placed = placeInList(list, view, state)
    if (placed === list) continue
    lists ??= new Map(state.lists)
    lists.set(key, placed)
  }
  return lists ?? state.lists
}

/** Messages were missed (`seq` jumps by more than one) or have gone elsewhere: a loaded thread must be fetched again. */
function noteGap(
  state: State,
  known: ConversationView | undefined,
  view: ConversationView,
): State['threads'] {
  const thread = state.threads.get(view.id)
  if (thread === undefined || known === undefined || thread.stale) return state.threads
  const hasMoved = view.inboundCount < known.inboundCount || view.mergedIntoId !== known.mergedIntoId
  if (view.seq - known.seq <= 1 && !hasMoved) return state.threads
  return withEntry(state.threads, view.id, { ...thread, stale: true })
}

/** Counters follow the difference as long as both sides of it are known and nothing is capped. */
function count(
  state: State,
  known: ConversationView | undefined,
  view: ConversationView,
): Pick<State, 'counts' | 'countsStale'> {
  const { counts } = state
  if (counts === null || known === undefined) return { counts, countsStale: state.countsStale }
  const next = { ...counts }
  let countsStale = state.countsStale
  for (const name of COUNTED) {
    const difference =
      Number(belongsTo(name, view, state.me.id)) - Number(belongsTo(name, known, state.me.id))
    if (difference === 0) continue
    if (counts[name] >= counts.cap) countsStale = true
    else next[name] = Math.max(0, counts[name] + difference)
  }
  return isSame(next, counts) ? { counts, countsStale } : { counts: next, countsStale }
}

function noteRead(state: State, read: { conversationId: string; unread: number; seq: number }): State {
  const before = state.reads.get(read.conversationId)
  if (
    before !== undefined &&
    (before.seq > read.seq || (before.seq === read.seq && before.unread <= read.unread))
  ) {
    return state
  }
  const view = state.conversations.get(read.conversationId)
  const reads = withEntry(state.reads, read.conversationId, { seq: read.seq, unread: read.unread })
  if (view === undefined) return { ...state, reads }
  const corrected = withReads(view, { seq: read.seq, unread: read.unread })
  return corrected === view
    ? { ...state, reads }
    : { ...state, reads, conversations: withEntry(state.conversations, view.id, corrected) }
}

/** The thread with this message in its place; an older one than what is loaded comes with its page. */
export function placeMessage(thread: ThreadState, incoming: MessageView): ThreadState {
  const at = thread.messages.findIndex((message) => message.id === incoming.id)
  const known = thread.messages[at]
  if (known !== undefined) {
    const merged = mergeMessage(known, incoming)
    if (merged === known) return thread
    const messages = thread.messages.with(at, merged)
    return { ...thread, messages: merged.at === known.at ? messages : messages.toSorted(compareMessages) }
  }
  const first = thread.messages[0]
  const hasOlder = thread.cursor !== null
  if (hasOlder && first !== undefined && compareMessages(incoming, first) < 0) return thread
  const after = thread.messages.findLastIndex((message) => compareMessages(message, incoming) < 0)
  return { ...thread, messages: thread.messages.toSpliced(after + 1, 0, incoming) }
}

export function putMessage(state: State, message: MessageView): State {
  for (const [id, { messages }] of state.threads) {
    if (id === message.conversationId) continue
    const moved = messages.find((other) => other.id === message.id)
    // It is somewhere else by now, and this still tells of where it was.
    if (moved !== undefined && isOutdated(message, moved)) return state
  }
  return placeInThread(withoutMoved(state, message), message)
}

/** Splitting and merging move messages: none is in two conversations. */
function withoutMoved(state: State, { id, conversationId }: MessageView): State {
  for (const [key, thread] of state.threads) {
    if (key === conversationId || !thread.messages.some((message) => message.id === id)) continue
    const messages = thread.messages.filter((message) => message.id !== id)
    return { ...state, threads: withEntry(state.threads, key, { ...thread, messages }) }
  }
  return state
}

function placeInThread(state: State, message: MessageView): State {
  const pending = withoutPending(state.pending, message)
  const thread = state.threads.get(message.conversationId)
  if (thread === undefined) {
    return pending === state.pending ? state : { ...state, pending }
  }
  const placed = placeMessage(thread, message)
  if (placed === thread && pending === state.pending) return state
  return { ...state, pending, threads: withEntry(state.threads, message.conversationId, placed) }
}

/** The server has it: from here on the message stands for the draft that it was. */
function withoutPending(pending: State['pending'], message: MessageView): State['pending'] {
  if (message.clientId === undefined) return pending
  const drafts = pending.get(message.conversationId)
  const rest = drafts?.filter((draft) => draft.clientId !== message.clientId)
  if (drafts === undefined || rest === undefined || rest.length === drafts.length) return pending
  return withEntry(pending, message.conversationId, rest.length > 0 ? rest : undefined)
}

/** One conversation opened. */
export function putDetail(state: State, detail: ConversationDetail): State {
  const { contactDetail, previous, can, capabilities, ...view } = detail
  const next = putConversation(state, view)
  const fresh = { contactDetail, previous, can, capabilities }
  return isSame(next.details.get(detail.id), fresh)
    ? next
    : { ...next, details: withEntry(next.details, detail.id, fresh) }
}
