import type { DocumentOf } from '../documents.ts'
import type { Erasure } from '../privacy-store.ts'
import { collectionSchema, flag, instant, key, Mixed, optionalInstant, text } from './schema.ts'

export type ErasureDocument = DocumentOf<Erasure>

export const erasureSchema = collectionSchema<ErasureDocument>('erasures', {
  _id: key,
  environmentId: text,
  kind: text,
  contactId: text,
  address: text,
  by: Mixed,
  startedAt: instant,
  person: Mixed,
  conversationIds: [String],
  noted: flag,
  dueAt: optionalInstant,
  finishedAt: optionalInstant,
  counts: Mixed,
})
erasureSchema.index({ environmentId: 1, contactId: 1 }, { unique: true })
erasureSchema.index({ dueAt: 1 })
