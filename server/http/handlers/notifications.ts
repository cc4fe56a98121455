import type { Routes } from '../../contract/http.ts'
import { getPreferences, savePreferences } from '../../usecases/teams/preferences.ts'
import type { Handlers } from '../route-table.ts'

export const notificationHandlers = {
  'GET /me/notifications': ({ deps, principal }) => getPreferences(deps, principal.userId),
  'PUT /me/notifications': ({ deps, principal, body }) => savePreferences(deps, principal.userId, body),
} satisfies Partial<Handlers<Routes>>
