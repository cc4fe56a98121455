import type { AuditChange, AuditObjectKind, AuditVerb } from '../contract/audit.ts'

/** One change of configuration: who, when, from where, what. Never changed and never deleted by people. */
export interface AuditEntry {
  id: string
  /** Where it shows: the environment it happened in; for accounts the agency's. */
  environmentId: string
  at: Date
  actor: { kind: 'member' | 'apiKey' | 'system'; id: string | null; name: string }
  address: string | null
  verb: AuditVerb
  object: { kind: AuditObjectKind; id: string | null; name: string }
  /** Without secrets. */
  changes: AuditChange[]
}

export interface AuditQuery {
  object?: AuditObjectKind
  objectId?: string
  actorId?: string
  from?: Date
  /** Exclusive. */
  until?: Date
}

/** Append-only. */
export interface AuditStore {
  append(entry: Omit<AuditEntry, 'id'>): Promise<void>
  /** Newest first. */
  list(
    environmentId: string,
    query: AuditQuery & { after: string | null; limit: number },
  ): Promise<{ items: AuditEntry[]; nextCursor: string | null }>
}
