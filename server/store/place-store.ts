import type { Role } from '../contract/member.ts'
import type { Account, Environment } from './entities.ts'

/** An environment in which somebody works. */
export interface Place {
  environment: Environment
  /** `null` for an agency. */
  account: Pick<Account, 'id' | 'name' | 'twoFactorRequired'> | null
  /** With those that the agency above passes on. */
  roles: Role[]
}

/**
 * Where somebody works: the environments they are a member of, and all of those below their agencies, of which there may be very
 * many. Without those of accounts that are not in use.
 */
export interface PlaceStore {
  /** Those they are a member of, and of the others the first by name; `more`: there are others still. */
  first(userId: string, others: number): Promise<{ items: Place[]; more: boolean }>
  /**
   * A page of all of them by name. Each word must begin a word of the environment's or its account's name. Throws
   * `InvalidInputError` for a cursor that is none.
   */
  search(
    userId: string,
    query: { words: readonly string[]; after: string | null; limit: number },
  ): Promise<{ items: Place[]; nextCursor: string | null }>
  /** One of them; `null` when they do not work there. */
  find(userId: string, environmentId: string): Promise<Place | null>
  /** Whether an account in whose environments they work demands a second factor. */
  demandTwoFactor(userId: string): Promise<boolean>
}
