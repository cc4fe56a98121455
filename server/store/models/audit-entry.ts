import type { AuditEntry } from '../audit-store.ts'
import type { DocumentOf } from '../documents.ts'
import { collectionSchema, instant, key, Mixed, optionalText, text } from './schema.ts'

/** Entries may have been stored without the last two. */
export type AuditEntryDocument = DocumentOf<Omit<AuditEntry, 'outcome' | 'version'>> &
  Partial<Pick<AuditEntry, 'outcome' | 'version'>>

export const auditEntrySchema = collectionSchema<AuditEntryDocument>('auditEntries', {
  _id: key,
  environmentId: text,
  at: instant,
  actor: Mixed,
  address: optionalText,
  verb: text,
  object: Mixed,
  changes: Mixed,
  outcome: String,
  version: Number,
})
auditEntrySchema.index({ environmentId: 1, _id: -1 })
auditEntrySchema.index({ environmentId: 1, 'object.kind': 1, _id: -1 })
auditEntrySchema.index({ outcome: 1, _id: 1 }, { partialFilterExpression: { outcome: 'pending' } })
