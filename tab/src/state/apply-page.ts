import type { ConversationView } from '../../../server/contract/conversation.ts'
import type { MessageView } from '../../../server/contract/message.ts'
import { placeMessage, putConversation, putMessage } from './apply-event.ts'
import { isListed, COMPARE, listKey, sortIds } from './lists.ts'
import { compareMessages } from './merge-message.ts'
import {
  emptyThread,
  withEntry,
  type ListQuery,
  type ListState,
  type State,
  type ThreadState,
} from './state.ts'

export interface Page<T> {
  items: readonly T[]
  nextCursor: string | null
}

export const emptyList = (query: ListQuery): ListState => ({
  query,
  ids: [],
  cursor: undefined,
  loading: null,
  failed: null,
})

export function patchList(state: State, query: ListQuery, patch: Partial<ListState>): State {
  const key = listKey(query)
  const list = state.lists.get(key) ?? emptyList(query)
  return { ...state, lists: withEntry(state.lists, key, { ...list, ...patch }) }
}

export function patchThread(state: State, conversationId: string, patch: Partial<ThreadState>): State {
  const thread = state.threads.get(conversationId) ?? emptyThread
  return { ...state, threads: withEntry(state.threads, conversationId, { ...thread, ...patch }) }
}

/** A further page of a list. */
export function appendPage(state: State, query: ListQuery, page: Page<ConversationView>): State {
  const next = page.items.reduce(putConversation, state)
  const ids = [...(next.lists.get(listKey(query))?.ids ?? []), ...fitting(next, query, page.items)]
  return patchList(next, query, {
    ids: sortIds(ids, next.conversations, query.sort),
    cursor: page.nextCursor,
    loading: null,
    failed: null,
  })
}

/** What events have changed since the page was made is not put back by it. */
function fitting(state: State, query: ListQuery, items: readonly ConversationView[]): string[] {
  return items
    .map((item) => state.conversations.get(item.id) ?? item)
    .filter((view) => query.q !== '' || isListed(query, view, state.me.id))
    .map((view) => view.id)
}

/**
 * The beginning of a list as the server has it now. What we believed to be in this stretch, and neither the page
 * nor an event since `revision` (taken before asking) confirms, has gone without our noticing.
 */
export function replacePage(
  state: State,
  query: ListQuery,
  page: Page<ConversationView>,
  revision: number,
): State {
  const before = state.lists.get(listKey(query))?.ids ?? []
  const next = page.items.reduce(putConversation, state)
  const listed = new Set(page.items.map((item) => item.id))
  const arrivedSince = (id: string): boolean => (state.arrived.get(id) ?? 0) > revision
  const kept = before.filter((id) => listed.has(id) || arrivedSince(id))
  const lost = before.filter((id) => !listed.has(id) && !arrivedSince(id))

  // What lies behind the page may be as it was; it is fetched again when somebody scrolls there.
  const conversations = new Map(next.conversations)
  if (query.q === '') for (const id of lost) if (!next.threads.has(id)) conversations.delete(id)
  const touched = [...next.conversations.values()]
    .filter((view) => arrivedSince(view.id) && query.q === '' && isListed(query, view, state.me.id))
    .map((view) => view.id)
  const ids = sortIds([...fitting(next, query, page.items), ...kept, ...touched], conversations, query.sort)
  const last = page.items.at(-1)
  const end = last === undefined ? undefined : (conversations.get(last.id) ?? last)
  const within = ids.filter((id) => {
    const view = conversations.get(id)
    if (view === undefined) return false
    if (query.q === '' && !isListed(query, view, state.me.id)) return false
    return (
      page.nextCursor === null || end === undefined || listed.has(id) || COMPARE[query.sort](view, end) <= 0
    )
  })
  return patchList({ ...next, conversations }, query, {
    ids: within,
    cursor: page.nextCursor,
    loading: null,
    failed: null,
  })
}

/** An older stretch of a thread. */
export function prependMessages(state: State, conversationId: string, page: Page<MessageView>): State {
  const next = page.items.reduce(putMessage, state)
  const thread = next.threads.get(conversationId) ?? emptyThread
  const open = page.items.reduce(placeMessage, { ...thread, cursor: null })
  return patchThread(next, conversationId, {
    messages: open.messages,
    cursor: page.nextCursor,
    loading: null,
    failed: null,
  })
}

/**
 * The newest stretch of a thread. When it does not reach down to what is already loaded there may be a gap
 * in between, and what lies above it is given up. `seqBefore`: how far the conversation was when the page was asked for.
 */
export function replaceNewest(
  state: State,
  conversationId: string,
  page: Page<MessageView>,
  seqBefore = 0,
): State {
  const thread = state.threads.get(conversationId) ?? emptyThread
  const oldest = page.items.toSorted(compareMessages)[0]
  const ids = new Set(page.items.map((message) => message.id))
  const meets =
    page.nextCursor === null || oldest === undefined || thread.messages.some((message) => ids.has(message.id))
  const newestSeq = Math.max(seqBefore, ...page.items.map((message) => message.seq))
  // Within the stretch, what the page does not hold is gone (moved to another conversation),
  // unless it arrived after the page was made.
  const kept = thread.messages.filter((message) =>
    message.seq > newestSeq
      ? true
      : ids.has(message.id) || (meets && oldest !== undefined && compareMessages(message, oldest) < 0),
  )
  const cursor = meets && thread.cursor !== undefined ? thread.cursor : page.nextCursor
  const settled = page.items.reduce(putMessage, state)
  const merged = page.items.reduce(placeMessage, { ...thread, messages: kept, cursor: null })
  return patchThread(settled, conversationId, {
    messages: merged.messages,
    cursor: page.nextCursor === null ? null : cursor,
    loading: null,
    failed: null,
    stale: false,
  })
}
