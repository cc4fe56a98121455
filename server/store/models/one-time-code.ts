import type { Keyed } from '../documents.ts'
import { collectionSchema, instant, key, text } from './schema.ts'

/** `_id` is the code's hash. */
export interface OneTimeCodeDocument extends Keyed {
  userId: string
  expiresAt: Date
}

export const oneTimeCodeSchema = collectionSchema<OneTimeCodeDocument>('one_time_codes', {
  _id: key,
  userId: text,
  expiresAt: instant,
})
oneTimeCodeSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
