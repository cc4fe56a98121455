import { z } from 'zod'
import { deflectedCall } from './call.ts'
import { id, instant } from './common.ts'
import { deliveryStatus } from './delivery.ts'

/** The kind of a channel as people see it; which vendor carries it is the connector's business. */
export const channelKind = z.enum(['whatsapp', 'telephony'])
export type ChannelKind = z.infer<typeof channelKind>

export const messageDirection = z.enum(['inbound', 'outbound', 'note', 'system'])
export type MessageDirection = z.infer<typeof messageDirection>

/** What a message is. `unsupported` is anything the platform sent that we know no better name for. */
export const messageKind = z.enum([
  'text',
  'image',
  'video',
  'audio',
  'voice',
  'document',
  'sticker',
  'location',
  'contacts',
  'reaction',
  'button_reply',
  'list_reply',
  'form_reply',
  'order',
  'template',
  'call',
  'system',
  'unsupported',
])
export type MessageKind = z.infer<typeof messageKind>

export const mediaKind = z.enum(['image', 'video', 'audio', 'voice', 'document', 'sticker'])
export type MediaKind = z.infer<typeof mediaKind>

export const deliveryError = z.object({
  /** Our reason, translated by the client. */
  code: z.enum([
    'window_closed',
    'not_on_channel',
    'rate_limited',
    'template_problem',
    'media_rejected',
    'recipient_opted_out',
    'marketing_limit',
    'channel_misconfigured',
    'account_restricted',
    'payment_problem',
    'invalid_content',
    'channel_unavailable',
    'conversation_inactive',
    'attachment_missing',
    'unknown',
  ]),
  /** The platform's own code, for support; for example `131047`. */
  platformCode: z.string().optional(),
  /** The platform's own words; untrusted text. */
  detail: z.string().optional(),
})
export type DeliveryError = z.infer<typeof deliveryError>

export const delivery = z.object({
  status: deliveryStatus,
  at: instant,
  error: deliveryError.optional(),
  /** When the next try leaves, while `queued` after a temporary failure. */
  nextAttemptAt: instant.optional(),
})
export type Delivery = z.infer<typeof delivery>

export const author = z.object({
  kind: z.enum(['contact', 'member', 'service', 'phone', 'system']),
  id: z.string().optional(),
  name: z.string(),
})
export type Author = z.infer<typeof author>

export const attachment = z.object({
  id,
  kind: mediaKind,
  fileName: z.string(),
  contentType: z.string(),
  /** Bytes; absent until the file has been fetched from the platform. */
  size: z.number().int().optional(),
  /** Whether the file can be downloaded yet: `pending` while it is fetched, `failed` with a reason. */
  state: z.enum(['pending', 'ready', 'failed']),
  failure: z.enum(['expired', 'too_large', 'type_mismatch', 'checksum_mismatch', 'unavailable']).optional(),
  animated: z.boolean().optional(),
  /** Path below the API's origin; needs the same authorisation as everything else. */
  url: z.string(),
})
export type Attachment = z.infer<typeof attachment>

export const sharedContact = z.object({
  name: z.string(),
  organisation: z.string().optional(),
  phones: z.array(z.object({ number: z.string(), type: z.string().optional() })),
  emails: z.array(z.string()),
  addresses: z.array(z.string()).optional(),
  urls: z.array(z.string()).optional(),
  birthday: z.string().optional(),
})
export type SharedContact = z.infer<typeof sharedContact>

export const location = z.object({
  latitude: z.number(),
  longitude: z.number(),
  name: z.string().optional(),
  address: z.string().optional(),
})
export type Location = z.infer<typeof location>

export const order = z.object({
  catalogId: z.string().optional(),
  items: z.array(
    z.object({
      productId: z.string(),
      quantity: z.number(),
      price: z.number().optional(),
      currency: z.string().optional(),
    }),
  ),
})
export type Order = z.infer<typeof order>

/** The ad or post a customer came from (click to WhatsApp). */
export const referral = z.object({
  sourceUrl: z.string().optional(),
  sourceType: z.string().optional(),
  headline: z.string().optional(),
  body: z.string().optional(),
})
export type Referral = z.infer<typeof referral>

/** The message that this one answers; without `messageId` when we never saw it. */
export const quote = z.object({
  messageId: id.optional(),
  externalId: z.string().optional(),
  authorName: z.string().optional(),
  excerpt: z.string().optional(),
  kind: messageKind.optional(),
  product: z.object({ catalogId: z.string(), productId: z.string() }).optional(),
})
export type Quote = z.infer<typeof quote>

export const reaction = z.object({
  emoji: z.string(),
  by: z.enum(['contact', 'member']),
  name: z.string(),
  at: instant,
  /** A member's reaction travels like a message; absent for the contact's. */
  status: deliveryStatus.optional(),
})
export type Reaction = z.infer<typeof reaction>

/** A call as an entry of the thread: placed on the channel itself, or deflected. */
export const callEntry = z.object({
  outcome: z.enum(['ringing', 'missed', 'answered', 'ended', 'failed']),
  durationSeconds: z.number().optional(),
  /** A call that the deflector took; the recording, where there is one, is the message's attachment. */
  deflected: deflectedCall.optional(),
})
export type CallEntry = z.infer<typeof callEntry>

/** What is written in the thread when something happens; clients make the sentence. */
export const systemEntry = z.object({
  event: z.enum([
    'conversation_created',
    'assigned',
    'unassigned',
    'resolved',
    'reopened',
    'number_changed',
    'identity_changed',
    'user_id_changed',
    'handover',
    'welcome_requested',
    'call_permission',
    'other',
  ]),
  /** Names for the sentence, such as who assigned whom. */
  by: z.string().optional(),
  to: z.string().optional(),
})
export type SystemEntry = z.infer<typeof systemEntry>

/** A template as it was sent. */
export const sentTemplate = z.object({
  name: z.string(),
  language: z.string(),
  header: z.string().optional(),
  footer: z.string().optional(),
  buttons: z.array(z.object({ kind: z.string(), text: z.string() })).optional(),
})
export type SentTemplate = z.infer<typeof sentTemplate>

/** One entry of a conversation, made for the screen. */
export const messageView = z.object({
  id,
  conversationId: id,
  /** Position in the conversation; order is `(at, seq)`. */
  seq: z.number().int(),
  direction: messageDirection,
  kind: messageKind,
  channel: z.object({ id, kind: channelKind }).optional(),
  /** Body, caption, note, title of a chosen answer, or the template with its values filled in. */
  text: z.string().optional(),
  /** The provider's time for inbound messages, ours for all others. */
  at: instant,
  externalId: z.string().optional(),
  clientId: z.string().optional(),
  author,
  delivery: delivery.optional(),
  attachments: z.array(attachment).optional(),
  location: location.optional(),
  contacts: z.array(sharedContact).optional(),
  order: order.optional(),
  /** Fields of a filled form (WhatsApp Flow or address form). */
  form: z.array(z.object({ name: z.string(), value: z.string() })).optional(),
  template: sentTemplate.optional(),
  quote: quote.optional(),
  referral: referral.optional(),
  forwarded: z.enum(['once', 'often']).optional(),
  reactions: z.array(reaction).optional(),
  call: callEntry.optional(),
  system: systemEntry.optional(),
  /** What the platform called it, for `unsupported`. */
  unsupported: z.object({ type: z.string(), platformCode: z.string().optional() }).optional(),
  /** Counts up with every change: of two views of one message, the higher is the later. Absent while it is as it came. */
  version: z.number().int().optional(),
  editedAt: instant.optional(),
  revokedAt: instant.optional(),
})
export type MessageView = z.infer<typeof messageView>
