import type { ServiceSettingsRecord } from '../entities.ts'
import type { Keyed } from '../documents.ts'
import type { SettingsChangeKind } from '../service-settings-store.ts'
import { collectionSchema, instant, key, number, optionalText, text } from './schema.ts'

/**
 * Draft and published half are kept as JSON: their keys, such as a placeholder's `body.1`, are chosen by people, and
 * dots and dollars have a meaning in field names.
 */
export interface ServiceSettingsDocument extends Keyed, Omit<ServiceSettingsRecord, 'draft' | 'published'> {
  draft: string
  published: string
  /** What brought this version about; absent for what was last changed before it was noted. */
  lastChange?: SettingsChangeKind
}

export const serviceSettingsSchema = collectionSchema<ServiceSettingsDocument>('service_settings', {
  _id: key,
  environmentId: text,
  serviceId: text,
  version: number,
  draft: text,
  published: text,
  savedAt: instant,
  savedBy: optionalText,
  publishedAt: instant,
  publishedBy: optionalText,
  lastChange: { type: String },
})
serviceSettingsSchema.index({ environmentId: 1, serviceId: 1 }, { unique: true })
