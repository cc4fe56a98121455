import type { Session } from '../entities.ts'
import type { Keyed } from '../documents.ts'
import { collectionSchema, instant, key, text } from './schema.ts'

type LaterFields = 'method' | 'secondFactor' | 'lastSeenAt' | 'address' | 'device'

/** Fields that sessions got later may be absent. */
export interface SessionDocument
  extends Keyed, Omit<Session, 'id' | LaterFields>, Partial<Pick<Session, LaterFields>> {
  tokenHash: string
}

export const sessionSchema = collectionSchema<SessionDocument>('sessions', {
  _id: key,
  tokenHash: text,
  userId: text,
  method: { type: String },
  secondFactor: { type: Boolean },
  createdAt: instant,
  expiresAt: instant,
  lastSeenAt: { type: Date },
  address: { type: String },
  device: { type: String },
})
sessionSchema.index({ tokenHash: 1 }, { unique: true })
sessionSchema.index({ userId: 1 })
sessionSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
