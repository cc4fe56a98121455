import { resolvePolicies } from '../../domain/policies.ts'
import { keptFrom } from '../../domain/retention.ts'
import { jobLog } from '../../lib/logger.ts'
import type { Environment } from '../../store/entities.ts'
import type { Deps } from '../ports.ts'
import { publishMessage } from '../publish.ts'

/** Longer than any one step takes. */
const LEASE_MS = 5 * 60_000

/**
 * Deletes recordings of calls that are older than some level of the tree allows, or than the default where none says anything
 * (CVG-REC-02, -04), where they are kept and where
 * they are shown. One process at a time does it. What is older than the account keeps anything is not its concern. `owner`
 * differs between processes.
 */
export async function deleteOldRecordings(deps: Deps, owner: string): Promise<void> {
  const lease = 'recordings'
  if (!(await hold(deps, lease, owner))) return
  try {
    for (const { environment, days } of await periodsOf(deps)) {
      const before = keptFrom(days, environment.timeZone, deps.clock.now())
      const mayGoOn = await deleteIn(deps, environment, before, () => hold(deps, lease, owner))
      if (!mayGoOn) return
    }
  } finally {
    await deps.store.leases.release([lease], owner)
  }
}

/** After how many days each environment's recordings go: what somebody has chosen, and the default everywhere else. */
async function periodsOf({ store }: Deps): Promise<{ environment: Environment; days: number }[]> {
  const chosen = await store.accounts.withPolicy(['recordingDays'])
  const others = await store.accounts.environmentsBesides(chosen.map(({ environment }) => environment.id))
  const byDefault = resolvePolicies([]).recordingDays.value
  return [
    ...chosen.map(({ environment, levels }) => ({
      environment,
      days: resolvePolicies(levels).recordingDays.value,
    })),
    ...others.map((environment) => ({ environment, days: byDefault })),
  ]
}

async function hold(deps: Deps, lease: string, owner: string): Promise<boolean> {
  const now = new Date()
  const held = await deps.store.leases.hold([lease], owner, now, new Date(now.getTime() + LEASE_MS))
  return held.length > 0
}

/** Goes on as long as the lease does; answers whether it still does. */
async function deleteIn(
  deps: Deps,
  { id: environmentId }: Environment,
  before: Date,
  mayGoOn: () => Promise<boolean>,
): Promise<boolean> {
  let deleted = 0
  for (;;) {
    const now = deps.clock.now()
    const { files, messageIds, more } = await deps.store.retention.deleteRecordings(
      environmentId,
      before,
      now,
    )
    deleted += files
    for (const messageId of new Set(messageIds)) {
      const message = await deps.store.messages.find(environmentId, messageId)
      if (message !== null) await publishMessage(deps, 'message:updated', message)
    }
    if (!more) break
    if (!(await mayGoOn())) return false
  }
  if (deleted > 0) jobLog.info({ environmentId, before, deleted }, 'recordings older than the policy deleted')
  return mayGoOn()
}
