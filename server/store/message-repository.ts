import type { mongo } from 'mongoose'
import { laneOf } from '../domain/lanes.ts'
import { combined, type Outcome } from '../lib/combine.ts'
import { entityOrNull, isDuplicateKey, nativeOf, newId } from './documents.ts'
import type { Message } from './entities.ts'
import { failuresOf, isRefusedUnsent } from './insert-new.ts'
import { decodeCursor, encodeCursor } from './keyset.ts'
import {
  advanceUpdate,
  AT_ONCE,
  isUnfinished,
  NEXT_VERSION,
  reactionStages,
  type Advance,
} from './message-changes.ts'
import type { MessageDocument } from './models/message.ts'
import type { Models } from './models/models.ts'
import type { MessageStore } from './store.ts'

type Messages = mongo.Collection<MessageDocument>
type Filter = mongo.Filter<MessageDocument>

const AFTER = { returnDocument: 'after' } as const

function readMessage(document: MessageDocument): Message {
  const { _id, outbox: _outbox, lane: _lane, dueAt: _dueAt, reactions = [], ...rest } = document
  const shown = reactions.filter(({ emoji }) => emoji !== '')
  return { id: _id, ...rest, ...(shown.length === 0 ? {} : { reactions: shown }) }
}

const MESSAGES_AT_ONCE = 128

/** Inserts several messages and tells of each whether it is there. */
async function insertEach(
  messages: Messages,
  documents: readonly MessageDocument[],
): Promise<Outcome<undefined>[]> {
  const [only, ...others] = documents
  if (only !== undefined && others.length === 0) {
    await messages.insertOne(only)
    return [{ answer: undefined }]
  }
  const failures = await failuresOf(() => messages.insertMany([...documents], { ordered: false }))
  return documents.map((_, at) => {
    const error = failures.get(at)
    return error === undefined ? { answer: undefined } : { error }
  })
}

/** Messages; those that have yet to leave are the outbox. */
export function createMessageStore(models: Models): MessageStore {
  const messages = nativeOf(models.messages)
  const insertTogether = combined({
    most: MESSAGES_AT_ONCE,
    separates: isRefusedUnsent,
    run: (documents: readonly MessageDocument[]) => insertEach(messages, documents),
  })
  const findOne = async (filter: Filter): Promise<Message | null> =>
    entityOrNull(await messages.findOne(filter), readMessage)
  return {
    find: (environmentId, messageId) => findOne({ _id: messageId, environmentId }),

    findByExternalId: (channelId, externalId) => findOne({ channelId, externalId }),

    findByClientId: (environmentId, conversationId, clientId) =>
      findOne({ conversationId, clientId, environmentId }),

    async page(environmentId, conversationId, { before, limit }) {
      const found = await messages
        .find(pageFilter(environmentId, conversationId, before))
        .sort({ at: -1, seq: -1 })
        .limit(limit + 1)
        .toArray()
      const page = found.slice(0, limit)
      const last = page.at(-1)
      const more = found.length > page.length && last !== undefined
      return {
        items: page.map(readMessage),
        nextCursor: more ? encodeCursor([last.at.getTime(), last.seq]) : null,
      }
    },

    async insert({ id = newId(), ...message }) {
      const document: MessageDocument = { _id: id, ...message, ...outboxFields(message) }
      try {
        await insertTogether(document)
        return { message: readMessage(document), inserted: true }
      } catch (error) {
        if (!isDuplicateKey(error)) throw error
        const existing = await findTwin(messages, document)
        if (existing === null) throw error
        return { message: readMessage(existing), inserted: false }
      }
    },

    ...changeMethods(messages),
    ...fileMethods(messages),
    ...moveMethods(messages),
    ...outboxMethods(messages),
  }
}

/** One page's filter; exported to prove that it is read off an index. */
export function pageFilter(environmentId: string, conversationId: string, before: string | null): Filter {
  const filter: Filter = {
    conversationId,
    environmentId,
    // These travel like messages but show on the message they belong to.
    'dispatch.reaction': { $exists: false },
  }
  if (before === null) return filter
  const [atMs, seq] = decodeCursor('before', before, [0, 0])
  const at = new Date(Number(atMs))
  return { ...filter, at: { $lte: at }, $or: [{ at: { $lt: at } }, { seq: { $lt: Number(seq) } }] }
}

function outboxFields({
  conversationId,
  delivery,
}: Pick<Message, 'conversationId' | 'delivery'>): Partial<MessageDocument> {
  if (delivery === undefined) return {}
  const lane = laneOf(conversationId)
  if (!isUnfinished(delivery.status)) return { lane }
  return { lane, outbox: true, dueAt: delivery.nextAttemptAt ?? AT_ONCE }
}

/** The message that took a unique value of `document` before. */
async function findTwin(messages: Messages, document: MessageDocument): Promise<MessageDocument | null> {
  const { _id, channelId, externalId, conversationId, clientId } = document
  const filters: Filter[] = [{ _id }]
  if (channelId !== undefined && externalId !== undefined) filters.push({ channelId, externalId })
  if (clientId !== undefined) filters.push({ conversationId, clientId })
  for (const filter of filters) {
    const found = await messages.findOne(filter)
    if (found !== null) return found
  }
  return null
}

function moveMethods(messages: Messages): Pick<MessageStore, 'move' | 'summarise'> {
  return {
    async move(environmentId, from, to, messageIds) {
      const filter: Filter = { environmentId, conversationId: from }
      await messages.updateMany(
        messageIds === null ? filter : { ...filter, _id: { $in: [...messageIds] } },
        // What a client called it is unique per conversation, and its request is long answered.
        { $set: { conversationId: to }, $unset: { clientId: '' }, ...NEXT_VERSION },
      )
    },

    async summarise(environmentId, conversationId) {
      const shown: Filter = { conversationId, environmentId, 'dispatch.reaction': { $exists: false } }
      const [inboundCount, newest] = await Promise.all([
        messages.countDocuments({ ...shown, direction: 'inbound' }),
        messages.findOne(
          { ...shown, direction: { $in: ['inbound', 'outbound'] } },
          { sort: { at: -1, seq: -1 } },
        ),
      ])
      return { inboundCount, newest: entityOrNull(newest, readMessage) }
    },
  }
}

function changeMethods(messages: Messages): Pick<MessageStore, 'setReaction' | 'edit' | 'revoke'> {
  return {
    async setReaction(environmentId, messageId, reaction) {
      const document = await messages.findOneAndUpdate(
        { _id: messageId, environmentId },
        reactionStages(reaction),
        AFTER,
      )
      return entityOrNull(document, readMessage)
    },

    async edit(environmentId, messageId, text, at) {
      const document = await messages.findOneAndUpdate(
        {
          _id: messageId,
          environmentId,
          revokedAt: { $exists: false },
          // Edits may come in any order; the newest stands.
          $or: [{ editedAt: { $exists: false } }, { editedAt: { $lte: at } }],
        },
        text === undefined
          ? { $set: { editedAt: at }, $unset: { text: '' }, ...NEXT_VERSION }
          : { $set: { editedAt: at, text }, ...NEXT_VERSION },
        AFTER,
      )
      return entityOrNull(document, readMessage)
    },

    async revoke(environmentId, messageId, at) {
      const document = await messages.findOneAndUpdate(
        { _id: messageId, environmentId },
        { $min: { revokedAt: at }, ...NEXT_VERSION },
        AFTER,
      )
      return entityOrNull(document, readMessage)
    },
  }
}

function fileMethods(messages: Messages): Pick<MessageStore, 'setAttachment' | 'addAttachment' | 'setCall'> {
  return {
    async setAttachment(environmentId, messageId, attachment) {
      const document = await messages.findOneAndUpdate(
        { _id: messageId, environmentId, 'attachments.id': attachment.id },
        { $set: { 'attachments.$': attachment }, ...NEXT_VERSION },
        AFTER,
      )
      return entityOrNull(document, readMessage)
    },

    async addAttachment(environmentId, messageId, attachment) {
      const document = await messages.findOneAndUpdate(
        { _id: messageId, environmentId, 'attachments.id': { $ne: attachment.id } },
        { $push: { attachments: attachment }, ...NEXT_VERSION },
        AFTER,
      )
      return entityOrNull(document, readMessage)
    },

    async setCall(environmentId, messageId, call) {
      const document = await messages.findOneAndUpdate(
        { _id: messageId, environmentId },
        { $set: { call }, ...NEXT_VERSION },
        AFTER,
      )
      return entityOrNull(document, readMessage)
    },
  }
}

function outboxMethods(
  messages: Messages,
): Pick<MessageStore, 'heads' | 'claim' | 'expireClaims' | 'advance'> {
  return {
    async heads(lanes, now, limit) {
      const ids = await headIds(messages, { lanes, now, limit })
      if (ids.length === 0) return []
      const found = await messages.find({ _id: { $in: ids } }).toArray()
      const byId = new Map(found.map((document) => [document._id, document]))
      return ids.flatMap((id) => {
        const document = byId.get(id)
        return document === undefined ? [] : [readMessage(document)]
      })
    },

    async claim(messageId, now, leaseUntil) {
      const document = await messages.findOneAndUpdate(
        { _id: messageId, 'delivery.status': 'queued', dueAt: { $lte: now } },
        {
          $set: { 'delivery.status': 'sending', 'delivery.at': now, dueAt: leaseUntil },
          $inc: { 'delivery.attempts': 1, ...NEXT_VERSION.$inc },
          $unset: { 'delivery.nextAttemptAt': '' },
        },
        AFTER,
      )
      return entityOrNull(document, readMessage)
    },

    async expireClaims(now) {
      const expired: Filter = { outbox: true, 'delivery.status': 'sending', dueAt: { $lte: now } }
      const found = await messages.find(expired, { projection: { _id: 1 } }).toArray()
      const released: Message[] = []
      for (const { _id } of found) {
        const document = await messages.findOneAndUpdate(
          { ...expired, _id },
          advanceUpdate({ status: 'unconfirmed', at: new Date() }),
          AFTER,
        )
        if (document !== null) released.push(readMessage(document))
      }
      return released
    },

    async advance(messageId, from, to) {
      return entityOrNull(await advanceOnce(messages, messageId, from, to), readMessage)
    },
  }
}

/**
 * The first unfinished message of each conversation that may leave now, oldest first. One that may not leave yet
 * hides those behind it. Reads the outbox only as far as needed.
 */
async function headIds(
  messages: Messages,
  { lanes, now, limit }: { lanes: readonly number[]; now: Date; limit: number },
): Promise<string[]> {
  const cursor = messages
    .find(
      { outbox: true, lane: { $in: [...lanes] } },
      { projection: { conversationId: 1, 'delivery.status': 1, dueAt: 1 } },
    )
    .sort({ at: 1, seq: 1 })
    .batchSize(limit * 4)
  const seen = new Set<string>()
  const ids: string[] = []
  for await (const { _id, conversationId, delivery, dueAt } of cursor) {
    if (seen.has(conversationId)) continue
    seen.add(conversationId)
    if (delivery?.status === 'queued' && (dueAt ?? AT_ONCE) <= now) ids.push(_id)
    if (ids.length >= limit) break
  }
  return ids
}

async function advanceOnce(
  messages: Messages,
  messageId: string,
  from: readonly string[],
  to: Advance,
): Promise<MessageDocument | null> {
  const filter = { _id: messageId, 'delivery.status': { $in: [...from] } } as Filter
  try {
    return await messages.findOneAndUpdate(filter, advanceUpdate(to), AFTER)
  } catch (error) {
    if (!isDuplicateKey(error) || to.externalId === undefined) throw error
    // Another entry bears the platform's id already, such as its echo of our own message. That ours was sent is a
    // fact all the same, and must not be lost for the id's sake.
    const { externalId: _externalId, ...rest } = to
    return messages.findOneAndUpdate(filter, advanceUpdate(rest), AFTER)
  }
}
