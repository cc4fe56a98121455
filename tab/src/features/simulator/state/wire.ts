import { z } from 'zod'
import { call, line } from './call-wire.ts'

/** What the simulator's control API tells; parsed as it arrives. */
export const contact = z.object({
  id: z.string(),
  name: z.string(),
  phone: z.string().nullable(),
  username: z.string().nullable(),
  userId: z.string(),
  hidesNumber: z.boolean(),
  hasWhatsApp: z.boolean(),
  online: z.boolean(),
  marketingStopped: z.boolean(),
  createdAt: z.string(),
})
export type Contact = z.infer<typeof contact>

const mediaContent = z.object({
  kind: z.literal('media'),
  media: z.enum(['image', 'video', 'audio', 'document', 'sticker']),
  mediaId: z.string().optional(),
  link: z.string().optional(),
  contentType: z.string().optional(),
  size: z.number().optional(),
  fileName: z.string().optional(),
  caption: z.string().optional(),
  voice: z.boolean().optional(),
})
export type MediaContent = z.infer<typeof mediaContent>

const locationContent = z.object({
  kind: z.literal('location'),
  latitude: z.number(),
  longitude: z.number(),
  name: z.string().optional(),
  address: z.string().optional(),
})
export type LocationContent = z.infer<typeof locationContent>

const button = z.object({
  kind: z.enum(['quick_reply', 'reply', 'url', 'phone', 'copy_code', 'location_request', 'other']),
  text: z.string(),
  target: z.string().optional(),
})
export type CardButton = z.infer<typeof button>

const section = z.object({
  title: z.string().optional(),
  rows: z.array(z.object({ id: z.string(), title: z.string(), description: z.string().optional() })),
})

const cardContent = z.object({
  kind: z.literal('card'),
  header: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('text'), text: z.string() }),
      mediaContent,
      locationContent,
    ])
    .nullable(),
  body: z.string(),
  footer: z.string().nullable(),
  buttons: z.array(button),
  list: z.object({ button: z.string(), sections: z.array(section) }).nullable(),
  template: z.string().optional(),
})
export type CardContent = z.infer<typeof cardContent>

const person = z.object({
  name: z.string(),
  phones: z.array(z.string()),
  organisation: z.string().optional(),
})
export type Person = z.infer<typeof person>

const content = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }),
  mediaContent,
  locationContent,
  z.object({ kind: z.literal('contacts'), people: z.array(person) }),
  cardContent,
  z.object({ kind: z.literal('choice'), text: z.string() }),
])
export type Content = z.infer<typeof content>

export const message = z.object({
  id: z.string(),
  phoneNumberId: z.string(),
  contactId: z.string(),
  author: z.enum(['business', 'customer']),
  at: z.string(),
  content,
  replyTo: z.string().optional(),
  status: z.enum(['accepted', 'sent', 'delivered', 'read', 'failed']),
  error: z.object({ code: z.number(), title: z.string() }).optional(),
  reactions: z.object({ business: z.string().optional(), customer: z.string().optional() }),
  editedAt: z.string().optional(),
  deletedAt: z.string().optional(),
  playedAt: z.string().optional(),
  onPhone: z.boolean(),
})
export type Message = z.infer<typeof message>

export const businessNumber = z.object({
  phoneNumberId: z.string(),
  phoneNumber: z.string(),
  displayName: z.string(),
  webhookUrl: z.string(),
  verification: z.discriminatedUnion('state', [
    z.object({ state: z.literal('pending') }),
    z.object({ state: z.literal('verified') }),
    z.object({
      state: z.literal('refused'),
      status: z.number(),
      reason: z.enum(['no_answer', 'wrong_status', 'wrong_challenge']),
    }),
  ]),
})
export type BusinessNumber = z.infer<typeof businessNumber>

export const template = z.object({
  id: z.string(),
  name: z.string(),
  language: z.string(),
  category: z.string(),
  status: z.string(),
})
export type Template = z.infer<typeof template>

export const settings = z.object({
  webhooks: z.object({
    paused: z.boolean(),
    duplicate: z.boolean(),
    reorder: z.boolean(),
    batch: z.boolean(),
    delayMs: z.number(),
  }),
  windowRefusal: z.enum(['status', 'response']),
  pairRate: z.boolean(),
  coexistence: z.boolean(),
  templateReview: z.enum(['APPROVED', 'PENDING', 'REJECTED']),
})
export type Settings = z.infer<typeof settings>

const faultEffect = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('error'), code: z.number(), via: z.enum(['response', 'status']) }),
  z.object({ kind: z.literal('http'), status: z.number() }),
  z.object({ kind: z.literal('hang'), accepted: z.boolean() }),
  z.object({ kind: z.literal('slow'), ms: z.number() }),
])
export type FaultEffect = z.infer<typeof faultEffect>

export const fault = z.object({
  id: z.string(),
  effect: faultEffect,
  times: z.number().nullable(),
  contactId: z.string().nullable(),
  title: z.string().optional(),
})
export type Fault = z.infer<typeof fault>

export const lab = z.object({ settings, faults: z.array(fault), pendingWebhooks: z.number() })
export type Lab = z.infer<typeof lab>

export const logEntry = z.object({
  id: z.number(),
  at: z.string(),
  kind: z.enum(['api', 'webhook']),
  method: z.string(),
  subject: z.string(),
  status: z.number(),
  code: z.number().optional(),
  durationMs: z.number(),
  attempt: z.number().optional(),
})
export type LogEntry = z.infer<typeof logEntry>

const clock = z.object({ now: z.string() })
const typing = z.object({ phoneNumberId: z.string(), contactId: z.string(), until: z.string() })

export const wholeState = z.object({
  numbers: z.array(businessNumber),
  lines: z.array(line),
  contacts: z.array(contact),
  messages: z.array(message),
  templates: z.array(template),
  lab,
  log: z.array(logEntry),
  calls: z.array(call),
  now: z.string(),
})
export type WholeState = z.infer<typeof wholeState>

/** Live updates by name. */
export const updates = {
  state: wholeState,
  contact,
  message,
  typing,
  numbers: z.array(businessNumber),
  templates: z.array(template),
  clock,
  lab,
  log: logEntry,
  call,
} as const

export type Update = {
  [K in keyof typeof updates]: { name: K; data: z.infer<(typeof updates)[K]> }
}[keyof typeof updates]

/** What the control API refuses; other codes count as `internal_error`. */
export const refusalCode = z
  .enum([
    'invalid_input',
    'not_found',
    'number_taken',
    'no_whatsapp',
    'unknown_message',
    'not_yours',
    'too_late',
    'nothing_to_tap',
    'file_too_large',
    'foreign_origin',
    'no_line',
    'unknown_number',
    'already_calling',
    'no_network',
    'not_listening',
    'internal_error',
  ])
  .catch('internal_error')
export type RefusalCode = z.infer<typeof refusalCode>
