import { laneOf } from '../../domain/lanes.ts'
import { notReadyOccasion } from '../../domain/notification-state.ts'
import { botLog } from '../../lib/logger.ts'
import type { Service } from '../../store/entities.ts'
import type { Deps } from '../ports.ts'
import { complaintsOf } from './complaints.ts'
import { tell } from './notify.ts'
import { isReached, reachOf } from './reach.ts'
import { environmentsWithChannels } from './watch-windows.ts'

/** A service must lack something for as long as this: a list of templates is replaced in more than one step. */
const LASTING_MS = 10_000

/** What this process has seen of a service. */
interface Seen {
  /** `null`: it is ready. */
  problems: string | null
  /** By the machine's clock. */
  noticedAt: number
  /** Since when it is not ready, by the clock that people see; names the occasion. */
  since: Date
}

/** By service. */
export type SeenServices = Map<string, Seen>

/**
 * Tells producers and managers of services that cannot invite their callers (DX-DEFL-13), and shows in the same cards what is
 * lacking by now and when all is well again. For the services on these lanes; `seen` is kept between rounds. `now` is the
 * machine's time.
 */
export async function watchReadiness(
  deps: Deps,
  seen: SeenServices,
  lanes: readonly number[],
  now: Date,
): Promise<void> {
  if (deps.teams === null) return
  for (const serviceId of seen.keys()) if (!lanes.includes(laneOf(serviceId))) seen.delete(serviceId)
  if (lanes.length === 0) return
  for (const environmentId of await environmentsWithChannels(deps)) {
    if (!isReached(await reachOf(deps, environmentId))) continue
    for (const service of (await deps.directory.services(environmentId)).values()) {
      if (!lanes.includes(laneOf(service.id))) continue
      try {
        await watchService(deps, seen, service, now)
      } catch (err) {
        botLog.error({ err, serviceId: service.id }, 'readiness not watched')
      }
    }
  }
}

async function watchService(deps: Deps, seen: SeenServices, service: Service, now: Date): Promise<void> {
  const { environmentId, id } = service
  const complaints = await complaintsOf(deps, service)
  const problems = complaints === null ? null : JSON.stringify(complaints)
  const before = seen.get(id)
  if (problems === null) {
    seen.set(id, { problems, noticedAt: now.getTime(), since: deps.clock.now() })
    if (before === undefined || before.problems !== null) await touchService(deps, service)
    return
  }
  const known = before?.problems == null ? await beginOf(deps, service, now) : before
  seen.set(id, { ...known, problems })
  if (known.problems !== problems) await touchService(deps, service)
  if (now.getTime() - known.noticedAt < LASTING_MS) return
  await tell(deps, await reachOf(deps, environmentId), {
    kind: 'not_ready',
    serviceId: id,
    memberIds: null,
    environmentId,
    occasion: notReadyOccasion(id, known.since),
    conversation: null,
    messageId: null,
  })
}

/** The same occasion as that of the cards that a process before this one has opened. */
async function beginOf(deps: Deps, { environmentId, id }: Service, now: Date): Promise<Seen> {
  const open = await deps.store.teamsCards.openOfService(environmentId, id, 'not_ready')
  const since = /:(\d+)$/.exec(open.at(-1)?.occasion ?? '')?.[1]
  return {
    problems: null,
    noticedAt: now.getTime(),
    since: since === undefined ? deps.clock.now() : new Date(Number(since)),
  }
}

/** Something that services are ready by has changed: what is shown of it is brought up to date. Throws when the store does. */
export async function touchService(
  deps: Deps,
  { environmentId, id }: Pick<Service, 'environmentId' | 'id'>,
): Promise<void> {
  if (deps.teams === null) return
  const lanes = await deps.store.teamsCards.touchService(environmentId, id)
  if (lanes.length > 0) deps.jobs.cardsChanged()
}
