import type { AuditChange, AuditObjectKind, AuditVerb } from '../contract/audit.ts'
import { auditChanges } from '../domain/audit-changes.ts'
import { AppError } from '../lib/errors.ts'
import { processLog } from '../lib/logger.ts'
import type { NewAuditEntry } from '../store/audit-store.ts'
import type { Actor, Deps } from './ports.ts'

/** What is done, for the audit log. */
export interface AuditNote {
  verb: AuditVerb
  /** `id` `null`: nobody knows it before it is made. */
  object: { kind: AuditObjectKind; id: string | null; name: string }
  /** The object as it was and as it is: what differs is noted, secrets only as set or not. */
  before?: unknown
  after?: unknown
  /**
   * The version that the object has afterwards, where whatever changes it makes it greater by one and is noted: by it can be
   * told whether a change happened that a crash cut short.
   */
  version?: number
}

/** A change that is noted. */
export interface AuditedChange<T> {
  /** Answers with `null` or throws an `AppError` when it has changed nothing, and only then. */
  change: () => Promise<T>
  /** What it was in truth, beside what was announced; `null`: nothing was changed. Left out: just what was announced. */
  noted?: (result: Exclude<T, null>) => Partial<AuditNote> | null
}

/** Who does it, and in which environment's log it is. */
export type AuditOrigin = Pick<NewAuditEntry, 'environmentId' | 'actor' | 'address'>

type AuditDeps = Pick<Deps, 'store' | 'clock'>
type AuditActor = Pick<Actor, 'memberId' | 'name' | 'environmentId' | 'address' | 'grants'>

/**
 * Makes a change and notes it in the audit log of the actor's environment (DX-AUDIT-01, -02). The note is written first, as what is
 * intended, and settled right after the change, so that a crash in between leaves an entry which says that nobody knows. What
 * is refused leaves nothing. Answers with and throws what the change does.
 */
export function audited<T>(
  deps: AuditDeps,
  actor: AuditActor,
  announced: AuditNote,
  change: AuditedChange<T>,
): Promise<T> {
  return auditedAt(deps, [originOf(actor)], announced, change)
}

/** As `audited`, for what the server does by itself. */
export function auditedBySystem<T>(
  deps: AuditDeps,
  environmentId: string,
  announced: AuditNote,
  change: AuditedChange<T>,
): Promise<T> {
  return auditedAt(deps, [systemIn(environmentId)], announced, change)
}

/** As `audited`, in every one of the logs. */
export async function auditedAt<T>(
  deps: AuditDeps,
  origins: readonly AuditOrigin[],
  announced: AuditNote,
  { change, noted = () => ({}) }: AuditedChange<T>,
): Promise<T> {
  const written: Written[] = []
  for (const origin of origins) {
    const id = await deps.store.audit.announce(entryOf(deps, origin, announced))
    written.push({ environmentId: origin.environmentId, id })
  }
  let result: T
  try {
    result = await change()
  } catch (error) {
    // Whatever else went wrong may have happened after the change: then the entry stays as it is.
    if (error instanceof AppError) await withdraw(deps, written)
    throw error
  }
  const done = result === null ? null : noted(result as Exclude<T, null>)
  await (done === null ? withdraw(deps, written) : settle(deps, written, { ...announced, ...done }))
  return result
}

/**
 * Writes to the audit log of the actor's environment what changes nothing there, such as an export, before it is done; and what
 * is done again after a crash until it has been noted. Anything else is for `audited`.
 */
export async function note(deps: AuditDeps, actor: AuditActor, done: AuditNote): Promise<void> {
  await deps.store.audit.append(entryOf(deps, originOf(actor), done))
}

/** As `note`, for what the server does by itself. */
export async function noteBySystem(deps: AuditDeps, environmentId: string, done: AuditNote): Promise<void> {
  await deps.store.audit.append(entryOf(deps, systemIn(environmentId), done))
}

/** Somebody in their environment. */
export function originOf({ memberId, name, environmentId, address, grants }: AuditActor): AuditOrigin {
  const kind = grants === undefined ? 'member' : 'apiKey'
  return { environmentId, actor: { kind, id: memberId, name }, address }
}

function systemIn(environmentId: string): AuditOrigin {
  return { environmentId, actor: { kind: 'system', id: null, name: 'Callover' }, address: null }
}

interface Written {
  environmentId: string
  id: string
}

function entryOf(deps: AuditDeps, origin: AuditOrigin, said: AuditNote): NewAuditEntry {
  const { verb, object, before, after, version = null } = said
  return { ...origin, at: deps.clock.now(), verb, object, changes: changesOf(before, after), version }
}

function changesOf(before: unknown, after: unknown): AuditChange[] {
  return before === undefined && after === undefined ? [] : auditChanges(before, after)
}

function settle(
  deps: AuditDeps,
  written: readonly Written[],
  { verb, object, before, after }: AuditNote,
): Promise<void> {
  const result = { verb, object, changes: changesOf(before, after) }
  return finish(written, ({ environmentId, id }) => deps.store.audit.settle(environmentId, id, result))
}

function withdraw(deps: AuditDeps, written: readonly Written[]): Promise<void> {
  return finish(written, ({ environmentId, id }) => deps.store.audit.withdraw(environmentId, id))
}

/** Never throws: the change is made or refused already, and the entry that says so stands. */
async function finish(
  written: readonly Written[],
  step: (entry: Written) => Promise<unknown>,
): Promise<void> {
  for (const entry of written) {
    try {
      await step(entry)
    } catch (err) {
      processLog.error({ err, auditEntryId: entry.id }, 'entry of the audit log not settled')
    }
  }
}
