import type { IntakeEvent } from '../entities.ts'
import type { Keyed } from '../documents.ts'
import { collectionSchema, instant, key, Mixed, number, text } from './schema.ts'

export interface IntakeDocument extends Keyed, Omit<IntakeEvent, 'id'> {
  state: 'pending' | 'done' | 'parked'
  /** When it may be worked off, by the machine's clock. */
  dueAt: Date
  doneAt?: Date
  /** Why it was parked. */
  reason?: string
}

/** Meta repeats an unacknowledged webhook for up to seven days; a repeat must still meet its first copy. */
const KEPT_SECONDS = 8 * 24 * 3600

export const intakeSchema = collectionSchema<IntakeDocument>('intake', {
  _id: key,
  environmentId: text,
  channelId: text,
  dedupeKey: text,
  lane: number,
  event: Mixed,
  receivedAt: instant,
  attempts: number,
  state: text,
  dueAt: instant,
  doneAt: Date,
  reason: String,
})
intakeSchema.index({ channelId: 1, dedupeKey: 1 }, { unique: true })
// Lanes are told apart while reading: a walk in the order of arrival beats merging as many walks as there are lanes.
intakeSchema.index({ receivedAt: 1, _id: 1 }, { partialFilterExpression: { state: 'pending' } })
intakeSchema.index({ state: 1 }, { partialFilterExpression: { state: 'parked' } })
intakeSchema.index({ doneAt: 1 }, { expireAfterSeconds: KEPT_SECONDS })
