import { z } from 'zod'

/** Stable codes: clients decide and translate by them, never by the texts. */
export const errorCode = z.enum([
  'invalid_input',
  'unauthenticated',
  /** Signed in with Microsoft, but nobody here is known by it. */
  'unknown_person',
  /** The password is right and a code of the second factor is missing. */
  'totp_required',
  /** The code of the second factor is wrong, or was used before. */
  'totp_wrong',
  /** The customer account demands a second factor, which has to be set up first. */
  'two_factor_required',
  /** Too short, known from breaches, or made of the person's own name or address. */
  'password_refused',
  /** A link that was used, replaced, or is too old. */
  'link_expired',
  'forbidden',
  'not_found',
  'conflict',
  'window_closed',
  'conversation_inactive',
  'unsupported_by_channel',
  'channel_rejected',
  'channel_unavailable',
  'rate_limited',
  'payload_too_large',
  'internal_error',
])
export type ErrorCode = z.infer<typeof errorCode>

/** Faults of fields that clients tell apart; others are explained by their message alone. */
export const issueCode = z.enum([
  /** Calls are recorded and nobody has chosen after how many days the recordings are deleted (CVG-REC-02). */
  'recording_period_required',
])
export type IssueCode = z.infer<typeof issueCode>

/** What is wrong with one field. */
export const fieldIssue = z.object({ path: z.string(), message: z.string(), code: issueCode.optional() })
export type FieldIssue = z.infer<typeof fieldIssue>

/** `application/problem+json` (RFC 9457) as every failing REST call answers it. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: errorCode,
  detail: z.string().optional(),
  requestId: z.string().optional(),
  /** Which fields are wrong, for `invalid_input`. */
  issues: z.array(fieldIssue).optional(),
  /** For `window_closed`: when the last window ended; `null` when there never was one. */
  windowClosedAt: z.iso.datetime().nullable().optional(),
  /** For `rate_limited`: seconds to wait. */
  retryAfterSeconds: z.number().optional(),
})
export type Problem = z.infer<typeof problem>
