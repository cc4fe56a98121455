import type { IdentityEvent, InboundEvent, InboundMessageEvent, PersonAddress } from '../channel.ts'
import { compact } from './compact.ts'
import { isObject, ownValue, type JsonObject } from './decode.ts'
import { contentKey, park, readInstant, type Origin } from './origin.ts'
import { opensWindow, readContent, typeOf } from './parse-content.ts'
import { readIdentityChange } from './parse-identity.ts'
import { isKnown, otherParty, readAddress, type ContactBook } from './parse-person.ts'
import { wireEdit, wireMessage, wireReaction, wireRevoke, type WireMessage } from './wire.ts'

/** What all messages of one change share. */
export interface MessageScope {
  origin: Origin
  contacts: ContactBook
  /** `phone`: echoes of what the business sent itself. */
  sender: 'contact' | 'phone'
  /** Our own number, to tell it from the customer's. */
  businessNumber: string | undefined
}

/** What the events of all kinds of messages have in common. */
interface Base {
  dedupeKey: string
  at: Date
  raw: unknown
  sender: 'contact' | 'phone'
  person: PersonAddress
  externalId: string
}

/**
 * One element of `messages` or `message_echoes`. Whatever comes from a person we can tell becomes an event that
 * an agent sees; `undefined` means that nobody can be told at all.
 */
export function readMessage(element: unknown, scope: MessageScope): InboundEvent | undefined {
  const message = wireMessage.safeParse(element).data
  if (message === undefined || !isObject(element)) return undefined
  const { origin } = scope
  if (message.group_id !== undefined) return park(origin, 'group', origin.field, element)
  const body = bodyOf(element, scope)
  const base: Base = {
    ...identify(message.id, origin, element),
    at: readInstant(message.timestamp) ?? origin.at,
    raw: element,
    sender: scope.sender,
    person: personOf(message, scope),
  }
  const identity = readIdentity(body, base)
  if (identity !== undefined) return identity
  if (!isKnown(base.person) || (message.id === undefined && message.type === undefined)) return undefined
  return readChange(body, base) ?? readContentful(body, message, base)
}

/** Messages are known by their id; one without (seen in samples) by its content. */
export function identify(id: string | undefined, origin: Origin, element: unknown) {
  const externalId = id ?? `content:${contentKey(origin, element)}`
  return { externalId, dedupeKey: `message:${externalId}` }
}

/** In standby an echo keeps the whole send request under `message` (standby page). */
function bodyOf(element: JsonObject, scope: MessageScope): JsonObject {
  const nested = ownValue(element, 'message')
  return scope.sender === 'phone' && isObject(nested) ? nested : element
}

function personOf(message: WireMessage, scope: MessageScope): PersonAddress {
  if (scope.sender === 'contact') {
    const { from: number, from_user_id: userId, from_parent_user_id: parentUserId } = message
    return scope.contacts.complete(readAddress({ number, userId, parentUserId }))
  }
  const { to_user_id: userId, to_parent_user_id: parentUserId } = message
  const number = otherParty(message, scope.businessNumber)
  return scope.contacts.complete(readAddress({ number: number ?? message.recipient, userId, parentUserId }))
}

function readIdentity(body: JsonObject, base: Base): IdentityEvent | undefined {
  if (typeOf(body) !== 'system') return undefined
  const change = readIdentityChange(ownValue(body, 'system'), base.person)
  if (change === undefined) return undefined
  const { dedupeKey, at, raw, externalId } = base
  return { type: 'identity', dedupeKey, at, raw, externalId, content: readContent(body), ...change }
}

/** What changes an earlier message instead of being one. */
function readChange(body: JsonObject, base: Base): InboundEvent | undefined {
  switch (typeOf(body)) {
    case 'reaction': {
      const reaction = wireReaction.safeParse(ownValue(body, 'reaction')).data
      if (reaction === undefined) return undefined
      // Taken back: the emoji is empty or missing (reaction page).
      return { ...base, type: 'reaction', targetExternalId: reaction.message_id, emoji: reaction.emoji ?? '' }
    }
    case 'edit': {
      const edit = wireEdit.safeParse(ownValue(body, 'edit')).data
      if (edit === undefined) return undefined
      const content = readContent(edit.message)
      return { ...base, type: 'edit', targetExternalId: edit.original_message_id, content }
    }
    case 'revoke': {
      const revoke = wireRevoke.safeParse(ownValue(body, 'revoke')).data
      if (revoke === undefined) return undefined
      return { ...base, type: 'revoke', targetExternalId: revoke.original_message_id }
    }
    default:
      return undefined
  }
}

function readContentful(body: JsonObject, message: WireMessage, base: Base): InboundMessageEvent {
  const content = readContent(body, message.errors)
  return {
    ...base,
    type: 'message',
    content,
    opensWindow: base.sender === 'contact' && opensWindow(body, content),
    ...readContext(message),
    ...compact({ referral: readReferral(message) }),
  }
}

/** Forwarded messages have no `context.id`; product questions name the product beside it (text page). */
function readContext(message: WireMessage) {
  const { id, forwarded, frequently_forwarded, referred_product } = message.context ?? {}
  const product = referred_product && {
    catalogId: referred_product.catalog_id,
    productId: referred_product.product_retailer_id,
  }
  const often = frequently_forwarded === true ? ('often' as const) : undefined
  return compact({
    replyTo: id === undefined ? undefined : compact({ externalId: id, product }),
    product,
    forwarded: often ?? (forwarded === true ? ('once' as const) : undefined),
  })
}

/** The ad or post that led here. Only web addresses: people click on it. */
function readReferral(message: WireMessage) {
  if (message.referral === undefined) return undefined
  const { source_url, source_type: sourceType, headline, body } = message.referral
  const sourceUrl = source_url !== undefined && /^https?:\/\//i.test(source_url) ? source_url : undefined
  return compact({ sourceUrl, sourceType, headline, body })
}
