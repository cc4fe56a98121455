import type { z } from 'zod'
import type {
  CallEntry,
  ChannelKind,
  DeliveryError,
  Location,
  MediaKind,
  MessageKind,
  Order,
  Referral,
  SharedContact,
  SystemEntry,
} from '../contract/message.ts'
import type { TemplateValues, TemplateView } from '../contract/template.ts'
import type { WindowPolicy } from '../domain/reply-window.ts'
import type { RawRequest } from '../lib/raw-request.ts'
import type { SettingField } from '../lib/setting-fields.ts'

/** What a channel can carry: data, so that the core and the composer need no channel names. */
export interface Capabilities {
  window: WindowPolicy
  /** Characters (UTF-16 units as the platform counts them). */
  textLimit: number
  captionLimit: number
  media: readonly MediaCapability[]
  templates: boolean
  reactions: boolean
  replyTo: boolean
  readReceipts: boolean
  typing: boolean
}

export interface MediaCapability {
  kind: MediaKind
  /** Exact content types, without parameters. */
  contentTypes: readonly string[]
  /** Bytes. */
  maxSize: number
  caption: boolean
}

/**
 * How the platform names one person. A platform may give a number, an id of its own, or both; whichever
 * is given names the same person. Look-ups try `userId` before `phone` (the number may be recycled).
 */
export interface PersonAddress {
  /** E.164 with plus when the platform gave digits, otherwise whatever it gave. */
  phone?: string
  /** The platform's own id of the person, such as a WhatsApp BSUID. */
  userId?: string
  /** The user id of the enclosing business portfolio, when given. */
  parentUserId?: string
  /** Display text, changeable, never a key. */
  username?: string
  /** As the person calls themselves: untrusted text. */
  profileName?: string
}

export interface InboundMedia {
  kind: MediaKind
  /** The platform's media id, good for a later download. */
  externalId: string
  contentType: string
  /** As the sender named it: hostile until cleaned. */
  fileName?: string
  /** Base64, as the platform announced it. */
  sha256?: string
  animated?: boolean
  /** Direct address, when the platform gave one. */
  url?: string
}

/** What a customer's (or our own phone app's) message holds. Fields as in the contract's `messageView`. */
export interface InboundContent {
  kind: MessageKind
  text?: string
  media?: InboundMedia
  location?: Location
  contacts?: SharedContact[]
  order?: Order
  form?: { name: string; value: string }[]
  call?: CallEntry
  system?: SystemEntry
  unsupported?: { type: string; platformCode?: string }
  /** Set when the platform itself could not deliver the content, such as media over its limit. */
  failure?: DeliveryError
}

interface EventBase {
  /** Unique per channel and event: the intake's key, so that a repeated webhook changes nothing. */
  dedupeKey: string
  /** The platform's time. */
  at: Date
  /** The parsed element as it came, kept for support and for kinds we learn to read later. */
  raw: unknown
}

export interface InboundMessageEvent extends EventBase {
  type: 'message'
  /** `phone`: sent by the business from its own phone app, shown as outbound. */
  sender: 'contact' | 'phone'
  person: PersonAddress
  externalId: string
  content: InboundContent
  /** The message that this one answers, by the platform's id. */
  replyTo?: { externalId: string; product?: { catalogId: string; productId: string } }
  product?: { catalogId: string; productId: string }
  forwarded?: 'once' | 'often'
  referral?: Referral
  /** Whether the platform counts it as a message of the user, which opens the reply window. */
  opensWindow: boolean
}

export interface ReactionEvent extends EventBase {
  type: 'reaction'
  sender: 'contact' | 'phone'
  person: PersonAddress
  externalId: string
  targetExternalId: string
  /** Empty: the reaction was taken back. */
  emoji: string
}

export interface EditEvent extends EventBase {
  type: 'edit'
  sender: 'contact' | 'phone'
  person: PersonAddress
  externalId: string
  targetExternalId: string
  content: InboundContent
}

export interface RevokeEvent extends EventBase {
  type: 'revoke'
  sender: 'contact' | 'phone'
  person: PersonAddress
  externalId: string
  targetExternalId: string
}

export interface StatusEvent extends EventBase {
  type: 'status'
  externalId: string
  status: 'sent' | 'delivered' | 'read' | 'failed'
  /** What we sent along as `correlationId`; settles messages whose answer was lost. */
  correlationId?: string
  person: PersonAddress
  error?: DeliveryError
  /** The platform refused because of the reply window. */
  windowClosed?: boolean
  /** What a failure says about the channel and about trying again, as `ChannelFailure` does. */
  channelBroken?: boolean
  retryAfterMs?: number
  backoffFactor?: number
  maxAttempts?: number
}

/** The platform claims that two addresses are the same person. */
export interface IdentityEvent extends EventBase {
  type: 'identity'
  previous: PersonAddress
  current: PersonAddress
  externalId?: string
  content: InboundContent
}

/** The customer allows or forbids marketing messages. */
export interface PreferenceEvent extends EventBase {
  type: 'preference'
  person: PersonAddress
  marketing: 'stop' | 'resume'
}

/** A template changed at the provider; the cached list is out of date. */
export interface TemplateEvent extends EventBase {
  type: 'template'
  name?: string
  language?: string
  status?: string
  quality?: string
  category?: string
}

/** Account-level news: kept, counted and logged, shown nowhere yet. */
export interface AccountEvent extends EventBase {
  type: 'account'
  /** The platform's name of it, such as `account_update`. */
  name: string
  error?: DeliveryError
}

/** A thing we recognise but deliberately set aside (groups, history imports), or could not read at all. */
export interface ParkedEvent extends EventBase {
  type: 'parked'
  name: string
  reason: 'group' | 'history' | 'unknown_field' | 'unreadable' | 'other_number'
}

export type InboundEvent =
  | InboundMessageEvent
  | ReactionEvent
  | EditEvent
  | RevokeEvent
  | StatusEvent
  | IdentityEvent
  | PreferenceEvent
  | TemplateEvent
  | AccountEvent
  | ParkedEvent

/** Common to everything that leaves. */
export interface Outgoing {
  to: PersonAddress
  /** Comes back in the statuses of this attempt. */
  correlationId: string
  replyToExternalId?: string
}

export interface OutboundText extends Outgoing {
  text: string
}

export interface OutboundMedia extends Outgoing {
  kind: MediaKind
  /** The platform's id from `uploadMedia`. */
  mediaId: string
  caption?: string
  fileName?: string
}

export interface OutboundTemplate extends Outgoing {
  template: TemplateView
  values: TemplateValues
  /** The platform's id of the media header. */
  headerMediaId?: string
}

export interface OutboundReaction extends Outgoing {
  targetExternalId: string
  emoji: string
}

export interface SendResult {
  externalId: string
  /** What the platform learnt us about the recipient: their canonical number, their user id. */
  person: PersonAddress
}

/** One linked number or account, opened from its stored record. */
export interface Channel {
  readonly connector: string
  readonly capabilities: Capabilities
  /** Whether the platform signed these very bytes. Constant time; never throws. */
  verify(request: RawRequest): boolean
  /**
   * Every event in the payload, in the platform's order. Never throws for content it does not know:
   * unknown kinds become `unsupported` messages or `parked` events. Throws `InvalidInputError` only when
   * the body is no JSON object of this platform at all.
   */
  parse(request: RawRequest): readonly InboundEvent[]
  /**
   * Hands one message to the platform; resolves once the platform has accepted it. Throws a `ChannelError`
   * and nothing else: its `outcome` says whether the customer may already have the message.
   */
  sendText(message: OutboundText): Promise<SendResult>
}

export interface AnswersHandshake {
  /** The body to answer a platform's set-up request with; `null` refuses it. */
  answerHandshake(request: RawRequest): string | null
}

export interface SendsMedia {
  /** Hands a file to the platform and resolves with its media id. Safe to repeat. */
  uploadMedia(file: { content: Buffer; contentType: string; fileName: string }): Promise<{ mediaId: string }>
  sendMedia(message: OutboundMedia): Promise<SendResult>
}

export interface FetchesMedia {
  /**
   * Downloads a received file. Throws a `ChannelError`; no `retryAfterMs` means that it is gone for good.
   * Never reads more than `maxSize` bytes.
   */
  fetchMedia(media: InboundMedia, maxSize: number): Promise<{ content: Buffer; contentType: string }>
}

export interface SendsTemplates {
  /** All templates of this channel, whatever their state. */
  listTemplates(): Promise<ProviderTemplate[]>
  sendTemplate(message: OutboundTemplate): Promise<SendResult>
}

/** A template as the connector reads it from the provider. */
export type ProviderTemplate = Omit<TemplateView, 'id' | 'channelId' | 'syncedAt'> & { externalId: string }

export interface SendsReactions {
  sendReaction(message: OutboundReaction): Promise<SendResult>
}

export interface MarksRead {
  /** Blue ticks for this message and all before it. Best effort. */
  markRead(externalId: string): Promise<void>
}

export interface ShowsTyping {
  /** Tells the customer that an answer is being written. Marks the message read as well where the platform ties the two. */
  showTyping(lastInboundExternalId: string): Promise<void>
}

/** Those whose platform can be asked whether it knows us. */
export interface ChecksAccess {
  /**
   * Asks the platform whether the settings work; changes nothing there. Resolves with what is worth knowing all the same,
   * `null` when there is nothing to add. Throws a `ChannelError` when they do not work.
   */
  checkAccess(): Promise<string | null>
}

export const checksAccess = (channel: Channel): channel is Channel & ChecksAccess => 'checkAccess' in channel
export const answersHandshake = (channel: Channel): channel is Channel & AnswersHandshake =>
  'answerHandshake' in channel
export const sendsMedia = (channel: Channel): channel is Channel & SendsMedia => 'sendMedia' in channel
export const fetchesMedia = (channel: Channel): channel is Channel & FetchesMedia => 'fetchMedia' in channel
export const sendsTemplates = (channel: Channel): channel is Channel & SendsTemplates =>
  'sendTemplate' in channel
export const sendsReactions = (channel: Channel): channel is Channel & SendsReactions =>
  'sendReaction' in channel
export const marksRead = (channel: Channel): channel is Channel & MarksRead => 'markRead' in channel
export const showsTyping = (channel: Channel): channel is Channel & ShowsTyping => 'showTyping' in channel

/** What a channel gets from outside, so that tests need no global patching. */
export interface ConnectorEnvironment {
  fetch: typeof fetch
  now: () => Date
}

/** The code for one platform. */
export interface Connector {
  /** `<kind>-<provider>`, also the folder's and the fixtures' name. */
  readonly id: string
  readonly kind: ChannelKind
  readonly provider: string
  readonly title: string
  /** Which settings are secret, read from the schema: for the settings page and the log's redaction. */
  readonly settings: z.ZodObject
  readonly secrets: readonly string[]
  /** What people enter to connect a channel, in the order of its form; read from `settings`. */
  readonly fields: readonly SettingField[]
  /** Opens a stored record. Throws `InvalidInputError` when the settings do not fit. */
  open(settings: unknown, environment: ConnectorEnvironment): Channel
}
