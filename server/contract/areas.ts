import { z } from 'zod'
import type { Action } from './rights.ts'

/** The parts of the app, in the order in which its menus name them. */
export const area = z.enum(['inbox', 'reports', 'studio', 'administration'])
export type Area = z.infer<typeof area>

/** What an area is for: whoever may do one of these finds something to do there. */
const AREA_RIGHTS: Readonly<Record<Area, readonly Action[]>> = {
  inbox: ['conversation:see'],
  reports: ['call:see'],
  studio: ['service:see', 'member:manage'],
  administration: ['account:see'],
}

/** The areas that somebody with these rights is shown (DX-ROLE-09, DX-NAV-01), in the order of the menus. */
export function areasOf(rights: readonly Action[]): Area[] {
  return area.options.filter((name) => AREA_RIGHTS[name].some((right) => rights.includes(right)))
}
