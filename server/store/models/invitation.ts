import type { DocumentOf } from '../documents.ts'
import type { Invitation } from '../invitation-store.ts'
import { collectionSchema, instant, key, Mixed, optionalInstant, optionalText, text } from './schema.ts'

/** The token itself is never stored. */
export interface InvitationDocument extends DocumentOf<Invitation> {
  tokenHash: string
  /** Whoever is accepting it just now, and until when nobody else can. */
  claim: { id: string; until: Date } | null
}

export const invitationSchema = collectionSchema<InvitationDocument>('invitations', {
  _id: key,
  environmentId: text,
  email: text,
  roles: [String],
  invitedBy: text,
  invitedById: text,
  invitedAt: instant,
  expiresAt: instant,
  state: text,
  sentBy: text,
  settledAt: optionalInstant,
  acceptedBy: optionalText,
  tokenHash: text,
  claim: Mixed,
})
invitationSchema.index(
  { environmentId: 1, email: 1 },
  { unique: true, partialFilterExpression: { state: 'pending' } },
)
invitationSchema.index({ tokenHash: 1 }, { unique: true })
invitationSchema.index({ environmentId: 1, state: 1, invitedAt: -1 })
invitationSchema.index({ email: 1 }, { partialFilterExpression: { state: 'pending' } })
