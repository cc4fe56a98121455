import type { Keyed } from '../documents.ts'
import { collectionSchema, instant, key, number } from './schema.ts'

/** Failures under one key. `_id` is the key's keyed hash: who tried to sign in from where cannot be read off it. */
export interface ThrottleDocument extends Keyed {
  count: number
  lastAt: Date
  /** No attempt before this; long ago while failures are free, so that processes' clocks need not agree. */
  waitUntil: Date
  /** Of a place: until when somebody who signed in there is believed to come from there. */
  trustedUntil?: Date
  expiresAt: Date
}

export const throttleSchema = collectionSchema<ThrottleDocument>('throttles', {
  _id: key,
  count: number,
  lastAt: instant,
  waitUntil: instant,
  trustedUntil: { type: Date },
  expiresAt: instant,
})
throttleSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
