import type { Role } from '../contract/member.ts'

/** Somebody was asked into an environment by their e-mail address; at most one per address and environment is pending. */
export interface Invitation {
  id: string
  environmentId: string
  /** In lower case. */
  email: string
  roles: Role[]
  /** The name of whoever sent it last. */
  invitedBy: string
  invitedById: string
  invitedAt: Date
  /** A pending one is good for nothing after this. */
  expiresAt: Date
  state: 'pending' | 'accepted' | 'withdrawn'
  /** By mail nobody but the owner of the mailbox has seen its link. */
  sentBy: 'mail' | 'link'
  /** When it was accepted or withdrawn. */
  settledAt: Date | null
  /** The user who accepted it. */
  acceptedBy: string | null
}

/** A fresh link: replaces the one before. */
export interface InvitationLink {
  tokenHash: string
  invitedBy: string
  invitedById: string
  invitedAt: Date
  expiresAt: Date
}

/** Whoever accepts an invitation has it to themselves until `until`; afterwards somebody else may try. */
export interface InvitationClaim {
  id: string
  now: Date
  until: Date
}

export interface InvitationStore {
  /**
   * Makes the pending invitation of this address, or gives the one there is these roles and this link. `null` while somebody is
   * accepting it.
   */
  invite(
    invitation: InvitationLink & Pick<Invitation, 'environmentId' | 'email' | 'roles'>,
  ): Promise<Invitation | null>
  /** Gives a pending invitation this link. `null` when it is not pending, or somebody is accepting it. */
  renew(environmentId: string, invitationId: string, link: InvitationLink): Promise<Invitation | null>
  /** The link with this hash left by mail and was shown to nobody else. `null` when there is another link since. */
  markMailed(environmentId: string, invitationId: string, tokenHash: string): Promise<Invitation | null>
  find(environmentId: string, invitationId: string): Promise<Invitation | null>
  /** Pending ones, the latest first, those that are too old included. */
  pending(environmentId: string, limit: number): Promise<Invitation[]>
  /** `null` when it is not pending, or somebody is accepting it. */
  withdraw(environmentId: string, invitationId: string, now: Date): Promise<Invitation | null>
  /** For a link, which knows its token only: pending and not too old. */
  findByTokenHash(tokenHash: string, now: Date): Promise<Invitation | null>
  /** For somebody who has proved these addresses: pending and not too old, in all environments. */
  pendingFor(emails: readonly string[], now: Date): Promise<Invitation[]>
  /** `null` when it is not pending any more, has got another link, or somebody else is accepting it. */
  claim(invitation: Invitation, claim: InvitationClaim): Promise<Invitation | null>
  /** The claim's holder has accepted it. `null` when they do not hold it any more. */
  accept(invitationId: string, claimId: string, by: { userId: string; at: Date }): Promise<Invitation | null>
  /** The claim's holder could not accept it after all. */
  release(invitationId: string, claimId: string): Promise<void>
}
