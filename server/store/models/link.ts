import type { Keyed } from '../documents.ts'
import type { Link } from '../link-store.ts'
import { collectionSchema, instant, key, optionalText, text } from './schema.ts'

/** `_id` names the kind and the user, so that a newer link takes the place of an older one. */
export interface LinkDocument extends Keyed, Link {
  tokenHash: string
  createdAt: Date
}

export const linkSchema = collectionSchema<LinkDocument>('links', {
  _id: key,
  kind: text,
  userId: optionalText,
  tokenHash: text,
  createdAt: instant,
  expiresAt: instant,
})
linkSchema.index({ tokenHash: 1 }, { unique: true })
linkSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
