import { z } from 'zod'

/** What somebody can be allowed to do, as `object:action`; the roles matrix says to whom. */
export const action = z.enum([
  'conversation:see',
  'conversation:reply',
  'conversation:note',
  'conversation:assign',
  'conversation:resolve',
  'conversation:start',
  'contact:list',
  'contact:export',
  'contact:erase',
  'template:see',
  'channel:see',
  'channel:edit',
  'member:see',
  'member:manage',
  'access:decide',
  'service:see',
  'service:edit_content',
  'service:edit',
  'service:publish',
  'order:see',
  'call:see',
  'teams:connect',
  'teams:package',
  'environment:edit',
  'audit:see',
  'integration:manage',
  'account:see',
  'account:manage',
  'order:manage',
  'policy:manage',
])
export type Action = z.infer<typeof action>

/**
 * Who may call a route: somebody with the right to an action where the route's resource is, or (`self`) anybody signed in,
 * about themselves.
 */
export type RouteRight = Action | 'self'
