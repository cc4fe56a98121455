import type { Role } from '../contract/member.ts'
import type { Action } from '../contract/rights.ts'

export type { Action } from '../contract/rights.ts'

/** Where something happens: an agency (a partner's own environment) or an environment of one of its customers. */
export type PlaceKind = 'agency' | 'customer'

interface Rule {
  roles: readonly Role[]
  /** Only partners may, and only with a role that they hold in their agency. */
  agencyOnly?: true
}

const ANSWERING: readonly Role[] = ['agent', 'operator']
const MANAGING: Rule = { roles: ['environmentManager'] }
const ADMINISTERING: Rule = { roles: ['environmentManager'], agencyOnly: true }

/**
 * The roles matrix (DX-ROLE-02 to 13): who may do what within an environment. Roles that are held in an agency count in all
 * environments below it (DX-ROLE-10).
 * 1. Agents watch and answer. 2. Operators also start conversations and see the contact list.
 * 3. Producers see and edit contacts, configure services and publish. 4. Environment managers look after members, channels,
 * integrations and the environment itself. 5. Content managers edit texts. 6. Analysts see figures. 7. Developers have no
 * screens of their own yet. 8. Customers' accounts, orders and policies are the environment managers' of the agency (DX-ROLE-11).
 */
export const RIGHTS: Readonly<Record<Action, Rule>> = {
  'conversation:see': { roles: ANSWERING },
  'conversation:reply': { roles: ANSWERING },
  'conversation:note': { roles: ANSWERING },
  'conversation:assign': { roles: ANSWERING },
  'conversation:resolve': { roles: ANSWERING },
  'conversation:start': { roles: ['operator'] },
  'contact:list': { roles: ['operator', 'producer'] },
  'contact:export': MANAGING,
  'contact:erase': MANAGING,
  'template:see': { roles: ['agent', 'operator', 'producer'] },
  'channel:see': { roles: ['agent', 'operator', 'producer', 'environmentManager'] },
  'channel:edit': { roles: ['producer', 'environmentManager'] },
  'member:see': { roles: ['agent', 'operator', 'environmentManager'] },
  'member:manage': MANAGING,
  'access:decide': MANAGING,
  'service:see': { roles: ['contentManager', 'analyst', 'producer', 'environmentManager'] },
  'service:edit_content': { roles: ['contentManager', 'producer'] },
  'service:edit': { roles: ['producer'] },
  'service:publish': { roles: ['producer'] },
  'order:see': { roles: ['producer', 'environmentManager'] },
  'call:see': { roles: ['analyst', 'producer'] },
  'teams:connect': { roles: ['operator', 'environmentManager'] },
  'teams:package': { roles: ['producer', 'environmentManager'] },
  'environment:edit': MANAGING,
  'audit:see': MANAGING,
  'integration:manage': MANAGING,
  'account:see': ADMINISTERING,
  'account:manage': ADMINISTERING,
  'order:manage': ADMINISTERING,
  'policy:manage': ADMINISTERING,
}

/** Somebody in an environment: their roles there, inherited ones included, or what an API key was made for. */
export interface Holder {
  roles: readonly Role[]
  /** Of an API key, which has no roles. */
  grants?: readonly Action[]
}

/** Whether somebody with these roles in the resource's environment may do it. Nothing else decides. */
export function can(
  holder: Holder,
  action: Action,
  resource: { kind: PlaceKind } = { kind: 'customer' },
): boolean {
  const rule = RIGHTS[action]
  if (rule.agencyOnly === true && resource.kind !== 'agency') return false
  return holder.grants?.includes(action) === true || rule.roles.some((role) => holder.roles.includes(role))
}

/** Everything that somebody may do in an environment: what menus are made from (DX-ROLE-09). */
export function rightsIn(holder: Holder, resource: { kind: PlaceKind }): Action[] {
  return (Object.keys(RIGHTS) as Action[]).filter((action) => can(holder, action, resource))
}
