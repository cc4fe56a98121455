import type { AuditChange, AuditObjectKind, AuditVerb } from '../contract/audit.ts'
import { auditChanges } from '../domain/audit-changes.ts'
import type { Actor, Deps } from './ports.ts'

/** What was done, for the audit log. */
export interface AuditNote {
  verb: AuditVerb
  object: { kind: AuditObjectKind; id: string | null; name: string }
  /** The object as it was and as it is: what differs is noted, secrets only as set or not. */
  before?: unknown
  after?: unknown
}

/**
 * Writes to the audit log of the actor's environment, or of `environmentId` (DX-AUDIT-01, -02). Call it right after the change
 * and before the answer: a change that cannot be noted fails, so that its maker tries again.
 */
export async function note(
  deps: Pick<Deps, 'store' | 'clock'>,
  actor: Pick<Actor, 'memberId' | 'name' | 'environmentId' | 'address' | 'grants'>,
  { verb, object, before, after }: AuditNote,
  environmentId = actor.environmentId,
): Promise<void> {
  await deps.store.audit.append({
    environmentId,
    at: deps.clock.now(),
    actor: {
      kind: actor.grants === undefined ? 'member' : 'apiKey',
      id: actor.memberId,
      name: actor.name,
    },
    address: actor.address,
    verb,
    object,
    changes: changesOf(before, after),
  })
}

/** As `note`, for what the server does by itself. */
export async function noteBySystem(
  deps: Pick<Deps, 'store' | 'clock'>,
  environmentId: string,
  { verb, object, before, after }: AuditNote,
): Promise<void> {
  await deps.store.audit.append({
    environmentId,
    at: deps.clock.now(),
    actor: { kind: 'system', id: null, name: 'Callover' },
    address: null,
    verb,
    object,
    changes: changesOf(before, after),
  })
}

function changesOf(before: unknown, after: unknown): AuditChange[] {
  return before === undefined && after === undefined ? [] : auditChanges(before, after)
}
