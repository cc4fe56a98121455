import type { Message } from '../entities.ts'
import type { Keyed } from '../documents.ts'
import { collectionSchema, instant, key, Mixed, number, text } from './schema.ts'

export interface MessageDocument extends Keyed, Omit<Message, 'id'> {
  /** Present while the message is `queued` or `sending`: such messages are the outbox. */
  outbox?: true
  /** The outbox's share that a worker takes, by conversation. */
  lane?: number
  /** When a queued message may be tried, or when the claim of one in `sending` runs out, by the machine's clock. */
  dueAt?: Date
}

export const messageSchema = collectionSchema<MessageDocument>('messages', {
  _id: key,
  environmentId: text,
  conversationId: text,
  contactId: text,
  seq: number,
  direction: text,
  kind: text,
  channelId: String,
  at: instant,
  receivedAt: instant,
  externalId: String,
  clientId: String,
  author: Mixed,
  delivery: Mixed,
  dispatch: Mixed,
  reactions: { type: [Mixed], default: undefined },
  editedAt: Date,
  revokedAt: Date,
  version: Number,
  text: String,
  attachments: { type: [Mixed], default: undefined },
  location: Mixed,
  contacts: { type: [Mixed], default: undefined },
  order: Mixed,
  form: { type: [Mixed], default: undefined },
  template: Mixed,
  quote: Mixed,
  referral: Mixed,
  forwarded: String,
  call: Mixed,
  system: Mixed,
  unsupported: Mixed,
  outbox: Boolean,
  lane: Number,
  dueAt: Date,
})
messageSchema.index({ conversationId: 1, at: -1, seq: -1 })
messageSchema.index(
  { channelId: 1, externalId: 1 },
  { unique: true, partialFilterExpression: { externalId: { $exists: true } } },
)
messageSchema.index(
  { conversationId: 1, clientId: 1 },
  { unique: true, partialFilterExpression: { clientId: { $exists: true } } },
)
// Answers to what is deleted: they forget what they quote.
messageSchema.index(
  { 'quote.messageId': 1 },
  { partialFilterExpression: { 'quote.messageId': { $exists: true } } },
)
messageSchema.index({ lane: 1, at: 1, seq: 1 }, { partialFilterExpression: { outbox: true } })
messageSchema.index({ 'delivery.status': 1, dueAt: 1 }, { partialFilterExpression: { outbox: true } })
