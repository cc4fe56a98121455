import type { TemplateView } from '../contract/template.ts'
import { sendsTemplates } from '../channels/channel.ts'
import { actOn } from './access.ts'
import type { Deps, Principal } from './ports.ts'
import { syncTemplates } from './sync-templates.ts'
import { viewTemplate } from './views.ts'

/** Templates of the conversation's channel, sendable ones first, then by name and language. */
export async function listTemplates(
  deps: Deps,
  principal: Principal,
  conversationId: string,
): Promise<{ items: TemplateView[] }> {
  const { conversation } = await actOn(deps, principal, conversationId, 'template:see')
  const open = await deps.channels.get(conversation.channelId)
  if (open === null || !sendsTemplates(open.channel)) return { items: [] }
  const templates = await deps.store.templates.list(conversation.environmentId, conversation.channelId)
  const items = templates
    .map(viewTemplate)
    .toSorted(
      (a, b) =>
        Number(b.sendable) - Number(a.sendable) ||
        a.name.localeCompare(b.name) ||
        a.language.localeCompare(b.language),
    )
  return { items }
}

/** Asks the provider first. Throws a `ChannelError` when it cannot be reached. */
export async function refreshTemplates(
  deps: Deps,
  principal: Principal,
  conversationId: string,
): Promise<{ items: TemplateView[] }> {
  const { conversation } = await actOn(deps, principal, conversationId, 'template:see')
  const open = await deps.channels.get(conversation.channelId)
  if (open !== null) await syncTemplates(deps, open)
  return listTemplates(deps, principal, conversationId)
}
