import type { CallEntry } from '../../contract/message.ts'
import type { InboundEvent, InboundMessageEvent, PersonAddress } from '../channel.ts'
import { compact } from './compact.ts'
import { park, readInstant, type Origin } from './origin.ts'
import { isKnown, otherParty, readAddress, type ContactBook } from './parse-person.ts'
import { wireCall, wireStatus } from './wire.ts'

/** What all calls of one change share. */
export interface CallScope {
  origin: Origin
  contacts: ContactBook
  businessNumber: string | undefined
}

interface CallNews {
  /** The call's; all news of it carry the same. */
  id: string
  step: string
  at: Date
  person: PersonAddress
  call: CallEntry
  byContact: boolean
  opensWindow: boolean
}

/** One element of `calls`: a call begins or ends. */
export function readCall(element: unknown, scope: CallScope): InboundMessageEvent | undefined {
  const call = wireCall.safeParse(element).data
  if (call === undefined) return undefined
  const byContact = call.direction !== 'BUSINESS_INITIATED'
  const number = byContact
    ? otherParty({ from: call.to, to: call.from }, scope.businessNumber)
    : otherParty(call, scope.businessNumber)
  const userId = byContact ? call.from_user_id : call.to_user_id
  return describeCall(element, {
    id: call.id,
    step: call.event,
    // The entry of a call stands where it began.
    at: readInstant(call.start_time) ?? readInstant(call.timestamp) ?? scope.origin.at,
    person: scope.contacts.complete(readAddress({ number, userId })),
    call: outcomeOf(call, byContact),
    byContact,
    // Whether or not anybody answers (calling pricing page).
    opensWindow: byContact,
  })
}

interface CallProgress {
  event: string
  status?: string | undefined
  duration?: number | undefined
  start_time?: string | number | undefined
}

function outcomeOf(call: CallProgress, byContact: boolean): CallEntry {
  if (call.event !== 'terminate') return { outcome: 'ringing' }
  // Only calls that were picked up have a duration and a start (calling reference page).
  const talked = (call.duration ?? 0) > 0 || call.start_time !== undefined
  if (talked) return compact({ outcome: 'ended' as const, durationSeconds: call.duration })
  return { outcome: byContact ? 'missed' : 'failed' }
}

const STATUS_OUTCOMES = new Map<string, CallEntry['outcome']>([
  ['RINGING', 'ringing'],
  ['ACCEPTED', 'answered'],
  ['REJECTED', 'missed'],
])

/** One element of a call's `statuses`: how a call of the business fares. */
export function readCallStatus(element: unknown, scope: CallScope): InboundEvent | undefined {
  const status = wireStatus.safeParse(element).data
  if (status === undefined) return undefined
  const outcome = STATUS_OUTCOMES.get(status.status.toUpperCase())
  if (outcome === undefined) {
    return park(scope.origin, 'unknown_field', `call_status:${status.status}`, element)
  }
  const { recipient_id: number, recipient_user_id: userId, recipient_parent_user_id: parentUserId } = status
  return describeCall(element, {
    id: status.id,
    step: status.status,
    at: readInstant(status.timestamp) ?? scope.origin.at,
    person: scope.contacts.complete(readAddress({ number, userId, parentUserId })),
    call: { outcome },
    byContact: false,
    // Accepting our call counts like a message of the user (calling pricing page).
    opensWindow: outcome === 'answered',
  })
}

function describeCall(element: unknown, news: CallNews): InboundMessageEvent | undefined {
  if (!isKnown(news.person)) return undefined
  return {
    type: 'message',
    dedupeKey: `call:${news.id}:${news.step}`,
    at: news.at,
    raw: element,
    sender: news.byContact ? 'contact' : 'phone',
    person: news.person,
    // An entry of its own: entries with the id of one that is there count as repetitions of it.
    externalId: news.call.outcome === 'ringing' ? news.id : `${news.id}/${news.step}`,
    content: { kind: 'call', call: news.call },
    opensWindow: news.opensWindow,
  }
}
