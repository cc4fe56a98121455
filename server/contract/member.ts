import { z } from 'zod'
import { id } from './common.ts'

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

export const memberView = z.object({ id, name: z.string(), roles: z.array(role) })
export type MemberView = z.infer<typeof memberView>

export const meView = z.object({
  user: userView,
  environments: z.array(z.object({ id, name: z.string(), roles: z.array(role) })),
})
export type MeView = z.infer<typeof meView>
