import type { Action } from '../../../../server/contract/rights.ts'
import type { ServiceSettings } from '../../../../server/contract/service-settings.ts'

/** What somebody may do with a service here. The server decides; this only spares people its refusals. */
export interface StudioRights {
  /** Prompts and auto responses. */
  editContent: boolean
  editAll: boolean
  publish: boolean
}

/** What the rights in an environment mean for its services (DX-ROLE-04, DX-ROLE-06, DX-CONT-08). */
export function rightsOf(rights: readonly Action[]): StudioRights {
  const editAll = rights.includes('service:edit')
  return {
    editContent: editAll || rights.includes('service:edit_content'),
    editAll,
    publish: rights.includes('service:publish'),
  }
}

const CONTENT: readonly (keyof ServiceSettings)[] = ['prompts', 'autoResponses']

export function mayEdit(rights: StudioRights, area: keyof ServiceSettings): boolean {
  return rights.editAll || (rights.editContent && CONTENT.includes(area))
}
