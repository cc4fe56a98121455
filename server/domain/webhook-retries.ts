const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS

/** Pauses after the first, second, … failed attempt; the last one again and again. */
const PAUSES_MS = [
  10 * SECOND_MS,
  30 * SECOND_MS,
  2 * MINUTE_MS,
  10 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
  2 * HOUR_MS,
  4 * HOUR_MS,
  6 * HOUR_MS,
] as const
const LONGEST_PAUSE_MS = 6 * HOUR_MS

/** A delivery that is older has failed for good. */
export const DELIVERY_PATIENCE_MS = 24 * HOUR_MS
/** A webhook none of whose deliveries worked for so long is switched off. */
export const WEBHOOK_PATIENCE_MS = 24 * HOUR_MS

/**
 * When a delivery is tried again after its `attempts`-th attempt went wrong; `null`: never. `retryAfterMs` is what the receiver
 * asked for; no pause is longer than six hours.
 */
export function nextAttemptAt(
  delivery: { createdAt: Date; attempts: number },
  now: Date,
  retryAfterMs = 0,
): Date | null {
  const pause = PAUSES_MS[Math.max(0, delivery.attempts - 1)] ?? LONGEST_PAUSE_MS
  const at = now.getTime() + Math.min(LONGEST_PAUSE_MS, Math.max(pause, retryAfterMs))
  return at - delivery.createdAt.getTime() > DELIVERY_PATIENCE_MS ? null : new Date(at)
}
