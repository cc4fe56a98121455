import type { Routes } from '../../contract/http.ts'
import { createApiKey, listApiKeys, revokeApiKey } from '../../usecases/integrations/api-keys.ts'
import {
  changeWebhook,
  createWebhook,
  deleteWebhook,
  listWebhookDeliveries,
  listWebhooks,
  type WebhookRefs,
} from '../../usecases/integrations/webhooks.ts'
import type { Handlers } from '../route-table.ts'

export const integrationHandlers = {
  'GET /environments/:id/api-keys': ({ deps, principal, params }) => listApiKeys(deps, principal, params.id),
  'POST /environments/:id/api-keys': ({ deps, principal, params, body }) =>
    createApiKey(deps, principal, params.id, body),
  'DELETE /environments/:id/api-keys/:keyId': async ({ deps, principal, params }) => {
    await revokeApiKey(deps, principal, { environmentId: params.id, keyId: params.keyId })
    return {}
  },
  'GET /environments/:id/webhooks': ({ deps, principal, params }) => listWebhooks(deps, principal, params.id),
  'POST /environments/:id/webhooks': ({ deps, principal, params, body }) =>
    createWebhook(deps, principal, params.id, body),
  'PUT /environments/:id/webhooks/:webhookId': ({ deps, principal, params, body }) =>
    changeWebhook(deps, principal, refsOf(params), body),
  'DELETE /environments/:id/webhooks/:webhookId': async ({ deps, principal, params }) => {
    await deleteWebhook(deps, principal, refsOf(params))
    return {}
  },
  'GET /environments/:id/webhooks/:webhookId/deliveries': ({ deps, principal, params, query }) =>
    listWebhookDeliveries(deps, principal, refsOf(params), query.cursor ?? null),
} satisfies Partial<Handlers<Routes>>

function refsOf(params: { id: string; webhookId: string }): WebhookRefs {
  return { environmentId: params.id, webhookId: params.webhookId }
}
