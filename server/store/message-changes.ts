import type { DeliveryStatus } from '../contract/delivery.ts'
import type { DeliveryError } from '../contract/message.ts'
import type { MessageReaction } from './entities.ts'

/** Statuses of a message that has yet to leave. */
export function isUnfinished(status: DeliveryStatus): boolean {
  return status === 'queued' || status === 'sending'
}

/** Every write to a message that people can see says so: screens tell by it which of two reports is the later one. */
export const NEXT_VERSION = { $inc: { version: 1 } } as const

/** A queued message that nothing postpones may leave at once, whatever clock the process goes by. */
export const AT_ONCE = new Date(0)

export interface Advance {
  status: DeliveryStatus
  at: Date
  externalId?: string
  error?: DeliveryError
  nextAttemptAt?: Date
}

/** The update that moves a delivery on; what the new status does not bring along is gone. */
export function advanceUpdate(to: Advance): {
  $set: Record<string, unknown>
  $unset?: Record<string, ''>
  $inc: { version: 1 }
} {
  const set: Record<string, unknown> = { 'delivery.status': to.status, 'delivery.at': to.at }
  const unset: Record<string, ''> = {}
  const put = (field: string, value: unknown): void => {
    if (value === undefined) unset[field] = ''
    else set[field] = value
  }
  put('delivery.error', to.error)
  put('delivery.nextAttemptAt', to.nextAttemptAt)
  const unfinished = isUnfinished(to.status)
  put('outbox', unfinished ? true : undefined)
  put('dueAt', unfinished ? (to.nextAttemptAt ?? AT_ONCE) : undefined)
  if (to.externalId !== undefined) set['externalId'] = to.externalId
  // Before MongoDB 5.0 an empty `$unset` is an error.
  return { $set: set, ...(Object.keys(unset).length === 0 ? {} : { $unset: unset }), ...NEXT_VERSION }
}

/**
 * Puts a person's reaction in place of their last one, unless that is newer. A reaction taken back stays as one
 * without emoji, so that an older one that comes late does not bring it back.
 */
export function reactionStages(reaction: MessageReaction): { $set: Record<string, unknown> }[] {
  const existing = { $ifNull: ['$reactions', []] }
  const byThem =
    reaction.by === 'contact'
      ? { $eq: ['$$this.by', 'contact'] }
      : {
          $and: [
            { $eq: ['$$this.by', 'member'] },
            { $eq: ['$$this.memberId', { $literal: reaction.memberId }] },
          ],
        }
  const select = (cond: object): object => ({ $filter: { input: existing, as: 'this', cond } })
  const newer = select({ $and: [byThem, { $gt: ['$$this.at', reaction.at] }] })
  const others = select({ $not: [byThem] })
  return [
    {
      $set: {
        reactions: {
          $cond: [
            { $gt: [{ $size: newer }, 0] },
            '$reactions',
            { $concatArrays: [others, [{ $literal: reaction }]] },
          ],
        },
        version: { $add: [{ $ifNull: ['$version', 0] }, 1] },
      },
    },
  ]
}
