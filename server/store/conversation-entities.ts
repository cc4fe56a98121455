import type { ConversationStatus } from '../contract/conversation.ts'
import type { DeliveryStatus } from '../contract/delivery.ts'
import type { ChannelKind, MessageDirection, MessageKind } from '../contract/message.ts'
import type { WindowState } from '../domain/reply-window.ts'

export interface ContactIdentity {
  channelKind: ChannelKind
  kind: 'phone' | 'user' | 'username'
  value: string
  /** Where we learnt it. */
  channelId: string
}

export interface Contact {
  id: string
  environmentId: string
  name: string
  identities: ContactIdentity[]
  /** Reply windows by channel id. */
  windows: Record<string, WindowState>
  country: string | null
  language: string | null
  marketingOptOutAt: Date | null
  createdAt: Date
}

export interface LastMessage {
  id: string
  direction: MessageDirection
  kind: MessageKind
  text: string | null
  at: Date
  authorName: string
  delivery: DeliveryStatus | null
}

/** A change that Teams has not been told of yet: written with the change itself, so that a crash in between loses nothing. */
export interface Untold {
  /** The conversation's `seq` after the change. */
  seq: number
  /** Somebody got or gave back the conversation; a customer waits; or only what is shown of it is to be brought up to date. */
  kind: 'assignment' | 'turn' | 'shown'
  /** The member who did it; `null`: the server. */
  by: string | null
  /** Who had the conversation before. */
  before: string | null
  /** By the machine's clock. */
  at: Date
}

export interface Conversation {
  id: string
  environmentId: string
  number: number
  status: ConversationStatus
  /** `open` or `snoozed`: at most one per contact and service. */
  active: boolean
  snoozedUntil: Date | null
  title: string
  contactId: string
  contactName: string
  serviceId: string
  /** The channel of the customer's last message: where answers go. */
  channelId: string
  assigneeId: string | null
  lastMessage: LastMessage | null
  lastActivityAt: Date
  inboundCount: number
  /** By member id: the `inboundCount` up to which they have read. */
  reads: Record<string, number>
  waitingSince: Date | null
  /** Copy of the contact's window on `channelId`, for lists. */
  window: WindowState
  /** End of the window for sorting; `null` when there is none. */
  windowClosesAt: Date | null
  seq: number
  origin: 'contact' | 'member' | 'call'
  /** The call whose invitation the customer has not answered yet. */
  awaitingCallId: string | null
  /** Auto replies sent, each once: `online`, or `offline:` and the beginning of the closed period. */
  autoReplies: string[]
  previousId: string | null
  /** Where its messages went when it was merged. */
  mergedIntoId: string | null
  /** Messages that belong here by decision and may not all be here yet. */
  moves: ConversationMove[]
  labels: string[]
  untold?: Untold
  createdAt: Date
  updatedAt: Date
}

/** Messages on their way from one conversation into another; `null` means all of them. */
export interface ConversationMove {
  from: string
  messageIds: string[] | null
}
