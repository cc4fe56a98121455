import type { Problem } from '../contract/errors.ts'
import {
  AppError,
  ChannelError,
  InvalidInputError,
  NotFoundError,
  PayloadTooLargeError,
  RateLimitedError,
  WindowClosedError,
} from '../lib/errors.ts'

const TITLES: Record<Problem['code'], string> = {
  invalid_input: 'The request is not valid',
  unauthenticated: 'Sign in first',
  unknown_person: 'Nobody here is known by this Microsoft account',
  totp_required: 'A code of the second factor is needed',
  totp_wrong: 'The code of the second factor is wrong or was used before',
  two_factor_required: 'A second factor has to be set up first',
  password_refused: 'Choose another password',
  link_expired: 'The link is good for nothing any more',
  forbidden: 'Your roles do not allow this',
  not_found: 'Not found',
  conflict: 'Somebody or something else was faster',
  window_closed: 'The messaging window is closed',
  conversation_inactive: 'The conversation is not active',
  unsupported_by_channel: 'The channel does not support this',
  channel_rejected: 'The channel refused it',
  channel_unavailable: 'The channel cannot be reached',
  rate_limited: 'Too many requests',
  payload_too_large: 'Too large',
  internal_error: 'Something went wrong',
}

/** Codes whose texts our use cases write for people; the others' are for logs. */
const WITH_DETAIL: ReadonlySet<string> = new Set([
  'forbidden',
  'conflict',
  'conversation_inactive',
  'unsupported_by_channel',
  'payload_too_large',
])

const MOST_ISSUES = 20
const LONGEST_TEXT = 300

/** The contract's problem for an error; whatever we did not throw on purpose tells nothing but the request's id. */
export function problemOf(error: AppError | null, requestId: string): Problem {
  const code = error?.code ?? 'internal_error'
  return {
    // RFC 9457: a URI that names the problem; this one is not for fetching.
    type: `urn:callover:problem:${code}`,
    title: TITLES[code],
    status: error?.status ?? 500,
    code,
    ...(requestId === '' ? {} : { requestId }),
    ...(error === null ? {} : partsOf(error)),
  }
}

function partsOf(error: AppError): Partial<Problem> {
  if (error instanceof InvalidInputError) {
    const issues = error.issues.slice(0, MOST_ISSUES)
    return {
      issues: issues.map(({ path, message, code }) => ({
        path: safe(path),
        message: safe(message),
        ...(code === undefined ? {} : { code }),
      })),
    }
  }
  if (error instanceof WindowClosedError)
    return { windowClosedAt: error.windowClosedAt?.toISOString() ?? null }
  if (error instanceof RateLimitedError) return { retryAfterSeconds: error.retryAfterSeconds }
  if (error instanceof ChannelError) {
    const { retryAfterMs } = error.failure
    return retryAfterMs === undefined ? {} : { retryAfterSeconds: Math.ceil(retryAfterMs / 1000) }
  }
  return WITH_DETAIL.has(error.code) && error.message !== '' ? { detail: safe(error.message) } : {}
}

/** Phone numbers and the like do not belong into answers that end up in other people's logs. */
function safe(text: string): string {
  return text.slice(0, LONGEST_TEXT).replace(/\+\d{4,}|\d{10,}/g, '***')
}

/**
 * Our own error for one that Express or its body parser raised: they mark theirs with a status below 500.
 * `null` for everything else.
 */
export function appErrorOf(error: unknown): AppError | null {
  if (error instanceof AppError) return error
  const status = statusOf(error)
  if (status === null || status < 400 || status >= 500) return null
  if (status === 404) return new NotFoundError('not found', { cause: error })
  if (status === 413) return new PayloadTooLargeError('the request is too large', { cause: error })
  return new InvalidInputError([{ path: '', message: 'the request cannot be read' }])
}

function statusOf(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('status' in error)) return null
  return typeof error.status === 'number' ? error.status : null
}
