import type { Locale, Role } from '../contract/member.ts'
import type { Policy } from '../contract/policy.ts'
import type { PlaceKind } from '../domain/roles.ts'
import type { EntraIdentity } from './teams-entities.ts'

export interface Account {
  id: string
  /** The agency that looks after it: the id of the agency's environment; `null` where there is no partner. */
  agencyId: string | null
  name: string
  /** What the ordering system knows the customer by. */
  reference: string | null
  policy: Policy
  /** Raised by every change that people make. */
  version: number
  /** Since when nobody can work here; it is deleted for good 90 days later. `null`: it is in use. */
  deactivatedAt: Date | null
  /** Days after which conversations are deleted; `null` keeps them. */
  retentionDays: number | null
  twoFactorRequired: boolean
  /** Organisations in Microsoft Entra whose people work here; empty: the server's own. */
  entraTenants: string[]
}

/** An agency's own environment (`kind: 'agency'`, the partner's staff are its members), or one of a customer's account. */
export interface Environment {
  id: string
  kind: PlaceKind
  /** `null` for an agency. */
  accountId: string | null
  /** The agency above it; `null` for an agency, and where there is no partner. */
  agencyId: string | null
  name: string
  policy: Policy
  /** Raised by every change that people make. */
  version: number
  timeZone: string
  /** Two letters. */
  country: string
}

export interface User {
  id: string
  /** In lower case. */
  email: string
  name: string
  passwordHash: string | null
  locale: Locale | null
  /** Who they are in Microsoft Entra, once they signed in with it. */
  entra: EntraIdentity | null
  /** They have a second factor: a password alone does not sign them in. */
  twoFactor: boolean
  /** When they last used the product; `null`: never. */
  lastSeenAt: Date | null
}

/** A user in an environment. `id` is the user's: people are known by it everywhere. */
export interface Member {
  id: string
  environmentId: string
  name: string
  email: string
  /** With those that the agency above passes on. */
  roles: Role[]
  /** Roles that were given in this very environment. */
  ownRoles: Role[]
}

export interface Session {
  id: string
  userId: string
  method: 'password' | 'microsoft'
  /** A code of the second factor was given, or Microsoft vouches for the person. */
  secondFactor: boolean
  createdAt: Date
  expiresAt: Date
  /** To a few minutes. */
  lastSeenAt: Date
  /** Shortened: enough for people to recognise their own; `null`: unknown. */
  address: string | null
  /** The browser and the system; `null`: unknown. */
  device: string | null
}
