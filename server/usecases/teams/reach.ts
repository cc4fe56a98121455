import { defaultPreferences, type Listener } from '../../domain/notification-rules.ts'
import type { TeamsPlace } from '../../store/entities.ts'
import type { Store } from '../../store/store.ts'
import { isInUse } from '../organisation/in-use.ts'
import type { Deps } from '../ports.ts'
import { tenantsOf } from '../recognise-tenants.ts'

/** A member with the personal chat in which the bot reaches them. */
export interface Reachable extends Listener {
  place: TeamsPlace
}

/** Where the people of an environment are reached. */
export interface Reach {
  people: readonly Reachable[]
  /** Channels and group chats that follow it. */
  shared: readonly TeamsPlace[]
}

/**
 * How long this process may go by what it knows: conversations change hundreds of times a second, places and preferences a
 * few times a day. What is told too much by it is found out when the card leaves.
 */
const FRESH_MS = 1_000

interface Entry {
  loadedAt: number
  reach: Promise<Reach>
}

const known = new WeakMap<Store, Map<string, Entry>>()

/** Whom the bot reaches in an environment; as it was up to a second ago. */
export function reachOf(deps: Deps, environmentId: string): Promise<Reach> {
  const entries = known.get(deps.store) ?? new Map<string, Entry>()
  known.set(deps.store, entries)
  const entry = entries.get(environmentId)
  if (entry !== undefined && Date.now() - entry.loadedAt < FRESH_MS) return entry.reach
  const reach = loadReach(deps, environmentId)
  entries.set(environmentId, { loadedAt: Date.now(), reach })
  reach.catch(() => entries.delete(environmentId))
  return reach
}

/** Places or preferences have changed: this process asks the store again. */
export function forgetReach(deps: Deps): void {
  known.delete(deps.store)
}

/** Whether there is anybody to tell. */
export function isReached({ people, shared }: Reach): boolean {
  return people.length > 0 || shared.length > 0
}

async function loadReach(deps: Deps, environmentId: string): Promise<Reach> {
  // Nobody is told of what nobody can see (CVG-CUST-07).
  if (!(await isInUse(deps, environmentId))) return { people: [], shared: [] }
  const members = await deps.directory.members(environmentId)
  const [chats, channels] = await Promise.all([
    deps.store.teamsPlaces.personalOf([...members.keys()]),
    deps.store.teamsPlaces.subscribedTo(environmentId),
  ])
  const isAtHome = await homeOf(deps, environmentId)
  const personal = chats.filter(isAtHome)
  const shared = channels.filter(isAtHome)
  if (personal.length === 0) return { people: [], shared }
  const chosen = await deps.store.preferences.findMany(personal.flatMap(({ userId }) => userId ?? []))
  const people = personal.flatMap((place): Reachable[] => {
    const member = members.get(place.userId ?? '')
    if (member === undefined) return []
    const preferences = chosen.get(member.id) ?? defaultPreferences()
    return [{ userId: member.id, roles: member.roles, preferences, place }]
  })
  return { people, shared }
}

/** Whether a place is of an organisation that works in the environment; nobody says which do on a machine of its own. */
async function homeOf(deps: Deps, environmentId: string): Promise<(place: TeamsPlace) => boolean> {
  const environment = await deps.directory.environment(environmentId)
  const tenants = environment === null ? [] : await tenantsOf(deps, environment)
  const allowed = new Set(tenants.map((tenantId) => tenantId.toLowerCase()))
  return ({ tenantId }) => allowed.size === 0 || allowed.has(tenantId.toLowerCase())
}
