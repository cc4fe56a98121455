import type { Role } from '../contract/member.ts'

/** What can be asked for, as `object:action`. */
export type Action =
  | 'conversation:see'
  | 'conversation:reply'
  | 'conversation:note'
  | 'conversation:assign'
  | 'conversation:resolve'
  | 'conversation:start'
  | 'contact:list'
  | 'template:see'
  | 'channel:see'
  | 'member:see'
  | 'service:see'
  | 'service:edit_content'
  | 'service:edit'
  | 'service:publish'
  | 'call:see'
  | 'teams:connect'
  | 'access:decide'

/**
 * The roles matrix (DX-ROLE-02 to 08): who may do what within an environment.
 * 1. Agents watch and answer. 2. Operators also start conversations and see the contact list.
 * 3. Producers see and edit contacts, configure services and publish. 4. Environment managers look after members and
 * channels. 5. Content managers edit texts. 6. Analysts see figures.
 */
const MATRIX: Record<Action, readonly Role[]> = {
  'conversation:see': ['agent', 'operator'],
  'conversation:reply': ['agent', 'operator'],
  'conversation:note': ['agent', 'operator'],
  'conversation:assign': ['agent', 'operator'],
  'conversation:resolve': ['agent', 'operator'],
  'conversation:start': ['operator'],
  'contact:list': ['operator', 'producer'],
  'template:see': ['agent', 'operator', 'producer'],
  'channel:see': ['agent', 'operator', 'producer', 'environmentManager'],
  'member:see': ['agent', 'operator', 'environmentManager'],
  'service:see': ['contentManager', 'analyst', 'producer', 'environmentManager'],
  'service:edit_content': ['contentManager', 'producer'],
  'service:edit': ['producer'],
  'service:publish': ['producer'],
  'call:see': ['analyst', 'producer'],
  'teams:connect': ['operator', 'environmentManager'],
  'access:decide': ['environmentManager'],
}

/** Whether somebody with these roles in the resource's environment may do it. */
export function can(actor: { roles: readonly Role[] }, action: Action): boolean {
  return MATRIX[action].some((role) => actor.roles.includes(role))
}
