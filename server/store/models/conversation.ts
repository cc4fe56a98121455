import type { Conversation } from '../entities.ts'
import type { Keyed } from '../documents.ts'
import {
  collectionSchema,
  flag,
  instant,
  key,
  Mixed,
  number,
  optionalInstant,
  optionalText,
  text,
} from './schema.ts'

export interface ConversationDocument
  extends Keyed, Omit<Conversation, 'id' | 'assigneeId' | 'awaitingCallId' | 'autoReplies'> {
  /** Absent in documents from before there were calls; likewise `autoReplies`. */
  awaitingCallId?: string | null
  autoReplies?: string[]
  /** Empty for nobody. */
  assigneeId: string
  /** Folded words and digits, matched by their beginnings. */
  searchWords: string[]
  /** The inbound events applied last. */
  applied: string[]
  /** Whether the event applied last had been applied before: the answer to whoever applied it. */
  repeated?: boolean
  /** The last request for several conversations that applied an event, and the `seq` of that event. */
  inboundMark?: { by: string; seq: number }
  /** `moves` holds something; derived, for finding what a crash left behind. */
  moving: boolean
  /** `waitingSince` is set; derived, for filtering along an index. */
  waiting: boolean
  /** Waiting ones first, the longest first, then the others by activity; derived. */
  waitingKey: number
  /** The window that closes first, then those without one by activity; derived. */
  windowKey: number
}

export const conversationSchema = collectionSchema<ConversationDocument>('conversations', {
  _id: key,
  environmentId: text,
  number,
  status: text,
  active: flag,
  snoozedUntil: optionalInstant,
  title: text,
  contactId: text,
  contactName: text,
  serviceId: text,
  channelId: text,
  assigneeId: { type: String, default: '' },
  lastMessage: Mixed,
  lastActivityAt: instant,
  inboundCount: number,
  reads: Mixed,
  waitingSince: optionalInstant,
  window: { lastInboundAt: optionalInstant, refusedAt: optionalInstant },
  windowClosesAt: optionalInstant,
  seq: number,
  origin: text,
  awaitingCallId: optionalText,
  autoReplies: [String],
  previousId: optionalText,
  mergedIntoId: optionalText,
  moves: Mixed,
  labels: [String],
  untold: Mixed,
  createdAt: instant,
  updatedAt: instant,
  searchWords: [String],
  applied: [String],
  repeated: Boolean,
  inboundMark: Mixed,
  moving: flag,
  waiting: flag,
  waitingKey: number,
  windowKey: number,
})

/** Names are given where a query asks for one index by name. */
export const WORDS_INDEX = 'words'
export const BEGUN_INDEX = 'begun'
/** By one label; and all that have any, by activity. */
export const LABEL_INDEX = 'label'
export const LABELLED_INDEX = 'labelled'

conversationSchema.index(
  { environmentId: 1, serviceId: 1, contactId: 1 },
  { unique: true, partialFilterExpression: { active: true } },
)
conversationSchema.index({ environmentId: 1, contactId: 1, createdAt: -1 })
// Statistics of a service: when a conversation began never changes, so this costs nothing after it is made.
conversationSchema.index({ environmentId: 1, serviceId: 1, createdAt: -1 }, { name: BEGUN_INDEX })
conversationSchema.index({ environmentId: 1, searchWords: 1 }, { name: WORDS_INDEX })
// Most conversations have no label, and cost these nothing.
conversationSchema.index(
  { environmentId: 1, labels: 1, lastActivityAt: -1, _id: -1 },
  { name: LABEL_INDEX, partialFilterExpression: { 'labels.0': { $exists: true } } },
)
conversationSchema.index(
  { environmentId: 1, lastActivityAt: -1 },
  { name: LABELLED_INDEX, partialFilterExpression: { 'labels.0': { $exists: true } } },
)
conversationSchema.index({ moving: 1 }, { name: 'moving', partialFilterExpression: { moving: true } })
conversationSchema.index({ 'untold.at': 1 }, { name: 'untold', sparse: true })
conversationSchema.index({ snoozedUntil: 1 }, { partialFilterExpression: { status: 'snoozed' } })

// The inbox: every filter is a set of points in front of the sort order, so each list is read off its index from
// where the page begins (several points are merged), whatever the size of the collection.
conversationSchema.index(
  { environmentId: 1, status: 1, waiting: 1, lastActivityAt: -1, _id: -1 },
  { name: 'activity' },
)
conversationSchema.index(
  { environmentId: 1, assigneeId: 1, status: 1, waiting: 1, lastActivityAt: -1, _id: -1 },
  { name: 'activity_assignee' },
)
conversationSchema.index({ environmentId: 1, status: 1, waitingKey: 1, _id: 1 }, { name: 'waiting' })
conversationSchema.index(
  { environmentId: 1, assigneeId: 1, status: 1, waitingKey: 1, _id: 1 },
  { name: 'waiting_assignee' },
)
conversationSchema.index(
  { environmentId: 1, status: 1, waiting: 1, windowKey: 1, _id: 1 },
  { name: 'window' },
)
conversationSchema.index(
  { environmentId: 1, assigneeId: 1, status: 1, waiting: 1, windowKey: 1, _id: 1 },
  { name: 'window_assignee' },
)

/** Numbers given out, by what is counted. */
export interface CounterDocument extends Keyed {
  value: number
}

export const counterSchema = collectionSchema<CounterDocument>('counters', { _id: key, value: number })
