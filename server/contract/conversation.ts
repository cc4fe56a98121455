import { z } from 'zod'
import { id, instant } from './common.ts'
import { deliveryStatus } from './delivery.ts'
import { channelKind, messageDirection, messageKind } from './message.ts'

export const conversationStatus = z.enum(['open', 'snoozed', 'paused', 'resolved'])
export type ConversationStatus = z.infer<typeof conversationStatus>

/** Whether free replies are possible; the client counts down to `closesAt` itself. */
export const windowView = z.object({
  open: z.boolean(),
  /** End of the current or the last window; `null` when the contact never wrote or the channel has no window. */
  closesAt: instant.nullable(),
  /** What may leave while it is closed. */
  outside: z.enum(['anything', 'templates', 'nothing']),
  /** The contact's last message on this channel by the provider's clock. */
  lastInboundAt: instant.nullable(),
  /** The platform itself said that the window is closed, although our clock says otherwise. */
  refused: z.boolean(),
})
export type WindowView = z.infer<typeof windowView>

export const lastMessageView = z.object({
  direction: messageDirection,
  kind: messageKind,
  text: z.string().optional(),
  at: instant,
  authorName: z.string(),
  delivery: deliveryStatus.optional(),
})

/** What the reader of a conversation may do with it now; the client draws it and repeats no rules. */
export const conversationPowers = z.object({
  reply: z.boolean(),
  note: z.boolean(),
  assign: z.boolean(),
  resolve: z.boolean(),
  reopen: z.boolean(),
})

export const conversationView = z.object({
  id,
  environmentId: id,
  /** Counts up per environment, for people to name it by. */
  number: z.number().int(),
  status: conversationStatus,
  /** Masked number or name: safe for lists and notifications. */
  title: z.string(),
  contact: z.object({ id, name: z.string() }),
  service: z.object({ id, name: z.string() }),
  channel: z.object({ id, kind: channelKind, name: z.string() }),
  assignee: z.object({ id, name: z.string() }).nullable(),
  lastMessage: lastMessageView.nullable(),
  /** Inbound messages that the reader has not seen. */
  unread: z.number().int(),
  /** Inbound messages in all. */
  inboundCount: z.number().int(),
  /** Since when the customer waits for an answer; `null` when the team spoke last. */
  waitingSince: instant.nullable(),
  window: windowView,
  /** Raised by every change and every message; a jump of more than one means something was missed. */
  seq: z.number().int(),
  origin: z.enum(['contact', 'member', 'call']),
  /** The conversation that this one continues or was split from. */
  previousId: id.nullable(),
  /** Where its messages went when it was merged. */
  mergedIntoId: id.nullable(),
  labels: z.array(z.string()),
  createdAt: instant,
  updatedAt: instant,
})
export type ConversationView = z.infer<typeof conversationView>

/** What a number is good for by its country's numbering plan. */
export const phoneNetwork = z.enum(['mobile', 'mobile_or_fixed', 'fixed', 'voip', 'other'])
export type PhoneNetwork = z.infer<typeof phoneNetwork>

export const contactView = z.object({
  id,
  name: z.string(),
  identities: z.array(
    z.object({
      channelKind,
      /** `phone` numbers are E.164 with plus; `user` ids are the platform's; `username` is display text. */
      kind: z.enum(['phone', 'user', 'username']),
      /** `md5-hash:` and 32 hexadecimal digits where numbers are hidden from integrations (CVG-PRIV-05). */
      value: z.string(),
      /** Of a hidden number: its country, two letters, and network (CVG-PRIV-09). */
      country: z.string().nullable().optional(),
      network: phoneNetwork.nullable().optional(),
    }),
  ),
  /** Two letters by the calling code of the number, when there is one. */
  country: z.string().nullable(),
  language: z.string().nullable(),
  marketingOptOut: z.boolean(),
  createdAt: instant,
})
export type ContactView = z.infer<typeof contactView>

/** One conversation opened: with its contact, his other conversations and what the reader may do. */
export const conversationDetail = conversationView.extend({
  contactDetail: contactView,
  previous: z.array(
    z.object({
      id,
      number: z.number().int(),
      status: conversationStatus,
      updatedAt: instant,
      title: z.string(),
      /** What was said last; `null` when nothing was. */
      lastMessage: lastMessageView.nullable(),
      /** It can be taken into this one: same service, and its messages are still its own. */
      mergeable: z.boolean(),
    }),
  ),
  can: conversationPowers,
  capabilities: z.object({
    textLimit: z.number().int(),
    captionLimit: z.number().int(),
    media: z.array(
      z.object({
        kind: z.enum(['image', 'video', 'audio', 'voice', 'document', 'sticker']),
        contentTypes: z.array(z.string()),
        /** Bytes. */
        maxSize: z.number().int(),
        caption: z.boolean(),
      }),
    ),
    templates: z.boolean(),
    reactions: z.boolean(),
    replyTo: z.boolean(),
    typing: z.boolean(),
  }),
})
export type ConversationDetail = z.infer<typeof conversationDetail>
export type ChannelCapabilitiesView = ConversationDetail['capabilities']
