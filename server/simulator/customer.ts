import type { ChatMessage, Contact, LocationContent, PersonCard } from './model.ts'
import * as phone from './phone/customer.ts'
import type { InboundOptions } from './phone/inbound.ts'
import type { Party, Platform } from './platform.ts'
import { preferenceChange } from './webhooks/envelope.ts'
import { laneOf } from './platform.ts'

/**
 * A customer's hands on the phone. Everything sent goes to the first business number unless `on` chose
 * another; methods that send return the message's id.
 */
export interface Customer {
  readonly contact: Readonly<Contact>
  /** The same customer, writing with another business number. */
  on(phoneNumberId: string): Customer
  sendText(text: string, options?: InboundOptions): string
  sendFile(file: phone.SentFile, options?: InboundOptions): string
  sendLocation(place: Omit<LocationContent, 'kind'>, options?: InboundOptions): string
  sendPerson(person: PersonCard, options?: InboundOptions): string
  /** An empty emoji takes the reaction back. */
  react(messageId: string, emoji: string): void
  /** A button by label or position, or a list row by id. */
  tap(messageId: string, which: string | number): string
  edit(messageId: string, text: string): void
  revoke(messageId: string): void
  /** Marks what arrived as read, once; `openChat` keeps doing so. */
  read(): void
  openChat(): void
  closeChat(): void
  play(messageId: string): void
  setOnline(online: boolean): void
  setWhatsApp(has: boolean): void
  /** Stops or resumes marketing messages of the business. */
  setMarketing(allowed: boolean): void
  /** The chat as the phone shows it: messages of the business only once they have arrived. */
  messages(): readonly ChatMessage[]
  /** The first message of the business, past or future, that arrived and fits. */
  waitForMessage(fits?: (message: ChatMessage) => boolean, timeoutMs?: number): Promise<ChatMessage>
}

export function createCustomer(platform: Platform, contact: Contact, phoneNumberId?: string): Customer {
  const { world } = platform
  const party = (): Party => partyOf(platform, contact, phoneNumberId)
  const chat = () => world.chat(party().number.phoneNumberId, contact.id)
  return {
    contact,
    on: (other) => createCustomer(platform, contact, other),
    sendText: (text, options) => phone.sendText(platform, party(), text, options).id,
    sendFile: (file, options) => phone.sendFile(platform, party(), file, options).id,
    sendLocation: (place, options) => phone.sendLocation(platform, party(), place, options).id,
    sendPerson: (person, options) => phone.sendPerson(platform, party(), person, options).id,
    react: (messageId, emoji) => phone.react(platform, party(), messageId, emoji),
    tap: (messageId, which) => phone.tap(platform, party(), messageId, which).id,
    edit: (messageId, text) => phone.edit(platform, party(), messageId, text),
    revoke: (messageId) => phone.revoke(platform, party(), messageId),
    read: () => platform.delivery.read(chat()),
    openChat: () => platform.delivery.view(chat(), true),
    closeChat: () => platform.delivery.view(chat(), false),
    play(messageId) {
      const message = world.messages.get(messageId)
      if (message !== undefined) platform.delivery.play(message)
    },
    setOnline: (online) => phone.setOnline(platform, contact, online),
    setWhatsApp(has) {
      contact.hasWhatsApp = has
      world.tell({ kind: 'contact', contact })
    },
    setMarketing: (allowed) => setMarketing(platform, party(), allowed),
    messages: () => chat().messages.filter(isOnPhone),
    waitForMessage: (fits = () => true, timeoutMs = 10_000) =>
      waitForMessage(platform, (message) => message.contactId === contact.id && fits(message), timeoutMs),
  }
}

export function partyOf(platform: Platform, contact: Contact, phoneNumberId?: string): Party {
  const number = phoneNumberId === undefined ? platform.numbers()[0] : platform.number(phoneNumberId)
  if (number === undefined) throw new Error('no such business number')
  return { contact, number }
}

/** Own messages are there at once, the business's once they are delivered. */
export function isOnPhone(message: ChatMessage): boolean {
  return message.author === 'customer' || message.status === 'delivered' || message.status === 'read'
}

export function setMarketing(platform: Platform, { contact, number }: Party, allowed: boolean): void {
  if (contact.marketingStopped === !allowed) return
  contact.marketingStopped = !allowed
  platform.world.tell({ kind: 'contact', contact })
  platform.webhooks.enqueue({
    lane: laneOf({ phoneNumberId: number.phoneNumberId, contactId: contact.id }),
    phoneNumberId: number.phoneNumberId,
    subject: `marketing ${allowed ? 'resumed' : 'stopped'}`,
    change: preferenceChange(contact, number, platform.world.now()),
  })
}

async function waitForMessage(
  platform: Platform,
  fits: (message: ChatMessage) => boolean,
  timeoutMs: number,
): Promise<ChatMessage> {
  const arrived = (message: ChatMessage): boolean =>
    message.author === 'business' && isOnPhone(message) && fits(message)
  const past = [...platform.world.messages.values()].find(arrived)
  if (past !== undefined) return past
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      stop()
      reject(new Error(`no such message arrived within ${timeoutMs} ms`))
    }, timeoutMs)
    const stop = platform.world.onChange((change) => {
      if (change.kind !== 'message' || !arrived(change.message)) return
      clearTimeout(timer)
      stop()
      resolve(change.message)
    })
  })
}
