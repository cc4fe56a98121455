import type { ServiceSettings, ServiceSettingsView } from '../contract/service-settings.ts'
import { cleanSettings } from '../domain/clean-settings.ts'
import { can } from '../domain/roles.ts'
import { changedAreas, CONTENT_AREAS } from '../domain/settings-changes.ts'
import { ConflictError, ForbiddenError } from '../lib/errors.ts'
import type { Service, ServiceSettingsRecord } from '../store/entities.ts'
import { actIn } from './access.ts'
import { audited } from './audit.ts'
import type { Actor, Deps, Principal } from './ports.ts'
import { freshSettingsOf, serviceIn } from './service-record.ts'
import { viewServiceSettings } from './service-views.ts'
import { alongside } from './teams/notify.ts'
import { touchService } from './teams/watch-readiness.ts'

/** Which service of which environment. */
export interface ServiceRef {
  environmentId: string
  serviceId: string
}

/** A service's settings: the draft and what is live, with what their page needs to edit them. */
export async function getServiceSettings(
  deps: Deps,
  principal: Principal,
  { environmentId, serviceId }: ServiceRef,
): Promise<ServiceSettingsView> {
  await actIn(deps, principal, environmentId, 'service:see')
  const service = await serviceIn(deps, environmentId, serviceId)
  return viewServiceSettings(deps, service, await freshSettingsOf(deps, service))
}

/**
 * Saves the draft; what is live stays as it is (DX-PUB-01, DX-HOURS-02). Throws `ConflictError` when somebody else has
 * saved or published since `version`, and `ForbiddenError` for what only those may change who configure the service (DX-CONT-08).
 */
export async function saveServiceSettings(
  deps: Deps,
  principal: Principal,
  { environmentId, serviceId }: ServiceRef,
  change: { version: number; settings: ServiceSettings },
): Promise<ServiceSettingsView> {
  const actor = await actIn(deps, principal, environmentId, 'service:edit_content')
  const service = await serviceIn(deps, environmentId, serviceId)
  const before = await freshSettingsOf(deps, service)
  // First the version: whoever edits something outdated must not be told that others' changes are theirs.
  if (before.version !== change.version) throw changedSince(before)
  const draft = cleanSettings(change.settings)
  requireRights(actor, before, draft)
  const saved = await storeDraft(deps, actor, service, { version: change.version, draft, kind: 'saved' })
  return viewServiceSettings(deps, service, saved)
}

/**
 * Puts a draft in the place of the one of this very version, and notes what has changed (DX-AUDIT-01). Throws `ConflictError` when
 * somebody else has saved or published since.
 */
export async function storeDraft(
  deps: Deps,
  actor: Actor,
  service: Service,
  change: { version: number; draft: ServiceSettings; kind: 'saved' | 'restored' },
): Promise<ServiceSettingsRecord> {
  const before = await freshSettingsOf(deps, service)
  if (before.version !== change.version) throw changedSince(before)
  const { environmentId, id } = service
  const written = { ...change, by: actor.name, now: deps.clock.now() }
  const saved = await audited(
    deps,
    actor,
    {
      verb: change.kind === 'saved' ? 'changed' : 'restored',
      object: { kind: 'serviceSettings', id, name: service.name },
      before: before.draft,
      after: change.draft,
      version: change.version + 1,
    },
    {
      change: () => deps.store.serviceSettings.save(environmentId, id, written),
      noted: ({ draft }) => ({ after: draft }),
    },
  )
  if (saved === null) throw changedSince(await freshSettingsOf(deps, service))
  deps.directory.invalidate()
  return saved
}

function requireRights(actor: Actor, before: ServiceSettingsRecord, draft: ServiceSettings): void {
  if (can(actor, 'service:edit')) return
  const beyond = changedAreas(before.draft, draft).filter((area) => !CONTENT_AREAS.includes(area))
  if (beyond.length > 0) throw new ForbiddenError(`service:edit (${beyond.join(', ')})`)
}

/**
 * Makes the draft of this very version live (DX-PUB-03). Refuses nothing: what keeps the service from inviting callers
 * is in the answer. Throws `ConflictError` when somebody else has saved since.
 */
export async function publishServiceSettings(
  deps: Deps,
  principal: Principal,
  { environmentId, serviceId }: ServiceRef,
  version: number,
): Promise<ServiceSettingsView> {
  const actor = await actIn(deps, principal, environmentId, 'service:publish')
  const service = await serviceIn(deps, environmentId, serviceId)
  // Made first where there is none, so that version 1 can be published as it was seen.
  const before = await freshSettingsOf(deps, service)
  if (before.version !== version) throw changedSince(before)
  const change = { version, by: actor.name, now: deps.clock.now() }
  const published = await audited(
    deps,
    actor,
    {
      verb: 'published',
      object: { kind: 'serviceSettings', id: serviceId, name: service.name },
      before: before.published,
      after: before.draft,
      version: version + 1,
    },
    {
      change: () => deps.store.serviceSettings.publish(environmentId, serviceId, change),
      noted: (record) => ({ after: record.published }),
    },
  )
  if (published === null) throw changedSince(await freshSettingsOf(deps, service))
  deps.directory.invalidate()
  await alongside({ serviceId }, () => touchService(deps, service))
  return viewServiceSettings(deps, service, published)
}

/** Says who was faster, as far as somebody was. */
function changedSince({ savedAt, savedBy, publishedAt, publishedBy }: ServiceSettingsRecord): ConflictError {
  const [done, by] = publishedAt > savedAt ? ['published', publishedBy] : ['saved', savedBy]
  return new ConflictError(by === null ? 'the settings have been changed since' : `${done} by ${by} since`)
}
