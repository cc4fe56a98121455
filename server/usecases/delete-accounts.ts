import { deletedSince } from '../domain/account-life.ts'
import { jobLog } from '../lib/logger.ts'
import type { AccountDeletion } from '../store/store.ts'
import { noteBySystem } from './audit.ts'
import type { Deps } from './ports.ts'

/** Longer than any one step takes. */
const LEASE_MS = 5 * 60_000

/**
 * Deletes for good what belongs to accounts that nobody has used for 90 days (CVG-CUST-07). One process at a time does it for an
 * account; what a crash has left is deleted by whoever comes next. A record tells of what kind how much is gone. `owner`
 * differs between processes.
 */
export async function deleteAccounts(deps: Deps, owner: string): Promise<void> {
  const { accountDeletions } = deps.store
  const since = deletedSince(deps.clock.now())
  for (const account of await accountDeletions.due(since))
    await accountDeletions.begin(account, since, deps.clock.now())
  for (const deletion of await accountDeletions.unfinished()) await deleteOne(deps, deletion, owner)
}

async function deleteOne(deps: Deps, { id, agencyId, name }: AccountDeletion, owner: string): Promise<void> {
  const { accountDeletions, leases } = deps.store
  const lease = `deletion of account ${id}`
  if (!(await hold(deps, lease, owner))) return
  try {
    while (await accountDeletions.step(id)) {
      if (!(await hold(deps, lease, owner))) return
    }
    deps.directory.invalidate()
    deps.channels.invalidate()
    deps.lines.invalidate()
    deps.rolesChanged?.()
    if (agencyId !== null)
      await noteBySystem(deps, agencyId, { verb: 'deleted', object: { kind: 'account', id, name } })
    const finished = await accountDeletions.finish(id, deps.clock.now())
    if (finished !== null) jobLog.info({ accountId: id, counts: finished.counts }, 'account deleted for good')
  } finally {
    await leases.release([lease], owner)
  }
}

async function hold(deps: Deps, lease: string, owner: string): Promise<boolean> {
  const now = new Date()
  const held = await deps.store.leases.hold([lease], owner, now, new Date(now.getTime() + LEASE_MS))
  return held.length > 0
}
