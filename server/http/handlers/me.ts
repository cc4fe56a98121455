import type { Routes } from '../../contract/http.ts'
import { getMe, getMyEnvironment, searchMyEnvironments, setLocale } from '../../usecases/me.ts'
import type { Handlers } from '../route-table.ts'

export const meHandlers = {
  'GET /me': ({ deps, principal }) => getMe(deps, principal),
  'GET /me/environments': ({ deps, principal, query }) => searchMyEnvironments(deps, principal, query),
  'GET /me/environments/:environmentId': ({ deps, principal, params }) =>
    getMyEnvironment(deps, principal, params.environmentId),
  'PATCH /me': ({ deps, principal, body }) => setLocale(deps, principal, body.locale),
} satisfies Partial<Handlers<Routes>>
