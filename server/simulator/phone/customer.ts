import type { ChatMessage, Contact, LocationContent, MediaContent, MediaKind, PersonCard } from '../model.ts'
import type { Party, Platform } from '../platform.ts'
import { digitsOf } from '../phone-numbers.ts'
import {
  mediaElement,
  sendFromCustomer,
  sendWaiting,
  tellFromCustomer,
  type InboundOptions,
} from './inbound.ts'

/** What a customer tried is not possible on a phone either; `code` is for the phone page. */
export class PhoneRefusal extends Error {
  override readonly name = 'PhoneRefusal'
  readonly code: PhoneRefusalCode

  constructor(code: PhoneRefusalCode) {
    super(code)
    this.code = code
  }
}

export type PhoneRefusalCode =
  'no_whatsapp' | 'unknown_message' | 'not_yours' | 'too_late' | 'nothing_to_tap' | 'unsupported_file'

export interface SentFile {
  content: Buffer
  contentType: string
  fileName?: string | undefined
  caption?: string | undefined
  /** A recording made in the chat: OGG with Opus. */
  voice?: boolean | undefined
  sticker?: boolean | undefined
}

/** Meta's limits for what a customer may still change (edit and revoke webhook pages). */
const EDIT_WITHIN_MS = 15 * 60_000
const DELETE_WITHIN_MS = 2 * 24 * 3_600_000

function assertWhatsApp(contact: Contact): void {
  if (!contact.hasWhatsApp) throw new PhoneRefusal('no_whatsapp')
}

function messageOf(platform: Platform, party: Party, messageId: string): ChatMessage {
  const message = platform.world.messages.get(messageId)
  if (message === undefined || message.contactId !== party.contact.id || message.deletedAt !== undefined) {
    throw new PhoneRefusal('unknown_message')
  }
  return message
}

export function sendText(
  platform: Platform,
  party: Party,
  text: string,
  options: InboundOptions = {},
): ChatMessage {
  assertWhatsApp(party.contact)
  return sendFromCustomer(
    platform,
    party,
    { content: { kind: 'text', text }, element: { type: 'text', text: { body: text } } },
    options,
  )
}

export function sendFile(
  platform: Platform,
  party: Party,
  file: SentFile,
  options: InboundOptions = {},
): ChatMessage {
  assertWhatsApp(party.contact)
  const kind = kindOf(file)
  const contentType = file.voice === true ? 'audio/ogg' : file.contentType
  const media = platform.media.put(file.content, {
    phoneNumberId: party.number.phoneNumberId,
    origin: 'customer',
    contentType,
    fileName: file.fileName ?? null,
  })
  const content: MediaContent = {
    kind: 'media',
    media: kind,
    mediaId: media.id,
    contentType,
    size: media.size,
    ...(file.fileName === undefined ? {} : { fileName: file.fileName }),
    ...(file.caption === undefined || kind === 'audio' || kind === 'sticker'
      ? {}
      : { caption: file.caption }),
    ...(file.voice === true ? { voice: true } : {}),
  }
  return sendFromCustomer(platform, party, { content, element: mediaElement(platform, content) }, options)
}

/** The phone turns pictures into JPEG or PNG; what it cannot show travels as a document. */
function kindOf(file: SentFile): MediaKind {
  if (file.sticker === true && file.contentType === 'image/webp') return 'sticker'
  if (file.voice === true) return 'audio'
  if (file.contentType === 'image/jpeg' || file.contentType === 'image/png') return 'image'
  if (file.contentType === 'video/mp4' || file.contentType === 'video/3gpp') return 'video'
  if (['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'].includes(file.contentType))
    return 'audio'
  return 'document'
}

export function sendLocation(
  platform: Platform,
  party: Party,
  place: Omit<LocationContent, 'kind'>,
  options: InboundOptions = {},
): ChatMessage {
  assertWhatsApp(party.contact)
  return sendFromCustomer(
    platform,
    party,
    { content: { kind: 'location', ...place }, element: { type: 'location', location: { ...place } } },
    options,
  )
}

export function sendPerson(
  platform: Platform,
  party: Party,
  person: PersonCard,
  options: InboundOptions = {},
): ChatMessage {
  assertWhatsApp(party.contact)
  const [firstName = person.name, ...rest] = person.name.split(' ')
  const element = {
    name: {
      first_name: firstName,
      ...(rest.length === 0 ? {} : { last_name: rest.join(' ') }),
      formatted_name: person.name,
    },
    ...(person.organisation === undefined ? {} : { org: { company: person.organisation } }),
    phones: person.phones.map((phone) => ({ phone, wa_id: digitsOf(phone), type: 'CELL' })),
  }
  return sendFromCustomer(
    platform,
    party,
    { content: { kind: 'contacts', people: [person] }, element: { type: 'contacts', contacts: [element] } },
    options,
  )
}

/** Puts a reaction on a message or, with an empty emoji, takes it back. */
export function react(platform: Platform, party: Party, messageId: string, emoji: string): void {
  assertWhatsApp(party.contact)
  const message = messageOf(platform, party, messageId)
  if (emoji === '') delete message.reactions.customer
  else message.reactions.customer = emoji
  platform.world.tell({ kind: 'message', message })
  tellFromCustomer(platform, party, { type: 'reaction', reaction: { message_id: messageId, emoji } })
}

/** Taps a button (by label or position) or a list row (by id) of a template or an interactive message. */
export function tap(
  platform: Platform,
  party: Party,
  messageId: string,
  which: string | number,
): ChatMessage {
  assertWhatsApp(party.contact)
  const message = messageOf(platform, party, messageId)
  const card = message.content
  if (card.kind !== 'card' || message.author !== 'business') throw new PhoneRefusal('nothing_to_tap')
  const button = card.buttons.find((item, index) => item.text === which || index === which)
  if (button?.kind === 'quick_reply') {
    return choose(platform, party, message, {
      text: button.text,
      element: { type: 'button', button: { payload: button.payload ?? button.text, text: button.text } },
    })
  }
  if (button?.kind === 'reply') {
    const reply = { type: 'button_reply', button_reply: { id: button.payload, title: button.text } }
    return choose(platform, party, message, {
      text: button.text,
      element: { type: 'interactive', interactive: reply },
    })
  }
  const row = card.list?.sections.flatMap((section) => section.rows).find((item) => item.id === which)
  if (row === undefined) throw new PhoneRefusal('nothing_to_tap')
  return choose(platform, party, message, {
    text: row.title,
    element: { type: 'interactive', interactive: { type: 'list_reply', list_reply: { ...row } } },
  })
}

function choose(
  platform: Platform,
  party: Party,
  card: ChatMessage,
  choice: { text: string; element: Readonly<Record<string, unknown>> & { type: string } },
): ChatMessage {
  return sendFromCustomer(
    platform,
    party,
    { content: { kind: 'choice', text: choice.text }, element: choice.element },
    { replyTo: card.id },
  )
}

/**
 * Changes an own text or caption. Businesses learn of it properly only with a coexistence number; otherwise
 * an unsupported message without any link to the original arrives (edit webhook page, 2026).
 */
export function edit(platform: Platform, party: Party, messageId: string, text: string): void {
  const message = ownMessage(platform, party, messageId, EDIT_WITHIN_MS)
  const { content } = message
  if (content.kind === 'text') content.text = text
  else if (content.kind === 'media') content.caption = text
  else throw new PhoneRefusal('not_yours')
  message.editedAt = platform.world.now()
  platform.world.tell({ kind: 'message', message })
  if (!platform.world.settings.coexistence) {
    tellFromCustomer(platform, party, {
      errors: [unsupportedError],
      type: 'unsupported',
      unsupported: { type: 'edit' },
    })
    return
  }
  const element =
    content.kind === 'text' ? { type: 'text', text: { body: text } } : mediaElement(platform, content)
  tellFromCustomer(platform, party, {
    type: 'edit',
    edit: { original_message_id: message.id, message: element },
  })
}

/** Deletes an own message for everyone. Without coexistence the business never hears of it. */
export function revoke(platform: Platform, party: Party, messageId: string): void {
  const message = ownMessage(platform, party, messageId, DELETE_WITHIN_MS)
  message.deletedAt = platform.world.now()
  platform.world.tell({ kind: 'message', message })
  if (!platform.world.settings.coexistence) return
  tellFromCustomer(platform, party, { type: 'revoke', revoke: { original_message_id: message.id } })
}

/** As Meta's unsupported webhook words it (unsupported webhook page). */
const unsupportedError = {
  code: 131051,
  title: 'Message type unknown',
  message: 'Message type unknown',
  error_data: { details: 'Message type is currently not supported.' },
}

function ownMessage(platform: Platform, party: Party, messageId: string, withinMs: number): ChatMessage {
  assertWhatsApp(party.contact)
  const message = messageOf(platform, party, messageId)
  if (message.author !== 'customer') throw new PhoneRefusal('not_yours')
  const ageMs = platform.world.clock.now().getTime() - Date.parse(message.at)
  if (ageMs > withinMs) throw new PhoneRefusal('too_late')
  return message
}

export function setOnline(platform: Platform, contact: Contact, online: boolean): void {
  contact.online = online
  platform.world.tell({ kind: 'contact', contact })
  if (!online) return
  platform.delivery.online(contact)
  sendWaiting(platform, contact)
}
