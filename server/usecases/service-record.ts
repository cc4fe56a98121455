import { companyNameOf, defaultSettings } from '../domain/settings-defaults.ts'
import { NotFoundError } from '../lib/errors.ts'
import type { Service, ServiceSettingsRecord } from '../store/entities.ts'
import type { Deps } from './ports.ts'

/** A service of the environment. Throws `NotFoundError`, also for one of another environment. */
export async function serviceIn(deps: Deps, environmentId: string, serviceId: string): Promise<Service> {
  const known = (await deps.directory.services(environmentId)).get(serviceId)
  // Another process may just have made it.
  const service = known ?? (await deps.store.services.find(environmentId, serviceId))
  if (service === null) throw new NotFoundError('no such service')
  return service
}

/** A service's settings as calls read them: up to a few seconds old. Made from the defaults when there are none. */
export async function settingsOf(deps: Deps, service: Service): Promise<ServiceSettingsRecord> {
  const known = (await deps.directory.settings(service.environmentId)).get(service.id)
  return known ?? createSettings(deps, service)
}

/** A service's settings as the store has them at this moment. Made from the defaults when there are none. */
export async function freshSettingsOf(deps: Deps, service: Service): Promise<ServiceSettingsRecord> {
  const stored = await deps.store.serviceSettings.find(service.environmentId, service.id)
  return stored ?? createSettings(deps, service)
}

/** Safe to race: whoever is first decides. */
async function createSettings(deps: Deps, service: Service): Promise<ServiceSettingsRecord> {
  const { environmentId, id } = service
  const settings = defaultSettings(service)
  const created = await deps.store.serviceSettings.create(environmentId, id, settings, deps.clock.now())
  deps.directory.invalidate()
  return created
}

/** How the company calls itself towards callers and in invitations. */
export async function companyOf(
  deps: Deps,
  environmentId: string,
  published: ServiceSettingsRecord['published'],
): Promise<string> {
  const environment = await deps.directory.environment(environmentId)
  return companyNameOf(published, environment?.name ?? '')
}
