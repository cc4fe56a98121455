import { createId, createUserId } from './identifiers.ts'
import {
  defaultSettings,
  type Chat,
  type ChatMessage,
  type Contact,
  type Fault,
  type LogEntry,
  type Media,
  type SentMessage,
  type Settings,
  type Template,
} from './model.ts'
import type { SimulatorClock } from './options.ts'
import { countryOf, digitsOf } from './phone-numbers.ts'
import type { CallView } from './voice/model.ts'

/** What changed, for the phone page and for whoever waits in a test. */
export type Change =
  | { kind: 'contact'; contact: Contact }
  | { kind: 'message'; message: ChatMessage }
  | { kind: 'typing'; phoneNumberId: string; contactId: string; until: string }
  | { kind: 'call'; call: CallView }
  | { kind: 'settings' }
  | { kind: 'numbers' }
  | { kind: 'templates' }
  | { kind: 'clock' }
  | { kind: 'queue' }
  | { kind: 'sent'; sent: SentMessage }
  | { kind: 'log'; entry: LogEntry }

export interface NewContact {
  name: string
  phone: string | null
  username?: string | null
  hidesNumber?: boolean
}

const KEPT_LOG_ENTRIES = 300

/**
 * Everything the platform knows, in memory. Whoever changes something in it calls `tell`, which is how the
 * state file, the phone page and waiting tests learn of it.
 */
export class World {
  readonly contacts = new Map<string, Contact>()
  readonly chats = new Map<string, Chat>()
  readonly messages = new Map<string, ChatMessage>()
  readonly media = new Map<string, Media>()
  readonly templates = new Map<string, Template>()
  readonly sent: SentMessage[] = []
  readonly log: LogEntry[] = []
  settings: Settings = structuredClone(defaultSettings)
  faults: Fault[] = []
  /** WABAs whose example templates were installed, so that a deleted one does not come back. */
  readonly stockedWabas = new Set<string>()
  seeded = false
  readonly clock: SimulatorClock
  readonly #listeners = new Set<(change: Change) => void>()
  readonly #contactsByAddress = new Map<string, Contact>()
  #logCount = 0

  constructor(clock: SimulatorClock) {
    this.clock = clock
  }

  now(): string {
    return this.clock.now().toISOString()
  }

  onChange(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  tell(change: Change): void {
    for (const listener of this.#listeners) listener(change)
  }

  chat(phoneNumberId: string, contactId: string): Chat {
    const key = `${phoneNumberId} ${contactId}`
    const known = this.chats.get(key)
    if (known !== undefined) return known
    const chat: Chat = {
      phoneNumberId,
      contactId,
      messages: [],
      lastInboundAt: null,
      numberUsedAt: null,
      burst: { used: 0, at: this.now() },
    }
    this.chats.set(key, chat)
    return chat
  }

  addMessage(message: ChatMessage): void {
    this.messages.set(message.id, message)
    this.chat(message.phoneNumberId, message.contactId).messages.push(message)
    this.tell({ kind: 'message', message })
  }

  /** By number or by user id. */
  findContact(address: string): Contact | undefined {
    return this.#contactsByAddress.get(address)
  }

  addContact(input: NewContact): Contact {
    const contact: Contact = {
      id: createId('c'),
      name: input.name,
      phone: input.phone,
      username: input.username ?? null,
      userId: createUserId(countryOf(input.phone)),
      hidesNumber: input.hidesNumber ?? input.phone === null,
      hasWhatsApp: true,
      online: true,
      marketingStopped: false,
      createdAt: this.now(),
    }
    this.restoreContact(contact)
    this.tell({ kind: 'contact', contact })
    return contact
  }

  restoreContact(contact: Contact): void {
    this.contacts.set(contact.id, contact)
    this.#contactsByAddress.set(contact.userId, contact)
    if (contact.phone !== null) this.#contactsByAddress.set(`+${digitsOf(contact.phone)}`, contact)
  }

  addLogEntry(entry: Omit<LogEntry, 'id' | 'at'>): void {
    const full = { ...entry, id: ++this.#logCount, at: this.now() }
    this.log.push(full)
    if (this.log.length > 2 * KEPT_LOG_ENTRIES) this.log.splice(0, this.log.length - KEPT_LOG_ENTRIES)
    this.tell({ kind: 'log', entry: full })
  }
}

/**
 * Whether the platform tells this business the customer's number: always, unless the customer has a user
 * name and the business has not written to the number for thirty days (business-scoped user ids page).
 */
export function knowsNumber(contact: Contact, chat: Chat, now: Date): boolean {
  if (contact.phone === null) return false
  if (!contact.hidesNumber) return true
  const KNOWN_FOR_MS = 30 * 24 * 3_600_000
  return chat.numberUsedAt !== null && now.getTime() - Date.parse(chat.numberUsedAt) < KNOWN_FOR_MS
}
