import type { Account, Environment } from '../entities.ts'
import type { DocumentOf } from '../documents.ts'
import { collectionSchema, flag, key, optionalNumber, text } from './schema.ts'

export interface AccountDocument extends Omit<DocumentOf<Account>, 'entraTenants'> {
  /** In lower case; absent where none was ever named. */
  entraTenants?: string[]
}

export const accountSchema = collectionSchema<AccountDocument>('accounts', {
  _id: key,
  name: text,
  retentionDays: optionalNumber,
  twoFactorRequired: flag,
  entraTenants: { type: [String], default: undefined },
})
accountSchema.index({ name: 1 }, { unique: true })
accountSchema.index({ entraTenants: 1 })

export type EnvironmentDocument = DocumentOf<Environment>

export const environmentSchema = collectionSchema<EnvironmentDocument>('environments', {
  _id: key,
  accountId: text,
  name: text,
  timeZone: text,
  country: text,
})
environmentSchema.index({ accountId: 1, name: 1 }, { unique: true })
