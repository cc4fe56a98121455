import type { Routes } from '../../contract/http.ts'
import { listHolidayRegions } from '../../usecases/list-holiday-regions.ts'
import { listServices } from '../../usecases/list-services.ts'
import { previewOpeningHours } from '../../usecases/preview-opening-hours.ts'
import {
  getServiceSettings,
  publishServiceSettings,
  saveServiceSettings,
  type ServiceRef,
} from '../../usecases/service-settings.ts'
import type { Handlers } from '../route-table.ts'

export const serviceHandlers = {
  'GET /environments/:id/services': ({ deps, principal, params }) => listServices(deps, principal, params.id),
  'GET /environments/:id/services/:serviceId/settings': ({ deps, principal, params }) =>
    getServiceSettings(deps, principal, refOf(params)),
  'PUT /environments/:id/services/:serviceId/settings': ({ deps, principal, params, body }) =>
    saveServiceSettings(deps, principal, refOf(params), body),
  'POST /environments/:id/services/:serviceId/publish': ({ deps, principal, params, body }) =>
    publishServiceSettings(deps, principal, refOf(params), body.version),
  'POST /environments/:id/services/:serviceId/opening-hours/preview': ({ deps, principal, params, body }) =>
    previewOpeningHours(deps, principal, refOf(params), body),
  'GET /environments/:id/holiday-regions': ({ deps, principal, params }) =>
    listHolidayRegions(deps, principal, params.id),
} satisfies Partial<Handlers<Routes>>

function refOf(params: { id: string; serviceId: string }): ServiceRef {
  return { environmentId: params.id, serviceId: params.serviceId }
}
