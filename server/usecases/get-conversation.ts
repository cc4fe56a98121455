import type { ConversationDetail } from '../contract/conversation.ts'
import type { MessageView } from '../contract/message.ts'
import type { Capabilities } from '../channels/channel.ts'
import { can } from '../domain/roles.ts'
import { isActive } from '../domain/conversation-state.ts'
import { NotFoundError } from '../lib/errors.ts'
import type { Conversation } from '../store/entities.ts'
import { actOn } from './access.ts'
import type { Actor, Deps, Principal } from './ports.ts'
import { viewContact, viewConversation, viewLastMessage, viewMessage } from './views.ts'

const PREVIOUS_SHOWN = 20

/** A conversation with its contact, the contact's other conversations, and what the principal may do. */
export async function getConversation(
  deps: Deps,
  principal: Principal,
  conversationId: string,
): Promise<ConversationDetail> {
  const { actor, conversation } = await actOn(deps, principal, conversationId, 'conversation:see')
  const { environmentId, contactId } = conversation
  const [contact, others, open, view] = await Promise.all([
    deps.store.contacts.find(environmentId, contactId),
    deps.store.conversations.listOfContact(environmentId, contactId, PREVIOUS_SHOWN + 1),
    deps.channels.get(conversation.channelId),
    viewConversation(deps, conversation, actor.memberId),
  ])
  if (contact === null) throw new NotFoundError('the contact is gone')
  return {
    ...view,
    contactDetail: viewContact(contact),
    previous: others
      .filter((other) => other.id !== conversation.id)
      .map((other) => ({
        id: other.id,
        number: other.number,
        status: other.status,
        title: other.title,
        updatedAt: other.updatedAt.toISOString(),
        lastMessage: viewLastMessage(other),
        mergeable: other.serviceId === conversation.serviceId && other.mergedIntoId === null,
      })),
    can: powersOf(actor, conversation),
    capabilities: viewCapabilities(open?.channel.capabilities),
  }
}

function powersOf(actor: Actor, conversation: Conversation): ConversationDetail['can'] {
  const active = isActive(conversation.status)
  return {
    reply: active && can(actor, 'conversation:reply'),
    note: can(actor, 'conversation:note'),
    assign: can(actor, 'conversation:assign'),
    resolve: active && can(actor, 'conversation:resolve'),
    // What was merged goes on elsewhere.
    reopen:
      conversation.status !== 'open' &&
      conversation.mergedIntoId === null &&
      can(actor, 'conversation:resolve'),
  }
}

function viewCapabilities(capabilities: Capabilities | undefined): ConversationDetail['capabilities'] {
  if (capabilities === undefined) {
    return {
      textLimit: 0,
      captionLimit: 0,
      media: [],
      templates: false,
      reactions: false,
      replyTo: false,
      typing: false,
    }
  }
  const { textLimit, captionLimit, templates, reactions, replyTo, typing } = capabilities
  const media = capabilities.media.map((one) => ({ ...one, contentTypes: [...one.contentTypes] }))
  return { textLimit, captionLimit, media, templates, reactions, replyTo, typing }
}

/** A page of a thread, newest first. */
export async function listMessages(
  deps: Deps,
  principal: Principal,
  conversationId: string,
  query: { before?: string | undefined; limit: number },
): Promise<{ items: MessageView[]; nextCursor: string | null }> {
  const { conversation } = await actOn(deps, principal, conversationId, 'conversation:see')
  const page = await deps.store.messages.page(conversation.environmentId, conversation.id, {
    before: query.before ?? null,
    limit: query.limit,
  })
  const items = await Promise.all(page.items.map((message) => viewMessage(deps, message)))
  return { items, nextCursor: page.nextCursor }
}
