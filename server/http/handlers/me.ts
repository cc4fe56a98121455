import type { Routes } from '../../contract/http.ts'
import { getMe, setLocale } from '../../usecases/me.ts'
import type { Handlers } from '../route-table.ts'

export const meHandlers = {
  'GET /me': async ({ deps, principal }) => await getMe(deps, principal),
  'PATCH /me': async ({ deps, principal, body }) => await setLocale(deps, principal, body.locale),
} satisfies Partial<Handlers<Routes>>
