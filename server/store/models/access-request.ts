import type { AccessRequest } from '../entities.ts'
import type { DocumentOf } from '../documents.ts'
import { collectionSchema, instant, key, optionalInstant, optionalText, text } from './schema.ts'

export type AccessRequestDocument = DocumentOf<AccessRequest>

export const accessRequestSchema = collectionSchema<AccessRequestDocument>('access_requests', {
  _id: key,
  tenantId: text,
  objectId: text,
  name: text,
  email: text,
  message: optionalText,
  state: text,
  requestedAt: instant,
  decidedAt: optionalInstant,
  decidedBy: optionalText,
})
accessRequestSchema.index({ tenantId: 1, objectId: 1 }, { unique: true })
accessRequestSchema.index(
  { tenantId: 1, requestedAt: 1, _id: 1 },
  { partialFilterExpression: { state: 'pending' } },
)
