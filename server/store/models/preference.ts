import type { NotificationPreferences } from '../../contract/teams.ts'
import type { Keyed } from '../documents.ts'
import { collectionSchema, key, Mixed, text } from './schema.ts'

/** `_id` is the user's. */
export interface PreferenceDocument extends Keyed, NotificationPreferences {}

export const preferenceSchema = collectionSchema<PreferenceDocument>('preferences', {
  _id: key,
  availability: text,
  kinds: [String],
  serviceIds: Mixed,
  quietHours: Mixed,
})
