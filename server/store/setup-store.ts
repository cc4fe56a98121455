/** What makes a server without a partner one with a partner. */
export interface SetupStore {
  /** Whether no agency has anybody who works there: one without people may be what a crash has left. */
  isNeeded(): Promise<boolean>
  /** Puts all accounts that nobody looks after, with their environments, under an agency. Repeating it changes nothing. */
  adopt(agencyId: string): Promise<void>
}
