import { z } from 'zod'
import { id } from './common.ts'
import { action } from './rights.ts'

/** The seven roles (DX-ROLE). A member may hold several per environment. */
export const role = z.enum([
  'agent',
  'operator',
  'contentManager',
  'analyst',
  'producer',
  'environmentManager',
  'developer',
])
export type Role = z.infer<typeof role>

export const locale = z.enum(['en', 'de', 'nl', 'es'])
export type Locale = z.infer<typeof locale>

export const userView = z.object({ id, email: z.string(), name: z.string(), locale: locale.nullable() })
export type UserView = z.infer<typeof userView>

export const memberView = z.object({
  id,
  name: z.string(),
  roles: z.array(role),
  /** They see conversations: they can be assigned and named in notes. */
  answers: z.boolean(),
})
export type MemberView = z.infer<typeof memberView>

/** An agency's own environment, where a partner's staff belongs, or one of a customer's. */
export const environmentKind = z.enum(['agency', 'customer'])
export type EnvironmentKind = z.infer<typeof environmentKind>

/** An environment as it is offered to somebody who works there. */
export const environmentSummary = z.object({
  id,
  name: z.string(),
  kind: environmentKind,
  /** `null` for an agency. */
  account: z.object({ id, name: z.string() }).nullable(),
  /** With those inherited from the agency. */
  roles: z.array(role),
  /** What the roles allow here: menus and buttons follow it, the server decides. */
  rights: z.array(action),
})
export type EnvironmentSummary = z.infer<typeof environmentSummary>

export const meView = z.object({
  user: userView,
  /**
   * The agency first, then customers' environments by name: all that the person is a member of, and of those that an agency
   * passes on the first 200.
   */
  environments: z.array(environmentSummary),
  /** There are others still: `GET /me/environments` finds them. */
  more: z.literal(true).optional(),
  /** Something that has to be done before anything else; every other call fails with its code until then. */
  pending: z.enum(['two_factor_setup']).nullable(),
})
export type MeView = z.infer<typeof meView>
