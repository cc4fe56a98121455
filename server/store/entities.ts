import type { ConversationStatus } from '../contract/conversation.ts'
import type { Locale, Role } from '../contract/member.ts'
import type { DeliveryStatus } from '../contract/delivery.ts'
import type {
  Attachment,
  Author,
  CallEntry,
  ChannelKind,
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
import type { ServiceSettings } from '../contract/service-settings.ts'
import type { TemplateValues, TemplateView } from '../contract/template.ts'
import type { Policy } from '../contract/policy.ts'
import type { WindowState } from '../domain/reply-window.ts'
import type { PlaceKind } from '../domain/roles.ts'
import type { EntraIdentity } from './teams-entities.ts'

export type { Call, CallConsent, CallInvitation, CallStepRecord } from './call-entities.ts'
export type * from './teams-entities.ts'

/** What the store keeps, as plain objects. Ids are 24 hexadecimal digits; instants are `Date`. */

export interface Account {
  id: string
  /** The agency that looks after it: the id of the agency's environment; `null` where there is no partner. */
  agencyId: string | null
  name: string
  /** What the ordering system knows the customer by. */
  reference: string | null
  policy: Policy
  /** Raised by every change that people make. */
  version: number
  /** Since when nobody can work here; it is deleted for good 90 days later. `null`: it is in use. */
  deactivatedAt: Date | null
  /** Days after which conversations are deleted; `null` keeps them. */
  retentionDays: number | null
  twoFactorRequired: boolean
  /** Organisations in Microsoft Entra whose people work here; empty: the server's own. */
  entraTenants: string[]
}

/** An agency's own environment (`kind: 'agency'`, the partner's staff are its members), or one of a customer's account. */
export interface Environment {
  id: string
  kind: PlaceKind
  /** `null` for an agency. */
  accountId: string | null
  /** The agency above it; `null` for an agency, and where there is no partner. */
  agencyId: string | null
  name: string
  policy: Policy
  /** Raised by every change that people make. */
  version: number
  timeZone: string
  /** Two letters. */
  country: string
}

export interface User {
  id: string
  /** In lower case. */
  email: string
  name: string
  passwordHash: string | null
  locale: Locale | null
  /** Who they are in Microsoft Entra, once they signed in with it. */
  entra: EntraIdentity | null
  /** They have a second factor: a password alone does not sign them in. */
  twoFactor: boolean
  /** When they last used the product; `null`: never. */
  lastSeenAt: Date | null
}

/** A user in an environment. `id` is the user's: people are known by it everywhere. */
export interface Member {
  id: string
  environmentId: string
  name: string
  email: string
  /** With those that the agency above passes on. */
  roles: Role[]
  /** Roles that were given in this very environment. */
  ownRoles: Role[]
}

export interface Service {
  id: string
  environmentId: string
  name: string
  template: string
  languages: string[]
  country: string
  timeZone: string
  invitationTemplate: string | null
  /** When the customer sees that a message was read. */
  readReceipts: 'never' | 'on_open' | 'on_reply'
  /** The order that it was made for; `null`: none. */
  orderId: string | null
  /** Since when it takes no calls and opens no conversations; `null`: it is in use. */
  endedAt: Date | null
  /** Raised by every change that people make of the service itself. */
  version: number
  /** The picture that customers see; `null`: none. */
  pictureId: string | null
}

/** What a service is set to: a draft that people edit and the published half that calls and auto replies read. */
export interface ServiceSettingsRecord {
  serviceId: string
  environmentId: string
  /** Raised by every save and publication. */
  version: number
  draft: ServiceSettings
  published: ServiceSettings
  savedAt: Date
  /** Member's name; `null` for the provisioning file. */
  savedBy: string | null
  publishedAt: Date
  publishedBy: string | null
}

export interface ChannelRecord {
  id: string
  environmentId: string
  serviceId: string
  name: string
  kind: ChannelKind
  provider: string
  /** The number or account name as people know it. */
  address: string
  /** The connector's settings, decrypted; empty once it is disconnected. */
  settings: Record<string, unknown>
  health: ChannelHealth
  /** Raised by every change that people make. */
  version: number
  /** Whether platforms may reach it by its name as well as by its id: those of the provisioning file. */
  reachedByName: boolean
  /** When it was disconnected; `null`: it is in use. */
  deletedAt: Date | null
}

export interface ChannelHealth {
  state: 'working' | 'failing'
  since: Date | null
  platformCode: string | null
  lastInboundAt: Date | null
}

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
}

/** Messages on their way from one conversation into another; `null` means all of them. */
export interface ConversationMove {
  from: string
  messageIds: string[] | null
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

export interface StoredTemplate extends Omit<TemplateView, 'syncedAt'> {
  environmentId: string
  externalId: string
  syncedAt: Date
}

export interface Session {
  id: string
  userId: string
  method: 'password' | 'microsoft'
  /** A code of the second factor was given, or Microsoft vouches for the person. */
  secondFactor: boolean
  createdAt: Date
  expiresAt: Date
  /** To a few minutes. */
  lastSeenAt: Date
  /** Shortened: enough for people to recognise their own; `null`: unknown. */
  address: string | null
  /** The browser and the system; `null`: unknown. */
  device: string | null
}
