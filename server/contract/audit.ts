import { z } from 'zod'
import { id, instant } from './common.ts'

/** What an entry of the audit log is about. */
export const auditObjectKind = z.enum([
  'account',
  'agency',
  'apiKey',
  'accessRequest',
  'channel',
  'contact',
  'environment',
  'invitation',
  'member',
  'order',
  'policy',
  'service',
  'serviceSettings',
  'session',
  'template',
  'user',
  'webhook',
])
export type AuditObjectKind = z.infer<typeof auditObjectKind>

/** What was done to it. */
export const auditVerb = z.enum([
  'created',
  'changed',
  'published',
  'restored',
  'deactivated',
  'deleted',
  'invited',
  'accepted',
  'approved',
  'declined',
  'withdrawn',
  'removed',
  'exported',
  'erased',
  'terminated',
])
export type AuditVerb = z.infer<typeof auditVerb>

/**
 * Whether it was carried out. An entry is written before the change and settled right after it: `pending` is one whose change is
 * under way, `unknown` one that a crash cut short without telling which side of the change it was on, and `failed` one of which
 * is known that nothing was changed.
 */
export const auditOutcome = z.enum(['done', 'pending', 'failed', 'unknown'])
export type AuditOutcome = z.infer<typeof auditOutcome>

/** Who does things: a member, an API key, the server itself, or the provisioning file that it was started with. */
export const auditActorKind = z.enum(['member', 'apiKey', 'system', 'provisioning'])
export type AuditActorKind = z.infer<typeof auditActorKind>

/** What JSON can say. */
export type JsonValue = null | boolean | number | string | JsonValue[] | { [name: string]: JsonValue }

/** Any of it: a schema that refers to itself would be in the way of the API's description. */
const auditValue = z.unknown() as z.ZodType<JsonValue>

/** A value before and after; secrets are never in it, only that they were set. */
export const auditChange = z.object({ path: z.string(), before: auditValue, after: auditValue })
export type AuditChange = z.infer<typeof auditChange>

export const auditEntryView = z.object({
  id,
  at: instant,
  actor: z.object({ kind: auditActorKind, id: id.nullable(), name: z.string() }),
  /** The address they came from, as the server saw it. */
  address: z.string().nullable(),
  verb: auditVerb,
  object: z.object({ kind: auditObjectKind, id: z.string().nullable(), name: z.string() }),
  changes: z.array(auditChange),
  /** Unless `done`, the changes are what was intended. */
  outcome: auditOutcome,
})
export type AuditEntryView = z.infer<typeof auditEntryView>

export const auditFilter = z.object({
  object: auditObjectKind.optional(),
  /** A member's id. */
  actor: id.optional(),
  /** The object's id. */
  objectId: z.string().max(64).optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
})
export type AuditFilter = z.infer<typeof auditFilter>
