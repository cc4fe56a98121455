import {
  serviceSettings,
  type ServiceSettings,
  type ServiceSettingsView,
} from '../../contract/service-settings.ts'
import type { SettingsVersionView } from '../../contract/setup-routes.ts'
import { cleanSettings } from '../../domain/clean-settings.ts'
import { mergeSettings } from '../../domain/settings-changes.ts'
import { defaultSettings } from '../../domain/settings-defaults.ts'
import { ConflictError, NotFoundError } from '../../lib/errors.ts'
import type { Service } from '../../store/entities.ts'
import type { SettingsVersion } from '../../store/service-settings-store.ts'
import { actIn } from '../access.ts'
import type { Deps, Principal } from '../ports.ts'
import { freshSettingsOf } from '../service-record.ts'
import { storeDraft, type ServiceRef } from '../service-settings.ts'
import { viewServiceSettings } from '../service-views.ts'
import { storedService } from './service-profile.ts'

/** A state of the settings of one service. */
export interface VersionRef extends ServiceRef {
  version: number
}

/** Earlier states of the settings and the present one, the latest first. */
export async function listSettingsVersions(
  deps: Deps,
  principal: Principal,
  { environmentId, serviceId }: ServiceRef,
): Promise<{ items: SettingsVersionView[] }> {
  await actIn(deps, principal, environmentId, 'service:see')
  const service = await storedService(deps, environmentId, serviceId)
  await freshSettingsOf(deps, service)
  const versions = await deps.store.serviceSettings.versions(environmentId, serviceId)
  const live = liveOf(versions)
  return { items: versions.map((one) => viewVersion(one, live)) }
}

/** One state with what it says. Throws `NotFoundError` when it is not kept (any more). */
export async function getSettingsVersion(
  deps: Deps,
  principal: Principal,
  { environmentId, serviceId, version }: VersionRef,
): Promise<SettingsVersionView & { settings: ServiceSettings }> {
  await actIn(deps, principal, environmentId, 'service:see')
  const service = await storedService(deps, environmentId, serviceId)
  const [found, versions] = await Promise.all([
    versionIn(deps, service, version),
    deps.store.serviceSettings.versions(environmentId, serviceId),
  ])
  return { ...viewVersion(found, liveOf(versions)), settings: settingsOf(service, found) }
}

/**
 * Makes an earlier state the draft; what is live stays as it is until somebody publishes. Throws `NotFoundError` when it is
 * not kept (any more), and `ConflictError` when somebody else has saved or published since `basedOn`.
 */
export async function restoreSettings(
  deps: Deps,
  principal: Principal,
  { environmentId, serviceId, version }: VersionRef,
  basedOn: number,
): Promise<ServiceSettingsView> {
  const actor = await actIn(deps, principal, environmentId, 'service:edit')
  const service = await storedService(deps, environmentId, serviceId)
  const found = await versionIn(deps, service, version)
  const draft = cleanSettings(settingsOf(service, found))
  const change = { version: basedOn, draft, kind: 'restored' as const }
  return viewServiceSettings(deps, service, await storeDraft(deps, actor, service, change))
}

async function versionIn(deps: Deps, service: Service, version: number): Promise<SettingsVersion> {
  const { environmentId, id } = service
  const found = await deps.store.serviceSettings.findVersion(environmentId, id, version)
  if (found === null) throw new NotFoundError('no such version')
  return found
}

/** What was kept long ago may lack what has been added to settings since: the defaults hold there. */
function settingsOf(service: Service, { settings }: SettingsVersion): ServiceSettings {
  const whole = serviceSettings.safeParse(mergeSettings(defaultSettings(service), settings))
  if (!whole.success) throw new ConflictError('this version cannot be read any more')
  return whole.data
}

/** The publication that holds at this moment. */
function liveOf(versions: readonly Omit<SettingsVersion, 'settings'>[]): number | null {
  return versions.find(({ kind }) => kind === 'published')?.version ?? null
}

function viewVersion(
  { version, at, by, kind }: Omit<SettingsVersion, 'settings'>,
  live: number | null,
): SettingsVersionView {
  return { version, at: at.toISOString(), by, kind, live: version === live }
}
