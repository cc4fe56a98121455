import type { Routes } from '../../contract/http.ts'
import { getCallFigures } from '../../usecases/call-figures.ts'
import { listCalls } from '../../usecases/list-calls.ts'
import { getServiceStatistics } from '../../usecases/service-statistics.ts'
import type { Handlers } from '../route-table.ts'

export const callHandlers = {
  'GET /environments/:id/calls': ({ deps, principal, params, query }) =>
    listCalls(deps, principal, params.id, query),
  'GET /environments/:id/call-figures': ({ deps, principal, params, query }) =>
    getCallFigures(deps, principal, params.id, query),
  'GET /environments/:id/services/:serviceId/statistics': ({ deps, principal, params, query }) =>
    getServiceStatistics(deps, principal, { environmentId: params.id, serviceId: params.serviceId }, query),
} satisfies Partial<Handlers<Routes>>
