/** What became of the stored secrets when they were looked through. */
export interface RenewedSecrets {
  /** Encrypted anew with the present key. */
  renewed: number
  /** That none of the keys opens. */
  unreadable: number
}

/** Everything that is stored encrypted, whatever it belongs to. */
export interface SecretStore {
  /**
   * Encrypts with the present key what was encrypted with one before it. May be interrupted, repeated, and done by several
   * processes at once; what somebody changes meanwhile stays as they set it.
   */
  renew(): Promise<RenewedSecrets>
}
