import type { DeliveryError } from '../../contract/message.ts'
import { compact } from './compact.ts'
import type { WireError } from './wire.ts'

/** What one code of the platform means for us. */
export interface CodeRule {
  reason: DeliveryError['code']
  /** Absent: trying again is useless. */
  retry?: Retry
  /** The channel itself does not work: somebody must be alarmed. */
  channelBroken?: true
  windowClosed?: true
}

export interface Retry {
  afterMs: number
  maxAttempts: number
  /** Each further wait is this many times longer. */
  factor: number
}

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS

/** Pair rate: the platform asks for 4^n seconds (about-the-platform page). */
const PAIR_RATE: Retry = { afterMs: 4 * SECOND_MS, maxAttempts: 6, factor: 4 }
/** Throughput of the number: eighty messages a second, so a short pause is enough (throughput page). */
export const THROUGHPUT: Retry = { afterMs: 2 * SECOND_MS, maxAttempts: 8, factor: 2 }
/** Calls per hour of app or account (about-the-platform page). */
const HOURLY_CALLS: Retry = { afterMs: MINUTE_MS, maxAttempts: 8, factor: 2 }
/**
 * The platform's own trouble. It answered with an error, yet may have sent all the same: the wait lets a status
 * with our correlation id come in first.
 */
export const TEMPORARY: Retry = { afterMs: 30 * SECOND_MS, maxAttempts: 3, factor: 4 }
const MAINTENANCE: Retry = { afterMs: MINUTE_MS, maxAttempts: 5, factor: 2 }
const AFTER_FIVE_MINUTES: Retry = { afterMs: 5 * MINUTE_MS, maxAttempts: 3, factor: 2 }

const MISCONFIGURED: CodeRule = { reason: 'channel_misconfigured', channelBroken: true }
const RESTRICTED: CodeRule = { reason: 'account_restricted', channelBroken: true }
const UNPAID: CodeRule = { reason: 'payment_problem', channelBroken: true }
const INVALID: CodeRule = { reason: 'invalid_content' }
const TEMPLATE: CodeRule = { reason: 'template_problem' }
const UNREACHABLE: CodeRule = { reason: 'not_on_channel' }
const HICCUP: CodeRule = { reason: 'channel_unavailable', retry: TEMPORARY }

/** Meta's error codes (error-codes page, September 2026). */
const RULES = new Map<number, CodeRule>([
  [0, MISCONFIGURED],
  [1, HICCUP],
  [2, HICCUP],
  [3, MISCONFIGURED],
  [4, { reason: 'rate_limited', retry: HOURLY_CALLS }],
  [10, MISCONFIGURED],
  [33, MISCONFIGURED],
  [100, INVALID],
  [190, MISCONFIGURED],
  [368, RESTRICTED],
  [803, MISCONFIGURED],
  [1026, UNREACHABLE],
  [80007, { reason: 'rate_limited', retry: HOURLY_CALLS }],
  [130403, UNREACHABLE],
  [130429, { reason: 'rate_limited', retry: THROUGHPUT }],
  [130472, { reason: 'marketing_limit' }],
  [130497, RESTRICTED],
  [131000, HICCUP],
  [131005, MISCONFIGURED],
  [131008, INVALID],
  [131009, INVALID],
  [131016, HICCUP],
  [131021, INVALID],
  [131026, UNREACHABLE],
  [131031, RESTRICTED],
  [131037, MISCONFIGURED],
  [131042, UNPAID],
  [131045, MISCONFIGURED],
  [131047, { reason: 'window_closed', windowClosed: true }],
  [131048, RESTRICTED],
  [131049, { reason: 'marketing_limit' }],
  [131050, { reason: 'recipient_opted_out' }],
  [131051, INVALID],
  [131052, { reason: 'attachment_missing' }],
  [131053, { reason: 'media_rejected' }],
  [131056, { reason: 'rate_limited', retry: PAIR_RATE }],
  [131057, { reason: 'channel_unavailable', retry: MAINTENANCE }],
  [131059, INVALID],
  [131060, { reason: 'channel_unavailable' }],
  [131062, INVALID],
  [131063, TEMPLATE],
  [131064, RESTRICTED],
  [132000, TEMPLATE],
  [132001, TEMPLATE],
  [132005, TEMPLATE],
  [132007, TEMPLATE],
  [132012, TEMPLATE],
  [132015, TEMPLATE],
  [132016, TEMPLATE],
  [132018, TEMPLATE],
  [132068, TEMPLATE],
  [132069, { reason: 'template_problem', retry: AFTER_FIVE_MINUTES }],
  [133004, HICCUP],
  [133010, MISCONFIGURED],
  [133015, { reason: 'channel_unavailable', retry: AFTER_FIVE_MINUTES }],
  [134011, UNPAID],
  [135000, INVALID],
])

/** Missing permissions fill this whole range (error-codes page). */
const PERMISSION_CODES = { first: 200, last: 299 }
/** With code 100: the object in the path does not exist or is not ours (Graph error handling page). */
const SUBCODE_UNKNOWN_OBJECT = 33

/** The rule for a code; `undefined` for codes that the platform has not documented. */
export function ruleOf(code: string | undefined, subcode?: number): CodeRule | undefined {
  const number = Number(code ?? Number.NaN)
  if (number >= PERMISSION_CODES.first && number <= PERMISSION_CODES.last) return MISCONFIGURED
  if (number === 100 && subcode === SUBCODE_UNKNOWN_OBJECT) return MISCONFIGURED
  return RULES.get(number)
}

/** The same in the words of a `ChannelFailure`. */
export function renderRetry(retry: Retry, atLeastMs = 0) {
  const { afterMs, maxAttempts, factor: backoffFactor } = retry
  return { retryAfterMs: Math.max(afterMs, atLeastMs), maxAttempts, backoffFactor }
}

/** An error that came by webhook: of a status, of a message, or of the account. */
export function readDeliveryError(error: WireError): DeliveryError {
  return compact({
    code: ruleOf(error.code)?.reason ?? 'unknown',
    platformCode: error.code,
    detail: scrub(error.error_data?.details ?? error.message ?? error.title),
  })
}

const DETAIL_LIMIT = 300
/** Six digits or more, also written in groups: may be a phone number. */
const NUMBER_LIKE = /\+?\d(?:[\s().-]{0,2}\d){5,}/g
/** Meta's access tokens, which its own messages quote now and then. */
const TOKEN_LIKE = /\bEAA[A-Za-z0-9]{8,}/g

/** The platform's own words without what must not spread: numbers of people, our secrets. */
export function scrub(words: string | undefined, secrets: readonly string[] = []): string | undefined {
  if (words === undefined) return undefined
  // The code in front, "(#131047) …", is kept as a field of its own.
  let clean = words.replace(/^\(#\d+\)\s*/, '')
  for (const secret of secrets) clean = clean.replaceAll(secret, '***')
  return clean.replace(TOKEN_LIKE, '***').replace(NUMBER_LIKE, '***').slice(0, DETAIL_LIMIT)
}
