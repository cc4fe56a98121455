import { keptFrom } from '../domain/retention.ts'
import { jobLog } from '../lib/logger.ts'
import type { DeletionCounts, DeletionPlace } from '../store/store.ts'
import type { Deps } from './ports.ts'

/** Deleting is done once a day; a process that dies over it is followed by another one an hour later. */
const EVERY_MS = 20 * 3_600_000
/** Longer than any one step takes. */
const LEASE_MS = 5 * 60_000

/**
 * Deletes what the accounts do not want to be kept any longer: messages, attachments, recordings, calls with what was said,
 * and contacts of whom nothing is left (DX-RET-06, DX-RET-09). One process at a time does it for an environment, at most once
 * a day, and keeps a protocol of how much of what is gone. `owner` differs between processes. Repeating it after a crash
 * deletes the rest.
 */
export async function enforceRetention(deps: Deps, owner: string): Promise<void> {
  for (const { environment, days } of await deps.store.retention.limited()) {
    const lease = `retention ${environment.id}`
    if (!(await hold(deps, lease, owner))) continue
    try {
      const now = deps.clock.now()
      const [last] = await deps.store.retention.records(environment.id, 1)
      const done = last?.finishedAt ?? null
      if (done !== null && now.getTime() - done.getTime() < EVERY_MS && done <= now) continue
      const before = keptFrom(days, environment.timeZone, now)
      await deleteOlder(deps, environment.id, before, () => hold(deps, lease, owner))
    } finally {
      await deps.store.leases.release([lease], owner)
    }
  }
}

async function hold(deps: Deps, lease: string, owner: string): Promise<boolean> {
  const now = new Date()
  const held = await deps.store.leases.hold([lease], owner, now, new Date(now.getTime() + LEASE_MS))
  return held.length > 0
}

/** Goes on as long as the lease does. */
async function deleteOlder(
  deps: Deps,
  environmentId: string,
  before: Date,
  mayGoOn: () => Promise<boolean>,
): Promise<void> {
  const { retention } = deps.store
  const recordId = await retention.begin({ environmentId, before, startedAt: deps.clock.now() })
  const steps: ((place: DeletionPlace) => Promise<Step>)[] = [
    (place) => retention.deleteConversations(environmentId, before, place),
    () => repeated(retention.deleteCalls(environmentId, before, deps.clock.now())),
    () => repeated(retention.deleteLeftovers(environmentId, before)),
    (place) => retention.deleteContacts(environmentId, before, place),
  ]
  for (const step of steps) {
    let place: DeletionPlace = null
    do {
      if (!(await mayGoOn())) return
      const { counts, next }: Step = await step(place)
      await retention.count(recordId, counts)
      place = next
    } while (place !== null)
  }
  await retention.finish(recordId, deps.clock.now())
  const [record] = await retention.records(environmentId, 1)
  jobLog.info(
    { environmentId, before, counts: record?.counts },
    'data older than the account keeps it deleted',
  )
}

interface Step {
  counts: Partial<DeletionCounts>
  next: DeletionPlace
}

/** A step that begins anew each time, since what it found is gone then. */
async function repeated(step: Promise<{ counts: Partial<DeletionCounts>; more: boolean }>): Promise<Step> {
  const { counts, more } = await step
  return { counts, next: more ? 'again' : null }
}
