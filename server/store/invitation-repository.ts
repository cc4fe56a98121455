import type { QueryFilter } from 'mongoose'
import { entityOrNull, isDuplicateKey, newId, retryDuplicate } from './documents.ts'
import type { Invitation, InvitationLink, InvitationStore } from './invitation-store.ts'
import type { InvitationDocument } from './models/invitation.ts'
import type { Models } from './models/models.ts'

const AFTER = { returnDocument: 'after' } as const

function readInvitation({
  _id,
  tokenHash: _tokenHash,
  claim: _claim,
  ...rest
}: InvitationDocument): Invitation {
  return { id: _id, ...rest }
}

/** Pending, and nobody is accepting it at `now`. */
function free(now: Date): QueryFilter<InvitationDocument> {
  return { state: 'pending', $or: [{ claim: null }, { 'claim.until': { $lte: now } }] }
}

/** A link that nobody has seen yet, in place of the one before. */
function freshLink({ tokenHash, invitedBy, invitedById, invitedAt, expiresAt }: InvitationLink) {
  return { tokenHash, invitedBy, invitedById, invitedAt, expiresAt, sentBy: 'link' as const, claim: null }
}

/** Invitations. Only hashes of their tokens are kept, and each change is one write under its condition. */
export function createInvitationStore(models: Models): InvitationStore {
  return { ...invitingMethods(models), ...acceptingMethods(models) }
}

function invitingMethods({
  invitations,
}: Models): Pick<InvitationStore, 'invite' | 'renew' | 'markMailed' | 'find' | 'pending' | 'withdraw'> {
  const change = async (
    filter: QueryFilter<InvitationDocument>,
    set: Partial<InvitationDocument>,
  ): Promise<Invitation | null> =>
    entityOrNull(await invitations.findOneAndUpdate(filter, { $set: set }, AFTER).lean(), readInvitation)
  return {
    async invite({ environmentId, email, roles, ...link }) {
      const unsettled = { settledAt: null, acceptedBy: null }
      try {
        const document = await retryDuplicate(() =>
          invitations
            .findOneAndUpdate(
              { environmentId, email, ...free(link.invitedAt) },
              {
                $set: { roles, ...freshLink(link) },
                $setOnInsert: { _id: newId(), ...unsettled },
              },
              { ...AFTER, upsert: true },
            )
            .lean(),
        )
        return entityOrNull(document, readInvitation)
      } catch (error) {
        // There is a pending one, and it stays out of reach: somebody is accepting it.
        if (isDuplicateKey(error)) return null
        throw error
      }
    },

    renew: (environmentId, invitationId, link) =>
      change({ _id: invitationId, environmentId, ...free(link.invitedAt) }, freshLink(link)),

    markMailed: (environmentId, invitationId, tokenHash) =>
      change({ _id: invitationId, environmentId, tokenHash }, { sentBy: 'mail' }),

    async find(environmentId, invitationId) {
      return entityOrNull(
        await invitations.findOne({ _id: invitationId, environmentId }).lean(),
        readInvitation,
      )
    },

    async pending(environmentId, limit) {
      const found = await invitations
        .find({ environmentId, state: 'pending' })
        .sort({ invitedAt: -1, _id: -1 })
        .limit(limit)
        .lean()
      return found.map(readInvitation)
    },

    withdraw: (environmentId, invitationId, now) =>
      change({ _id: invitationId, environmentId, ...free(now) }, { state: 'withdrawn', settledAt: now }),
  }
}

function acceptingMethods({
  invitations,
}: Models): Pick<InvitationStore, 'findByTokenHash' | 'pendingFor' | 'claim' | 'accept' | 'release'> {
  return {
    async findByTokenHash(tokenHash, now) {
      const found = await invitations.findOne({ tokenHash, state: 'pending', expiresAt: { $gt: now } }).lean()
      return entityOrNull(found, readInvitation)
    },

    async pendingFor(emails, now) {
      const found = await invitations
        .find({ email: { $in: [...emails] }, state: 'pending', expiresAt: { $gt: now } })
        .sort({ _id: 1 })
        .lean()
      return found.map(readInvitation)
    },

    async claim({ id, invitedAt }, { id: claimId, now, until }) {
      const claimed = await invitations
        .findOneAndUpdate(
          // Whoever renewed it since meant another link, and perhaps other roles.
          { _id: id, invitedAt, expiresAt: { $gt: now }, ...free(now) },
          { $set: { claim: { id: claimId, until } } },
          AFTER,
        )
        .lean()
      return entityOrNull(claimed, readInvitation)
    },

    async accept(invitationId, claimId, { userId, at }) {
      const accepted = await invitations
        .findOneAndUpdate(
          { _id: invitationId, state: 'pending', 'claim.id': claimId },
          { $set: { state: 'accepted', acceptedBy: userId, settledAt: at, claim: null } },
          AFTER,
        )
        .lean()
      return entityOrNull(accepted, readInvitation)
    },

    async release(invitationId, claimId) {
      await invitations.updateOne({ _id: invitationId, 'claim.id': claimId }, { $set: { claim: null } })
    },
  }
}
