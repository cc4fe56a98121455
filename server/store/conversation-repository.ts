import type { mongo } from 'mongoose'
import type { DeliveryStatus } from '../contract/delivery.ts'
import { ConflictError } from '../lib/errors.ts'
import { searchWordsOf } from '../domain/search-words.ts'
import { derivedFields, outboundStages, settingStages, storedAssignee } from './conversation-changes.ts'
import { moveMethods, toldMethods } from './conversation-afterwork.ts'
import { AFTER, readConversation, VISIBLE, type Conversations } from './conversation-documents.ts'
import { applyingInbound } from './conversation-inbound.ts'
import { labelMethods } from './conversation-labels.ts'
import { cursorAfter, filterOf, planSearch, pageQuery } from './conversation-list.ts'
import {
  entityOrNull,
  isDuplicateKey,
  nativeOf,
  newId,
  pathKey,
  present,
  retryDuplicate,
} from './documents.ts'
import type { Conversation } from './entities.ts'
import type { ConversationDocument, CounterDocument } from './models/conversation.ts'
import type { Models } from './models/models.ts'
import type { ConversationStore } from './store.ts'

/** Conversations, each changed by single writes only. */
export function createConversationStore(models: Models): ConversationStore {
  const conversations = nativeOf(models.conversations)
  const counters = nativeOf(models.counters)
  return {
    ...findMethods(conversations),
    ...listMethods(conversations),
    ...eventMethods(conversations),
    ...changeMethods(conversations),
    ...toldMethods(conversations),
    ...labelMethods(conversations),
    ...moveMethods(conversations),
    ...callMethods(conversations),

    async insert({ id = newId(), searchWords, ...conversation }) {
      const number = await nextNumber(counters, conversation.environmentId)
      const document: ConversationDocument = {
        _id: id,
        number,
        ...conversation,
        assigneeId: storedAssignee(conversation.assigneeId),
        searchWords: [...new Set([...searchWords, String(number)])],
        applied: [],
        ...derivedFields(conversation),
      }
      try {
        await conversations.insertOne(document)
      } catch (error) {
        if (isDuplicateKey(error)) return null
        throw error
      }
      return readConversation(document)
    },
  }
}

/** Numbers rise and are never given twice; one whose conversation was not inserted after all is left out. */
async function nextNumber(
  counters: mongo.Collection<CounterDocument>,
  environmentId: string,
): Promise<number> {
  const counter = await retryDuplicate(() =>
    counters.findOneAndUpdate(
      { _id: `conversations ${environmentId}` },
      { $inc: { value: 1 } },
      { upsert: true, returnDocument: 'after' },
    ),
  )
  return present(counter).value
}

function findMethods(
  conversations: Conversations,
): Pick<
  ConversationStore,
  'find' | 'findAnywhere' | 'findActive' | 'listOfContact' | 'numbersOf' | 'searchWords'
> {
  const findOne = async (filter: mongo.Filter<ConversationDocument>): Promise<Conversation | null> =>
    entityOrNull(await conversations.findOne(filter, { projection: VISIBLE }), readConversation)
  return {
    find: (environmentId, conversationId) => findOne({ _id: conversationId, environmentId }),

    async searchWords(environmentId, conversationId) {
      const filter = { _id: conversationId, environmentId }
      const found = await conversations.findOne(filter, { projection: { searchWords: 1 } })
      return found?.searchWords ?? []
    },

    findAnywhere: (conversationId) => findOne({ _id: conversationId }),

    findActive: (environmentId, serviceId, contactId) =>
      findOne({ environmentId, serviceId, contactId, active: true }),

    async listOfContact(environmentId, contactId, limit) {
      const found = await conversations
        .find({ environmentId, contactId }, { projection: VISIBLE })
        .sort({ createdAt: -1, _id: -1 })
        .limit(limit)
        .toArray()
      return found.map(readConversation)
    },

    async numbersOf(environmentId, ids) {
      const found = await conversations
        .find({ _id: { $in: [...ids] }, environmentId }, { projection: { number: 1 } })
        .toArray()
      return new Map(found.map(({ _id, number }) => [_id, number]))
    },
  }
}

function listMethods(conversations: Conversations): Pick<ConversationStore, 'list' | 'count'> {
  return {
    async list(environmentId, query) {
      const { words, hint } = await planSearch(conversations, environmentId, query)
      const { filter, sort } = pageQuery(environmentId, { ...query, words })
      const found = await conversations
        .find(filter, { projection: VISIBLE, ...(hint === undefined ? {} : { hint }) })
        .sort(sort)
        .limit(query.limit + 1)
        .toArray()
      const page = found.slice(0, query.limit)
      const last = page.at(-1)
      return {
        items: page.map(readConversation),
        nextCursor: found.length > page.length && last !== undefined ? cursorAfter(last, query.sort) : null,
      }
    },

    async count(environmentId, filter, cap) {
      const { words, hint } = await planSearch(conversations, environmentId, { ...filter, sort: 'activity' })
      return conversations.countDocuments(filterOf(environmentId, { ...filter, words }, 'activity'), {
        limit: cap,
        ...(hint === undefined ? {} : { hint }),
      })
    },
  }
}

/** What a late status must not replace: those of the platform reach us in any order. */
const ABOVE: Partial<Record<DeliveryStatus, DeliveryStatus[]>> = {
  sent: ['delivered', 'read'],
  delivered: ['read'],
}

function eventMethods(
  conversations: Conversations,
): Pick<ConversationStore, 'applyInbound' | 'applyOutbound' | 'setLastDelivery' | 'setWindow' | 'markRead'> {
  const apply = applyingInbound(conversations)
  return {
    async applyInbound(environmentId, serviceId, contactId, change) {
      return entityOrNull(await apply({ environmentId, serviceId, contactId, change }), (found) => ({
        conversation: readConversation(found),
        repeated: found.repeated === true,
      }))
    },

    async applyOutbound(environmentId, conversationId, { statuses, ...change }) {
      const document = await conversations.findOneAndUpdate(
        { _id: conversationId, environmentId, status: { $in: [...statuses] } },
        outboundStages(change),
        AFTER,
      )
      return entityOrNull(document, readConversation)
    },

    async setLastDelivery(environmentId, messageId, conversationId, status) {
      const document = await conversations.findOneAndUpdate(
        {
          _id: conversationId,
          environmentId,
          'lastMessage.id': messageId,
          'lastMessage.delivery': { $nin: ABOVE[status] ?? [] },
        },
        { $set: { 'lastMessage.delivery': status }, $max: { updatedAt: new Date() } },
        AFTER,
      )
      return entityOrNull(document, readConversation)
    },

    async setWindow(environmentId, contactId, channelId, ...[{ closesAt, ...window }, now]) {
      const filter = { environmentId, contactId, channelId, active: true }
      const stages = settingStages({ window, windowClosesAt: closesAt }, { now })
      return changeEach(conversations, filter, stages)
    },

    async markRead(environmentId, conversationId, memberId, count) {
      const document = await conversations.findOneAndUpdate(
        { _id: conversationId, environmentId },
        { $max: { [`reads.${pathKey(memberId)}`]: count } },
        AFTER,
      )
      return entityOrNull(document, readConversation)
    },
  }
}

function changeMethods(
  conversations: Conversations,
): Pick<ConversationStore, 'change' | 'take' | 'wakeSnoozed'> {
  return {
    async change(environmentId, conversationId, from, ...[set, now]) {
      const addWords =
        set.contactName === undefined ? [] : searchWordsOf({ names: [set.contactName], phones: [] })
      try {
        const document = await conversations.findOneAndUpdate(
          { _id: conversationId, environmentId, status: { $in: [...from] } },
          settingStages(set, { now, addWords }),
          AFTER,
        )
        return entityOrNull(document, readConversation)
      } catch (error) {
        if (!isDuplicateKey(error)) throw error
        throw new ConflictError('the contact has another active conversation', { cause: error })
      }
    },

    async take(environmentId, conversationId, ...[{ memberId, ...mark }, now]) {
      const free = { _id: conversationId, environmentId, assigneeId: '' }
      const stages = settingStages({ assigneeId: memberId, ...mark }, { now })
      return entityOrNull(await conversations.findOneAndUpdate(free, stages, AFTER), readConversation)
    },

    async wakeSnoozed(now, untold) {
      const filter = { status: 'snoozed' as const, snoozedUntil: { $lte: now } }
      const woken = {
        status: 'open' as const,
        snoozedUntil: null,
        ...(untold === undefined ? {} : { untold }),
      }
      return changeEach(conversations, filter, settingStages(woken, { now }))
    },
  }
}

function callMethods(
  conversations: Conversations,
): Pick<ConversationStore, 'addAutoReply' | 'awaitAnswer' | 'clearAwaited'> {
  return {
    async addAutoReply(environmentId, conversationId, autoReply) {
      const { modifiedCount } = await conversations.updateOne(
        { _id: conversationId, environmentId, autoReplies: { $ne: autoReply } },
        { $push: { autoReplies: autoReply } },
      )
      return modifiedCount === 1
    },

    async awaitAnswer(environmentId, conversationId, callId) {
      const document = await conversations.findOneAndUpdate(
        { _id: conversationId, environmentId },
        { $set: { awaitingCallId: callId } },
        AFTER,
      )
      return entityOrNull(document, readConversation)
    },

    async clearAwaited(environmentId, conversationId, callId) {
      const { modifiedCount } = await conversations.updateOne(
        { _id: conversationId, environmentId, awaitingCallId: callId },
        { $set: { awaitingCallId: null } },
      )
      return modifiedCount === 1
    },
  }
}

/** What one round takes; the next one finds the rest. */
const AT_ONCE = 500

/** Changes each match by a write of its own that checks the filter again; answers with those it changed. */
async function changeEach(
  conversations: Conversations,
  filter: mongo.Filter<ConversationDocument>,
  stages: mongo.Document[],
): Promise<Conversation[]> {
  const matches = await conversations.find(filter, { projection: { _id: 1 }, limit: AT_ONCE }).toArray()
  const changed: Conversation[] = []
  for (const { _id } of matches) {
    const document = await conversations.findOneAndUpdate({ ...filter, _id }, stages, AFTER)
    if (document !== null) changed.push(readConversation(document))
  }
  return changed
}
