import { createMessageId } from '../identifiers.ts'
import type { ChatMessage, Contact, Content, MediaContent } from '../model.ts'
import { laneOf, type Party, type Platform } from '../platform.ts'
import { digitsOf } from '../phone-numbers.ts'
import { contactElement, metadataOf, seconds } from '../webhooks/envelope.ts'
import { knowsNumber } from '../world.ts'

type Element = Readonly<Record<string, unknown>>

export interface InboundOptions {
  /** Id of the quoted message. */
  replyTo?: string | undefined
  /** Business clock; now when absent. */
  at?: Date | undefined
  forwarded?: boolean | undefined
}

/** A message as the customer's phone hands it to the platform. */
export interface Draft {
  content: Content
  /** `type` of the webhook's message and what it holds besides the common fields. */
  element: Element & { type: string }
}

/** The customer sends something: it appears in the chat, opens the window and becomes a webhook. */
export function sendFromCustomer(
  platform: Platform,
  party: Party,
  draft: Draft,
  options: InboundOptions = {},
): ChatMessage {
  const { contact, number } = party
  const message: ChatMessage = {
    id: newMessageId(contact),
    phoneNumberId: number.phoneNumberId,
    contactId: contact.id,
    author: 'customer',
    at: options.at?.toISOString() ?? platform.world.now(),
    content: draft.content,
    ...(options.replyTo === undefined ? {} : { replyTo: options.replyTo }),
    status: contact.online ? 'sent' : 'accepted',
    reactions: {},
  }
  const context =
    options.forwarded === true ? { forwarded: true } : contextOf(platform, party, options.replyTo)
  const element = context === undefined ? draft.element : { context, ...draft.element }
  if (!contact.online) message.unsent = element
  platform.world.addMessage(message)
  if (contact.online) leave(platform, party, message, element)
  return message
}

/** The phone is back online: what was written meanwhile leaves now. */
export function sendWaiting(platform: Platform, contact: Contact): void {
  for (const chat of platform.world.chats.values()) {
    const number = platform.number(chat.phoneNumberId)
    if (chat.contactId !== contact.id || number === undefined) continue
    for (const message of chat.messages) {
      const { unsent } = message
      if (unsent === undefined) continue
      delete message.unsent
      message.status = 'sent'
      message.at = platform.world.now()
      platform.world.tell({ kind: 'message', message })
      leave(platform, { contact, number }, message, unsent)
    }
  }
}

/** Something that is no message in the chat: a reaction, an edit, a deletion. */
export function tellFromCustomer(
  platform: Platform,
  party: Party,
  element: Element & { type: string },
): void {
  enqueue(platform, party, {
    element: {
      ...senderOf(platform, party),
      id: newMessageId(party.contact),
      timestamp: seconds(platform.world.now()),
      ...element,
    },
    subject: `message ${element.type}`,
  })
}

function leave(platform: Platform, party: Party, message: ChatMessage, element: Element): void {
  const chat = platform.world.chat(message.phoneNumberId, message.contactId)
  if (chat.lastInboundAt === null || chat.lastInboundAt < message.at) chat.lastInboundAt = message.at
  const { context, ...rest } = element
  enqueue(platform, party, {
    element: {
      ...(context === undefined ? {} : { context }),
      ...senderOf(platform, party),
      id: message.id,
      timestamp: seconds(message.at),
      ...rest,
    },
    subject: `message ${String(element['type'])}`,
    messageId: message.id,
  })
}

function enqueue(
  platform: Platform,
  party: Party,
  { element, subject, messageId }: { element: Element; subject: string; messageId?: string },
): void {
  const { contact, number } = party
  platform.webhooks.enqueue({
    lane: laneOf({ phoneNumberId: number.phoneNumberId, contactId: contact.id }),
    phoneNumberId: number.phoneNumberId,
    subject,
    ...(messageId === undefined ? {} : { messageId }),
    change: {
      field: 'messages',
      value: {
        messaging_product: 'whatsapp',
        metadata: metadataOf(number),
        contacts: [
          contactElement(contact, { knowsNumber: numberIsKnown(platform, party), withUsername: true }),
        ],
        messages: [element],
      },
    },
  })
}

function numberIsKnown(platform: Platform, { contact, number }: Party): boolean {
  const chat = platform.world.chat(number.phoneNumberId, contact.id)
  return knowsNumber(contact, chat, platform.world.clock.now())
}

function senderOf(platform: Platform, party: Party): Element {
  const { contact } = party
  return {
    ...(contact.phone !== null && numberIsKnown(platform, party) ? { from: digitsOf(contact.phone) } : {}),
    from_user_id: contact.userId,
  }
}

function contextOf(platform: Platform, party: Party, replyTo: string | undefined): Element | undefined {
  const quoted = replyTo === undefined ? undefined : platform.world.messages.get(replyTo)
  if (quoted === undefined) return undefined
  if (quoted.author === 'business') return { from: digitsOf(party.number.phoneNumber), id: quoted.id }
  return {
    ...(senderOf(platform, party)['from'] === undefined ? {} : { from: senderOf(platform, party)['from'] }),
    id: quoted.id,
  }
}

function newMessageId(contact: Contact): string {
  return createMessageId(contact.phone === null ? '0' : digitsOf(contact.phone))
}

/** The media object of an inbound message; its checksum is base64 here and hexadecimal in the media API. */
export function mediaElement(platform: Platform, content: MediaContent): Element & { type: string } {
  const media = content.mediaId === undefined ? undefined : platform.world.media.get(content.mediaId)
  return {
    type: content.media,
    [content.media]: {
      ...(content.caption === undefined ? {} : { caption: content.caption }),
      ...(content.media === 'document' && content.fileName !== undefined
        ? { filename: content.fileName }
        : {}),
      mime_type: content.voice === true ? 'audio/ogg; codecs=opus' : media?.contentType,
      sha256: media === undefined ? undefined : Buffer.from(media.sha256, 'hex').toString('base64'),
      id: content.mediaId,
      ...(content.media === 'audio' ? { voice: content.voice === true } : {}),
      ...(content.media === 'sticker' ? { animated: false } : {}),
    },
  }
}
