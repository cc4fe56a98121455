import type { Role } from '../../../../server/contract/member.ts'
import type { ServiceSettings } from '../../../../server/contract/service-settings.ts'

/** What somebody may do with a service here. The server decides; this only spares people its refusals. */
export interface StudioRights {
  /** Prompts and auto responses. */
  editContent: boolean
  editAll: boolean
  publish: boolean
}

/** The roles of one environment as rights (DX-ROLE-04, DX-ROLE-06, DX-CONT-08). */
export function rightsOf(roles: readonly Role[]): StudioRights {
  const producer = roles.includes('producer')
  return { editContent: producer || roles.includes('contentManager'), editAll: producer, publish: producer }
}

const CONTENT: readonly (keyof ServiceSettings)[] = ['prompts', 'autoResponses']

export function mayEdit(rights: StudioRights, area: keyof ServiceSettings): boolean {
  return rights.editAll || (rights.editContent && CONTENT.includes(area))
}
