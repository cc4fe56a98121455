import type { InboundEvent, PersonAddress, StatusEvent } from '../channel.ts'
import { compact } from './compact.ts'
import { readDeliveryError, renderRetry, ruleOf } from './errors.ts'
import { park, readInstant, type Origin } from './origin.ts'
import { readAddress, type ContactBook } from './parse-person.ts'
import { wireError, wireStatus, type WireError, type WireStatus } from './wire.ts'

/** By the platform's word (status page); `played` is a voice message heard for the first time. */
const STATUSES = new Map<string, StatusEvent['status']>([
  ['sent', 'sent'],
  ['delivered', 'delivered'],
  ['read', 'read'],
  ['played', 'read'],
  ['failed', 'failed'],
])

/** One element of `statuses`; words that we do not know are set aside. */
export function readStatus(
  element: unknown,
  origin: Origin,
  contacts: ContactBook,
): InboundEvent | undefined {
  const wire = wireStatus.safeParse(element).data
  if (wire === undefined) return undefined
  // Payments have statuses, too, that bear the id of their message.
  const kind = wire.type === undefined || wire.type === 'message' ? '' : `${wire.type}:`
  const status = kind === '' ? STATUSES.get(wire.status) : undefined
  if (status === undefined) return park(origin, 'unknown_field', `status:${kind}${wire.status}`, element)
  const error = (wire.errors ?? []).flatMap((item) => wireError.safeParse(item).data ?? [])[0]
  return {
    type: 'status',
    // One message has a status of each kind, in groups one of each kind per participant (group webhooks page).
    dedupeKey: ['status', wire.id, wire.status, participantOf(wire)].filter(Boolean).join(':'),
    at: readInstant(wire.timestamp) ?? origin.at,
    raw: element,
    externalId: wire.id,
    status,
    person: contacts.complete(recipientOf(wire)),
    ...compact({ correlationId: wire.biz_opaque_callback_data }),
    ...readFailure(status, error),
  }
}

function readFailure(status: StatusEvent['status'], error: WireError | undefined) {
  if (error === undefined) return status === 'failed' ? { error: { code: 'unknown' as const } } : {}
  const { windowClosed, channelBroken, retry } = ruleOf(error.code) ?? {}
  return {
    error: readDeliveryError(error),
    ...compact({ windowClosed, channelBroken }),
    ...(retry === undefined ? {} : renderRetry(retry)),
  }
}

function participantOf(status: WireStatus): string | undefined {
  return status.recipient_participant_id ?? status.recipient_participant_user_id
}

function recipientOf(status: WireStatus): PersonAddress {
  if (participantOf(status) !== undefined) {
    return readAddress({
      number: status.recipient_participant_id,
      userId: status.recipient_participant_user_id,
      parentUserId: status.recipient_participant_parent_user_id,
    })
  }
  return readAddress({
    number: status.recipient_id,
    userId: status.recipient_user_id,
    parentUserId: status.recipient_parent_user_id,
  })
}
