import type { Service } from '../entities.ts'
import type { DocumentOf, Keyed } from '../documents.ts'
import type { ServicePicture } from '../service-store.ts'
import { FOUND_INDEX, NAMES_INDEX, type Listed } from '../listing.ts'
import { collectionSchema, key, number, optionalInstant, optionalText, text } from './schema.ts'

export interface ServiceDocument extends DocumentOf<Service>, Omit<Listed, '_id'> {
  /** Chosen by the client that had it made; absent for those of the provisioning file. */
  clientId?: string
}

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
  orderId: optionalText,
  endedAt: optionalInstant,
  version: { type: Number },
  pictureId: optionalText,
  clientId: { type: String },
  agencyId: { type: String },
  nameKey: { type: String },
  found: { type: [String], default: undefined },
})
serviceSchema.index({ environmentId: 1, name: 1 }, { unique: true })
serviceSchema.index(
  { environmentId: 1, clientId: 1 },
  { unique: true, partialFilterExpression: { clientId: { $exists: true } } },
)
serviceSchema.index({ agencyId: 1, nameKey: 1, _id: 1 }, { name: NAMES_INDEX })
serviceSchema.index({ agencyId: 1, found: 1 }, { name: FOUND_INDEX })
serviceSchema.index({ orderId: 1 }, { partialFilterExpression: { orderId: { $type: 'string' } } })

/** Pictures are small: their bytes are part of the document. */
export interface ServicePictureDocument extends Keyed, Omit<ServicePicture, 'id'> {
  content: Buffer
}

export const servicePictureSchema = collectionSchema<ServicePictureDocument>('service_pictures', {
  _id: key,
  environmentId: text,
  serviceId: text,
  contentType: text,
  size: number,
  sha256: text,
  content: { type: Buffer, required: true },
})
servicePictureSchema.index({ serviceId: 1 })
