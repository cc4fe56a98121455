import type { Session } from '../entities.ts'
import type { Keyed } from '../documents.ts'
import { collectionSchema, instant, key, text } from './schema.ts'

export interface SessionDocument extends Keyed, Omit<Session, 'id'> {
  tokenHash: string
}

export const sessionSchema = collectionSchema<SessionDocument>('sessions', {
  _id: key,
  tokenHash: text,
  userId: text,
  createdAt: instant,
  expiresAt: instant,
})
sessionSchema.index({ tokenHash: 1 }, { unique: true })
sessionSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
