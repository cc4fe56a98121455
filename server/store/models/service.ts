import type { Service } from '../entities.ts'
import type { DocumentOf } from '../documents.ts'
import { collectionSchema, key, optionalText, text } from './schema.ts'

export type ServiceDocument = DocumentOf<Service>

export const serviceSchema = collectionSchema<ServiceDocument>('services', {
  _id: key,
  environmentId: text,
  name: text,
  template: text,
  languages: [String],
  country: text,
  timeZone: text,
  invitationTemplate: optionalText,
  readReceipts: text,
})
serviceSchema.index({ environmentId: 1, name: 1 }, { unique: true })
