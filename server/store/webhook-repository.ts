import type { mongo } from 'mongoose'
import type { Cipher } from './cipher.ts'
import { entityOrNull, isDuplicateKey, nativeOf, newId, retryDuplicate } from './documents.ts'
import { decodeCursor, encodeCursor } from './keyset.ts'
import type { Models } from './models/models.ts'
import type { WebhookDeliveryDocument, WebhookDocument, WebhookQueueDocument } from './models/webhook.ts'
import type { Webhook, WebhookDelivery, WebhookStore } from './webhook-store.ts'

const AFTER = { returnDocument: 'after' } as const

interface Collections {
  webhooks: mongo.Collection<WebhookDocument>
  deliveries: mongo.Collection<WebhookDeliveryDocument>
  queues: mongo.Collection<WebhookQueueDocument>
  cipher: Cipher
}

/** Outgoing webhooks. A queue's document is the turn to work on it: whoever moves its `dueAt` has it. */
export function createWebhookStore(models: Models, cipher: Cipher): WebhookStore {
  const collections = {
    webhooks: nativeOf(models.webhooks),
    deliveries: nativeOf(models.webhookDeliveries),
    queues: nativeOf(models.webhookQueues),
    cipher,
  }
  return {
    ...webhookMethods(collections),
    ...stateMethods(collections),
    ...deliveryMethods(collections),
    ...turnMethods(collections),
  }
}

function contextOf(webhookId: string): string {
  return `webhook ${webhookId}`
}

function reader(cipher: Cipher): (document: WebhookDocument) => Webhook {
  return ({ _id, secret, ...rest }) => ({
    id: _id,
    ...rest,
    secret: String(cipher.decrypt(secret, contextOf(_id))),
  })
}

function readDelivery(document: WebhookDeliveryDocument): WebhookDelivery {
  const { _id, dedupeKey: _dedupeKey, doneAt: _doneAt, ...rest } = document
  return { id: _id, ...rest }
}

function webhookMethods({
  webhooks,
  deliveries,
  queues,
  cipher,
}: Collections): Pick<WebhookStore, 'list' | 'find' | 'insert' | 'change' | 'delete'> {
  const read = reader(cipher)
  return {
    async list(environmentId) {
      return (await webhooks.find({ environmentId }).sort({ _id: 1 }).toArray()).map(read)
    },

    async find(environmentId, webhookId) {
      return entityOrNull(await webhooks.findOne({ _id: webhookId, environmentId }), read)
    },

    async insert(webhook) {
      const _id = newId()
      const secret = cipher.encrypt(webhook.secret, contextOf(_id))
      const document: WebhookDocument = { _id, ...webhook, secret, version: 1, failingSince: null }
      await webhooks.insertOne(document)
      return read(document)
    },

    async change(environmentId, webhookId, { version, ...set }) {
      const document = await webhooks.findOneAndUpdate(
        { _id: webhookId, environmentId, version },
        { $set: { ...set, failingSince: null }, $inc: { version: 1 } },
        AFTER,
      )
      return entityOrNull(document, read)
    },

    async delete(environmentId, webhookId) {
      const document = await webhooks.findOneAndDelete({ _id: webhookId, environmentId })
      if (document === null) return null
      await queues.deleteMany({ webhookId })
      await deliveries.deleteMany({ webhookId })
      return read(document)
    },
  }
}

function stateMethods({
  webhooks,
  deliveries,
  queues,
  cipher,
}: Collections): Pick<WebhookStore, 'switchOff' | 'noteFailure' | 'noteSuccess'> {
  const read = reader(cipher)
  return {
    async switchOff(webhookId, now) {
      const document = await webhooks.findOneAndUpdate(
        { _id: webhookId, active: true },
        { $set: { active: false }, $inc: { version: 1 } },
        AFTER,
      )
      await deliveries.updateMany(
        { webhookId, state: 'waiting' },
        { $set: { state: 'failed', nextAttemptAt: null, doneAt: now, data: null } },
      )
      await queues.deleteMany({ webhookId })
      return entityOrNull(document, read)
    },

    async noteFailure(webhookId, now) {
      await webhooks.updateOne({ _id: webhookId, failingSince: null }, { $set: { failingSince: now } })
      const found = await webhooks.findOne({ _id: webhookId }, { projection: { failingSince: 1 } })
      return found?.failingSince ?? null
    },

    async noteSuccess(webhookId) {
      await webhooks.updateOne(
        { _id: webhookId, failingSince: { $ne: null } },
        { $set: { failingSince: null } },
      )
    },
  }
}

function deliveryMethods({
  deliveries,
  queues,
}: Collections): Pick<WebhookStore, 'add' | 'deliveries' | 'settle'> {
  return {
    async add({ dedupeKey, ...delivery }) {
      const added = await insertDelivery(deliveries, { dedupeKey, ...delivery })
      const { webhookId, conversationId, createdAt } = delivery
      // Also for a repeated event: its first copy may have been cut short right here.
      await retryDuplicate(() =>
        queues.updateOne(
          { _id: `${webhookId} ${conversationId}` },
          { $inc: { wanted: 1 }, $setOnInsert: { webhookId, conversationId, dueAt: createdAt } },
          { upsert: true },
        ),
      )
      return added
    },

    async deliveries(environmentId, webhookId, { after, limit }) {
      const found = await deliveries
        .find({ environmentId, webhookId, ...(after === null ? {} : olderThan(after)) })
        .sort({ createdAt: -1, _id: -1 })
        .limit(limit + 1)
        .toArray()
      const page = found.slice(0, limit)
      const last = page.at(-1)
      const more = found.length > page.length && last !== undefined
      return {
        items: page.map(readDelivery),
        nextCursor: more ? encodeCursor([last.createdAt.getTime(), last._id]) : null,
      }
    },

    async settle(deliveryId, outcome, now) {
      const done = outcome.state === 'waiting' ? {} : { doneAt: now, data: null }
      await deliveries.updateOne(
        { _id: deliveryId, state: 'waiting' },
        { $set: { ...outcome, ...done }, $inc: { attempts: 1 } },
      )
    },
  }
}

function turnMethods({
  webhooks,
  deliveries,
  queues,
  cipher,
}: Collections): Pick<WebhookStore, 'takeTurn' | 'nextOf' | 'endTurn'> {
  return {
    async takeTurn(now, until, except) {
      const taken = await queues.findOneAndUpdate(
        { dueAt: { $lte: now }, ...(except.length === 0 ? {} : { webhookId: { $nin: [...except] } }) },
        { $set: { dueAt: until } },
        { ...AFTER, sort: { dueAt: 1 } },
      )
      if (taken === null) return null
      const { webhookId, conversationId, wanted } = taken
      return { webhookId, conversationId, wanted, until }
    },

    async nextOf({ webhookId, conversationId }) {
      const [webhook, delivery] = await Promise.all([
        webhooks.findOne({ _id: webhookId }),
        deliveries.findOne(
          { webhookId, conversationId, state: 'waiting' },
          { sort: { createdAt: 1, _id: 1 } },
        ),
      ])
      return {
        webhook: entityOrNull(webhook, reader(cipher)),
        delivery: entityOrNull(delivery, readDelivery),
      }
    },

    async endTurn({ webhookId, conversationId, wanted, until }, ...[at, now]) {
      // Whoever has let the turn run out has it no more.
      const ours = { _id: `${webhookId} ${conversationId}`, dueAt: until }
      if (at === null && (await queues.deleteOne({ ...ours, wanted })).deletedCount > 0) return
      await queues.updateOne(ours, { $set: { dueAt: at ?? now } })
    },
  }
}

async function insertDelivery(
  deliveries: mongo.Collection<WebhookDeliveryDocument>,
  { dedupeKey, ...delivery }: Parameters<WebhookStore['add']>[0],
): Promise<boolean> {
  try {
    await deliveries.insertOne({
      _id: newId(),
      ...delivery,
      ...(dedupeKey === null ? {} : { dedupeKey }),
      state: 'waiting',
      attempts: 0,
      status: null,
      nextAttemptAt: null,
    })
    return true
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
}

function olderThan(cursor: string): mongo.Filter<WebhookDeliveryDocument> {
  const [time, id] = decodeCursor('cursor', cursor, [0, ''])
  const at = new Date(Number(time))
  return { $or: [{ createdAt: { $lt: at } }, { createdAt: at, _id: { $lt: String(id) } }] }
}
