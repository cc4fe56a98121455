import { ChannelError, type ChannelFailure } from '../../lib/errors.ts'
import { wireError } from './wire.ts'

export const PROVIDER = 'twilio'

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const LONGEST_RETRY_AFTER_MS = 60 * MINUTE_MS

type Verdict = Pick<
  ChannelFailure,
  'reason' | 'channelBroken' | 'retryAfterMs' | 'maxAttempts' | 'backoffFactor'
>

const MISCONFIGURED: Verdict = { reason: 'channel_misconfigured', channelBroken: true }
const RESTRICTED: Verdict = { reason: 'account_restricted', channelBroken: true }
const TOO_FAST: Verdict = {
  reason: 'rate_limited',
  retryAfterMs: 2 * SECOND_MS,
  maxAttempts: 8,
  backoffFactor: 2,
}
const HICCUP: Verdict = {
  reason: 'channel_unavailable',
  retryAfterMs: 5 * SECOND_MS,
  maxAttempts: 8,
  backoffFactor: 2,
}
/** The platform asks for a minute, then several (page of error 20009). */
const UNFINISHED: Verdict = {
  reason: 'channel_unavailable',
  retryAfterMs: MINUTE_MS,
  maxAttempts: 10,
  backoffFactor: 2,
}

/** Codes that tell more than their HTTP status (error dictionary, August 2026). */
const VERDICTS = new Map<string, Verdict>([
  // Account is not active: suspended or closed.
  ['10001', RESTRICTED],
  ['20005', RESTRICTED],
  ['20003', MISCONFIGURED],
  ['20006', MISCONFIGURED],
  ['20009', UNFINISHED],
  ['16114', HICCUP],
  ['20429', TOO_FAST],
])

/** An answer that is no success. */
export interface FailedAnswer {
  status: number
  /** As parsed; `undefined` when it was no JSON or did not arrive. */
  body: unknown
  retryAfter: string | null
}

/** Nothing that we ask of Twilio reaches a customer: whatever went wrong, asking again does no harm. */
export function failed(
  failure: Omit<ChannelFailure, 'connector' | 'outcome'>,
  options?: ErrorOptions,
): ChannelError {
  return new ChannelError({ connector: PROVIDER, outcome: 'not-sent', ...failure }, options)
}

/** No answer came, or none that could be read. */
export function unreachable(detail: string, options?: ErrorOptions): ChannelError {
  return failed({ ...HICCUP, detail }, options)
}

export function failureOfAnswer(answer: FailedAnswer, secrets: readonly string[]): ChannelError {
  const error = wireError.safeParse(answer.body).data
  const verdict = VERDICTS.get(error?.code ?? '') ?? verdictOf(answer.status)
  const waitMs = readRetryAfter(answer.retryAfter)
  return failed({
    ...verdict,
    ...(verdict.retryAfterMs === undefined ? {} : { retryAfterMs: Math.max(verdict.retryAfterMs, waitMs) }),
    ...(error?.code === undefined ? {} : { platformCode: error.code }),
    detail: error?.message === undefined ? `HTTP ${answer.status}` : scrub(error.message, secrets),
  })
}

function verdictOf(status: number): Verdict {
  if (status === 429) return TOO_FAST
  if (status === 408 || status >= 500) return HICCUP
  if (status === 409) return UNFINISHED
  if (status === 404 || status === 410) return { reason: 'attachment_missing' }
  // A redirect as well: there is something else at this address.
  if (status === 401 || status === 403 || status < 400) return MISCONFIGURED
  return { reason: 'unknown' }
}

function readRetryAfter(header: string | null): number {
  const seconds = Number(header ?? Number.NaN)
  return seconds > 0 ? Math.min(seconds * SECOND_MS, LONGEST_RETRY_AFTER_MS) : 0
}

const LONGEST_DETAIL = 300
/** Ids of calls, recordings and accounts. */
const SID_LIKE = /\b[A-Z]{2}[0-9a-f]{32}\b/gi
/** Six digits or more, also written in groups: may be a phone number. */
const NUMBER_LIKE = /\+?\d(?:[\s().-]{0,2}\d){5,}/g

/** The platform's own words without what must not spread. */
function scrub(words: string, secrets: readonly string[]): string {
  let clean = words
  for (const secret of secrets) clean = clean.replaceAll(secret, '***')
  return clean.replaceAll(SID_LIKE, '***').replaceAll(NUMBER_LIKE, '***').slice(0, LONGEST_DETAIL)
}
