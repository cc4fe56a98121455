/** What a link that works once is for: another password of a user, or becoming this server's first partner admin. */
export type LinkKind = 'reset' | 'setup'

/** A link that works once, known by the hash of its token. */
export interface Link {
  kind: LinkKind
  /** Whose it is; `null` for nobody's in particular. */
  userId: string | null
  expiresAt: Date
}

/** Links that work once. There is at most one of a kind for each user: the newest. */
export interface LinkStore {
  /**
   * Keeps the hash in place of the one before. `false`, with nothing changed, when that one was made after `pauseFrom`.
   */
  replace(link: Link & { tokenHash: string; createdAt: Date; pauseFrom?: Date }): Promise<boolean>
  /** `null` when it is unknown, used, replaced or too old. */
  find(tokenHash: string, now: Date): Promise<Link | null>
  /** Whether there is one of this kind for the user that is good for something. */
  isOpen(kind: LinkKind, userId: string | null, now: Date): Promise<boolean>
  /** The user's link of this kind is good for nothing any more. */
  remove(kind: LinkKind, userId: string | null): Promise<void>
  /** Uses it up; of several at once exactly one gets it. `null` as in `find`. */
  spend(kind: LinkKind, tokenHash: string, now: Date): Promise<Link | null>
}
