import type { Keyed } from '../documents.ts'
import type { SettingsVersion } from '../service-settings-store.ts'
import { collectionSchema, instant, key, number, optionalText, text } from './schema.ts'

/** Settings are kept as JSON, as in the record that they were taken from. */
export interface SettingsVersionDocument extends Keyed, Omit<SettingsVersion, 'settings'> {
  settings: string
}

export const settingsVersionSchema = collectionSchema<SettingsVersionDocument>('settings_versions', {
  _id: key,
  environmentId: text,
  serviceId: text,
  version: number,
  kind: text,
  at: instant,
  by: optionalText,
  settings: text,
})
settingsVersionSchema.index({ serviceId: 1, version: -1 }, { unique: true })
