import type { mongo } from 'mongoose'
import { FIRST_REST_KEY, storedAssignee } from './conversation-changes.ts'
import { escapePattern } from './documents.ts'
import { ACTIVE } from '../domain/conversation-state.ts'
import { decodeCursor, encodeCursor } from './keyset.ts'
import { LABELLED } from './conversation-labels.ts'
import { LABEL_INDEX, WORDS_INDEX, type ConversationDocument } from './models/conversation.ts'
import type { ConversationFilter } from './store.ts'
import type { Conversation } from './entities.ts'

type Conversations = mongo.Collection<ConversationDocument>
type Filter = mongo.Filter<ConversationDocument>
export type ConversationSort = 'activity' | 'waiting' | 'window'

const STATUSES = ['open', 'snoozed', 'paused', 'resolved']

const ORDERS = {
  activity: { field: 'lastActivityAt', direction: -1 },
  waiting: { field: 'waitingKey', direction: 1 },
  window: { field: 'windowKey', direction: 1 },
} as const

/**
 * The filter of a list. Status and waiting are always given as points, because only then does an index behind them
 * keep the sort order; `$in` merges several.
 */
export function filterOf(environmentId: string, filter: ConversationFilter, sort: ConversationSort): Filter {
  const { status = STATUSES, assigneeId, serviceId, label, waiting, windowOpenAt, words = [] } = filter
  return {
    environmentId,
    status: { $in: [...status] as Conversation['status'][] },
    ...(assigneeId === undefined ? {} : { assigneeId: storedAssignee(assigneeId) }),
    ...(serviceId === undefined ? {} : { serviceId, ...(isActiveOnly(filter) ? { active: true } : {}) }),
    ...(label === undefined ? {} : { labels: label, ...LABELLED }),
    ...(sort === 'waiting' ? waitingRange(waiting) : { waiting: waiting ?? { $in: [true, false] } }),
    ...(windowOpenAt === undefined ? {} : { windowKey: { $gt: windowOpenAt.getTime() } }),
    ...(words.length === 0 ? {} : { $and: words.map(beginsWith) }),
  }
}

/** Whether a list holds active conversations alone: those of a service stand in an index of their own. */
function isActiveOnly({ status = STATUSES }: ConversationFilter): boolean {
  return status.every((one) => ACTIVE.some((active) => active === one))
}

/** The order by waiting time holds those who wait in its first part, the others in its second. */
function waitingRange(waiting: boolean | undefined): Filter {
  if (waiting === undefined) return {}
  return { waitingKey: waiting ? { $lt: FIRST_REST_KEY } : { $gte: FIRST_REST_KEY } }
}

function beginsWith(word: string): Filter {
  return { searchWords: { $regex: `^${escapePattern(word)}` } }
}

/** One page as a query; exported to prove that it is read off an index. */
export function pageQuery(
  environmentId: string,
  query: ConversationFilter & { sort: ConversationSort; after: string | null },
): { filter: Filter; sort: Record<string, 1 | -1> } {
  const { field, direction } = ORDERS[query.sort]
  const filter = filterOf(environmentId, query, query.sort)
  const sort = { [field]: direction, _id: direction }
  if (query.after === null) return { filter, sort }
  const [, key, id] = decodeCursor('cursor', query.after, [query.sort, 0, ''])
  const at = field === 'lastActivityAt' ? new Date(Number(key)) : Number(key)
  const [beyond, upTo] = direction === 1 ? ['$gt', '$gte'] : ['$lt', '$lte']
  // The condition on the key alone bounds the index; the rest only tells equal keys apart.
  const behind = {
    $and: [{ [field]: { [upTo]: at } }, { $or: [{ [field]: { [beyond]: at } }, { _id: { [beyond]: id } }] }],
  }
  return { filter: { $and: [filter, behind] } as Filter, sort }
}

/** Where the page behind this document begins. */
export function cursorAfter(document: ConversationDocument, sort: ConversationSort): string {
  const value = document[ORDERS[sort].field]
  return encodeCursor([sort, Number(value), document._id])
}

/** Up to so many matches of a word are cheaper to fetch and sort than a list is to search through. */
const FEW_MATCHES = 1000

/** The unique index of active conversations, by the name that MongoDB gives it. */
const SERVICE_INDEX = 'environmentId_1_serviceId_1_contactId_1'

/** How a search is run: words in the order in which they should be looked up, and the index to use. */
export interface SearchPlan {
  words: readonly string[]
  hint?: string
}

/**
 * Which index serves a search. A rare word is looked up and its matches are sorted. A frequent one would be slow
 * that way, but then a walk along the list meets enough matches soon. So the work is bounded for both.
 */
export async function planSearch(
  conversations: Conversations,
  environmentId: string,
  query: ConversationFilter & { sort: ConversationSort },
): Promise<SearchPlan> {
  const { words = [], assigneeId, sort } = query
  const list = assigneeId === undefined ? sort : `${sort}_assignee`
  if (words.length === 0 && query.label !== undefined)
    return planLabel(conversations, { environmentId, label: query.label, list })
  if (words.length === 0) return planService(conversations, { environmentId, query, list })
  const counted = await Promise.all(
    words.map(async (word) => {
      const filter = { environmentId, ...beginsWith(word) }
      return {
        word,
        count: await conversations.countDocuments(filter, { limit: FEW_MATCHES, hint: WORDS_INDEX }),
      }
    }),
  )
  counted.sort((a, b) => a.count - b.count)
  const rarest = counted[0]?.count ?? 0
  return { words: counted.map(({ word }) => word), hint: rarest < FEW_MATCHES ? WORDS_INDEX : list }
}

/**
 * A service with few active conversations is looked up, one with many is met soon on the way along the list. Of those that are
 * over only the list knows.
 */
async function planService(
  conversations: Conversations,
  { environmentId, query, list }: { environmentId: string; query: ConversationFilter; list: string },
): Promise<SearchPlan> {
  const { serviceId } = query
  if (serviceId === undefined) return { words: [] }
  if (!isActiveOnly(query)) return { words: [], hint: list }
  const filter = { environmentId, serviceId, active: true }
  const count = await conversations.countDocuments(filter, { limit: FEW_MATCHES, hint: SERVICE_INDEX })
  return { words: [], hint: count < FEW_MATCHES ? SERVICE_INDEX : list }
}

/** A label with few conversations is looked up, one with many is met soon on the way along the list. */
async function planLabel(
  conversations: Conversations,
  { environmentId, label, list }: { environmentId: string; label: string; list: string },
): Promise<SearchPlan> {
  const filter = { environmentId, labels: label, ...LABELLED }
  const count = await conversations.countDocuments(filter, { limit: FEW_MATCHES, hint: LABEL_INDEX })
  return { words: [], hint: count < FEW_MATCHES ? LABEL_INDEX : list }
}
