/** How what fails again and again is slowed down. */
export interface ThrottleLimit {
  /** Failures that cost nothing. */
  free: number
  firstDelayMs: number
  /** The delay doubles with every failure up to this: a person always gets in again. */
  longestDelayMs: number
  /** After this long without a failure all is forgotten; longer than any delay. */
  forgottenAfterMs: number
}

/** How long after the last of so many failures the next attempt has to wait. */
export function pauseMs(failures: number, limit: ThrottleLimit): number {
  if (failures < limit.free) return 0
  return Math.min(limit.firstDelayMs * 2 ** (failures - limit.free), limit.longestDelayMs)
}
