import type { ConversationDetail, ConversationView } from '../../../server/contract/conversation.ts'
import type { ChannelView, Counts } from '../../../server/contract/http.ts'
import type { MemberView, MeView } from '../../../server/contract/member.ts'
import type { MessageView } from '../../../server/contract/message.ts'
import type { FailureCode } from '../api/api-error.ts'
import type { Connection } from '../api/socket.ts'
import type { PendingMessage, Person } from '../features/conversation/types.ts'

export const VIEWS = ['mine', 'unassigned', 'open', 'waiting', 'later', 'resolved'] as const
export type ViewName = (typeof VIEWS)[number]

export const SORTS = ['activity', 'waiting', 'window'] as const
export type SortName = (typeof SORTS)[number]

/** Which conversations a list holds and in which order. */
export interface ListQuery {
  view: ViewName
  sort: SortName
  q: string
  /** Only this service's; every one's when absent. */
  serviceId?: string
  /** Only those with this label. */
  label?: string
}

export interface ListState {
  query: ListQuery
  /** In order; up to the end of the last page that was fetched. */
  ids: readonly string[]
  /** Where the next page begins; `null` at the end, `undefined` before the first page. */
  cursor: string | null | undefined
  loading: 'first' | 'more' | null
  failed: FailureCode | null
}

export interface ThreadState {
  /** Oldest first by `(at, seq)`. */
  messages: readonly MessageView[]
  /** Where older messages begin; `null` at the beginning, `undefined` before the first page. */
  cursor: string | null | undefined
  loading: 'first' | 'older' | null
  failed: FailureCode | null
  /** Something was missed: the newest page must be fetched again before the thread can be trusted. */
  stale: boolean
}

/** What only the opened conversation brings; the view itself is in `conversations`. */
export type DetailState = Pick<ConversationDetail, 'contactDetail' | 'previous' | 'can' | 'capabilities'>

export interface TypingPerson extends Person {
  by: 'member' | 'contact'
  /** Local milliseconds; a sign without a repeat goes stale. */
  at: number
}

/** Something that happened without a person asking; shown once. */
export interface Notice {
  key: string
  kind: 'message_failed' | 'channel_failing' | 'channel_recovered'
  conversationId?: string
  channelName?: string
  platformCode?: string
}

/** Everything that is known about one environment, as one member sees it. Never changed, only replaced. */
export interface State {
  me: MeView['user']
  environmentId: string
  conversations: ReadonlyMap<string, ConversationView>
  /** Counts up with everything that arrives; tells what is newer than a request. */
  revision: number
  /** At which revision a conversation arrived last. */
  arrived: ReadonlyMap<string, number>
  /** Up to which `seq` the member has read, and what was unread then. */
  reads: ReadonlyMap<string, { seq: number; unread: number }>
  /** Read, but to be drawn as unread until opened again: a note to oneself. */
  flagged: ReadonlySet<string>
  lists: ReadonlyMap<string, ListState>
  threads: ReadonlyMap<string, ThreadState>
  details: ReadonlyMap<string, DetailState>
  pending: ReadonlyMap<string, readonly PendingMessage[]>
  viewers: ReadonlyMap<string, readonly Person[]>
  typing: ReadonlyMap<string, readonly TypingPerson[]>
  counts: Counts | null
  /** The figures can no longer be kept up by differences alone. */
  countsStale: boolean
  members: readonly MemberView[] | null
  /** The environment's labels, the most used first; `null` until they are asked for. */
  labels: readonly string[] | null
  channels: readonly ChannelView[]
  notices: readonly Notice[]
  connection: Connection
  /** Messages that arrived while nobody was listening; `null` when there is nothing to say. */
  caughtUp: number | null
}

export function emptyState(me: MeView['user'], environmentId: string): State {
  return {
    me,
    environmentId,
    conversations: new Map(),
    revision: 0,
    arrived: new Map(),
    reads: new Map(),
    flagged: new Set(),
    lists: new Map(),
    threads: new Map(),
    details: new Map(),
    pending: new Map(),
    viewers: new Map(),
    typing: new Map(),
    counts: null,
    countsStale: false,
    members: null,
    labels: null,
    channels: [],
    notices: [],
    connection: 'connecting',
    caughtUp: null,
  }
}

export const emptyThread: ThreadState = {
  messages: [],
  cursor: undefined,
  loading: null,
  failed: null,
  stale: false,
}

/** A copy of a map with one entry set, or without it. */
export function withEntry<V>(
  map: ReadonlyMap<string, V>,
  key: string,
  value: V | undefined,
): ReadonlyMap<string, V> {
  const copy = new Map(map)
  if (value === undefined) copy.delete(key)
  else copy.set(key, value)
  return copy
}
