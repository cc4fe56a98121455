import type { DeliveryError } from '../../contract/message.ts'
import { ChannelError, type ChannelFailure } from '../../lib/errors.ts'
import { compact } from './compact.ts'
import { renderRetry, ruleOf, scrub, TEMPORARY, THROUGHPUT, type CodeRule, type Retry } from './errors.ts'
import { wireErrorAnswer, type WireErrorAnswer } from './wire.ts'

export const CONNECTOR_ID = 'whatsapp-cloud'

/**
 * What a request does when it succeeds. `message`: a customer receives something, so an unclear end must not be
 * repeated. `nothing`: repeating is harmless.
 */
export type Effect = 'message' | 'nothing'

/** We refuse ourselves, before anything was sent. */
export function refusal(reason: DeliveryError['code'], detail: string): ChannelError {
  return failed({ reason, outcome: 'not-sent', detail })
}

/** Whether the customer has it is unknown: the platform may have taken the message. */
export function unclear(detail: string, options?: ErrorOptions): ChannelError {
  return failed({ reason: 'channel_unavailable', outcome: 'unknown', detail }, options)
}

/** Nothing has left, and later it may work. */
export function unreachable(detail: string, options?: ErrorOptions): ChannelError {
  const failure = { reason: 'channel_unavailable' as const, outcome: 'not-sent' as const, detail }
  return failed({ ...failure, ...renderRetry(CONNECTION) }, options)
}

/** For connections that could not be made, and harmless requests that broke off. */
const CONNECTION: Retry = { afterMs: 5000, maxAttempts: 8, factor: 2 }

export function failed(failure: Omit<ChannelFailure, 'connector'>, options?: ErrorOptions): ChannelError {
  return new ChannelError({ connector: CONNECTOR_ID, ...failure }, options)
}

/** An answer that is no success. */
export interface FailedAnswer {
  status: number
  /** As parsed; `undefined` when it was no JSON or did not arrive. */
  body: unknown
  retryAfter: string | null
}

/**
 * Decides by the platform's code, not by the HTTP status, which its documentation does not promise (error-codes
 * page). Only where the code tells nothing does the status: what the platform refused was not sent, what broke
 * inside it may have been.
 */
export function failureOfAnswer(
  answer: FailedAnswer,
  effect: Effect,
  secrets: readonly string[],
): ChannelError {
  const error = wireErrorAnswer.safeParse(answer.body).data?.error
  const rule = ruleOf(error?.code, error?.error_subcode) ?? ruleOfUnknown(answer.status, error, effect)
  const detail = scrub(error?.error_data?.details ?? error?.message, secrets) ?? `HTTP ${answer.status}`
  const platform = compact({ platformCode: error?.code, detail })
  if (rule === undefined) {
    return effect === 'message'
      ? failed({ reason: 'channel_unavailable', outcome: 'unknown', ...platform })
      : failed({ reason: 'channel_unavailable', outcome: 'not-sent', ...platform, ...renderRetry(TEMPORARY) })
  }
  return failed({
    reason: rule.reason,
    outcome: 'not-sent',
    ...platform,
    ...compact({ channelBroken: rule.channelBroken, windowClosed: rule.windowClosed }),
    ...(rule.retry === undefined ? {} : renderRetry(rule.retry, readRetryAfter(answer.retryAfter))),
  })
}

/** `undefined`: the answer does not tell whether anything was done. */
function ruleOfUnknown(
  status: number,
  error: WireErrorAnswer | undefined,
  effect: Effect,
): CodeRule | undefined {
  if (status === 429) return { reason: 'rate_limited', retry: THROUGHPUT }
  if (error?.is_transient === true) return { reason: 'channel_unavailable', retry: TEMPORARY }
  if (status === 408 || status >= 500) return undefined
  if (status === 401 || status === 403) return { reason: 'channel_misconfigured', channelBroken: true }
  // No error of Graph's at all: there is something else at this address, or it has moved. A file may just be gone.
  if (error === undefined && (status < 400 || (status === 404 && effect === 'message'))) {
    return { reason: 'channel_misconfigured', channelBroken: true }
  }
  return { reason: 'unknown' }
}

const LONGEST_RETRY_AFTER_MS = 3_600_000

function readRetryAfter(header: string | null): number | undefined {
  const seconds = Number(header ?? Number.NaN)
  return seconds > 0 ? Math.min(seconds * 1000, LONGEST_RETRY_AFTER_MS) : undefined
}
