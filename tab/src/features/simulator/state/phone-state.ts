import type { Call, Line } from './call-wire.ts'
import type { BusinessNumber, Contact, Lab, LogEntry, Message, Template, Update } from './wire.ts'

/** Everything the page shows, as last heard. */
export interface PhoneState {
  numbers: readonly BusinessNumber[]
  /** Phone numbers that can be called. */
  lines: readonly Line[]
  contacts: ReadonlyMap<string, Contact>
  messages: ReadonlyMap<string, Message>
  templates: readonly Template[]
  lab: Lab
  /** Newest last. */
  log: readonly LogEntry[]
  /** Oldest first. */
  calls: ReadonlyMap<string, HeardCall>
  /** Until when (real time) the business is shown typing, by chat. */
  typing: ReadonlyMap<string, string>
  /** How far the business clock is ahead of this machine's. */
  aheadMs: number
}

/** A call, with the time (this machine's) at which it was told; its own times count from then. */
export interface HeardCall extends Call {
  heardAtMs: number
}

const KEPT_LOG = 150
const KEPT_CALLS = 30

export function chatKey(phoneNumberId: string, contactId: string): string {
  return `${phoneNumberId} ${contactId}`
}

/** The state after one update; `null` before the first whole state. Applying an update twice changes nothing. */
export function applyUpdate(state: PhoneState | null, update: Update, realNow: number): PhoneState | null {
  if (update.name === 'state') {
    const { numbers, lines, contacts, messages, templates, lab, log, calls, now } = update.data
    return {
      numbers,
      lines,
      templates,
      lab,
      log,
      contacts: new Map(contacts.map((contact) => [contact.id, contact])),
      messages: new Map(messages.map((message) => [message.id, message])),
      calls: new Map(calls.map((call) => [call.id, { ...call, heardAtMs: realNow }])),
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
    case 'call':
      return { ...state, calls: addCall(state.calls, { ...update.data, heardAtMs: realNow }) }
    case 'log':
      if (state.log.some((entry) => entry.id === update.data.id)) return state
      return { ...state, log: [...state.log, update.data].slice(-KEPT_LOG) }
  }
}

function addCall(known: PhoneState['calls'], call: HeardCall): PhoneState['calls'] {
  const calls = new Map(known).set(call.id, call)
  const oldest = calls.keys().next().value
  if (calls.size > KEPT_CALLS && oldest !== undefined) calls.delete(oldest)
  return calls
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

/** The call that somebody made last, over or not; `null` when there was none. */
export function lastCallOf(state: PhoneState, contactId: string): HeardCall | null {
  return [...state.calls.values()].findLast((call) => call.contactId === contactId) ?? null
}

/** The newest message that arrived on somebody's phone since their last call began and has not been read. */
export function newsSince(state: PhoneState, contactId: string, since: string): Message | null {
  let newest: Message | null = null
  for (const message of state.messages.values()) {
    if (message.contactId !== contactId || message.author !== 'business') continue
    if (!message.onPhone || message.status !== 'delivered' || message.at < since) continue
    if (newest === null || newest.at <= message.at) newest = message
  }
  return newest
}

/** Who got an invitation from the business on another phone since this call began; `null` when nobody did. */
export function invitedElsewhere(state: PhoneState, contactId: string, since: string): Contact | null {
  for (const message of state.messages.values()) {
    if (message.contactId === contactId || !message.onPhone || message.at < since) continue
    if (message.content.kind === 'card' && message.content.template !== undefined) {
      return state.contacts.get(message.contactId) ?? null
    }
  }
  return null
}
