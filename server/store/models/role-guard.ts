import type { Role } from '../../contract/member.ts'
import type { Keyed } from '../documents.ts'
import { collectionSchema, key, Mixed, number, text } from './schema.ts'

/** What was decided about one membership; no roles end it. */
export interface DecidedRoles {
  membershipId: string
  roles: Role[]
}

/** Puts the decisions about an environment's managers into one order. */
export interface RoleGuardDocument extends Keyed {
  environmentId: string
  /** Raised by every decision. */
  version: number
  /** Decided and perhaps not carried out yet: whoever comes next does it. */
  decided: DecidedRoles | null
}

export const roleGuardSchema = collectionSchema<RoleGuardDocument>('roleGuards', {
  _id: key,
  environmentId: text,
  version: number,
  decided: Mixed,
})
roleGuardSchema.index({ environmentId: 1 }, { unique: true })
