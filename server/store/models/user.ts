import type { Role } from '../../contract/member.ts'
import type { EntraIdentity, User } from '../entities.ts'
import type { DocumentOf, Keyed } from '../documents.ts'
import { collectionSchema, key, Mixed, optionalText, text } from './schema.ts'

export interface UserDocument extends Omit<DocumentOf<User>, 'entra' | 'twoFactor' | 'lastSeenAt'> {
  /** Absent until they are linked. */
  entra?: EntraIdentity
  /** Absent without a second factor. `secret` is encrypted; `lastStep` is the newest code that was used. */
  totp?: { secret: string; lastStep: number; recoveryHashes: string[] }
  /** An encrypted secret that waits for its first code. */
  totpProposal?: string
  /** Absent until they come for the first time. */
  lastSeenAt?: Date
}

export const userSchema = collectionSchema<UserDocument>('users', {
  _id: key,
  email: text,
  name: text,
  passwordHash: optionalText,
  locale: optionalText,
  entra: Mixed,
  totp: Mixed,
  totpProposal: { type: String },
  lastSeenAt: { type: Date },
})
userSchema.index({ email: 1 }, { unique: true })
userSchema.index(
  { 'entra.tenantId': 1, 'entra.objectId': 1 },
  { unique: true, partialFilterExpression: { 'entra.objectId': { $exists: true } } },
)

/** A user's place in an environment. */
export interface MembershipDocument extends Keyed {
  environmentId: string
  userId: string
  roles: Role[]
  /** The decision of the environment's role guard that the roles come from; absent: they were given otherwise. */
  decidedBy?: number
}

export const membershipSchema = collectionSchema<MembershipDocument>('memberships', {
  _id: key,
  environmentId: text,
  userId: text,
  roles: [String],
  decidedBy: { type: Number },
})
membershipSchema.index({ environmentId: 1, userId: 1 }, { unique: true })
membershipSchema.index({ userId: 1 })
