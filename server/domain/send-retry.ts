/** What a platform's table says about trying again. */
export interface RetryAdvice {
  /** Milliseconds before the second try; absent: trying again is useless. */
  retryAfterMs?: number
  /** Each further pause is this many times longer; 2 when absent. */
  backoffFactor?: number
  /** Tries altogether. */
  maxAttempts?: number
}

/** How often a temporary failure is tried when the platform's table does not say. */
const DEFAULT_ATTEMPTS = 5

/** The pause in milliseconds after the `attempts`-th try has failed; `null` when it was the last. */
export function pauseBeforeRetry(advice: RetryAdvice, attempts: number): number | null {
  const { retryAfterMs, backoffFactor = 2, maxAttempts = DEFAULT_ATTEMPTS } = advice
  if (retryAfterMs === undefined || attempts >= maxAttempts) return null
  return retryAfterMs * backoffFactor ** (attempts - 1)
}
