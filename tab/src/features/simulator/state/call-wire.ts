import { z } from 'zod'

/** A line that can be called. */
export const line = z.object({ name: z.string(), phoneNumber: z.string() })
export type Line = z.infer<typeof line>

const listening = z.object({
  input: z.array(z.enum(['keys', 'speech'])).readonly(),
  language: z.string(),
  hints: z.array(z.string()).readonly(),
  numDigits: z.number().nullable(),
  finishKey: z.string().nullable(),
})
export type Listening = z.infer<typeof listening>

const failure = z.object({
  code: z.enum([
    'unreachable',
    'no_answer',
    'refused',
    'wrong_status',
    'wrong_content_type',
    'malformed_twiml',
    'too_many_redirects',
    'internal_error',
  ]),
  status: z.number().optional(),
  detail: z.string().optional(),
})
export type CallFailure = z.infer<typeof failure>

/** Where a call is; times in real milliseconds from the beginning of the step. */
const callStep = z.discriminatedUnion('step', [
  z.object({ step: z.literal('dialling') }),
  z.object({
    step: z.literal('talking'),
    entryId: z.number(),
    lastsMs: z.number(),
    /** What an answer would interrupt it with; `null`: nobody listens yet. */
    barge: listening.nullable(),
  }),
  z.object({ step: z.literal('pausing'), lastsMs: z.number() }),
  z.object({ step: z.literal('listening'), listening, keys: z.string(), lastsMs: z.number() }),
  z.object({ step: z.literal('recording'), finishKeys: z.string(), lastsMs: z.number() }),
  z.object({ step: z.literal('waiting') }),
  z.object({ step: z.literal('ringing'), to: z.string(), lastsMs: z.number() }),
  z.object({ step: z.literal('forwarded'), to: z.string() }),
  z.object({
    step: z.literal('ended'),
    by: z.enum(['caller', 'line', 'failure', 'rejected', 'lost', 'time_limit']),
    failure: failure.optional(),
  }),
])
export type CallStep = z.infer<typeof callStep>

const entryId = z.number()
const transcriptEntry = z.discriminatedUnion('kind', [
  z.object({
    id: entryId,
    kind: z.literal('said'),
    text: z.string(),
    /** Such as `de-DE`. */
    language: z.string(),
    voice: z.string().nullable(),
    rate: z.number(),
    cut: z.literal(true).optional(),
  }),
  z.object({
    id: entryId,
    kind: z.literal('played'),
    clip: z.enum(['ready', 'missing']),
    lastsMs: z.number(),
    cut: z.literal(true).optional(),
  }),
  z.object({ id: entryId, kind: z.literal('spoke'), text: z.string(), confidence: z.number().nullable() }),
  z.object({ id: entryId, kind: z.literal('pressed'), keys: z.string() }),
  z.object({ id: entryId, kind: z.literal('silent') }),
  z.object({
    id: entryId,
    kind: z.literal('note'),
    note: z.enum([
      'recording_started',
      'recording_stopped',
      'forward_answered',
      'forward_no_answer',
      'forward_busy',
      'forward_failed',
      'forward_ended',
    ]),
  }),
])
export type TranscriptEntry = z.infer<typeof transcriptEntry>

export const call = z.object({
  id: z.string(),
  line,
  /** `null`: withheld. */
  from: z.string().nullable(),
  contactId: z.string().nullable(),
  /** Business clock. */
  startedAt: z.string(),
  /** `null` before it was answered. */
  connectedMs: z.number().nullable(),
  state: callStep,
  elapsedMs: z.number(),
  transcript: z.array(transcriptEntry).readonly(),
})
export type Call = z.infer<typeof call>
