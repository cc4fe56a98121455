import { z } from 'zod'
import { GraphError } from '../errors.ts'
import { createMessageId } from '../identifiers.ts'
import type { Chat, ChatMessage, Contact, Fault, MediaContent, Sending } from '../model.ts'
import type { BusinessNumber } from '../options.ts'
import type { Refusal } from '../phone/delivery.ts'
import type { Platform } from '../platform.ts'
import { digitsOf, parseRecipient } from '../phone-numbers.ts'
import { fetchLink } from './fetch-link.ts'
import { mediaProblem } from './media-rules.ts'
import { parseFields, type Json } from './parse-fields.ts'
import { parseSend, type ParsedSend } from './parse-message.ts'

const WINDOW_MS = 24 * 3_600_000
/** One message per six seconds to the same customer; a burst of 45 is paid back afterwards (platform page). */
const PAIR_RATE = { burst: 45, paidBackMs: 6_000 }
/** Reactions to older messages are refused by webhook (reaction messages page). */
const REACTION_WITHIN_MS = 30 * 24 * 3_600_000

/** The next fault that applies to a send to this customer, counted down. */
export function takeFault(
  platform: Platform,
  contactId: string | null,
  wanted: (fault: Fault) => boolean,
): Fault | undefined {
  const { world } = platform
  const fault = world.faults.find(
    (item) => (item.contactId === null || item.contactId === contactId) && wanted(item),
  )
  if (fault === undefined || fault.times === null) return fault
  fault.times -= 1
  if (fault.times <= 0) world.faults = world.faults.filter((item) => item !== fault)
  world.tell({ kind: 'settings' })
  return fault
}

/** Accepts a send request, or throws the platform's refusal. The answer says accepted, never delivered. */
export function acceptSend(platform: Platform, number: BusinessNumber, body: Json): Json {
  const { world } = platform
  const parsed = parseSend(world, number, body)
  const { contact, toUser } = resolveRecipient(platform, number, parsed)
  const chat = world.chat(number.phoneNumberId, contact.id)
  checkSend(platform, { parsed, contact, chat, toUser })
  if (!toUser) chat.numberUsedAt = world.now()
  const refusal = findRefusal(platform, { parsed, contact, chat })
  const message = createMessage(platform, number, { parsed, contact, toUser })
  const sent = {
    id: message.id,
    phoneNumberId: number.phoneNumberId,
    contactId: contact.id,
    to: parsed.to ?? parsed.recipient ?? '',
    type: parsed.type,
    at: message.at,
    correlationData: parsed.correlationData,
    body,
  }
  world.sent.push(sent)
  world.tell({ kind: 'sent', sent })
  void carry(platform, message, { refusal, media: parsed.media, parsed })
  return {
    messaging_product: 'whatsapp',
    contacts: [
      {
        input: sent.to,
        ...(toUser || contact.phone === null ? {} : { wa_id: digitsOf(contact.phone) }),
        user_id: contact.userId,
      },
    ],
    messages: [{ id: message.id, ...(parsed.type === 'template' ? { message_status: 'accepted' } : {}) }],
  }
}

/** A number that nobody has yet gets a phone: whoever is called or invited can be played at once. */
function resolveRecipient(
  platform: Platform,
  number: BusinessNumber,
  parsed: ParsedSend,
): { contact: Contact; toUser: boolean } {
  if (parsed.to !== null) {
    const phone = parseRecipient(parsed.to, number.phoneNumber)
    if (phone === null) throw new GraphError(131009, { details: 'Param to is not a valid phone number.' })
    if (digitsOf(phone) === digitsOf(number.phoneNumber)) throw new GraphError(131021)
    const contact = platform.world.findContact(phone) ?? platform.world.addContact({ name: phone, phone })
    return { contact, toUser: false }
  }
  const contact = platform.world.findContact(parsed.recipient ?? '')
  if (contact === undefined || contact.userId !== parsed.recipient) {
    throw new GraphError(131009, { details: 'Param recipient is not a known business-scoped user ID.' })
  }
  return { contact, toUser: true }
}

interface Send {
  parsed: ParsedSend
  contact: Contact
  chat: Chat
}

/** What is refused in the answer itself. */
function checkSend(platform: Platform, send: Send & { toUser: boolean }): void {
  const { parsed, contact, chat, toUser } = send
  const fault = takeFault(
    platform,
    contact.id,
    ({ effect }) => effect.kind === 'error' && effect.via === 'response',
  )
  if (fault?.effect.kind === 'error') throw new GraphError(fault.effect.code)
  if (toUser && parsed.template?.category === 'AUTHENTICATION') throw new GraphError(131062)
  for (const { mediaId } of parsed.media) {
    if (mediaId !== undefined && platform.media.content(mediaId) === undefined) {
      throw new GraphError(131009, { details: `Media with ID ${mediaId.slice(0, 64)} does not exist.` })
    }
  }
  const { settings } = platform.world
  if (settings.windowRefusal === 'response' && !mayLeave(platform, send)) throw new GraphError(131047)
  if (settings.pairRate) countPair(platform, chat)
}

function mayLeave(platform: Platform, { parsed, chat }: Send): boolean {
  if (parsed.type === 'template') return true
  if (chat.lastInboundAt === null) return false
  return platform.world.clock.now().getTime() < Date.parse(chat.lastInboundAt) + WINDOW_MS
}

function countPair(platform: Platform, chat: Chat): void {
  const now = platform.world.clock.now().getTime()
  const paidBack = Math.max(0, now - Date.parse(chat.burst.at)) / PAIR_RATE.paidBackMs
  const used = Math.max(0, chat.burst.used - paidBack)
  if (used + 1 > PAIR_RATE.burst) throw new GraphError(131056)
  chat.burst = { used: used + 1, at: new Date(now).toISOString() }
}

/** What is accepted but reported as failed afterwards. */
function findRefusal(platform: Platform, send: Send): Refusal | null {
  const { parsed, contact } = send
  const fault = takeFault(
    platform,
    contact.id,
    ({ effect }) => effect.kind === 'error' && effect.via === 'status',
  )
  if (fault?.effect.kind === 'error') return { code: fault.effect.code }
  if (!contact.hasWhatsApp) return { code: 131026 }
  if (!mayLeave(platform, send)) return { code: 131047 }
  if (contact.marketingStopped && parsed.template?.category === 'MARKETING') return { code: 131050 }
  if (parsed.what.do === 'react') return reactionRefusal(platform, parsed.what.messageId)
  return null
}

function reactionRefusal(platform: Platform, messageId: string): Refusal | null {
  const target = platform.world.messages.get(messageId)
  const ageMs = target === undefined ? 0 : platform.world.clock.now().getTime() - Date.parse(target.at)
  if (target !== undefined && target.deletedAt === undefined && ageMs <= REACTION_WITHIN_MS) return null
  return { code: 131009, details: 'The message reacted to does not exist, is too old or was deleted.' }
}

const CATEGORIES: Readonly<Record<string, Sending['category']>> = {
  MARKETING: 'marketing',
  UTILITY: 'utility',
  AUTHENTICATION: 'authentication',
}

function createMessage(
  platform: Platform,
  number: BusinessNumber,
  { parsed, contact, toUser }: { parsed: ParsedSend; contact: Contact; toUser: boolean },
): ChatMessage {
  const { what } = parsed
  const message: ChatMessage = {
    id: createMessageId(digitsOf(contact.phone ?? '0')),
    phoneNumberId: number.phoneNumberId,
    contactId: contact.id,
    author: 'business',
    at: platform.world.now(),
    content: what.do === 'message' ? what.content : { kind: 'text', text: what.emoji },
    ...(parsed.replyTo === null ? {} : { replyTo: parsed.replyTo }),
    status: 'accepted',
    reactions: {},
    sending: {
      category: CATEGORIES[parsed.template?.category ?? ''] ?? 'service',
      toUser,
      ...(parsed.correlationData === null ? {} : { correlationData: parsed.correlationData }),
      ...(what.do === 'react' ? { reaction: true } : {}),
    },
  }
  if (what.do === 'message') platform.world.addMessage(message)
  return message
}

/** After the answer: fetches linked media, checks the files and lets the message go its way. */
async function carry(
  platform: Platform,
  message: ChatMessage,
  { refusal, media, parsed }: { refusal: Refusal | null; media: MediaContent[]; parsed: ParsedSend },
): Promise<void> {
  let outcome = refusal
  for (const item of media) {
    const problem = await checkMedia(platform, message, item)
    if (problem !== null) outcome ??= { code: 131053, details: problem }
  }
  if (parsed.what.do === 'react' && outcome === null) applyReaction(platform, parsed.what)
  platform.delivery.accept(message, outcome)
}

async function checkMedia(
  platform: Platform,
  message: ChatMessage,
  item: MediaContent,
): Promise<string | null> {
  if (item.mediaId === undefined) {
    const file = await fetchLink(platform.fetch, item.link ?? '')
    if (file === null) return 'Downloading media from the given link failed.'
    const media = platform.media.put(file.content, {
      phoneNumberId: message.phoneNumberId,
      origin: 'business',
      contentType: file.contentType,
      fileName: item.fileName ?? null,
    })
    item.mediaId = media.id
  }
  const media = platform.world.media.get(item.mediaId)
  const content = platform.media.content(item.mediaId)
  if (media === undefined || content === undefined) return 'The media is gone.'
  item.contentType = media.contentType
  item.size = media.size
  return mediaProblem(item.media, media.contentType, content)
}

function applyReaction(platform: Platform, { messageId, emoji }: { messageId: string; emoji: string }): void {
  const target = platform.world.messages.get(messageId)
  if (target === undefined) return
  if (emoji === '') delete target.reactions.business
  else target.reactions.business = emoji
  platform.world.tell({ kind: 'message', message: target })
}

const TYPING_MS = 25_000
const readFields = z.object({ message_id: z.string() })

/** Blue ticks for this message and all before it, and the typing indicator when asked for. */
export function markRead(platform: Platform, number: BusinessNumber, body: Json): Json {
  const { world } = platform
  const message = world.messages.get(parseFields(readFields, body).message_id)
  if (message?.author !== 'customer' || message.phoneNumberId !== number.phoneNumberId) {
    throw new GraphError(131009, { details: 'Param message_id is not a received message.' })
  }
  const { messages } = world.chat(message.phoneNumberId, message.contactId)
  for (const earlier of messages.slice(0, messages.indexOf(message) + 1)) {
    if (earlier.author !== 'customer' || earlier.status === 'read') continue
    earlier.status = 'read'
    world.tell({ kind: 'message', message: earlier })
  }
  if (body['typing_indicator'] !== undefined) {
    const until = new Date(Date.now() + TYPING_MS).toISOString()
    world.tell({ kind: 'typing', phoneNumberId: message.phoneNumberId, contactId: message.contactId, until })
  }
  return { success: true }
}
