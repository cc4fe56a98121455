import type { Account, Environment } from '../entities.ts'
import type { DocumentOf } from '../documents.ts'
import { FOUND_INDEX, NAMES_INDEX } from '../listing.ts'
import { nameKeyOf } from '../name-words.ts'
import { collectionSchema, flag, key, Mixed, optionalNumber, text } from './schema.ts'

/** How a list finds and orders what has a name. */
interface Named {
  /** The name, folded: the order of lists. */
  nameKey?: string
  /** What it is found by, matched by beginnings. */
  words?: string[]
}

/** An extension that an order has taken; written before the order. */
export interface TakenExtension {
  orderId: string
  extension: string
  at: Date
}

type LaterAccountFields = 'agencyId' | 'reference' | 'policy' | 'deactivatedAt' | 'entraTenants' | 'version'

/** Organisations are in lower case. Fields that accounts got later may be absent. */
export interface AccountDocument
  extends Omit<DocumentOf<Account>, LaterAccountFields>, Partial<Pick<Account, LaterAccountFields>>, Named {
  /** Its deletion has begun: it cannot be restored any more. */
  deletingAt?: Date
  /** Extensions of the customer's telephone system that orders have taken. */
  extensions?: TakenExtension[]
  /** The length of all of them. */
  extensionLength?: number
}

export const accountSchema = collectionSchema<AccountDocument>('accounts', {
  _id: key,
  name: text,
  retentionDays: optionalNumber,
  twoFactorRequired: flag,
  entraTenants: { type: [String], default: undefined },
  agencyId: { type: String },
  reference: { type: String },
  policy: Mixed,
  deactivatedAt: { type: Date },
  version: { type: Number },
  nameKey: { type: String },
  words: { type: [String], default: undefined },
  deletingAt: { type: Date },
  extensions: { type: [Mixed], default: undefined },
  extensionLength: { type: Number },
})

/** Accounts are found by `words`. */
export const ACCOUNT_WORDS_INDEX = 'words'
export const ACCOUNT_INACTIVE_INDEX = 'inactive'
export const ACCOUNT_DEMANDING_INDEX = 'demanding'

accountSchema.index({ agencyId: 1, name: 1 }, { unique: true })
accountSchema.index({ agencyId: 1, nameKey: 1, _id: 1 }, { name: NAMES_INDEX })
accountSchema.index({ agencyId: 1, words: 1 }, { name: ACCOUNT_WORDS_INDEX })
accountSchema.index({ name: 1 })
accountSchema.index({ deactivatedAt: 1 }, { sparse: true })
accountSchema.index(
  { agencyId: 1, nameKey: 1, _id: 1, deactivatedAt: 1 },
  { name: ACCOUNT_INACTIVE_INDEX, partialFilterExpression: { deactivatedAt: { $gt: new Date(0) } } },
)
accountSchema.index(
  { agencyId: 1 },
  { name: ACCOUNT_DEMANDING_INDEX, partialFilterExpression: { twoFactorRequired: true } },
)
accountSchema.index({ entraTenants: 1 })

type LaterEnvironmentFields = 'kind' | 'agencyId' | 'policy' | 'version'

/** Fields that environments got later may be absent. */
export interface EnvironmentDocument
  extends
    Omit<DocumentOf<Environment>, LaterEnvironmentFields>,
    Partial<Pick<Environment, LaterEnvironmentFields>>,
    Named {
  /** Some are stored with it; lists go by `found`. */
  accountWords?: string[]
  /** What it is found by: its own and its account's name (`server/store/listing.ts`). */
  found?: string[]
  /** Names here are changing, and lists have yet to follow. */
  relistDue?: boolean
}

export const environmentSchema = collectionSchema<EnvironmentDocument>('environments', {
  _id: key,
  kind: { type: String },
  accountId: { type: String },
  agencyId: { type: String },
  policy: Mixed,
  version: { type: Number },
  name: text,
  timeZone: text,
  country: text,
  nameKey: { type: String },
  words: { type: [String], default: undefined },
  accountWords: { type: [String], default: undefined },
  found: { type: [String], default: undefined },
  relistDue: { type: Boolean },
})
environmentSchema.index({ accountId: 1, name: 1 }, { unique: true })
environmentSchema.index({ agencyId: 1, name: 1 })
environmentSchema.index({ agencyId: 1, nameKey: 1, _id: 1 }, { name: NAMES_INDEX })
environmentSchema.index({ agencyId: 1, found: 1 }, { name: FOUND_INDEX })
environmentSchema.index({ relistDue: 1 }, { partialFilterExpression: { relistDue: true } })

// Whoever renames an environment, lists find it by its new name.
environmentSchema.pre(['findOneAndUpdate', 'updateOne'], function derive() {
  const update = this.getUpdate()
  if (update === null || Array.isArray(update)) return
  const name: unknown = update.$set?.['name']
  if (typeof name === 'string') this.set({ nameKey: nameKeyOf(name), relistDue: true })
})
