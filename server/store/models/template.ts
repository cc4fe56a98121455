import type { StoredTemplate } from '../entities.ts'
import type { DocumentOf } from '../documents.ts'
import { collectionSchema, flag, instant, key, Mixed, optionalText, text } from './schema.ts'

export type TemplateDocument = DocumentOf<StoredTemplate>

export const templateSchema = collectionSchema<TemplateDocument>('templates', {
  _id: key,
  environmentId: text,
  channelId: text,
  externalId: text,
  name: text,
  language: text,
  category: text,
  status: text,
  quality: optionalText,
  sendable: flag,
  parameterFormat: text,
  header: Mixed,
  // A template of media only has no body.
  body: String,
  bodyParameters: [Mixed],
  footer: optionalText,
  buttons: [Mixed],
  syncedAt: instant,
})
templateSchema.index({ channelId: 1, name: 1, language: 1 }, { unique: true })
