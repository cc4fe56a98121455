/** A user's second factor by time-based codes (RFC 6238). Secrets are encrypted at rest, recovery codes hashed. */
export interface FactorStore {
  /** The secret that counts, and how many recovery codes are left; `null` when there is none. */
  find(userId: string): Promise<{ secret: Buffer; recoveryCodesLeft: number } | null>
  /** Keeps a secret that does not count before it is confirmed, in place of an earlier such one. */
  propose(userId: string, secret: Buffer): Promise<void>
  /** The secret to be confirmed. `proposal` names it. */
  findProposed(userId: string): Promise<{ proposal: string; secret: Buffer } | null>
  /**
   * Makes the proposed secret the one that counts; its code of `step` is used up by that. `false` when another
   * proposal has taken its place or a second factor counts already.
   */
  confirm(
    userId: string,
    change: { proposal: string; step: number; recoveryHashes: readonly string[] },
  ): Promise<boolean>
  /** Uses up the code of `step` and all before it; `false` when that has happened already. */
  spendStep(userId: string, step: number): Promise<boolean>
  /** Uses up a recovery code; `false` when there is none of this hash. */
  spendRecoveryCode(userId: string, hash: string): Promise<boolean>
  /** Other recovery codes in place of those that are left; `false` when there is no second factor. */
  replaceRecoveryCodes(userId: string, hashes: readonly string[]): Promise<boolean>
  /** Takes the second factor away; `false` when there was none. */
  remove(userId: string): Promise<boolean>
}
