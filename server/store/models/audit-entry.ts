import type { AuditEntry } from '../audit-store.ts'
import type { DocumentOf } from '../documents.ts'
import { collectionSchema, instant, key, Mixed, optionalText, text } from './schema.ts'

export type AuditEntryDocument = DocumentOf<AuditEntry>

export const auditEntrySchema = collectionSchema<AuditEntryDocument>('auditEntries', {
  _id: key,
  environmentId: text,
  at: instant,
  actor: Mixed,
  address: optionalText,
  verb: text,
  object: Mixed,
  changes: Mixed,
})
auditEntrySchema.index({ environmentId: 1, _id: -1 })
auditEntrySchema.index({ environmentId: 1, 'object.kind': 1, _id: -1 })
