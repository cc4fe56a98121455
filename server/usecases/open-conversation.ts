import type { WindowState } from '../domain/reply-window.ts'
import { replyWindow } from '../domain/reply-window.ts'
import type { Contact, Conversation, LastMessage } from '../store/entities.ts'
import type { InboundApplied } from '../store/store.ts'
import { searchWordsOf } from '../domain/search-words.ts'
import type { Deps, OpenChannel } from './ports.ts'
import { maskedTitle } from './resolve-contact.ts'

/** What an inbound event does to its conversation. */
export interface InboundChange {
  eventId: string
  counts: boolean
  lastMessage: LastMessage | null
}

/** The contact's window on a channel with the end that the channel's policy gives it. */
export function windowOf(
  open: OpenChannel,
  state: WindowState | undefined,
  now: Date,
): InboundApplied['window'] {
  const known = state ?? { lastInboundAt: null, refusedAt: null }
  const { closesAt } = replyWindow(open.channel.capabilities.window, known, now)
  return { ...known, closesAt }
}

/**
 * Applies an inbound event to the contact's active conversation, opening one when there is none, and reserves the
 * place of its message. Exactly once per `eventId`; two that race for the opening end in the same conversation.
 */
export async function applyToConversation(
  deps: Deps,
  open: OpenChannel,
  contact: Contact,
  change: InboundChange,
): Promise<{ conversation: Conversation; created: boolean }> {
  const { environmentId, serviceId, id: channelId } = open.record
  const now = deps.clock.now()
  const applied: InboundApplied = {
    ...change,
    channelId,
    contactName: contact.name,
    searchWords: wordsOf(contact),
    window: windowOf(open, contact.windows[channelId], now),
    now,
  }
  let created = false
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const result = await deps.store.conversations.applyInbound(environmentId, serviceId, contact.id, applied)
    if (result !== null) return { conversation: result.conversation, created }
    created = (await openConversation(deps, open, contact, 'contact')) !== null || created
  }
  throw new Error('conversation could not be opened: it keeps being closed')
}

function wordsOf(contact: Contact): string[] {
  const phones = contact.identities.filter(({ kind }) => kind === 'phone').map(({ value }) => value)
  const usernames = contact.identities.filter(({ kind }) => kind === 'username').map(({ value }) => value)
  return searchWordsOf({ names: [contact.name, ...usernames], phones })
}

/** Opens a conversation; `null` when the contact has an active one already. */
export async function openConversation(
  deps: Deps,
  open: OpenChannel,
  contact: Contact,
  origin: Conversation['origin'],
): Promise<Conversation | null> {
  const { environmentId, serviceId, id: channelId, kind } = open.record
  const now = deps.clock.now()
  const [previous] = await deps.store.conversations.listOfContact(environmentId, contact.id, 1)
  const { closesAt, ...window } = windowOf(open, contact.windows[channelId], now)
  return deps.store.conversations.insert({
    environmentId,
    status: 'open',
    active: true,
    snoozedUntil: null,
    title: maskedTitle(kind, contact),
    contactId: contact.id,
    contactName: contact.name,
    serviceId,
    channelId,
    assigneeId: null,
    lastMessage: null,
    lastActivityAt: now,
    inboundCount: 0,
    reads: {},
    waitingSince: null,
    window,
    windowClosesAt: closesAt,
    seq: 0,
    origin,
    awaitingCallId: null,
    autoReplies: [],
    previousId: previous?.id ?? null,
    mergedIntoId: null,
    moves: [],
    labels: [],
    createdAt: now,
    updatedAt: now,
    searchWords: wordsOf(contact),
  })
}
