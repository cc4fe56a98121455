import type { AuditObjectKind, AuditOutcome } from '../contract/audit.ts'
import { jobLog } from '../lib/logger.ts'
import type { AuditEntry } from '../store/audit-store.ts'
import type { Store } from '../store/store.ts'
import type { Deps } from './ports.ts'

/** Far longer than any change takes. */
const LOST_AFTER_MS = 5 * 60_000
const AT_ONCE = 100

/**
 * Settles entries of the audit log that a crash has left open: by the version that the object has where that tells whether the change
 * happened, otherwise as not known. `now` is the machine's time. Safe to run on several processes at once.
 */
export async function settleLostNotes(deps: Pick<Deps, 'store'>, now: Date): Promise<void> {
  const { audit } = deps.store
  const before = new Date(now.getTime() - LOST_AFTER_MS)
  for (const entry of await audit.lost(before, AT_ONCE)) {
    try {
      await audit.judge(entry.environmentId, entry.id, await outcomeOf(deps, entry))
    } catch (err) {
      jobLog.error({ err, auditEntryId: entry.id }, 'entry of the audit log not settled')
    }
  }
}

/** Whoever gave an object a version has said so, so a version that it has and nobody else claims is this change's. */
async function outcomeOf(
  deps: Pick<Deps, 'store'>,
  entry: AuditEntry,
): Promise<Exclude<AuditOutcome, 'pending'>> {
  const { id, environmentId, object, version } = entry
  if (version === null || object.id === null) return 'unknown'
  const find = VERSIONS[object.kind]
  if (find === undefined) return 'unknown'
  const current = await find(deps.store, environmentId, object.id)
  // What is gone may have been changed before.
  if (current === 0 && version > 1) return 'unknown'
  if (current < version) return 'failed'
  const query = { objectId: object.id, version, after: null, limit: 20 }
  const { items } = await deps.store.audit.list(environmentId, query)
  const rivals = items.filter((other) => other.id !== id && other.outcome !== 'failed')
  if (rivals.length === 0) return 'done'
  return rivals.some(({ outcome }) => outcome === 'done') ? 'failed' : 'unknown'
}

type FindVersion = (store: Store, environmentId: string, id: string) => Promise<number>

/** The version that an object has at this moment, 0 when it is not there; of the kinds by which that can be told. */
const VERSIONS: Partial<Record<AuditObjectKind, FindVersion>> = {
  account: async (store, _, id) => (await store.accounts.findAccount(id))?.version ?? 0,
  environment: versionOfEnvironment,
  policy: versionOfEnvironment,
  service: async (store, environmentId, id) => (await store.services.find(environmentId, id))?.version ?? 0,
  serviceSettings: async (store, environmentId, id) =>
    (await store.serviceSettings.find(environmentId, id))?.version ?? 0,
  channel: async (store, environmentId, id) => (await store.channels.find(environmentId, id))?.version ?? 0,
  // It is made once, and nothing makes it another version.
  order: async (store, environmentId, id) => ((await store.orders.find(environmentId, id)) === null ? 0 : 1),
}

async function versionOfEnvironment(store: Store, _: string, id: string): Promise<number> {
  return (await store.accounts.findEnvironment(id))?.version ?? 0
}
