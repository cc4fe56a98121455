import type { DocumentOf } from '../documents.ts'
import type { Webhook, WebhookDelivery } from '../webhook-store.ts'
import {
  collectionSchema,
  flag,
  instant,
  key,
  number,
  optionalInstant,
  optionalNumber,
  optionalText,
  text,
} from './schema.ts'

/** `secret` is encrypted, bound to `_id`. */
export type WebhookDocument = DocumentOf<Webhook>

export const webhookSchema = collectionSchema<WebhookDocument>('webhooks', {
  _id: key,
  environmentId: text,
  url: text,
  events: [String],
  active: flag,
  secret: text,
  createdAt: instant,
  failingSince: optionalInstant,
  version: number,
})
webhookSchema.index({ environmentId: 1, _id: 1 })

export interface WebhookDeliveryDocument extends DocumentOf<WebhookDelivery> {
  dedupeKey?: string
  /** Since when it does not wait any more. */
  doneAt?: Date
}

/** Also how long a repeated event still meets its first copy. */
const KEPT_SECONDS = 10 * 24 * 3600

export const webhookDeliverySchema = collectionSchema<WebhookDeliveryDocument>('webhook_deliveries', {
  _id: key,
  environmentId: text,
  webhookId: text,
  conversationId: text,
  dedupeKey: String,
  event: text,
  at: instant,
  data: optionalText,
  state: text,
  attempts: number,
  status: optionalNumber,
  createdAt: instant,
  nextAttemptAt: optionalInstant,
  doneAt: Date,
})
webhookDeliverySchema.index(
  { webhookId: 1, dedupeKey: 1 },
  { unique: true, partialFilterExpression: { dedupeKey: { $exists: true } } },
)
webhookDeliverySchema.index(
  { webhookId: 1, conversationId: 1, createdAt: 1, _id: 1 },
  { partialFilterExpression: { state: 'waiting' } },
)
webhookDeliverySchema.index({ webhookId: 1, createdAt: -1, _id: -1 })
webhookDeliverySchema.index({ conversationId: 1 })
webhookDeliverySchema.index({ doneAt: 1 }, { expireAfterSeconds: KEPT_SECONDS })

/** One conversation whose deliveries to one webhook wait; `_id` is made of both. */
export interface WebhookQueueDocument {
  _id: string
  webhookId: string
  conversationId: string
  /** When it is somebody's turn, or until when somebody has it, by the machine's clock. */
  dueAt: Date
  /** Raised by everything that is added. */
  wanted: number
}

export const webhookQueueSchema = collectionSchema<WebhookQueueDocument>('webhook_queues', {
  _id: key,
  webhookId: text,
  conversationId: text,
  dueAt: instant,
  wanted: number,
})
webhookQueueSchema.index({ dueAt: 1 })
webhookQueueSchema.index({ webhookId: 1 })
