import type { DocumentOf } from '../documents.ts'
import type { DeletionRecord } from '../retention-store.ts'
import { collectionSchema, instant, key, Mixed, optionalInstant, text } from './schema.ts'

export type DeletionRecordDocument = DocumentOf<DeletionRecord>

export const deletionRecordSchema = collectionSchema<DeletionRecordDocument>('deletion_records', {
  _id: key,
  environmentId: text,
  before: instant,
  startedAt: instant,
  finishedAt: optionalInstant,
  counts: Mixed,
})
deletionRecordSchema.index({ environmentId: 1, startedAt: -1 })
