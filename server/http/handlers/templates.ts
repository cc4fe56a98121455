import type { Routes } from '../../contract/http.ts'
import { listTemplates, refreshTemplates } from '../../usecases/list-templates.ts'
import type { Handlers } from '../route-table.ts'

export const templateHandlers = {
  'GET /conversations/:id/templates': async ({ deps, principal, params }) =>
    await listTemplates(deps, principal, params.id),
  'POST /conversations/:id/templates/refresh': async ({ deps, principal, params }) =>
    await refreshTemplates(deps, principal, params.id),
} satisfies Partial<Handlers<Routes>>
