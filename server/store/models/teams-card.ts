import type { TeamsCard } from '../entities.ts'
import type { Keyed } from '../documents.ts'
import {
  collectionSchema,
  flag,
  instant,
  key,
  number,
  optionalInstant,
  optionalText,
  text,
} from './schema.ts'

export interface TeamsCardDocument extends Keyed, Omit<TeamsCard, 'id'> {
  /** It is open and `wanted` is ahead of `shown`. */
  work: boolean
  /** Somebody took it for an attempt whose result is not known yet; `dueAt` says how long they may. */
  claimed: boolean
  /** By the machine's clock. */
  doneAt: Date | null
}

/** A done card still tells that its place knows of the occasion. */
const KEPT_SECONDS = 30 * 24 * 3600

export const teamsCardSchema = collectionSchema<TeamsCardDocument>('teams_cards', {
  _id: key,
  environmentId: text,
  placeId: text,
  lane: number,
  occasion: text,
  kind: text,
  userId: optionalText,
  serviceId: text,
  conversationId: optionalText,
  messageId: optionalText,
  inboundCount: number,
  arisenAt: instant,
  activityId: optionalText,
  wanted: number,
  shown: number,
  state: text,
  attempts: number,
  dueAt: instant,
  fed: flag,
  work: flag,
  claimed: flag,
  doneAt: optionalInstant,
})
teamsCardSchema.index({ placeId: 1, occasion: 1 }, { unique: true })
teamsCardSchema.index({ lane: 1, arisenAt: 1, _id: 1 }, { partialFilterExpression: { work: true } })
teamsCardSchema.index({ lane: 1, dueAt: 1 }, { partialFilterExpression: { work: true } })
teamsCardSchema.index({ lane: 1 }, { partialFilterExpression: { claimed: true } })
teamsCardSchema.index({ placeId: 1 }, { partialFilterExpression: { work: true } })
// The cards about a service itself are those of no conversation.
teamsCardSchema.index({ conversationId: 1, serviceId: 1 }, { partialFilterExpression: { state: 'open' } })
teamsCardSchema.index({ serviceId: 1, kind: 1 }, { partialFilterExpression: { state: 'open' } })
teamsCardSchema.index({ doneAt: 1 }, { expireAfterSeconds: KEPT_SECONDS })
