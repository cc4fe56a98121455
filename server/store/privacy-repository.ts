import type { Connection } from 'mongoose'
import { callResult } from '../contract/call.ts'
import type { Call } from './call-entities.ts'
import { readCall } from './call-repository.ts'
import { entityOrNull, escapePattern, nativeOf, present, retryDuplicate, toEntity } from './documents.ts'
import { fileContentsOf, type FileContents } from './file-contents.ts'
import { leaveRecordingsOf } from './left-recording-repository.ts'
import type { Models } from './models/models.ts'
import type { ErasedPerson, ErasureCounts, PrivacyStore } from './privacy-store.ts'

const AFTER = { returnDocument: 'after' } as const
const AT_ONCE = 500

const NOTHING: ErasureCounts = { conversations: 0, messages: 0, files: 0, calls: 0, contacts: 0, events: 0 }

interface Parts {
  models: Models
  contents: FileContents
}

/** Finds and deletes one contact's data. What leads to something else goes last, so that a crash leaves nothing unreachable. */
export function createPrivacyStore(connection: Connection, models: Models): PrivacyStore {
  const parts = { models, contents: fileContentsOf(connection) }
  return { ...recordMethods(models), ...findMethods(models), ...deletionMethods(parts) }
}

function recordMethods({
  erasures: model,
}: Models): Pick<PrivacyStore, 'begin' | 'find' | 'findCaller' | 'due' | 'update'> {
  const erasures = nativeOf(model)
  return {
    async begin({ id, ...erasure }) {
      const fresh = {
        conversationIds: [],
        noted: false,
        finishedAt: null,
        counts: { ...NOTHING },
      }
      const document = await retryDuplicate(() =>
        erasures.findOneAndUpdate(
          { _id: id },
          { $setOnInsert: { ...erasure, ...fresh } },
          { ...AFTER, upsert: true },
        ),
      )
      return toEntity(present(document))
    },

    async find(environmentId, contactId) {
      return entityOrNull(await erasures.findOne({ environmentId, contactId }), toEntity)
    },

    async findCaller(environmentId, phone) {
      const underWay = { environmentId, kind: 'caller' as const, 'person.phones': phone, finishedAt: null }
      return entityOrNull(await erasures.findOne(underWay), toEntity)
    },

    async due(now, limit) {
      const found = await erasures
        .find({ dueAt: { $lte: now } })
        .sort({ dueAt: 1 })
        .limit(limit)
        .toArray()
      return found.map(toEntity)
    },

    async update(erasureId, { counts = {}, conversationIds = [], set = {} }) {
      const raised = Object.entries(counts).filter(([, value]) => value > 0)
      const change = {
        ...(Object.keys(set).length === 0 ? {} : { $set: set }),
        ...(raised.length === 0
          ? {}
          : { $inc: Object.fromEntries(raised.map(([name, value]) => [`counts.${name}`, value])) }),
        ...(conversationIds.length === 0
          ? {}
          : { $addToSet: { conversationIds: { $each: [...conversationIds] } } }),
      }
      const document =
        Object.keys(change).length === 0
          ? await erasures.findOne({ _id: erasureId })
          : await erasures.findOneAndUpdate({ _id: erasureId }, change, AFTER)
      return toEntity(present(document))
    },
  }
}

function findMethods(models: Models): Pick<PrivacyStore, 'callsOf' | 'conversationIdsOf'> {
  return {
    async callsOf(environmentId, { phones, conversationIds, until }): Promise<Call[]> {
      const numbers = { $in: [...phones] }
      const found = await nativeOf(models.calls)
        .find({
          environmentId,
          result: { $in: [...callResult.options] },
          ...(until === undefined ? {} : { startedAt: { $lte: until } }),
          $or: [
            { caller: numbers },
            { destination: numbers },
            { 'consent.number': numbers },
            { 'invitation.conversationId': { $in: [...conversationIds] } },
          ],
        })
        .sort({ startedAt: 1, _id: 1 })
        .toArray()
      return found.map(readCall)
    },

    async conversationIdsOf(environmentId, contactId) {
      const found = await nativeOf(models.conversations)
        .find({ environmentId, contactId })
        .project<{ _id: string }>({ _id: 1 })
        .toArray()
      return found.map(({ _id }) => _id)
    },
  }
}

function deletionMethods(
  parts: Parts,
): Pick<
  PrivacyStore,
  'deleteContact' | 'deleteConversation' | 'deleteFilesOf' | 'deleteCall' | 'deleteEvents'
> {
  const { models } = parts
  return {
    async deleteContact(environmentId, contactId) {
      return (await nativeOf(models.contacts).deleteOne({ _id: contactId, environmentId })).deletedCount
    },

    deleteConversation: (environmentId, conversationId) =>
      deleteConversation(parts, environmentId, conversationId),

    async deleteFilesOf(environmentId, conversationIds) {
      const of = { environmentId, conversationId: { $in: [...conversationIds] } }
      return { files: await deleteFiles(parts, of) }
    },

    async deleteCall(environmentId, { id, entryId }, now) {
      const call = await nativeOf(models.calls).findOne({ _id: id, environmentId })
      if (call !== null) await leaveRecordingsOf(models, [readCall(call)], now)
      const files = await deleteFiles(parts, { callId: id, environmentId })
      const entry = await nativeOf(models.messages).findOneAndUpdate(
        { _id: entryId, environmentId, 'call.deflected.id': id },
        { $set: { 'call.deflected.caller': null, 'call.deflected.steps': [], attachments: [] } },
      )
      if (entry !== null) await deleteDeliveriesOf(parts, entry.conversationId, id)
      const { deletedCount } = await nativeOf(models.calls).deleteOne({ _id: id, environmentId })
      return { files, calls: deletedCount }
    },

    deleteEvents: (environmentId, person, until) => deleteEvents(parts, environmentId, { person, until }),
  }
}

/** What webhooks are still to be told about a call, in a conversation that stays. */
async function deleteDeliveriesOf({ models }: Parts, conversationId: string, callId: string): Promise<void> {
  await nativeOf(models.webhookDeliveries).deleteMany({ conversationId, data: { $regex: `"${callId}"` } })
}

async function deleteConversation(
  parts: Parts,
  environmentId: string,
  conversationId: string,
): Promise<Partial<ErasureCounts>> {
  const { models } = parts
  const messages = nativeOf(models.messages)
  const counts = { conversations: 0, messages: 0, files: 0 }
  for (;;) {
    const found = await messages
      .find({ conversationId, environmentId })
      .limit(AT_ONCE)
      .project<{ _id: string }>({ _id: 1 })
      .toArray()
    if (found.length === 0) break
    const ids = found.map(({ _id }) => _id)
    counts.files += await deleteFiles(parts, { environmentId, messageId: { $in: ids } })
    counts.messages += (await messages.deleteMany({ _id: { $in: ids } })).deletedCount
  }
  await nativeOf(models.teamsCards).deleteMany({ conversationId, environmentId })
  await nativeOf(models.webhookDeliveries).deleteMany({ conversationId, environmentId })
  const webhooks = await models.webhooks.find({ environmentId }, { _id: 1 }).lean()
  const queues = webhooks.map(({ _id }) => `${_id} ${conversationId}`)
  await nativeOf(models.webhookQueues).deleteMany({ _id: { $in: queues } })
  const gone = await nativeOf(models.conversations).deleteOne({ _id: conversationId, environmentId })
  counts.conversations += gone.deletedCount
  return counts
}

async function deleteFiles({ models, contents }: Parts, filter: Record<string, unknown>): Promise<number> {
  const files = nativeOf(models.files)
  let deleted = 0
  for (;;) {
    const found = await files.find(filter).limit(AT_ONCE).project<{ _id: string }>({ _id: 1 }).toArray()
    if (found.length === 0) return deleted
    for (const { _id } of found) await contents.remove(_id)
    deleted += (await files.deleteMany({ _id: { $in: found.map(({ _id }) => _id) } })).deletedCount
  }
}

/** Events are kept as JSON text, in which numbers stand with and without their plus. */
async function deleteEvents(
  { models }: Parts,
  environmentId: string,
  { person, until }: { person: ErasedPerson; until: Date },
): Promise<Partial<ErasureCounts>> {
  const { phones, userIds } = person
  const names = [
    ...phones.map((phone) => `(?<!\\d)${phone.replaceAll(/\D/g, '')}(?!\\d)`),
    ...userIds.map((userId) => `"${escapePattern(userId)}"`),
  ]
  if (names.length === 0) return {}
  const channels = await models.channels.find({ environmentId }, { _id: 1 }).lean()
  const { deletedCount } = await nativeOf(models.intake).deleteMany({
    channelId: { $in: channels.map(({ _id }) => _id) },
    receivedAt: { $lte: until },
    event: { $regex: names.join('|') },
  })
  return { events: deletedCount }
}
