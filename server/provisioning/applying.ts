import type { AuditChange } from '../contract/audit.ts'
import { auditChanges } from '../domain/audit-changes.ts'
import type { Store } from '../store/store.ts'
import { auditedAt, type AuditNote } from '../usecases/audit.ts'

/** What the parts of a provisioning file are applied with. */
export interface Applying {
  store: Store
  /** When it is applied. */
  now: Date
  /** By `kind provider`: the names of the settings of a channel that nobody may read later. */
  secrets: ReadonlyMap<string, readonly string[]>
}

/** Something that the file makes or changes. */
export interface Applied<T> extends Pick<AuditNote, 'verb' | 'object' | 'version'> {
  /** As it is, nothing when it is not there, and as the file wants it. */
  before: object
  after: object
  change: () => Promise<T>
  /** What is known of it only when it is made. */
  made?: (result: Exclude<T, null>) => Pick<AuditNote, 'object'>
}

/**
 * Makes something as the file says, which may be repeated, and notes it in the audit logs of these environments, if it makes any
 * difference.
 */
export async function apply<T>(
  { store, now }: Applying,
  environmentIds: readonly string[],
  { change, made = () => ({}) as Pick<AuditNote, 'object'>, ...announced }: Applied<T>,
): Promise<T> {
  if (differences(announced).length === 0) return change()
  const actor = { kind: 'provisioning', id: null, name: 'Provisioning' } as const
  const origins = environmentIds.map((environmentId) => ({ environmentId, actor, address: null }))
  const deps = { store, clock: { now: () => now } }
  return auditedAt(deps, origins, announced, { change, noted: (result) => ({ ...made(result) }) })
}

function differences({ before, after }: { before: object; after: object }): AuditChange[] {
  return auditChanges(before, after)
}

/** What is there, without what is not: absent means that it stays as it is. */
export function given<T extends object>(
  values: T,
): { [K in keyof T]?: NonNullable<T[K]> | Extract<T[K], null> } {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as { [K in keyof T]?: NonNullable<T[K]> | Extract<T[K], null> }
}
