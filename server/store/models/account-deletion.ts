import type { AccountDeletion } from '../account-store.ts'
import type { DocumentOf } from '../documents.ts'
import { collectionSchema, instant, key, Mixed, optionalInstant, optionalText, text } from './schema.ts'

export type AccountDeletionDocument = DocumentOf<AccountDeletion>

export const accountDeletionSchema = collectionSchema<AccountDeletionDocument>('account_deletions', {
  _id: key,
  agencyId: optionalText,
  name: text,
  deactivatedAt: instant,
  startedAt: instant,
  finishedAt: optionalInstant,
  counts: Mixed,
})
accountDeletionSchema.index({ agencyId: 1, startedAt: -1 })
