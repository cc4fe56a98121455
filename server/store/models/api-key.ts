import type { ApiKey } from '../api-key-store.ts'
import type { DocumentOf } from '../documents.ts'
import { collectionSchema, instant, key, optionalInstant, text } from './schema.ts'

export interface ApiKeyDocument extends DocumentOf<ApiKey> {
  keyHash: string
}

export const apiKeySchema = collectionSchema<ApiKeyDocument>('api_keys', {
  _id: key,
  environmentId: text,
  name: text,
  scopes: [String],
  prefix: text,
  keyHash: text,
  createdAt: instant,
  createdBy: text,
  lastUsedAt: optionalInstant,
  expiresAt: optionalInstant,
})
apiKeySchema.index({ keyHash: 1 }, { unique: true })
apiKeySchema.index({ environmentId: 1, _id: -1 })
