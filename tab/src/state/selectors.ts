import type { ConversationView } from '../../../server/contract/conversation.ts'
import type { Thread } from '../features/conversation/types.ts'
import { emptyThread, type State, type ThreadState } from './state.ts'
import type { PendingMessage, Person } from '../features/conversation/types.ts'

const NOBODY: readonly Person[] = []
const NOTHING_PENDING: readonly PendingMessage[] = []

export const viewersOf = (state: State, id: string): readonly Person[] => state.viewers.get(id) ?? NOBODY
export const typingIn = (state: State, id: string): readonly Person[] => state.typing.get(id) ?? NOBODY
export const pendingIn = (state: State, id: string): readonly PendingMessage[] =>
  state.pending.get(id) ?? NOTHING_PENDING
export const threadOf = (state: State, id: string): ThreadState => state.threads.get(id) ?? emptyThread

/** A thread as the pane wants it. */
export function toThread(thread: ThreadState, pending: readonly PendingMessage[]): Thread {
  return {
    messages: thread.messages,
    pending,
    hasOlder: typeof thread.cursor === 'string',
    loading: thread.cursor === undefined && thread.failed === null ? 'first' : thread.loading,
    failed: thread.failed,
  }
}

export const isUnread = (state: State, conversation: ConversationView): boolean =>
  conversation.unread > 0 || state.flagged.has(conversation.id)

/** Unread conversations that concern this member: his own and those nobody has taken. */
export function countUnread(state: State): number {
  let count = 0
  for (const conversation of state.conversations.values()) {
    if (conversation.status !== 'open' || !isUnread(state, conversation)) continue
    if (conversation.assignee === null || conversation.assignee.id === state.me.id) count++
  }
  return count
}

/** Messages of customers over all known conversations: the difference tells what arrived during an outage. */
export function countInbound(state: State): Map<string, number> {
  return new Map([...state.conversations].map(([id, conversation]) => [id, conversation.inboundCount]))
}

/** How many messages of customers are new against an earlier count. */
export function countMissed(state: State, before: ReadonlyMap<string, number>): number {
  let missed = 0
  for (const [id, conversation] of state.conversations) {
    const known = before.get(id)
    // An unknown one may be old and only now within the list: what the member has not read is what is new.
    missed += known === undefined ? conversation.unread : Math.max(0, conversation.inboundCount - known)
  }
  return missed
}
