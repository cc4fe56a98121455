import type { ConversationStatus, ConversationView } from '../../../server/contract/conversation.ts'
import type { RouteQueryInput } from '../../../server/contract/http.ts'
import type { ListQuery, ListState, SortName, State, ViewName } from './state.ts'

interface ViewFilter {
  status: readonly ConversationStatus[]
  assignee?: 'me' | 'none'
  waiting?: true
}

/** What each view shows; the same words are sent to the server and applied to events. */
const FILTERS: Record<ViewName, ViewFilter> = {
  mine: { status: ['open'], assignee: 'me' },
  unassigned: { status: ['open'], assignee: 'none' },
  open: { status: ['open'] },
  waiting: { status: ['open'], waiting: true },
  later: { status: ['snoozed', 'paused'] },
  resolved: { status: ['resolved'] },
}

export function listKey(query: ListQuery): string {
  const { view, sort, q, serviceId = '', label } = query
  // The only parts that people write, so that nothing of one can be taken for the other.
  const words = label === undefined ? q : JSON.stringify([label, q])
  return q === '' ? `${view} ${sort} ${serviceId} ${words}` : `? ${sort} ${serviceId} ${words}`
}

/** A search looks everywhere, whatever view it was started from. */
export function toRouteQuery(query: ListQuery): RouteQueryInput<'GET /environments/:id/conversations'> {
  const only = {
    ...(query.serviceId === undefined ? {} : { service: query.serviceId }),
    ...(query.label === undefined ? {} : { label: query.label }),
  }
  if (query.q !== '') return { q: query.q, sort: query.sort, ...only }
  const filter = FILTERS[query.view]
  return {
    status: filter.status.join(','),
    sort: query.sort,
    ...only,
    ...(filter.assignee === undefined ? {} : { assignee: filter.assignee }),
    ...(filter.waiting === undefined ? {} : { waiting: 'true' }),
  }
}

/** Whether a conversation belongs to a view now. */
export function belongsTo(view: ViewName, conversation: ConversationView, memberId: string): boolean {
  const filter = FILTERS[view]
  if (!filter.status.includes(conversation.status)) return false
  if (filter.assignee === 'me' && conversation.assignee?.id !== memberId) return false
  if (filter.assignee === 'none' && conversation.assignee !== null) return false
  return filter.waiting === undefined || conversation.waitingSince !== null
}

/** Whether a list holds a conversation now: the order by closing window has only windows that still can close. */
export function isListed(
  { view, sort, serviceId, label }: Pick<ListQuery, 'view' | 'sort' | 'serviceId' | 'label'>,
  conversation: ConversationView,
  memberId: string,
): boolean {
  if (serviceId !== undefined && serviceId !== conversation.service.id) return false
  if (label !== undefined && !conversation.labels.includes(label)) return false
  if (!belongsTo(view, conversation, memberId)) return false
  return sort !== 'window' || conversation.window.open || conversation.window.closesAt === null
}

export const activityAt = (conversation: ConversationView): string =>
  conversation.lastMessage?.at ?? conversation.createdAt

type Compare = (a: ConversationView, b: ConversationView) => number

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Smallest first, absent last. */
function byInstant(a: string | null, b: string | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
  return byText(a, b)
}

const byActivity: Compare = (a, b) => byText(activityAt(b), activityAt(a)) || byText(b.id, a.id)

const closing = (conversation: ConversationView): string | null =>
  conversation.window.open ? conversation.window.closesAt : null

export const COMPARE: Record<SortName, Compare> = {
  activity: byActivity,
  waiting: (a, b) => byInstant(a.waitingSince, b.waitingSince) || byActivity(a, b),
  window: (a, b) => byInstant(closing(a), closing(b)) || byActivity(a, b),
}

/** Where a conversation stands, or would stand, in an ordered list. */
function positionOf(
  ids: readonly string[],
  conversation: ConversationView,
  conversations: State['conversations'],
  compare: Compare,
): number {
  let low = 0
  let high = ids.length
  while (low < high) {
    const middle = (low + high) >> 1
    const other = conversations.get(ids[middle] ?? '')
    if (other !== undefined && compare(other, conversation) < 0) low = middle + 1
    else high = middle
  }
  return low
}

/** The list after this conversation has changed; lists that are not concerned come back as they are. */
export function placeInList(
  list: ListState,
  conversation: ConversationView,
  state: Pick<State, 'conversations' | 'me'>,
): ListState {
  const { query, cursor } = list
  const at = list.ids.indexOf(conversation.id)
  // Only the server can tell what a search finds.
  if (query.q !== '' || cursor === undefined) return list

  if (!isListed(query, conversation, state.me.id)) {
    return at === -1 ? list : { ...list, ids: list.ids.filter((id) => id !== conversation.id) }
  }
  const others = at === -1 ? list.ids : list.ids.filter((id) => id !== conversation.id)
  const position = positionOf(others, conversation, state.conversations, COMPARE[query.sort])
  // Behind the last one that was fetched it may or may not come next: the next page will tell.
  if (position === others.length && cursor !== null && others.length > 0) {
    return at === -1 ? list : { ...list, ids: others }
  }
  if (position === at) return list
  return { ...list, ids: [...others.slice(0, position), conversation.id, ...others.slice(position)] }
}

/** Ids in the order of the list, each once. */
export function sortIds(
  ids: Iterable<string>,
  conversations: State['conversations'],
  sort: SortName,
): string[] {
  const known = [...new Set(ids)].flatMap((id) => conversations.get(id) ?? [])
  return known.toSorted(COMPARE[sort]).map((conversation) => conversation.id)
}
