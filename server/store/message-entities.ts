import type { DeliveryStatus } from '../contract/delivery.ts'
import type {
  Attachment,
  Author,
  CallEntry,
  DeliveryError,
  Location,
  MediaKind,
  MessageDirection,
  MessageKind,
  Order,
  Quote,
  Referral,
  SentTemplate,
  SharedContact,
  SystemEntry,
} from '../contract/message.ts'
import type { TemplateValues } from '../contract/template.ts'

export interface MessageAttachment extends Omit<Attachment, 'url'> {
  /** The file's content is `files` record `id`. */
  id: string
}

export interface MessageReaction {
  emoji: string
  by: 'contact' | 'member'
  memberId: string | null
  name: string
  at: Date
  /** The message that carries a member's reaction to the platform. */
  messageId: string | null
}

export interface MessageDelivery {
  status: DeliveryStatus
  at: Date
  error?: DeliveryError
  /** Attempts started so far. */
  attempts: number
  nextAttemptAt?: Date
}

/** What a message says; the optional parts as in the contract's `messageView`. */
export interface MessageContent {
  kind: MessageKind
  text?: string
  attachments?: MessageAttachment[]
  location?: Location
  contacts?: SharedContact[]
  order?: Order
  form?: { name: string; value: string }[]
  template?: SentTemplate
  quote?: Quote
  referral?: Referral
  forwarded?: 'once' | 'often'
  call?: CallEntry
  system?: SystemEntry
  unsupported?: { type: string; platformCode?: string }
}

/** How an outbound message is rebuilt for every attempt: what the content alone does not say. */
export interface MessageDispatch {
  template?: { name: string; language: string; values: TemplateValues }
  reaction?: { targetMessageId: string; targetExternalId: string; emoji: string }
  replyToExternalId?: string
  voice?: boolean
  /** The call that this message is the invitation of. */
  callId?: string
}

export interface Message extends MessageContent {
  id: string
  environmentId: string
  conversationId: string
  contactId: string
  seq: number
  direction: MessageDirection
  channelId?: string
  /** Provider's time for inbound, ours otherwise. */
  at: Date
  receivedAt: Date
  externalId?: string
  clientId?: string
  author: Author
  delivery?: MessageDelivery
  dispatch?: MessageDispatch
  reactions?: MessageReaction[]
  editedAt?: Date
  revokedAt?: Date
  /** How often it was changed since it was stored; absent until the first time. */
  version?: number
}

/** One stored webhook event. */
export interface IntakeEvent {
  id: string
  environmentId: string
  channelId: string
  /** Unique per channel. */
  dedupeKey: string
  /** Which worker lane keeps its order; equal for all events of one person. */
  lane: number
  /** The connector's `InboundEvent`. */
  event: unknown
  receivedAt: Date
  attempts: number
}

/** A file's record; its bytes are in GridFS once `state` is `ready`. */
export interface FileRecord {
  id: string
  environmentId: string
  /** `null` for the recording of a call that led to no conversation. */
  conversationId: string | null
  messageId: string | null
  /** The call that it is a recording of. */
  callId: string | null
  channelId: string
  kind: MediaKind
  fileName: string
  contentType: string
  size: number | null
  /** Base64. */
  sha256: string | null
  state: Attachment['state']
  failure: Attachment['failure'] | null
  /** What the connector needs to fetch it: an `InboundMedia`. */
  source: unknown
  attempts: number
  createdAt: Date
}
