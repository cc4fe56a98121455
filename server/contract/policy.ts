import { z } from 'zod'

/** How long something is kept, shortest first (CVG-DLG-05). */
export const keepingPeriod = z.enum(['tenMinutes', 'hour', 'day', 'week', 'month'])
export type KeepingPeriod = z.infer<typeof keepingPeriod>

/** Days after which recordings are deleted, shortest first (CVG-REC-02). */
export const RECORDING_DAYS = [1, 7, 30, 90, 180, 365] as const
const recordingDays = z.literal(RECORDING_DAYS)

/**
 * What one level of the tree (agency, account, environment, service) says; what is absent is left to the levels below, and
 * a level may only restrict further what those above it say (CVG-HIER-02).
 */
export const policy = z.object({
  /** `false` forbids recording calls here and below (CVG-HIER-05). */
  recording: z.boolean().optional(),
  /**
   * Recordings are deleted after so many days at the latest. Whoever switches recording on has to choose it, unless a level above
   * has (CVG-REC-02): otherwise the answer is `invalid_input` with an issue of the code `recording_period_required`.
   */
  recordingDays: recordingDays.optional(),
  /** `true` hides customers' numbers from virtual agents, webhooks and integrations, here and below (CVG-HIER-04, CVG-PRIV-01). */
  anonymiseNumbers: z.boolean().optional(),
  /** `false` forbids keeping what callers said (CVG-DLG-01). */
  dialogueData: z.boolean().optional(),
  /** What callers said is deleted so long after the end of the call at the latest (CVG-DLG-02, -03). */
  dialogueDataPeriod: keepingPeriod.optional(),
  /** `false` forbids forwarding and placing calls (CVG-OUT-01). */
  outboundCalls: z.boolean().optional(),
})
export type Policy = z.infer<typeof policy>

/** A level of the tree that has a policy. */
export const policyLevel = z.enum(['agency', 'account', 'environment', 'service'])
export type PolicyLevel = z.infer<typeof policyLevel>

const decided = <T extends z.ZodType>(value: T) =>
  z.object({
    value,
    /** The level that says so; `null`: nobody does, it is the product's default. */
    from: policyLevel.nullable(),
  })

/** What holds at a level, and who decided it. */
export const effectivePolicy = z.object({
  recording: decided(z.boolean()),
  recordingDays: decided(recordingDays),
  anonymiseNumbers: decided(z.boolean()),
  dialogueData: decided(z.boolean()),
  dialogueDataPeriod: decided(keepingPeriod),
  outboundCalls: decided(z.boolean()),
})
export type EffectivePolicy = z.infer<typeof effectivePolicy>

/** A level's policy as its page edits it. */
export const policyView = z.object({
  level: policyLevel,
  /** What this level says itself. */
  own: policy,
  /** What the levels above say: choices that are looser than this are not offered. */
  above: effectivePolicy,
  effective: effectivePolicy,
})
export type PolicyView = z.infer<typeof policyView>
