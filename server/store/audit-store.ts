import type {
  AuditActorKind,
  AuditChange,
  AuditObjectKind,
  AuditOutcome,
  AuditVerb,
} from '../contract/audit.ts'

/** One change of configuration: who, when, from where, what. Never changed and never deleted by people. */
export interface AuditEntry {
  id: string
  /** Where it shows: the environment it happened in; for accounts the agency's. */
  environmentId: string
  at: Date
  actor: { kind: AuditActorKind; id: string | null; name: string }
  address: string | null
  verb: AuditVerb
  object: { kind: AuditObjectKind; id: string | null; name: string }
  /** Without secrets. */
  changes: AuditChange[]
  /** `done` once and for all. */
  outcome: AuditOutcome
  /** The version that the object has after the change, where every change of the object makes it greater by one. */
  version: number | null
}

/** What is written of a change. */
export type NewAuditEntry = Omit<AuditEntry, 'id' | 'outcome'>

/** What a change turned out to be. */
export type AuditResult = Pick<AuditEntry, 'verb' | 'object' | 'changes'>

export interface AuditQuery {
  object?: AuditObjectKind
  objectId?: string
  actorId?: string
  from?: Date
  /** Exclusive. */
  until?: Date
  outcome?: AuditOutcome
  version?: number
}

/** Append-only: what an entry says stands as soon as it is `done`. */
export interface AuditStore {
  /** Something that has been done. */
  append(entry: NewAuditEntry): Promise<void>
  /** Something that is about to be done: `pending` until it is settled, withdrawn or judged. Answers with its id. */
  announce(entry: NewAuditEntry): Promise<string>
  /** It has been done, and this is what it was. `false`: it is settled already, or withdrawn. */
  settle(environmentId: string, id: string, result: AuditResult): Promise<boolean>
  /** Nothing has been done: as if it had not been announced. Only while it is pending. */
  withdraw(environmentId: string, id: string): Promise<void>
  /** What has become of it as far as others can tell. Only while it is pending. */
  judge(environmentId: string, id: string, outcome: Exclude<AuditOutcome, 'pending'>): Promise<void>
  /** Of all environments what was announced before then by the machine's time and is pending, the oldest first. */
  lost(before: Date, limit: number): Promise<AuditEntry[]>
  /** Newest first. */
  list(
    environmentId: string,
    query: AuditQuery & { after: string | null; limit: number },
  ): Promise<{ items: AuditEntry[]; nextCursor: string | null }>
}
