import { z } from 'zod'
import { id, instant } from './common.ts'
import { conversationView } from './conversation.ts'
import { errorCode } from './errors.ts'
import { messageView } from './message.ts'
import type { RouteRight } from './rights.ts'

const person = z.object({ id, name: z.string() })

/** What the server tells connected agents. Payloads are whole views: applying one twice changes nothing. */
export const serverEvents = {
  /** A conversation is new or has changed; `unread` is the receiver's own. */
  'conversation:upserted': conversationView,
  'message:created': messageView,
  /** Delivery, reactions, edits, attachments that became ready. */
  'message:updated': messageView,
  /** Somebody of the team, or the customer, is writing. Goes stale after ten seconds without a repeat. */
  typing: z.object({
    conversationId: id,
    by: z.enum(['member', 'contact']),
    member: person.optional(),
    typing: z.boolean(),
  }),
  /** Who has this conversation on the screen. */
  presence: z.object({ conversationId: id, viewers: z.array(person) }),
  /** The receiver has read a conversation elsewhere. */
  'conversation:read': z.object({ conversationId: id, unread: z.number().int(), seq: z.number().int() }),
  /** Something that needs a person although no conversation on the screen shows it. */
  notification: z.object({
    kind: z.enum(['message_failed', 'channel_failing', 'channel_recovered']),
    environmentId: id,
    conversationId: id.optional(),
    channel: z.object({ id, name: z.string() }).optional(),
    platformCode: z.string().optional(),
    at: instant,
  }),
  /** The server's time: on connecting, every minute, and whenever it was set. Countdowns follow it. */
  clock: z.object({ now: instant, contractVersion: z.number().int() }),
} as const

/** What a client may ask for over the socket; whatever changes data goes over HTTP. */
export const clientEvents = {
  subscribe: z.object({ environmentId: id }),
  unsubscribe: z.object({ environmentId: id }),
  /** The conversation is on the screen (presence), until `conversation:close`, another `open` or the disconnect. */
  'conversation:open': z.object({ conversationId: id }),
  'conversation:close': z.object({ conversationId: id }),
  'typing:start': z.object({ conversationId: id }),
  'typing:stop': z.object({ conversationId: id }),
} as const

/** What a client must be allowed to do for each event, in the environment that it names or that its conversation is in. */
export const clientEventRights: Readonly<Record<keyof typeof clientEvents, RouteRight>> = {
  subscribe: 'conversation:see',
  unsubscribe: 'self',
  'conversation:open': 'conversation:see',
  'conversation:close': 'self',
  'typing:start': 'conversation:reply',
  'typing:stop': 'self',
}

export type ServerEvents = { [K in keyof typeof serverEvents]: z.infer<(typeof serverEvents)[K]> }
export type ClientEvents = { [K in keyof typeof clientEvents]: z.infer<(typeof clientEvents)[K]> }

/** Every client event is acknowledged with this. */
export const ack = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), error: z.object({ code: errorCode, detail: z.string().optional() }) }),
])
export type Ack = z.infer<typeof ack>

export type ServerToClient = { [K in keyof ServerEvents]: (payload: ServerEvents[K]) => void }
export type ClientToServer = {
  [K in keyof ClientEvents]: (payload: ClientEvents[K], acknowledge?: (ack: Ack) => void) => void
}
