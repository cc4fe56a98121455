import type { Role } from '../../contract/member.ts'
import type { EntraIdentity, User } from '../entities.ts'
import type { DocumentOf, Keyed } from '../documents.ts'
import { collectionSchema, key, Mixed, optionalText, text } from './schema.ts'

export interface UserDocument extends Omit<DocumentOf<User>, 'entra'> {
  /** Absent until they are linked. */
  entra?: EntraIdentity
}

export const userSchema = collectionSchema<UserDocument>('users', {
  _id: key,
  email: text,
  name: text,
  passwordHash: optionalText,
  locale: optionalText,
  entra: Mixed,
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
}

export const membershipSchema = collectionSchema<MembershipDocument>('memberships', {
  _id: key,
  environmentId: text,
  userId: text,
  roles: [String],
})
membershipSchema.index({ environmentId: 1, userId: 1 }, { unique: true })
membershipSchema.index({ userId: 1 })
