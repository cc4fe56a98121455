import type { Connection } from 'mongoose'
import { callResult } from '../contract/call.ts'
import { readEnvironment } from './account-repository.ts'
import { readCall } from './call-repository.ts'
import { nativeOf, newId, toEntity } from './documents.ts'
import { fileContentsOf, type FileContents } from './file-contents.ts'
import { leaveRecordingsOf } from './left-recording-repository.ts'
import type { Models } from './models/models.ts'
import { policyRetentionMethods } from './retention-by-policy.ts'
import type { DeletionCounts, RetentionStore } from './retention-store.ts'

const CONVERSATIONS_AT_ONCE = 50
const CALLS_AT_ONCE = 100
const LEFTOVERS_AT_ONCE = 100
const CONTACTS_AT_ONCE = 200
/** Messages of one conversation that are deleted in one go. */
const MESSAGES_AT_ONCE = 500
const FILES_AT_ONCE = 500

const NOTHING: DeletionCounts = { conversations: 0, messages: 0, files: 0, calls: 0, contacts: 0, events: 0 }

/** Deletes what is older than an instant. What others refer to goes last, so that a crash in between leaves nothing unreachable. */
export function createRetentionStore(connection: Connection, models: Models): RetentionStore {
  const parts = { models, contents: fileContentsOf(connection) }
  return {
    limited: () => limited(models),

    async deleteConversations(environmentId, before, after) {
      const found = await nativeOf(models.conversations)
        .find({
          environmentId,
          createdAt: { $lt: before },
          ...(after === null ? {} : { _id: { $gt: after } }),
        })
        .sort({ _id: 1 })
        .limit(CONVERSATIONS_AT_ONCE)
        .project<{ _id: string }>({ _id: 1 })
        .toArray()
      const counts = { conversations: 0, messages: 0, files: 0 }
      for (const { _id } of found) await deleteConversation(parts, { environmentId, id: _id, before }, counts)
      return { counts, next: nextOf(found, CONVERSATIONS_AT_ONCE) }
    },

    async deleteCalls(environmentId, before, now) {
      const calls = nativeOf(models.calls)
      const old = {
        environmentId,
        result: { $in: [...callResult.options] },
        startedAt: { $lt: before },
        live: false,
      }
      const found = (await calls.find(old).limit(CALLS_AT_ONCE).toArray()).map(readCall)
      await leaveRecordingsOf(models, found, now)
      const ids = found.map(({ id }) => id)
      const files = await deleteFiles(parts, { callId: { $in: ids } })
      const { deletedCount } = await calls.deleteMany({ _id: { $in: ids }, live: false })
      return { counts: { calls: deletedCount, files }, more: found.length === CALLS_AT_ONCE }
    },

    async deleteLeftovers(environmentId, before) {
      const unsent = {
        environmentId,
        createdAt: { $lt: before },
        messageId: null,
        callId: { $exists: false },
      }
      const files = await deleteSomeFiles(parts, unsent, LEFTOVERS_AT_ONCE)
      await deleteDeliveries(models, environmentId, before)
      const { deletedCount } = await nativeOf(models.intake).deleteMany({
        environmentId,
        receivedAt: { $lt: before },
        state: { $in: ['done', 'parked'] },
      })
      return { counts: { files, events: deletedCount }, more: files === LEFTOVERS_AT_ONCE }
    },

    deleteContacts: (environmentId, before, after) => deleteContacts(parts, environmentId, before, after),

    ...policyRetentionMethods(models, parts.contents),
    ...protocolMethods(models),
  }
}

/** Environments whose accounts want things deleted. */
async function limited(models: Models): ReturnType<RetentionStore['limited']> {
  const accounts = await models.accounts.find({ retentionDays: { $ne: null } }).lean()
  const days = new Map(accounts.map(({ _id, retentionDays }) => [_id, retentionDays]))
  const environments = await models.environments.find({ accountId: { $in: [...days.keys()] } }).lean()
  return environments.flatMap((environment) => {
    const kept = days.get(environment.accountId ?? '') ?? null
    return kept === null ? [] : [{ environment: readEnvironment(environment), days: kept }]
  })
}

interface Parts {
  models: Models
  contents: FileContents
}

async function deleteConversation(
  { models, contents }: Parts,
  { environmentId, id: conversationId, before }: { environmentId: string; id: string; before: Date },
  counts: { conversations: number; messages: number; files: number },
): Promise<void> {
  const messages = nativeOf(models.messages)
  // What is on its way out is not old, whatever its time says.
  const old = { conversationId, at: { $lt: before }, outbox: { $exists: false } }
  for (;;) {
    const found = await messages
      .find(old)
      .limit(MESSAGES_AT_ONCE)
      .project<{ _id: string }>({ _id: 1 })
      .toArray()
    if (found.length === 0) break
    const ids = found.map(({ _id }) => _id)
    // By their message alone: those of messages that were moved here still name the conversation they came from.
    counts.files += await deleteFiles({ models, contents }, { environmentId, messageId: { $in: ids } })
    // Younger answers show the beginning of what they answer.
    await messages.updateMany(
      { 'quote.messageId': { $in: ids }, environmentId },
      { $unset: { 'quote.excerpt': '', 'quote.authorName': '' } },
    )
    counts.messages += (await messages.deleteMany({ _id: { $in: ids } })).deletedCount
  }
  const conversations = nativeOf(models.conversations)
  if ((await messages.findOne({ conversationId }, { projection: { _id: 1 } })) === null) {
    await nativeOf(models.teamsCards).deleteMany({ conversationId })
    // Whoever writes now has raised `lastActivityAt` before the message is there.
    const gone = await conversations.deleteOne({
      _id: conversationId,
      lastActivityAt: { $lt: before },
      moving: false,
    })
    counts.conversations += gone.deletedCount
    if (gone.deletedCount > 0) return
  }
  await conversations.updateOne(
    { _id: conversationId, 'lastMessage.at': { $lt: before } },
    { $set: { lastMessage: null } },
  )
}

/** All of them: whatever is found by what is deleted next would not be found again. */
async function deleteFiles(parts: Parts, filter: Record<string, unknown>): Promise<number> {
  let deleted = 0
  for (;;) {
    const some = await deleteSomeFiles(parts, filter, FILES_AT_ONCE)
    deleted += some
    if (some < FILES_AT_ONCE) return deleted
  }
}

async function deleteSomeFiles(
  { models, contents }: Parts,
  filter: Record<string, unknown>,
  limit: number,
): Promise<number> {
  const files = nativeOf(models.files)
  const found = await files.find(filter).limit(limit).project<{ _id: string }>({ _id: 1 }).toArray()
  for (const { _id } of found) await contents.remove(_id)
  const { deletedCount } = await files.deleteMany({ _id: { $in: found.map(({ _id }) => _id) } })
  return deletedCount
}

/** What webhooks are still to be told; what they were told is not kept. */
async function deleteDeliveries(models: Models, environmentId: string, before: Date): Promise<void> {
  const webhooks = await models.webhooks.find({ environmentId }, { _id: 1 }).lean()
  await nativeOf(models.webhookDeliveries).deleteMany({
    webhookId: { $in: webhooks.map(({ _id }) => _id) },
    state: 'waiting',
    createdAt: { $lt: before },
  })
}

async function deleteContacts(
  { models }: Parts,
  environmentId: string,
  before: Date,
  after: string | null,
): ReturnType<RetentionStore['deleteContacts']> {
  const contacts = nativeOf(models.contacts)
  const conversations = nativeOf(models.conversations)
  const found = await contacts
    .find({ environmentId, createdAt: { $lt: before }, ...(after === null ? {} : { _id: { $gt: after } }) })
    .sort({ _id: 1 })
    .limit(CONTACTS_AT_ONCE)
    .toArray()
  let deleted = 0
  for (const contact of found) {
    const wrote = Object.values(contact.windows).some(
      ({ lastInboundAt }) => (lastInboundAt?.getTime() ?? 0) >= before.getTime(),
    )
    if (wrote || contact.marketingOptOutAt !== null) continue
    const referred = { environmentId, contactId: contact._id }
    if ((await conversations.findOne(referred, { projection: { _id: 1 } })) !== null) continue
    const gone = await contacts.deleteOne({ _id: contact._id, windows: contact.windows })
    if (gone.deletedCount === 0) continue
    // Somebody may have opened a conversation between the look and the deletion.
    if ((await conversations.findOne(referred, { projection: { _id: 1 } })) === null) deleted += 1
    else await contacts.insertOne(contact)
  }
  return { counts: { contacts: deleted }, next: nextOf(found, CONTACTS_AT_ONCE) }
}

function nextOf(found: readonly { _id: string }[], limit: number): string | null {
  return found.length < limit ? null : (found.at(-1)?._id ?? null)
}

function protocolMethods({
  deletionRecords,
}: Models): Pick<RetentionStore, 'begin' | 'count' | 'finish' | 'records'> {
  return {
    async begin(record) {
      const _id = newId()
      await deletionRecords.insertOne({ _id, ...record, finishedAt: null, counts: { ...NOTHING } })
      return _id
    },

    async count(recordId, counts) {
      const raised = Object.entries(counts).filter(([, value]) => value > 0)
      if (raised.length === 0) return
      const $inc = Object.fromEntries(raised.map(([name, value]) => [`counts.${name}`, value]))
      await nativeOf(deletionRecords).updateOne({ _id: recordId }, { $inc })
    },

    async finish(recordId, at) {
      await deletionRecords.updateOne({ _id: recordId }, { $set: { finishedAt: at } })
    },

    async records(environmentId, limit) {
      const found = await deletionRecords.find({ environmentId }).sort({ startedAt: -1 }).limit(limit).lean()
      return found.map(toEntity)
    },
  }
}
