import type { Routes } from '../../contract/http.ts'
import { getMe, setLocale } from '../../usecases/me.ts'
import type { Handlers } from '../route-table.ts'

export const meHandlers = {
  'GET /me': ({ deps, principal }) => getMe(deps, principal),
  'PATCH /me': ({ deps, principal, body }) => setLocale(deps, principal, body.locale),
} satisfies Partial<Handlers<Routes>>
