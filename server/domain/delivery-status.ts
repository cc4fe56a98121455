import type { DeliveryStatus } from '../contract/delivery.ts'

/**
 * How far a message has come. Statuses arrive late and out of order and may skip steps (`read` implies
 * `delivered`), so a message only ever moves up this ladder.
 */
const RANK: Record<DeliveryStatus, number> = {
  queued: 0,
  sending: 1,
  unconfirmed: 2,
  sent: 3,
  delivered: 4,
  read: 5,
  failed: 6,
}

/** Whether a report of `reported` says more than we know. A failure stands unless it reached the customer before. */
export function advances(current: DeliveryStatus, reported: DeliveryStatus): boolean {
  if (reported === 'failed') return current !== 'failed' && current !== 'read' && current !== 'delivered'
  if (current === 'failed') return false
  return RANK[reported] > RANK[current]
}

/** The statuses from which a report of `reported` may move a message: the condition of the update. */
export function advanceableFrom(reported: DeliveryStatus): DeliveryStatus[] {
  return (Object.keys(RANK) as DeliveryStatus[]).filter((current) => advances(current, reported))
}
