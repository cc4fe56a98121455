import type { ServiceView } from '../contract/service-settings.ts'
import type { Service, ServiceSettingsRecord } from '../store/entities.ts'
import { actIn } from './access.ts'
import type { Deps, Principal } from './ports.ts'
import { freshSettingsOf } from './service-record.ts'
import { viewService } from './service-views.ts'

/** An environment's services by name, each with whether it is ready for calls. */
export async function listServices(
  deps: Deps,
  principal: Principal,
  environmentId: string,
): Promise<{ items: ServiceView[] }> {
  await actIn(deps, principal, environmentId, 'service:see')
  const [services, records] = await Promise.all([
    deps.directory.services(environmentId),
    deps.store.serviceSettings.list(environmentId),
  ])
  const byService = new Map(records.map((record) => [record.serviceId, record]))
  const recordOf = (service: Service): ServiceSettingsRecord | Promise<ServiceSettingsRecord> =>
    byService.get(service.id) ?? freshSettingsOf(deps, service)
  const items = await Promise.all(
    [...services.values()].map(async (service) => viewService(deps, service, await recordOf(service))),
  )
  return { items: items.toSorted((a, b) => a.name.localeCompare(b.name)) }
}
