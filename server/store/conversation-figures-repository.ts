import type { mongo } from 'mongoose'
import type { ConversationOrigin } from '../contract/statistics.ts'
import { firstResponseMs, median } from '../domain/response-times.ts'
import type { ConversationFiguresStore, ServicePeriod } from './conversation-figures-store.ts'
import { nativeOf } from './documents.ts'
import type { Conversation } from './entities.ts'
import { BEGUN_INDEX, type ConversationDocument } from './models/conversation.ts'
import type { MessageDocument } from './models/message.ts'
import type { Models } from './models/models.ts'

type Conversations = mongo.Collection<ConversationDocument>
type Messages = mongo.Collection<MessageDocument>
type Totals = Awaited<ReturnType<ConversationFiguresStore['ofService']>>

/**
 * Conversations whose messages are looked up at once: where one thread serves everybody, as in the embedded store, others must
 * not wait until all of them are through.
 */
const BATCH = 200

const STATUSES = ['open', 'snoozed', 'paused', 'resolved'] as const

/** Sums over conversations and their messages, made when somebody asks: nothing is counted along the way of a message. */
export function createConversationFiguresStore(models: Models): ConversationFiguresStore {
  const conversations = nativeOf(models.conversations)
  const messages = nativeOf(models.messages)
  return {
    async ofService(environmentId, period) {
      const days = new Map<string, Day>()
      const begun = await sumBegun({ conversations, messages, days }, environmentId, period)
      const { inbound, outbound } = await sumMessages(
        { conversations, messages, days },
        environmentId,
        period,
      )
      const sorted = [...days].toSorted(([a], [b]) => (a < b ? -1 : 1))
      return {
        total: { ...begun, inbound, outbound },
        days: sorted.map(([date, day]) => ({ date, ...day })),
      }
    },
  }
}

interface Day {
  opened: number
  inbound: number
  outbound: number
}

interface Work {
  conversations: Conversations
  messages: Messages
  /** What is counted by day, filled along the way. */
  days: Map<string, Day>
}

function dayOf(days: Map<string, Day>, date: string): Day {
  const day = days.get(date) ?? { opened: 0, inbound: 0, outbound: 0 }
  days.set(date, day)
  return day
}

const dateIn = (field: string, timezone: string): object => ({
  $dateToString: { date: field, format: '%Y-%m-%d', timezone },
})

/** Conversations that began in the period; exported to prove that they are read off an index. */
export function begunFilter(
  environmentId: string,
  { serviceId, from, until }: ServicePeriod,
): mongo.Filter<ConversationDocument> {
  return { environmentId, serviceId, createdAt: { $gte: from, $lt: until } }
}

/**
 * Conversations that may hold messages of the period: in which something has happened since its beginning. When they began says
 * nothing, since messages can be split off into a later one. Exported to prove that they are read off an index.
 */
export function activeFilter(
  environmentId: string,
  { serviceId, from }: ServicePeriod,
): mongo.Filter<ConversationDocument> {
  // Status and waiting are given as points, so that the order by activity behind them bounds the index.
  return {
    environmentId,
    status: { $in: [...STATUSES] },
    waiting: { $in: [true, false] },
    lastActivityAt: { $gte: from },
    serviceId,
  }
}

interface BegunRow {
  _id: string
  origin: ConversationOrigin
  status: Conversation['status']
  day: string
}

async function sumBegun(
  { conversations, messages, days }: Work,
  environmentId: string,
  period: ServicePeriod,
): Promise<Omit<Totals['total'], 'inbound' | 'outbound'>> {
  const origins: Partial<Record<ConversationOrigin, number>> = {}
  const responses: number[] = []
  let [opened, resolved, written] = [0, 0, 0]
  const rows = conversations.aggregate<BegunRow>(
    [
      { $match: { ...begunFilter(environmentId, period), mergedIntoId: null } },
      { $project: { origin: 1, status: 1, day: dateIn('$createdAt', period.timeZone) } },
    ],
    { hint: BEGUN_INDEX },
  )
  for await (const batch of batchesOf(rows)) {
    for (const { origin, status, day } of batch) {
      origins[origin] = (origins[origin] ?? 0) + 1
      opened += 1
      if (status === 'resolved') resolved += 1
      dayOf(days, day).opened += 1
    }
    const exchanges = await responsesIn(
      messages,
      batch.map(({ _id }) => _id),
    )
    written += exchanges.length
    responses.push(...exchanges.filter((ms) => ms !== null))
  }
  const middle = median(responses)
  return {
    opened,
    origins,
    resolved,
    written,
    answered: responses.length,
    firstResponseSeconds: middle === null ? null : middle / 1000,
  }
}

/** Of each of these conversations in which the customer wrote, after how many milliseconds a member first answered. */
async function responsesIn(messages: Messages, ids: readonly string[]): Promise<(number | null)[]> {
  const wrote = await messages
    .aggregate<{ _id: string; at: Date }>([
      { $match: { conversationId: { $in: [...ids] }, direction: 'inbound' } },
      { $group: { _id: '$conversationId', at: { $min: '$at' } } },
    ])
    .toArray()
  if (wrote.length === 0) return []
  const answers = await messages
    .aggregate<{ _id: string; ats: Date[] }>([
      {
        $match: {
          conversationId: { $in: wrote.map(({ _id }) => _id) },
          ...SENT,
          'author.kind': 'member',
        },
      },
      { $group: { _id: '$conversationId', ats: { $push: '$at' } } },
    ])
    .toArray()
  const answered = new Map(answers.map(({ _id, ats }) => [_id, ats]))
  return wrote.map(({ _id, at }) => firstResponseMs({ wroteAt: at, answers: answered.get(_id) ?? [] }))
}

/** Messages to the customer. A reaction travels like one and is none. */
const SENT = {
  direction: 'outbound',
  kind: { $ne: 'reaction' },
  'delivery.status': { $ne: 'failed' },
} as const

async function sumMessages(
  { conversations, messages, days }: Work,
  environmentId: string,
  period: ServicePeriod,
): Promise<{ inbound: number; outbound: number }> {
  const sums = { inbound: 0, outbound: 0 }
  const found = conversations.find(activeFilter(environmentId, period), {
    projection: { _id: 1 },
    hint: 'activity',
  })
  for await (const batch of batchesOf(found)) {
    const rows = messages.aggregate<{ _id: { day: string; direction: keyof typeof sums }; count: number }>([
      {
        $match: {
          conversationId: { $in: batch.map(({ _id }) => _id) },
          at: { $gte: period.from, $lt: period.until },
          $or: [{ direction: 'inbound' }, SENT],
        },
      },
      {
        $group: {
          _id: { day: dateIn('$at', period.timeZone), direction: '$direction' },
          count: { $sum: 1 },
        },
      },
    ])
    for await (const { _id: row, count } of rows) {
      sums[row.direction] += count
      dayOf(days, row.day)[row.direction] += count
    }
  }
  return sums
}

async function* batchesOf<T>(rows: AsyncIterable<T>): AsyncGenerator<T[]> {
  let batch: T[] = []
  for await (const row of rows) {
    batch.push(row)
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
