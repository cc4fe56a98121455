import type { Conversation, ConversationMove, Untold } from './entities.ts'
import type { ConversationDocument } from './models/conversation.ts'
import type { InboundApplied, Recounted } from './store.ts'

/**
 * The changes of a conversation, as updates in stages: each is one write that decides by what the document holds at
 * that moment. Whatever comes from outside is a `$literal`, because `$` has a meaning in stages.
 */
export type Stages = { $set: Record<string, unknown> }[]

const EPOCH = new Date(0)

/** Beyond every time in milliseconds; what lies above half of it is no time of its own but an order by activity. */
const FAR = 1e15
export const FIRST_REST_KEY = FAR / 2

const millisecondsOf = (field: string): object => ({ $subtract: [field, EPOCH] })
const byActivity = { $subtract: [FAR, millisecondsOf('$lastActivityAt')] }

/** Ends every change: the sort keys follow from the fields they stand for. */
const DERIVE = {
  $set: {
    moving: { $gt: [{ $size: '$moves' }, 0] },
    waiting: { $ne: ['$waitingSince', null] },
    waitingKey: { $ifNull: [millisecondsOf('$waitingSince'), byActivity] },
    windowKey: { $ifNull: [millisecondsOf('$windowClosesAt'), byActivity] },
  },
}

/** The same for a document that is about to be inserted. */
export function derivedFields(
  of: Pick<Conversation, 'moves' | 'waitingSince' | 'windowClosesAt' | 'lastActivityAt'>,
): Pick<ConversationDocument, 'moving' | 'waiting' | 'waitingKey' | 'windowKey'> {
  const rest = FAR - of.lastActivityAt.getTime()
  return {
    moving: of.moves.length > 0,
    waiting: of.waitingSince !== null,
    waitingKey: of.waitingSince?.getTime() ?? rest,
    windowKey: of.windowClosesAt?.getTime() ?? rest,
  }
}

/**
 * Nobody is a value like any member: `null` would do for a query, but no index takes it for a single point, because
 * it also stands for what is missing.
 */
const NOBODY = ''

export function storedAssignee(assigneeId: string | null): string {
  return assigneeId ?? NOBODY
}

export function readAssignee(stored: string): string | null {
  return stored === NOBODY ? null : stored
}

const raiseSeq = { seq: { $add: ['$seq', 1] } }

/**
 * The mark gets the `seq` that the same change raises the conversation to. One that is there already stays, unless somebody else
 * has the conversation by now: telling of it shows the state of the moment anyway.
 */
function marked(untold: Omit<Untold, 'seq'> | undefined): Record<string, unknown> {
  if (untold === undefined) return {}
  const mark = { $mergeObjects: [{ $literal: untold }, raiseSeq] }
  return { untold: untold.kind === 'assignment' ? mark : { $ifNull: ['$untold', mark] } }
}

/** How many inbound events a conversation remembers: more than can be under way for one person. */
const REMEMBERED_EVENTS = 20

const keepNewestEvents = (eventId: string): object => ({
  $slice: [{ $concatArrays: ['$applied', [{ $literal: eventId }]] }, -REMEMBERED_EVENTS],
})

const newestPreview = (lastMessage: { at: Date }): object => ({
  $cond: [
    { $gt: [{ $ifNull: ['$lastMessage.at', EPOCH] }, lastMessage.at] },
    '$lastMessage',
    { $literal: lastMessage },
  ],
})

/** What an inbound event changes, but `seq`. */
function inboundFields(change: InboundApplied): Record<string, unknown> {
  const { eventId, counts, lastMessage, window, now } = change
  const { closesAt, ...state } = window
  // Somebody whose message came late has waited since they wrote it; a provider's clock ahead of ours is not believed.
  const wroteAt = lastMessage !== null && lastMessage.at < now ? lastMessage.at : now
  return {
    channelId: { $literal: change.channelId },
    contactName: { $literal: change.contactName },
    searchWords: { $setUnion: [{ $literal: change.searchWords }, [{ $toString: '$number' }]] },
    window: { $literal: state },
    windowClosesAt: { $literal: closesAt },
    status: { $cond: [{ $eq: ['$status', 'snoozed'] }, 'open', '$status'] },
    snoozedUntil: null,
    updatedAt: { $max: ['$updatedAt', now] },
    applied: keepNewestEvents(eventId),
    ...(lastMessage === null ? {} : { lastMessage: newestPreview(lastMessage) }),
    ...(lastMessage === null && !counts ? {} : { lastActivityAt: { $max: ['$lastActivityAt', now] } }),
    ...(counts
      ? {
          inboundCount: { $add: ['$inboundCount', 1] },
          waitingSince: { $ifNull: ['$waitingSince', wroteAt] },
        }
      : {}),
  }
}

/** An inbound event: changes nothing but `seq` when it was applied before. */
export function inboundStages(change: InboundApplied): Stages {
  const guarded = Object.entries(inboundFields(change)).map(([field, value]) => [
    field,
    { $cond: ['$repeated', `$${field}`, value] },
  ])
  return [
    { $set: { repeated: { $in: [{ $literal: change.eventId }, '$applied'] } } },
    { $set: { ...raiseSeq, ...Object.fromEntries(guarded) } },
    DERIVE,
  ]
}

/**
 * An inbound event for a conversation to which it has not been applied, as the filter must make sure of. The mark
 * tells the request `by`, when it reads the conversation back, which `seq` is this event's.
 */
export function firstInboundStages(change: InboundApplied, by: string): Stages {
  const inboundMark = { by, seq: raiseSeq.seq }
  return [{ $set: { ...raiseSeq, ...inboundFields(change), repeated: false, inboundMark } }, DERIVE]
}

/** Reserves a `seq`. */
export const RESERVE: Stages = [{ $set: raiseSeq }]

/** Something of ours: a message, a note, an entry. */
export function outboundStages(change: {
  lastMessage: Conversation['lastMessage']
  answers: boolean
  now: Date
}): Stages {
  const { lastMessage, answers, now } = change
  const preview = lastMessage !== null && {
    lastMessage: newestPreview(lastMessage),
    lastActivityAt: { $max: ['$lastActivityAt', now] },
  }
  return [
    {
      $set: {
        ...raiseSeq,
        ...preview,
        ...(answers ? { waitingSince: null } : {}),
        updatedAt: { $max: ['$updatedAt', now] },
      },
    },
    DERIVE,
  ]
}

/** Messages are to come from another conversation. */
export function moveStages(move: ConversationMove & { seq: number }, now: Date): Stages {
  const { seq, ...noted } = move
  const known = { $in: [{ $literal: move.from }, '$moves.from'] }
  return [
    {
      $set: {
        moves: { $cond: [known, '$moves', { $concatArrays: ['$moves', [{ $literal: noted }]] }] },
        seq: { $add: [{ $max: ['$seq', seq] }, 1] },
        updatedAt: { $max: ['$updatedAt', now] },
      },
    },
    DERIVE,
  ]
}

/** What follows from the messages after some have come or gone. */
export function recountStages(counted: Recounted, now: Date): Stages {
  const { inboundCount, lastMessage, arrivedFrom, untold } = counted
  const left = { $filter: { input: '$moves', cond: { $ne: ['$$this.from', { $literal: arrivedFrom }] } } }
  return [
    {
      $set: {
        ...raiseSeq,
        inboundCount,
        lastMessage: { $literal: lastMessage },
        ...(arrivedFrom === undefined ? {} : { moves: left }),
        ...marked(untold),
        updatedAt: { $max: ['$updatedAt', now] },
      },
    },
    DERIVE,
  ]
}

/** Sets fields as given. */
export function settingStages(
  set: Omit<Partial<Conversation>, 'untold'> & { untold?: Omit<Untold, 'seq'> },
  options: { now: Date; addWords?: readonly string[] },
): Stages {
  const { now, addWords = [] } = options
  const { assigneeId, untold, ...rest } = set
  const fields = { ...rest, ...(assigneeId === undefined ? {} : { assigneeId: storedAssignee(assigneeId) }) }
  const literals = Object.entries(fields).map(([field, value]) => [field, { $literal: value }])
  return [
    {
      $set: {
        ...Object.fromEntries(literals),
        ...raiseSeq,
        ...marked(untold),
        ...(addWords.length === 0
          ? {}
          : { searchWords: { $setUnion: ['$searchWords', { $literal: addWords }] } }),
        updatedAt: { $max: ['$updatedAt', now] },
      },
    },
    DERIVE,
  ]
}

/** Sets fields to what the database computes from the conversation as it is. */
export function computingStages(fields: Record<string, object>, now: Date): Stages {
  return [{ $set: { ...fields, ...raiseSeq, updatedAt: { $max: ['$updatedAt', now] } } }, DERIVE]
}
