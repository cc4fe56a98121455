import { z } from 'zod'
import type { Role } from './member.ts'

/** The parts of the app, in the order in which its menus name them. */
export const area = z.enum(['inbox', 'reports', 'studio'])
export type Area = z.infer<typeof area>

/**
 * Who finds something to do in an area: read off the server's roles matrix (DX-ROLE-02 to 08), which alone decides what
 * is allowed. A test keeps the two in agreement.
 */
const AREA_ROLES: Readonly<Record<Area, readonly Role[]>> = {
  inbox: ['agent', 'operator'],
  reports: ['analyst', 'producer'],
  studio: ['contentManager', 'analyst', 'producer', 'environmentManager'],
}

/** The areas that somebody with these roles is shown (DX-ROLE-09), in the order of the menus. */
export function areasOf(roles: readonly Role[]): Area[] {
  return area.options.filter((name) => AREA_ROLES[name].some((role) => roles.includes(role)))
}
