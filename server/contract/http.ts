import { z } from 'zod'
import { administrationRoutes } from './administration-routes.ts'
import { cursor, id, instant, pageOf } from './common.ts'
import { conversationDetail, conversationStatus, conversationView } from './conversation.ts'
import { identityRoutes } from './identity-routes.ts'
import { integrationRoutes } from './integration-routes.ts'
import { label, labelRoutes } from './label-routes.ts'
import { locale, meView, memberView, userView } from './member.ts'
import { attachment, messageView } from './message.ts'
import { packageRoutes } from './package-routes.ts'
import { placeRoutes } from './place-routes.ts'
import { peopleRoutes } from './people-routes.ts'
import { privacyRoutes } from './privacy-routes.ts'
import type { Route } from './route.ts'
import { serviceRoutes } from './service-routes.ts'
import { setupRoutes } from './setup-routes.ts'
import { teamsRoutes } from './teams-routes.ts'
import { templateValues, templateView } from './template.ts'

export type { Route } from './route.ts'

const conversationParams = z.object({ id })
const environmentParams = z.object({ id })
const messageParams = z.object({ id, messageId: id })
const nothing = z.object({})

/** Chosen by the client, unique per conversation: a repeated request is answered with the first one's result. */
const clientId = z.string().min(1).max(64)

export const sendMessageBody = z
  .object({
    clientId,
    text: z.string().min(1).max(65_536).optional(),
    note: z.string().min(1).max(65_536).optional(),
    template: z
      .object({
        name: z.string().min(1).max(512),
        language: z.string().min(2).max(15),
        parameters: templateValues.optional(),
      })
      .optional(),
    attachments: z
      .array(z.object({ id, voice: z.boolean().optional() }))
      .min(1)
      .max(10)
      .optional(),
    /** The message that this one answers. */
    replyTo: id.optional(),
  })
  .refine(
    (body) =>
      [body.text ?? body.attachments, body.note, body.template].filter((part) => part !== undefined)
        .length === 1,
    {
      message: 'give exactly one of text and/or attachments, template, note',
    },
  )
export type SendMessageBody = z.infer<typeof sendMessageBody>

export const conversationQuery = z.object({
  /** One or several, separated by commas; all when absent. */
  status: z
    .string()
    .transform((value) => value.split(','))
    .pipe(z.array(conversationStatus))
    .optional(),
  /** `me`, `none`, or a member's id. */
  assignee: z.union([z.enum(['me', 'none']), id]).optional(),
  /** A service's id. */
  service: id.optional(),
  /** Only those with this label. */
  label: label.optional(),
  /** Words of the contact's name, digits of the number, or the conversation's number. */
  q: z.string().max(200).optional(),
  /** Newest activity first, longest waiting first, or (of those with an open window) the window that closes first. */
  sort: z.enum(['activity', 'waiting', 'window']).default('activity'),
  /** Only conversations whose customer waits for an answer. */
  waiting: z.enum(['true', 'false']).optional(),
  cursor: cursor.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})
export type ConversationQuery = z.infer<typeof conversationQuery>

export const counts = z.object({
  /** Each capped at `cap`; a capped figure means "at least". */
  open: z.number().int(),
  mine: z.number().int(),
  unassigned: z.number().int(),
  waiting: z.number().int(),
  cap: z.number().int(),
})
export type Counts = z.infer<typeof counts>

export const channelView = z.object({
  id,
  name: z.string(),
  kind: z.enum(['whatsapp', 'telephony']),
  service: z.object({ id, name: z.string() }),
  address: z.string(),
  health: z.object({
    state: z.enum(['working', 'failing']),
    since: instant.nullable(),
    platformCode: z.string().nullable(),
    lastInboundAt: instant.nullable(),
  }),
})
export type ChannelView = z.infer<typeof channelView>

/** Every REST route below `/api/v1`, by method and path. The server registers from it, the tab types its calls by it. */
export const routes = {
  'POST /sessions': {
    summary: 'Sign in with e-mail and password',
    open: true,
    body: z.object({
      email: z.string().max(320),
      password: z.string().max(1024),
      totp: z.string().max(32).optional(),
    }),
    response: z.object({ token: z.string(), user: userView }),
    status: 201,
  },
  'DELETE /sessions/current': {
    right: 'self',
    summary: 'Sign out',
    response: nothing,
  },
  'GET /me': {
    right: 'self',
    summary: 'Who I am and where I may work',
    response: meView,
  },
  'PATCH /me': {
    right: 'self',
    summary: 'Change my own settings',
    body: z.object({ locale: locale.nullable() }),
    response: meView,
  },
  'GET /environments/:id/conversations': {
    right: 'conversation:see',
    summary: 'Conversations of an environment',
    params: environmentParams,
    query: conversationQuery,
    response: pageOf(conversationView),
  },
  'GET /environments/:id/counts': {
    right: 'conversation:see',
    summary: 'Counters of the standard views',
    params: environmentParams,
    response: counts,
  },
  ...labelRoutes,
  'GET /environments/:id/members': {
    right: 'member:see',
    summary: 'Who can be assigned',
    params: environmentParams,
    response: z.object({ items: z.array(memberView) }),
  },
  'GET /environments/:id/channels': {
    right: 'channel:see',
    summary: 'Channels and whether they work',
    params: environmentParams,
    response: z.object({ items: z.array(channelView) }),
  },
  ...serviceRoutes,
  ...teamsRoutes,
  ...packageRoutes,
  ...identityRoutes,
  ...placeRoutes,
  ...peopleRoutes,
  ...administrationRoutes,
  ...setupRoutes,
  ...integrationRoutes,
  ...privacyRoutes,
  'GET /conversations/:id': {
    right: 'conversation:see',
    summary: 'One conversation with its contact',
    params: conversationParams,
    response: conversationDetail,
  },
  'GET /conversations/:id/messages': {
    right: 'conversation:see',
    summary: 'Messages of a conversation, newest first',
    params: conversationParams,
    query: z.object({
      before: cursor.optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50),
    }),
    response: pageOf(messageView),
  },
  'POST /conversations/:id/messages': {
    right: 'conversation:reply',
    summary: 'Send a text, files or a template to the customer, or write a note for the team',
    params: conversationParams,
    body: sendMessageBody,
    response: messageView,
    status: 201,
  },
  'POST /conversations/:id/attachments': {
    right: 'conversation:reply',
    summary: 'Upload a file (multipart/form-data, field `file`) to send it afterwards',
    params: conversationParams,
    upload: true,
    response: attachment,
    status: 201,
  },
  'POST /conversations/:id/messages/:messageId/retry': {
    right: 'conversation:reply',
    summary: 'Send a failed or unconfirmed message again, as a new attempt',
    params: messageParams,
    response: messageView,
  },
  'POST /conversations/:id/messages/:messageId/settle': {
    right: 'conversation:reply',
    summary: 'Decide what became of an unconfirmed message',
    params: messageParams,
    body: z.object({ as: z.enum(['sent', 'failed']) }),
    response: messageView,
  },
  'POST /conversations/:id/messages/:messageId/reaction': {
    right: 'conversation:reply',
    summary: "React to a customer's message; an empty emoji takes the reaction back",
    params: messageParams,
    body: z.object({ emoji: z.string().max(32) }),
    response: messageView,
  },
  'POST /conversations/:id/read': {
    right: 'conversation:see',
    summary: 'I have seen everything up to here',
    params: conversationParams,
    response: conversationView,
  },
  'POST /conversations/:id/assign': {
    right: 'conversation:assign',
    summary: 'Assign to a member (`me` for myself) or to nobody',
    params: conversationParams,
    body: z.object({ memberId: z.union([z.literal('me'), id]).nullable() }),
    response: conversationView,
  },
  'POST /conversations/:id/resolve': {
    right: 'conversation:resolve',
    summary: 'The matter is settled; nothing can be sent until it is reopened',
    params: conversationParams,
    response: conversationView,
  },
  'POST /conversations/:id/reopen': {
    right: 'conversation:resolve',
    summary: 'Make a resolved, paused or snoozed conversation open again',
    params: conversationParams,
    response: conversationView,
  },
  'POST /conversations/:id/pause': {
    right: 'conversation:resolve',
    summary: 'Set the matter aside; the next message of the customer opens a new conversation',
    params: conversationParams,
    response: conversationView,
  },
  'POST /conversations/:id/snooze': {
    right: 'conversation:resolve',
    summary: 'Hide until a time or until the customer writes',
    params: conversationParams,
    body: z.object({ until: instant }),
    response: conversationView,
  },
  'POST /conversations/:id/split': {
    right: 'conversation:resolve',
    summary: 'Move messages of another matter into a conversation of their own, which becomes the active one',
    params: conversationParams,
    body: z.object({ messageIds: z.array(id).min(1).max(500) }),
    response: conversationView,
    status: 201,
  },
  'POST /conversations/:id/merge': {
    right: 'conversation:resolve',
    summary: 'Take in other conversations of the same customer with all their messages',
    params: conversationParams,
    body: z.object({ conversationIds: z.array(id).min(1).max(20) }),
    response: conversationView,
  },
  'GET /conversations/:id/templates': {
    right: 'template:see',
    summary: "Templates of the conversation's channel, sendable ones first",
    params: conversationParams,
    response: z.object({ items: z.array(templateView) }),
  },
  'POST /conversations/:id/templates/refresh': {
    right: 'template:see',
    summary: 'Fetch the templates from the provider again',
    params: conversationParams,
    response: z.object({ items: z.array(templateView) }),
  },
  'GET /files/:id': {
    right: 'conversation:see',

    summary: 'The bytes of an attachment; of a recording without a conversation for those who see calls',
    params: z.object({ id }),
    query: z.object({ download: z.literal('1').optional() }),
    response: z.string(),
    download: true,
  },
} as const satisfies Record<string, Route>

export type Routes = typeof routes
export type RouteKey = keyof Routes
type Parsed<R, K extends string> = R extends { [P in K]: infer S extends z.ZodType } ? z.output<S> : undefined
type Given<R, K extends string> = R extends { [P in K]: infer S extends z.ZodType } ? z.input<S> : undefined

/** What a handler gets, parsed. */
export type RouteParams<K extends RouteKey> = Parsed<Routes[K], 'params'>
export type RouteQuery<K extends RouteKey> = Parsed<Routes[K], 'query'>
export type RouteBody<K extends RouteKey> = Parsed<Routes[K], 'body'>
export type RouteResponse<K extends RouteKey> = z.output<Routes[K]['response']>
/** What a client gives. */
export type RouteQueryInput<K extends RouteKey> = Given<Routes[K], 'query'>
export type RouteBodyInput<K extends RouteKey> = Given<Routes[K], 'body'>
