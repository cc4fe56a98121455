import type { ErrorCode, FieldIssue } from '../contract/errors.ts'
import type { PasswordFault } from '../contract/identity.ts'
import type { DeliveryError } from '../contract/message.ts'

/** Everything we throw on purpose. `code` is stable and reaches clients; `message` is for logs. */
export abstract class AppError extends Error {
  abstract readonly code: ErrorCode
  /** HTTP status. */
  abstract readonly status: number
}

export class InvalidInputError extends AppError {
  override readonly name: string = 'InvalidInputError'
  readonly code: ErrorCode = 'invalid_input'
  readonly status = 400
  readonly issues: readonly FieldIssue[]

  constructor(issues: readonly FieldIssue[]) {
    super(issues.map((issue) => `${issue.path}: ${issue.message}`).join('; '))
    this.issues = issues
  }
}

/** A password that nobody should have: each issue's message says why. */
export class PasswordRefusedError extends InvalidInputError {
  override readonly name = 'PasswordRefusedError'
  override readonly code: ErrorCode = 'password_refused'

  constructor(faults: readonly PasswordFault[]) {
    super(faults.map((message) => ({ path: 'password', message })))
  }
}

export class UnauthenticatedError extends AppError {
  override readonly name = 'UnauthenticatedError'
  readonly code = 'unauthenticated'
  readonly status = 401
}

/** The password is right and a code of the second factor is missing. */
export class TotpRequiredError extends AppError {
  override readonly name = 'TotpRequiredError'
  readonly code = 'totp_required'
  readonly status = 401

  constructor() {
    super('a code of the second factor is missing')
  }
}

/** The code of the second factor is wrong, or was used before. */
export class TotpWrongError extends AppError {
  override readonly name = 'TotpWrongError'
  readonly code = 'totp_wrong'
  readonly status = 401

  constructor() {
    super('wrong or used code of the second factor')
  }
}

/** A link that is unknown, used, replaced or too old: nobody learns which. */
export class LinkExpiredError extends AppError {
  override readonly name = 'LinkExpiredError'
  readonly code = 'link_expired'
  readonly status = 410

  constructor() {
    super('the link is good for nothing any more')
  }
}

/** Signed in with Microsoft, but nobody here is known by it: they may ask for access. */
export class UnknownPersonError extends AppError {
  override readonly name = 'UnknownPersonError'
  readonly code: ErrorCode = 'unknown_person'
  readonly status = 403
}

export class ForbiddenError extends AppError {
  override readonly name = 'ForbiddenError'
  readonly code = 'forbidden'
  readonly status = 403
}

/** The customer account demands a second factor, which this session does not have. */
export class TwoFactorRequiredError extends AppError {
  override readonly name = 'TwoFactorRequiredError'
  readonly code = 'two_factor_required'
  readonly status = 403

  constructor() {
    super('a second factor has to be set up first')
  }
}

/** Also for what exists but is not yours. */
export class NotFoundError extends AppError {
  override readonly name = 'NotFoundError'
  readonly code = 'not_found'
  readonly status = 404
}

export class ConflictError extends AppError {
  override readonly name = 'ConflictError'
  readonly code = 'conflict'
  readonly status = 409
}

export class PayloadTooLargeError extends AppError {
  override readonly name = 'PayloadTooLargeError'
  readonly code = 'payload_too_large'
  readonly status = 413
}

export class RateLimitedError extends AppError {
  override readonly name = 'RateLimitedError'
  readonly code = 'rate_limited'
  readonly status = 429
  readonly retryAfterSeconds: number

  constructor(retryAfterSeconds: number, options?: ErrorOptions) {
    super('too many requests', options)
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** The customer service window is closed: only a template can leave. */
export class WindowClosedError extends AppError {
  override readonly name = 'WindowClosedError'
  readonly code = 'window_closed'
  readonly status = 409
  readonly windowClosedAt: Date | null

  constructor(windowClosedAt: Date | null) {
    super('the messaging window is closed')
    this.windowClosedAt = windowClosedAt
  }
}

/** Resolved or paused: nothing can be sent. */
export class ConversationInactiveError extends AppError {
  override readonly name = 'ConversationInactiveError'
  readonly code = 'conversation_inactive'
  readonly status = 409
}

export class UnsupportedByChannelError extends AppError {
  override readonly name = 'UnsupportedByChannelError'
  readonly code = 'unsupported_by_channel'
  readonly status = 409
}

/** Start-up only: all problems at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.problems = problems
  }
}

export interface ChannelFailure {
  connector: string
  /** Why, in our words. */
  reason: DeliveryError['code']
  /**
   * Whether the customer may have received it all the same: `not-sent` may be tried again,
   * `unknown` never on our own account.
   */
  outcome: 'not-sent' | 'unknown'
  /** Try again after this many milliseconds; absent: trying again is useless. */
  retryAfterMs?: number
  /** Each further wait is this many times longer than the one before; 2 when absent. */
  backoffFactor?: number
  /** How many tries `retryAfterMs` is good for. */
  maxAttempts?: number
  /** The platform's own code. */
  platformCode?: string
  /** The platform's own words, without secrets or numbers. */
  detail?: string
  /** The channel itself does not work (token, permission, account): alarm whoever looks after it. */
  channelBroken?: boolean
  /** The platform holds the window closed whatever our clock says. */
  windowClosed?: boolean
}

/** The only error that a channel throws. */
export class ChannelError extends AppError {
  override readonly name = 'ChannelError'
  readonly code: ErrorCode
  readonly status: number
  readonly failure: ChannelFailure

  constructor(failure: ChannelFailure, options?: ErrorOptions) {
    super(`${failure.connector}: ${failure.reason} ${failure.platformCode ?? ''}`.trim(), options)
    this.failure = failure
    const rejected = failure.outcome === 'not-sent' && failure.retryAfterMs === undefined
    this.code = rejected ? 'channel_rejected' : 'channel_unavailable'
    this.status = rejected ? 502 : 503
  }
}

/** What became of something that was to be written in Teams. */
export interface TeamsFailure {
  /**
   * `later`: not written, worth another try. `gone`: the bot may not write there any more. `refused`: never will be written as
   * it is. `unknown`: the request left and no answer came back.
   */
  outcome: 'later' | 'gone' | 'refused' | 'unknown'
  /** Advised by Teams. */
  retryAfterMs?: number
  status?: number
  /** Teams' own code. */
  platformCode?: string
}

/** The only error that writing in Teams throws. */
export class TeamsError extends AppError {
  override readonly name = 'TeamsError'
  readonly code: ErrorCode = 'channel_unavailable'
  readonly status = 503
  readonly failure: TeamsFailure

  constructor(failure: TeamsFailure, options?: ErrorOptions) {
    super(`teams: ${failure.outcome} ${failure.status ?? ''} ${failure.platformCode ?? ''}`.trim(), options)
    this.failure = failure
  }
}
