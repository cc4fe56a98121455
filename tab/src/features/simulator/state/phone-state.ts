import type { BusinessNumber, Contact, Lab, LogEntry, Message, Template, Update } from './wire.ts'

/** Everything the page shows, as last heard. */
export interface PhoneState {
  numbers: readonly BusinessNumber[]
  contacts: ReadonlyMap<string, Contact>
  messages: ReadonlyMap<string, Message>
  templates: readonly Template[]
  lab: Lab
  /** Newest last. */
  log: readonly LogEntry[]
  /** Until when (real time) the business is shown typing, by chat. */
  typing: ReadonlyMap<string, string>
  /** How far the business clock is ahead of this machine's. */
  aheadMs: number
}

const KEPT_LOG = 150

export function chatKey(phoneNumberId: string, contactId: string): string {
  return `${phoneNumberId} ${contactId}`
}

/** The state after one update; `null` before the first whole state. Applying an update twice changes nothing. */
export function applyUpdate(state: PhoneState | null, update: Update, realNow: number): PhoneState | null {
  if (update.name === 'state') {
    const { numbers, contacts, messages, templates, lab, log, now } = update.data
    return {
      numbers,
      templates,
      lab,
      log,
      contacts: new Map(contacts.map((contact) => [contact.id, contact])),
      messages: new Map(messages.map((message) => [message.id, message])),
      typing: new Map(),
      aheadMs: Date.parse(now) - realNow,
    }
  }
  if (state === null) return null
  switch (update.name) {
    case 'contact':
      return { ...state, contacts: new Map(state.contacts).set(update.data.id, update.data) }
    case 'message':
      return addMessage(state, update.data)
    case 'typing': {
      const { phoneNumberId, contactId, until } = update.data
      return { ...state, typing: new Map(state.typing).set(chatKey(phoneNumberId, contactId), until) }
    }
    case 'numbers':
      return { ...state, numbers: update.data }
    case 'templates':
      return { ...state, templates: update.data }
    case 'clock':
      return { ...state, aheadMs: Date.parse(update.data.now) - realNow }
    case 'lab':
      return { ...state, lab: update.data }
    case 'log':
      if (state.log.some((entry) => entry.id === update.data.id)) return state
      return { ...state, log: [...state.log, update.data].slice(-KEPT_LOG) }
  }
}

function addMessage(state: PhoneState, message: Message): PhoneState {
  const known = state.messages.get(message.id)
  const messages = new Map(state.messages).set(message.id, message)
  // An answer that arrives ends the typing.
  const arrived = message.author === 'business' && message.onPhone && known?.onPhone !== true
  if (!arrived) return { ...state, messages }
  const typing = new Map(state.typing)
  typing.delete(chatKey(message.phoneNumberId, message.contactId))
  return { ...state, messages, typing }
}

export interface Chat {
  number: BusinessNumber
  contact: Contact
  /** What the phone shows, oldest first. */
  messages: readonly Message[]
  unread: number
  /** Start of the service window: the customer's last message that counts. */
  lastInboundAt: string | null
}

/** One chat as the phone shows it. */
export function chatOf(state: PhoneState, number: BusinessNumber, contact: Contact): Chat {
  const messages: Message[] = []
  for (const message of state.messages.values()) {
    if (message.contactId !== contact.id || message.phoneNumberId !== number.phoneNumberId) continue
    if (message.onPhone) messages.push(message)
  }
  messages.sort((a, b) => a.at.localeCompare(b.at))
  let lastInboundAt: string | null = null
  let unread = 0
  for (const message of messages) {
    if (message.author === 'customer' && message.status !== 'accepted') lastInboundAt = message.at
    if (message.author === 'business' && message.status === 'delivered') unread += 1
  }
  return { number, contact, messages, unread, lastInboundAt }
}

export interface ChooserEntry {
  contact: Contact
  unread: number
  last: Message | null
}

/** All customers, the most recently active first; those who never wrote at the end, newest first. */
export function chooserEntries(state: PhoneState): ChooserEntry[] {
  const entries = new Map<string, ChooserEntry>()
  for (const contact of state.contacts.values()) entries.set(contact.id, { contact, unread: 0, last: null })
  for (const message of state.messages.values()) {
    const entry = entries.get(message.contactId)
    if (entry === undefined || !message.onPhone) continue
    if (message.author === 'business' && message.status === 'delivered') entry.unread += 1
    if (entry.last === null || entry.last.at <= message.at) entry.last = message
  }
  const activity = ({ contact, last }: ChooserEntry): string => last?.at ?? contact.createdAt
  return [...entries.values()].sort(
    (a, b) => Number(b.last !== null) - Number(a.last !== null) || activity(b).localeCompare(activity(a)),
  )
}

/** End of the service window; `null` when the customer never wrote. */
export function windowClosesAt(lastInboundAt: string | null): Date | null {
  const DAY_MS = 24 * 3_600_000
  return lastInboundAt === null ? null : new Date(Date.parse(lastInboundAt) + DAY_MS)
}
