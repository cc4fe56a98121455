import type { Locale } from '../../contract/member.ts'
import { can } from '../../domain/roles.ts'
import { ForbiddenError, InvalidInputError, NotFoundError } from '../../lib/errors.ts'
import type { TeamsPlace, TeamsSubscription } from '../../store/entities.ts'
import { actIn } from '../access.ts'
import { audited, type AuditNote } from '../audit.ts'
import type { Deps, Principal } from '../ports.ts'
import { tenantsOf } from '../recognise-tenants.ts'
import { forgetReach } from './reach.ts'

/** An environment that somebody may connect a channel with. */
export interface ConnectableQueue {
  environmentId: string
  environment: string
  services: { id: string; name: string }[]
}

/** What the principal may connect a channel with, by name. */
export async function listConnectableQueues(deps: Deps, principal: Principal): Promise<ConnectableQueue[]> {
  const memberships = await deps.store.people.membershipsOf(principal.userId)
  const allowed = memberships.filter(({ roles }) => can({ roles }, 'teams:connect'))
  const queues = await Promise.all(
    allowed.map(async ({ environment: { id, name } }) => {
      const services = [...(await deps.directory.services(id)).values()].map((one) => ({
        id: one.id,
        name: one.name,
      }))
      return { environmentId: id, environment: name, services: services.toSorted(byName) }
    }),
  )
  return queues.toSorted((a, b) => a.environment.localeCompare(b.environment))
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name.localeCompare(b.name)
}

/**
 * Tells a channel or group chat of waiting customers from now on. Throws `ForbiddenError` without `teams:connect` or for a
 * place of an organisation that does not work in this environment, `InvalidInputError` for a personal chat and for services
 * that are not of this environment.
 */
export async function connectPlace(
  deps: Deps,
  principal: Principal,
  placeId: string,
  queue: { environmentId: string; serviceIds: readonly string[] | null; locale: Locale },
): Promise<TeamsPlace> {
  const { environmentId, serviceIds, locale } = queue
  const actor = await actIn(deps, principal, environmentId, 'teams:connect')
  const place = await placeOf(deps, placeId)
  if (place.kind === 'personal') refuse('placeId', 'is a personal chat')
  if (!(await isAtHome(deps, principal, place, environmentId)))
    throw new ForbiddenError('teams:connect (a place of another organisation)')
  const services = await deps.directory.services(environmentId)
  const chosen = serviceIds === null ? null : [...new Set(serviceIds)]
  if (chosen?.length === 0) refuse('serviceIds', 'must not be empty')
  if (chosen?.some((id) => !services.has(id)) === true)
    refuse('serviceIds', 'are not all of this environment')
  const subscription = {
    environmentId,
    serviceIds: chosen,
    locale,
    by: principal.userId,
    at: deps.clock.now(),
  }
  const before = place.subscription?.environmentId === environmentId ? place.subscription : null
  const note: AuditNote = {
    verb: before === null ? 'created' : 'changed',
    object: objectOf(place),
    before: toldOf(before),
    after: toldOf(subscription),
  }
  return audited(deps, actor, note, { change: () => setSubscription(deps, place.id, subscription) })
}

/**
 * Tells a channel or group chat of nothing any more. Doing it twice changes nothing. Throws as `actIn` does for the
 * environment that it is connected with.
 */
export async function disconnectPlace(
  deps: Deps,
  principal: Principal,
  placeId: string,
): Promise<TeamsPlace> {
  const place = await placeOf(deps, placeId)
  if (place.subscription === null) return place
  const actor = await actIn(deps, principal, place.subscription.environmentId, 'teams:connect')
  const before = toldOf(place.subscription)
  const note: AuditNote = { verb: 'removed', object: objectOf(place), before, after: {} }
  return audited(deps, actor, note, { change: () => setSubscription(deps, place.id, null) })
}

/** The place in the audit log, by the name that people know in Teams. */
function objectOf({ id, name, team }: TeamsPlace): AuditNote['object'] {
  const named = [team?.name, name].filter((part) => part != null && part !== '')
  return { kind: 'channel', id, name: `Teams: ${named.join(' / ') || 'group chat'}` }
}

/** What it is told about; by whom and when the entry says itself. */
function toldOf(subscription: TeamsSubscription | null): object {
  if (subscription === null) return {}
  const { serviceIds, locale } = subscription
  return { serviceIds: serviceIds ?? 'all', locale }
}

async function placeOf(deps: Deps, placeId: string): Promise<TeamsPlace> {
  const place = await deps.store.teamsPlaces.find(placeId)
  if (place === null) throw new NotFoundError('no such place')
  return place
}

async function setSubscription(
  deps: Deps,
  placeId: string,
  subscription: TeamsSubscription | null,
): Promise<TeamsPlace> {
  const place = await deps.store.teamsPlaces.setSubscription(placeId, subscription)
  forgetReach(deps)
  if (place === null) throw new NotFoundError('the place is gone')
  return place
}

function refuse(path: string, message: string): never {
  throw new InvalidInputError([{ path, message }])
}

/**
 * Whether the people of a place's organisation work in the environment: those of its account, or of the server's own. Where
 * the server has none, that of the principal, who has been recognised by it.
 */
async function isAtHome(
  deps: Deps,
  principal: Principal,
  place: TeamsPlace,
  environmentId: string,
): Promise<boolean> {
  const environment = await deps.directory.environment(environmentId)
  if (environment === null) return false
  const tenantId = place.tenantId.toLowerCase()
  const tenants = await tenantsOf(deps, environment)
  if (tenants.length > 0) return tenants.some((one) => one.toLowerCase() === tenantId)
  const user = await deps.store.people.findUser(principal.userId)
  return user?.entra?.tenantId === tenantId
}
