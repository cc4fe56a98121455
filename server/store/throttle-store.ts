import type { ThrottleLimit } from '../domain/throttle.ts'

/** Something under which failures are counted. */
export interface ThrottledKey {
  /** It may name people: only a keyed hash of it is stored. */
  key: string
  limit: ThrottleLimit
}

/** An attempt that may be somebody's guess, by what it is counted under. */
export interface ThrottledAttempt {
  /** One account at one address. */
  place: ThrottledKey
  /** The account from wherever: it does not count for places that are trusted. */
  account: ThrottledKey
  address: ThrottledKey
}

export interface ThrottledTurn {
  /** Milliseconds to wait instead; 0: it may be made. */
  waitMs: number
  /** What it was counted under; nothing when it has to wait. */
  counted: readonly ThrottledKey[]
}

/**
 * Failures by account and address, the same for all processes. Counts are no records: a crash of the database may lose the last
 * of them, and they disappear by themselves.
 */
export interface ThrottleStore {
  /**
   * Counts an attempt as a failure from its beginning, under each of its keys or, when it comes too early for one of them,
   * under none. Of several at once, on whichever process, no more get through than would one after the other.
   */
  begin(attempt: ThrottledAttempt, now: Date): Promise<ThrottledTurn>
  /** The attempt does not count after all. */
  takeBack(counted: readonly ThrottledKey[]): Promise<void>
  /**
   * It succeeded: what failed at its place before counts no more. The place is trusted until `trustedUntil`; `null`
   * when nothing is to be remembered of it.
   */
  succeed(
    attempt: ThrottledAttempt,
    counted: readonly ThrottledKey[],
    trusted: { now: Date; until: Date } | null,
  ): Promise<void>
}
