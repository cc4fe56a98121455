import { z } from 'zod'
import { id, instant, pageOf, cursor } from './common.ts'
import type { Route } from './route.ts'

const environmentParams = z.object({ id })

/** What a key may be used for; each stands for actions of the roles matrix. */
export const apiScope = z.enum(['conversations:read', 'conversations:write', 'calls:read', 'orders:write'])
export type ApiScope = z.infer<typeof apiScope>

export const apiKeyView = z.object({
  id,
  name: z.string(),
  scopes: z.array(apiScope),
  /** The beginning of the key, to tell keys apart. */
  prefix: z.string(),
  createdAt: instant,
  createdBy: z.string(),
  lastUsedAt: instant.nullable(),
  expiresAt: instant.nullable(),
})
export type ApiKeyView = z.infer<typeof apiKeyView>

/** What an outgoing webhook can be told of. */
export const webhookEvent = z.enum([
  'conversation.created',
  'conversation.updated',
  'message.created',
  'message.updated',
])
export type WebhookEvent = z.infer<typeof webhookEvent>

export const webhookView = z.object({
  id,
  url: z.string(),
  events: z.array(webhookEvent),
  active: z.boolean(),
  createdAt: instant,
  /** Its deliveries go wrong; after a day without one that worked it is switched off. */
  failingSince: instant.nullable(),
  version: z.number().int(),
})
export type WebhookView = z.infer<typeof webhookView>

export const webhookDeliveryView = z.object({
  id,
  event: webhookEvent,
  createdAt: instant,
  state: z.enum(['waiting', 'delivered', 'failed']),
  attempts: z.number().int(),
  /** HTTP status of the last attempt; `null`: no answer. */
  status: z.number().int().nullable(),
  nextAttemptAt: instant.nullable(),
})
export type WebhookDeliveryView = z.infer<typeof webhookDeliveryView>

/** With the secret that signs its deliveries, shown once. */
const webhookWithSecret = z.object({ webhook: webhookView, secret: z.string() })
const target = z.object({
  url: z.url({ protocol: /^https?$/ }).max(2000),
  events: z.array(webhookEvent).min(1),
})

/** API keys and outgoing webhooks of an environment. */
export const integrationRoutes = {
  'GET /environments/:id/api-keys': {
    summary: 'API keys; the keys themselves are never shown again',
    right: 'integration:manage',
    params: environmentParams,
    response: z.object({ items: z.array(apiKeyView) }),
  },
  'POST /environments/:id/api-keys': {
    summary: 'Make an API key; the answer is the only place that shows it',
    right: 'integration:manage',
    params: environmentParams,
    body: z.object({
      name: z.string().trim().min(1).max(100),
      scopes: z.array(apiScope).min(1),
      expiresAt: instant.nullable().default(null),
    }),
    response: z.object({ apiKey: apiKeyView, key: z.string() }),
    status: 201,
  },
  'DELETE /environments/:id/api-keys/:keyId': {
    summary: 'Revoke an API key at once',
    right: 'integration:manage',
    params: z.object({ id, keyId: id }),
    response: z.object({}),
  },
  'GET /environments/:id/webhooks': {
    summary: 'Outgoing webhooks',
    right: 'integration:manage',
    params: environmentParams,
    response: z.object({ items: z.array(webhookView) }),
  },
  'POST /environments/:id/webhooks': {
    summary: 'Tell an address of what happens here',
    right: 'integration:manage',
    params: environmentParams,
    body: target,
    response: webhookWithSecret,
    status: 201,
  },
  'PUT /environments/:id/webhooks/:webhookId': {
    summary: 'Change an outgoing webhook, or switch it on again',
    right: 'integration:manage',
    params: z.object({ id, webhookId: id }),
    body: target.extend({ version: z.number().int(), active: z.boolean() }),
    response: webhookView,
  },
  'DELETE /environments/:id/webhooks/:webhookId': {
    summary: 'Remove an outgoing webhook and what waits for it',
    right: 'integration:manage',
    params: z.object({ id, webhookId: id }),
    response: z.object({}),
  },
  'GET /environments/:id/webhooks/:webhookId/deliveries': {
    summary: 'What was sent lately, the latest first',
    right: 'integration:manage',
    params: z.object({ id, webhookId: id }),
    query: z.object({ cursor: cursor.optional() }),
    response: pageOf(webhookDeliveryView),
  },
} as const satisfies Record<string, Route>
