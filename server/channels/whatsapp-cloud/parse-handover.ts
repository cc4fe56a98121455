import type { InboundEvent, InboundMessageEvent, PersonAddress } from '../channel.ts'
import { compact } from './compact.ts'
import { ownValue, type JsonObject } from './decode.ts'
import { contentKey, readInstant, type Origin } from './origin.ts'
import type { MessageScope } from './parse-message.ts'
import { isKnown, readAddress } from './parse-person.ts'
import { wireConversationContext, wireHandover, wireHandoverRoles, wireMessage } from './wire.ts'

/** A conversation went from Meta's agent to us or back (standby page); account news when no person is named. */
export function readHandover(value: JsonObject, origin: Origin): InboundEvent | undefined {
  const wire = wireHandover.safeParse(value).data
  if (wire === undefined) return undefined
  const { phone_number: number, user_id: userId, parent_user_id: parentUserId } = wire.sender ?? {}
  const person = readAddress({ number, userId, parentUserId })
  const at = readInstant(wire.timestamp) ?? origin.at
  const key = contentKey(origin, value)
  if (!isKnown(person)) {
    return { type: 'account', name: origin.field, dedupeKey: `account:${key}`, at, raw: value }
  }
  const roles = wireHandoverRoles.safeParse(ownValue(value, wire.type ?? 'control_passed')).data
  return describeHandover({
    key,
    at,
    raw: value,
    person,
    text: summaryOf(roles?.conversation_context),
    by: roles?.previous_owner_role,
    to: roles?.new_owner_role,
  })
}

/** After a hand-over the customer's next message brings the agent's summary along (messages page). */
export function readSummary(value: JsonObject, scope: MessageScope): InboundEvent[] {
  const context = ownValue(value, 'conversation_context')
  const text = summaryOf(context)
  const messages = ownValue(value, 'messages')
  const first = wireMessage.safeParse(Array.isArray(messages) ? messages[0] : undefined).data
  if (text === undefined || first === undefined) return []
  const { from: number, from_user_id: userId, from_parent_user_id: parentUserId } = first
  const person = scope.contacts.complete(readAddress({ number, userId, parentUserId }))
  if (!isKnown(person)) return []
  // The same summary may come again with a later message, hence the message's id within the key.
  const key = contentKey(scope.origin, [first.id ?? null, context])
  const at = readInstant(first.timestamp) ?? scope.origin.at
  return [describeHandover({ key, at, raw: context, person, text })]
}

function summaryOf(context: unknown): string | undefined {
  return wireConversationContext.safeParse(context).data?.summary.text
}

interface HandoverNews {
  key: string
  at: Date
  raw: unknown
  person: PersonAddress
  text: string | undefined
  by?: string | undefined
  to?: string | undefined
}

function describeHandover(news: HandoverNews): InboundMessageEvent {
  const { key, at, raw, person, text, by, to } = news
  return {
    type: 'message',
    dedupeKey: `handover:${key}`,
    at,
    raw,
    sender: 'contact',
    person,
    externalId: `handover:${key}`,
    content: compact({
      kind: 'system' as const,
      text,
      system: compact({ event: 'handover' as const, by, to }),
    }),
    opensWindow: false,
  }
}
