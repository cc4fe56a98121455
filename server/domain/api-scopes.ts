import type { ApiScope } from '../contract/integration-routes.ts'
import type { Action } from '../contract/rights.ts'
import type { PlaceKind } from './roles.ts'

const READING: readonly Action[] = ['conversation:see', 'template:see', 'channel:see', 'member:see']

/** What each scope of an API key stands for in the roles matrix. Whoever may write may read what is answered. */
export const SCOPE_ACTIONS: Readonly<Record<ApiScope, readonly Action[]>> = {
  'conversations:read': READING,
  'conversations:write': [
    ...READING,
    'conversation:reply',
    'conversation:note',
    'conversation:assign',
    'conversation:resolve',
  ],
  'calls:read': ['call:see'],
  'orders:write': ['order:manage', 'account:see'],
}

/** Where each scope has something to give access to: orders are an agency's, all the rest is its customers'. */
const SCOPE_PLACE: Readonly<Record<ApiScope, PlaceKind>> = {
  'conversations:read': 'customer',
  'conversations:write': 'customer',
  'calls:read': 'customer',
  'orders:write': 'agency',
}

/** What a key with these scopes may do, each action once. */
export function grantsOf(scopes: readonly ApiScope[]): Action[] {
  return [...new Set(scopes.flatMap((scope) => SCOPE_ACTIONS[scope]))]
}

/** Those of `scopes` that are good for nothing in such a place. */
export function uselessScopes(scopes: readonly ApiScope[], kind: PlaceKind): ApiScope[] {
  return scopes.filter((scope) => SCOPE_PLACE[scope] !== kind)
}
