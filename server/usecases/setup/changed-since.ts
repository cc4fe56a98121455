import type { AuditObjectKind } from '../../contract/audit.ts'
import { ConflictError } from '../../lib/errors.ts'
import type { Deps } from '../ports.ts'

/** Says who was faster, as far as the audit log knows. */
export async function changedSince(
  deps: Deps,
  environmentId: string,
  object: AuditObjectKind,
  objectId: string,
): Promise<ConflictError> {
  const query = { object, objectId, outcome: 'done' as const, after: null, limit: 1 }
  const { items } = await deps.store.audit.list(environmentId, query)
  const [latest] = items
  return new ConflictError(
    latest === undefined ? 'changed by somebody else since' : `changed by ${latest.actor.name} since`,
  )
}
