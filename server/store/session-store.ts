import type { Session } from './entities.ts'

/** A session that begins; where it comes from may be unknown. */
export type NewSession = Omit<Session, 'id' | 'lastSeenAt' | 'address' | 'device'> &
  Partial<Pick<Session, 'lastSeenAt' | 'address' | 'device'>> & { tokenHash: string }

/** Who is signed in. Ended sessions are never found. */
export interface SessionStore {
  /** Keeps a hash of the token only. */
  insert(session: NewSession): Promise<Session>
  findByTokenHash(tokenHash: string, now: Date): Promise<Session | null>
  /** A user's sessions, the latest first. */
  listOf(userId: string, now: Date): Promise<Session[]>
  /** The session was used at `at`; an earlier instant changes nothing. */
  touch(sessionId: string, at: Date): Promise<void>
  /** A second factor has been given in this session. */
  setSecondFactor(sessionId: string): Promise<void>
  /** Nothing but a password vouches for the user's password sessions any more. */
  clearSecondFactor(userId: string): Promise<void>
  delete(sessionId: string): Promise<void>
  /** Ends the user's session of this id; `false` when they have none such. */
  deleteOf(userId: string, sessionId: string): Promise<boolean>
  /** Ends the user's sessions but this one (`null`: all) and answers with their ids. */
  deleteAllOf(userId: string, exceptSessionId: string | null): Promise<string[]>
}
