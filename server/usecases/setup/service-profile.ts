import type { ServiceProfile } from '../../contract/setup-routes.ts'
import { cleanName } from '../../domain/clean-text.ts'
import { isTimeZone } from '../../domain/notification-times.ts'
import { isCountry } from '../../lib/countries.ts'
import { ConflictError, InvalidInputError, NotFoundError } from '../../lib/errors.ts'
import type { Service } from '../../store/entities.ts'
import type { ServiceChange } from '../../store/service-store.ts'
import { actIn } from '../access.ts'
import { audited } from '../audit.ts'
import type { Deps, Principal } from '../ports.ts'
import type { ServiceRef } from '../service-settings.ts'
import { changedSince } from './changed-since.ts'

/** A service's own data, beside its settings. */
export async function getProfile(
  deps: Deps,
  principal: Principal,
  { environmentId, serviceId }: ServiceRef,
): Promise<ServiceProfile> {
  await actIn(deps, principal, environmentId, 'service:see')
  return viewProfile(await storedService(deps, environmentId, serviceId))
}

/**
 * Changes name, languages, country and time zone (DX-BOT-08 to 10). Texts in a language that is taken out stay, so that they are
 * there when it comes back. Throws `ConflictError` when somebody else has changed it since `version`, or when the name is
 * another service's.
 */
export async function changeProfile(
  deps: Deps,
  principal: Principal,
  { environmentId, serviceId }: ServiceRef,
  { version, ...change }: ServiceChange & { version: number },
): Promise<ServiceProfile> {
  const actor = await actIn(deps, principal, environmentId, 'service:edit')
  const before = await storedService(deps, environmentId, serviceId)
  const checked = checkedChange(change)
  const changed = await audited(
    deps,
    actor,
    {
      verb: 'changed',
      object: { kind: 'service', id: serviceId, name: checked.name },
      before: editable(before),
      after: checked,
      version: version + 1,
    },
    {
      // What it was before is known of this very version only.
      change: async () =>
        before.version === version
          ? deps.store.services.change(environmentId, serviceId, { ...checked, version })
          : null,
      noted: (service) => ({ after: editable(service) }),
    },
  )
  if (changed === null) throw await changedSince(deps, environmentId, 'service', serviceId)
  deps.directory.invalidate()
  deps.channels.invalidate()
  deps.lines.invalidate()
  return viewProfile(changed)
}

/** A service as the store has it at this moment. Throws `NotFoundError`, also for one of another environment. */
export async function storedService(deps: Deps, environmentId: string, serviceId: string): Promise<Service> {
  const service = await deps.store.services.find(environmentId, serviceId)
  if (service === null) throw new NotFoundError('no such service')
  return service
}

/** As `storedService`, for what only makes sense while the service is in use. Throws `ConflictError` when it has ended. */
export async function serviceInUse(deps: Deps, environmentId: string, serviceId: string): Promise<Service> {
  const service = await storedService(deps, environmentId, serviceId)
  if (service.endedAt !== null) throw new ConflictError('the service has ended')
  return service
}

/** What people enter, as it may be kept. Throws `InvalidInputError` with every fault. */
export function checkedChange({ name, languages, country, timeZone }: ServiceChange): ServiceChange {
  const clean = cleanName(name)
  const issues = [
    ...(clean === '' ? [{ path: 'name', message: 'is empty' }] : []),
    ...(new Set(languages).size === languages.length
      ? []
      : [{ path: 'languages', message: 'name a language twice' }]),
    ...(isCountry(country) ? [] : [{ path: 'country', message: 'is no country' }]),
    // Offsets such as `+02:00` are understood as well and know nothing of summer time.
    ...(/^[A-Za-z]/.test(timeZone) && isTimeZone(timeZone)
      ? []
      : [{ path: 'timeZone', message: 'is no IANA time zone, such as Europe/Berlin' }]),
  ]
  if (issues.length > 0) throw new InvalidInputError(issues)
  return { name: clean, languages, country, timeZone }
}

/** What the audit log tells of a service. */
export function editable({ name, languages, country, timeZone }: Service): ServiceChange {
  return { name, languages, country, timeZone }
}

export function viewProfile(service: Service): ServiceProfile {
  const { id, environmentId, name, languages, country, timeZone, orderId, version } = service
  return {
    id,
    name,
    template: service.template as ServiceProfile['template'],
    languages,
    country,
    timeZone,
    picture:
      service.pictureId === null
        ? null
        : `/api/v1/environments/${environmentId}/services/${id}/picture?v=${service.pictureId}`,
    orderId,
    ended: service.endedAt !== null,
    version,
  }
}
