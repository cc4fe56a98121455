import type { ConversationView } from '../../contract/conversation.ts'
import type { WebhookEvent } from '../../contract/integration-routes.ts'
import type { MessageView } from '../../contract/message.ts'
import type { Conversation, Message } from '../../store/entities.ts'
import type { Deps } from '../ports.ts'
import { webhooksFor } from './webhook-targets.ts'

/** A conversation that is older has been told of, or was there before its webhook. */
const NEW_FOR_MS = 24 * 3_600_000

interface News {
  environmentId: string
  conversationId: string
  event: WebhookEvent
  data: ConversationView | MessageView
  /** Names what is told once only. */
  dedupeKey: string | null
}

/**
 * Notes for every webhook that a conversation is new or has changed. The first time that a webhook hears of one that was opened
 * after it was made, it is new. May be repeated. Throws when the store does.
 */
export async function tellOfConversation(
  deps: Deps,
  conversation: Conversation,
  data: ConversationView,
): Promise<void> {
  const { environmentId, id: conversationId, createdAt } = conversation
  const base = { environmentId, conversationId, data }
  const young = deps.clock.now().getTime() - createdAt.getTime() < NEW_FOR_MS
  const announced = new Set<string>()
  if (young) {
    const news: News = { ...base, event: 'conversation.created', dedupeKey: `created ${conversationId}` }
    for (const webhook of await webhooksFor(deps.store, environmentId, news.event)) {
      if (createdAt >= webhook.createdAt && (await add(deps, webhook.id, news))) announced.add(webhook.id)
    }
  }
  const news: News = { ...base, event: 'conversation.updated', dedupeKey: null }
  for (const webhook of await webhooksFor(deps.store, environmentId, news.event)) {
    if (!announced.has(webhook.id)) await add(deps, webhook.id, news)
  }
}

/** Notes for every webhook that a message is new or has changed. May be repeated. Throws when the store does. */
export async function tellOfMessage(
  deps: Deps,
  event: 'message.created' | 'message.updated',
  message: Message,
  data: MessageView,
): Promise<void> {
  const { environmentId, conversationId, id } = message
  const dedupeKey = event === 'message.created' ? `created ${id}` : null
  for (const webhook of await webhooksFor(deps.store, environmentId, event))
    await add(deps, webhook.id, { environmentId, conversationId, event, data, dedupeKey })
}

function add(deps: Deps, webhookId: string, { data, ...news }: News): Promise<boolean> {
  return deps.store.webhooks.add({
    ...news,
    webhookId,
    at: deps.clock.now(),
    data: JSON.stringify(data),
    createdAt: new Date(),
  })
}
