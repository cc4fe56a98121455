import type { Account, Environment } from '../entities.ts'
import type { DocumentOf } from '../documents.ts'
import { collectionSchema, flag, key, optionalNumber, text } from './schema.ts'

export type AccountDocument = DocumentOf<Account>

export const accountSchema = collectionSchema<AccountDocument>('accounts', {
  _id: key,
  name: text,
  retentionDays: optionalNumber,
  twoFactorRequired: flag,
})
accountSchema.index({ name: 1 }, { unique: true })

export type EnvironmentDocument = DocumentOf<Environment>

export const environmentSchema = collectionSchema<EnvironmentDocument>('environments', {
  _id: key,
  accountId: text,
  name: text,
  timeZone: text,
  country: text,
})
environmentSchema.index({ accountId: 1, name: 1 }, { unique: true })
