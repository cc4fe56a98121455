import type { ConversationStatus } from '../contract/conversation.ts'
import type { DeliveryStatus } from '../contract/delivery.ts'
import type { NotificationKind } from '../contract/teams.ts'
import { isActive } from './conversation-state.ts'

/** A conversation as far as notifications depend on it. */
export interface NotifiedConversation {
  id: string
  status: ConversationStatus
  assigneeId: string | null
  waitingSince: Date | null
  windowClosesAt: Date | null
  inboundCount: number
  /** By member: the inbound messages up to which they have read. */
  reads: Readonly<Record<string, number>>
}

/** A notification as far as the rules depend on it. */
export interface Notified {
  kind: NotificationKind
  occasion: string
  arisenAt: Date
  inboundCount: number
}

/**
 * The turn in which a customer waits: one notification per place, however much they write. A conversation that nobody has any
 * more begins it again, because those who were told that somebody took it have put it aside; `again` tells these apart.
 */
export function turnOccasion(conversationId: string, waitingSince: Date, again?: number): string {
  const turn = `turn:${conversationId}:${waitingSince.getTime()}`
  return again === undefined ? turn : `${turn}:${again}`
}

/** `seq` is the change by which it was given to somebody. */
export function assignedOccasion(conversationId: string, seq: number): string {
  return `assigned:${conversationId}:${seq}`
}

export function mentionedOccasion(messageId: string): string {
  return `mentioned:${messageId}`
}

export function windowOccasion(conversationId: string, closesAt: Date): string {
  return `window:${conversationId}:${closesAt.getTime()}`
}

/** What was sent again and failed again is told again. */
export function failedOccasion(messageId: string, attempts: number): string {
  return `failed:${messageId}:${attempts}`
}

export function notReadyOccasion(serviceId: string, since: Date): string {
  return `not_ready:${serviceId}:${since.getTime()}`
}

/**
 * What must have been read for a notification to be old news: all that is unread at `inboundCount`. Of somebody who has read
 * everything already nobody knows whether they see what happened besides, until they read the customer's next message.
 */
export function countToRead(conversation: NotifiedConversation, userId: string): number {
  const read = conversation.reads[userId] ?? 0
  return read < conversation.inboundCount ? conversation.inboundCount : conversation.inboundCount + 1
}

/**
 * Whether the reader has seen in the inbox what a notification tells. Of a customer who waits that is all they wrote, also
 * since; of what colleagues did, what could be read when they did it. That nothing was answered, did not arrive or does not
 * work is no less true for having been read.
 */
export function isRead(notified: Notified, conversation: NotifiedConversation, userId: string): boolean {
  const read = conversation.reads[userId] ?? 0
  switch (notified.kind) {
    case 'waiting':
    case 'answered':
      return read >= conversation.inboundCount
    case 'assigned':
    case 'mentioned':
      return read >= notified.inboundCount
    case 'window_closing':
    case 'failed':
    case 'not_ready':
      return false
  }
}

/** What a notification of a conversation is held against. */
export interface Matter {
  conversation: NotifiedConversation
  /** `null`: several people read along. */
  readerId: string | null
  /** When a person last answered the customer; `null`: not lately. */
  answeredAt: Date | null
  /** The delivery of the message that it is about; `null`: it is about none, or that one is not going to be delivered. */
  delivery: DeliveryStatus | null
}

/**
 * Whether nothing is left to do about a notification:
 * 1. a customer who waits: answered, settled or set aside, or taken by somebody else than the reader;
 * 2. a window that closes: the same, or it closes at another time because the customer wrote again;
 * 3. assigned: answered since, settled or set aside, or somebody else's;
 * 4. mentioned: read;
 * 5. failed: sent again, or settled or set aside.
 * A service that is not ready is no matter of a conversation: that it is ready again is for the caller to find out.
 */
export function isSettled(notified: Notified, matter: Matter): boolean {
  const { conversation, readerId, answeredAt, delivery } = matter
  const { assigneeId } = conversation
  const over = !isActive(conversation.status)
  const taken = assigneeId !== null && assigneeId !== readerId
  switch (notified.kind) {
    case 'waiting':
    case 'answered':
      return over || taken || !isTurn(notified.occasion, conversation)
    case 'window_closing':
      return over || taken || !isOpenWindow(notified.occasion, conversation)
    case 'assigned':
      return over || assigneeId !== readerId || (answeredAt !== null && answeredAt > notified.arisenAt)
    case 'mentioned':
      return readerId !== null && isRead(notified, conversation, readerId)
    case 'failed':
      return over || delivery !== 'failed'
    case 'not_ready':
      return false
  }
}

/** Whether the customer still waits in this very turn. */
function isTurn(occasion: string, { id, waitingSince }: NotifiedConversation): boolean {
  if (waitingSince === null) return false
  const turn = turnOccasion(id, waitingSince)
  return occasion === turn || occasion.startsWith(`${turn}:`)
}

function isOpenWindow(occasion: string, conversation: NotifiedConversation): boolean {
  const { id, waitingSince, windowClosesAt } = conversation
  if (waitingSince === null || windowClosesAt === null) return false
  return occasion === windowOccasion(id, windowClosesAt)
}
