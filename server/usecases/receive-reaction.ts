import type { ReactionEvent } from '../channels/channel.ts'
import { excerpt } from '../domain/clean-text.ts'
import { applyToConversation } from './open-conversation.ts'
import type { Deps, OpenChannel } from './ports.ts'
import { publishConversation, publishMessage } from './publish.ts'
import { resolveContact } from './resolve-contact.ts'

const LONGEST_EMOJI = 32

/** A reaction may overtake its message; one to a message that does not come within seconds is shown for itself. */
const TRIES_FOR_UNKNOWN = 2

/**
 * Puts a reaction on its message. It is an answer that somebody may be waiting for, so it shows in the list, but it
 * neither opens the window nor counts as waiting (no public page says that WhatsApp counts it). A reaction
 * to a message that we never saw becomes an entry of its own. Throws while that message may still come.
 */
export async function receiveReaction(
  deps: Deps,
  open: OpenChannel,
  { eventId, tries }: { eventId: string; tries: number },
  event: ReactionEvent,
): Promise<void> {
  const { environmentId, id: channelId } = open.record
  const emoji = excerpt(event.emoji, LONGEST_EMOJI)
  const target = await deps.store.messages.findByExternalId(channelId, event.targetExternalId)
  if (target === null && tries < TRIES_FOR_UNKNOWN)
    throw new Error('reaction to a message that is not known yet')
  const contact = await resolveContact(deps, open, event.person, null)
  if (target !== null) {
    const message = await deps.store.messages.setReaction(environmentId, target.id, {
      emoji,
      by: event.sender === 'phone' ? 'member' : 'contact',
      memberId: event.sender === 'phone' ? 'phone' : null,
      name: event.sender === 'phone' ? '' : contact.name,
      at: event.at,
      messageId: null,
    })
    if (message !== null) await publishMessage(deps, 'message:updated', message)
  }
  if (emoji === '' || event.sender === 'phone') return
  const active = await deps.store.conversations.findActive(environmentId, open.record.serviceId, contact.id)
  // A thumbs-up to a settled matter does not open a new one.
  if (active === null && target !== null) return
  const { conversation } = await applyToConversation(deps, open, contact, {
    eventId,
    counts: target === null,
    lastMessage: {
      id: eventId,
      direction: 'inbound',
      kind: 'reaction',
      text: emoji,
      at: event.at,
      authorName: contact.name,
      delivery: null,
    },
  })
  await publishConversation(deps, conversation)
  if (target !== null) return
  const { message } = await deps.store.messages.insert({
    id: eventId,
    environmentId,
    conversationId: conversation.id,
    contactId: contact.id,
    channelId,
    seq: conversation.seq,
    direction: 'inbound',
    kind: 'reaction',
    text: emoji,
    at: event.at,
    receivedAt: deps.clock.now(),
    externalId: event.externalId,
    author: { kind: 'contact', id: contact.id, name: contact.name },
    quote: { externalId: event.targetExternalId },
  })
  await publishMessage(deps, 'message:created', message)
}
