import type { Routes } from '../../contract/http.ts'
import { listTemplates, refreshTemplates } from '../../usecases/list-templates.ts'
import type { Handlers } from '../route-table.ts'

export const templateHandlers = {
  'GET /conversations/:id/templates': ({ deps, principal, params }) =>
    listTemplates(deps, principal, params.id),
  'POST /conversations/:id/templates/refresh': ({ deps, principal, params }) =>
    refreshTemplates(deps, principal, params.id),
} satisfies Partial<Handlers<Routes>>
