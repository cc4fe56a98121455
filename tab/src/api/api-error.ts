import type { ErrorCode, Problem } from '../../../server/contract/errors.ts'

export type FailureCode = ErrorCode | 'offline'

/** Why a call did not succeed. `offline` means that no answer came: the server may or may not have acted. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly code: FailureCode
  readonly status: number
  readonly problem: Problem | undefined

  constructor(code: FailureCode, options: { status?: number; problem?: Problem; cause?: unknown } = {}) {
    super(options.problem?.title ?? code, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.status = options.status ?? 0
    this.problem = options.problem
  }
}

/** The code to show for anything that was thrown. */
export function failureCode(error: unknown): FailureCode {
  return error instanceof ApiError ? error.code : 'internal_error'
}

/** Whether somebody took the question back, so that there is nothing to tell. */
export function isAborted(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError'
}
