import type { TeamsPlace } from '../entities.ts'
import type { Keyed } from '../documents.ts'
import { collectionSchema, instant, key, Mixed, optionalInstant, optionalText, text } from './schema.ts'

/** What an activity has never told yet is absent, so that its parts can be set one by one. */
export interface TeamsPlaceDocument extends Keyed, Omit<TeamsPlace, 'id' | 'person' | 'team'> {
  person?: { teamsUserId: string; objectId?: string }
  team?: { id: string; name?: string; groupId?: string }
}

export const teamsPlaceSchema = collectionSchema<TeamsPlaceDocument>('teams_places', {
  _id: key,
  tenantId: text,
  conversationId: text,
  kind: text,
  reference: Mixed,
  person: Mixed,
  userId: optionalText,
  team: Mixed,
  name: optionalText,
  locale: optionalText,
  timeZone: optionalText,
  subscription: Mixed,
  welcomedAt: optionalInstant,
  createdAt: instant,
  seenAt: instant,
})
teamsPlaceSchema.index({ tenantId: 1, conversationId: 1 }, { unique: true })
teamsPlaceSchema.index({ userId: 1, kind: 1 })
teamsPlaceSchema.index({ 'subscription.environmentId': 1 })
