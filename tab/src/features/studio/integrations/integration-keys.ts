import type { ApiScope, WebhookEvent } from '../../../../../server/contract/integration-routes.ts'

/** Keys of the catalogue: its own separators are dots and colons. */
const EVENTS = {
  'conversation.created': 'conversationCreated',
  'conversation.updated': 'conversationUpdated',
  'message.created': 'messageCreated',
  'message.updated': 'messageUpdated',
} as const satisfies Record<WebhookEvent, string>

const SCOPES = {
  'conversations:read': 'conversationsRead',
  'conversations:write': 'conversationsWrite',
  'calls:read': 'callsRead',
  'orders:write': 'ordersWrite',
} as const satisfies Record<ApiScope, string>

export function eventKey(event: WebhookEvent): (typeof EVENTS)[WebhookEvent] {
  return EVENTS[event]
}

export function scopeKey(scope: ApiScope): (typeof SCOPES)[ApiScope] {
  return SCOPES[scope]
}
