import type { DocumentOf } from '../documents.ts'
import type { Order } from '../order-store.ts'
import { collectionSchema, instant, key, optionalInstant, optionalText, text } from './schema.ts'

export interface OrderDocument extends DocumentOf<Order> {
  /** The extension while the order has it. */
  holds?: string
}

export const orderSchema = collectionSchema<OrderDocument>('orders', {
  _id: key,
  environmentId: text,
  accountId: text,
  product: text,
  extension: optionalText,
  name: { type: String, default: '' },
  reference: optionalText,
  startsOn: optionalText,
  createdAt: instant,
  terminatedAt: optionalInstant,
  holds: { type: String },
})
orderSchema.index({ environmentId: 1, createdAt: -1, _id: -1 })
orderSchema.index(
  { accountId: 1, holds: 1 },
  { unique: true, partialFilterExpression: { holds: { $exists: true } } },
)
