import type { Role } from '../contract/member.ts'

/** How somebody signs in, and when they were last here. */
export interface SignInFacts {
  twoFactor: boolean
  microsoft: boolean
  /** `null`: never. */
  lastSeenAt: Date | null
}

export interface RoleChange {
  /** None end the membership. */
  roles: readonly Role[]
  /** Refuses to take the role from the last one who manages the environment. */
  keepManager: boolean
}

/** Who belongs to an environment, as people change it. */
export interface MembershipStore {
  /**
   * Gives a member of this very environment other roles, or ends the membership. With `keepManager` several changes at once
   * never leave the environment without a manager, on whichever process and whenever one of those stops. Answers with the roles
   * they had; `null` when they are no member of this very environment, `'last'` when it was refused.
   */
  changeRoles(environmentId: string, userId: string, change: RoleChange): Promise<Role[] | 'last' | null>
  /** Adds roles to those that somebody has here, making them a member where needed; answers with all of them. */
  addRoles(environmentId: string, userId: string, roles: readonly Role[]): Promise<Role[]>
  /** By user; whoever is no user is left out. */
  signInFacts(userIds: readonly string[]): Promise<Map<string, SignInFacts>>
}
