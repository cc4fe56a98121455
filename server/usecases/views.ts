import { replyWindow, type WindowPolicy } from '../domain/reply-window.ts'
import type { ContactView, ConversationView, WindowView } from '../contract/conversation.ts'
import type { Attachment, MessageView } from '../contract/message.ts'
import type { TemplateView } from '../contract/template.ts'
import type { Contact, Conversation, Message, MessageAttachment, StoredTemplate } from '../store/entities.ts'
import type { Deps } from './ports.ts'

/** A channel that is gone carries nothing any more. */
const NO_CHANNEL: WindowPolicy = { hours: 0, outside: 'nothing' }

function iso(at: Date): string {
  return at.toISOString()
}

function isoOrNull(at: Date | null): string | null {
  return at === null ? null : at.toISOString()
}

/** The reply window of a conversation as the tab shows it. */
export async function viewWindow(deps: Deps, conversation: Conversation): Promise<WindowView> {
  const open = await deps.channels.get(conversation.channelId)
  const window = replyWindow(
    open?.channel.capabilities.window ?? NO_CHANNEL,
    conversation.window,
    deps.clock.now(),
  )
  return {
    open: window.open,
    closesAt: isoOrNull(window.closesAt),
    outside: window.outside,
    lastInboundAt: isoOrNull(conversation.window.lastInboundAt),
    refused: window.refused,
  }
}

/** A conversation as `readerId` sees it; `null` stands for a member who has read nothing of it. */
export async function viewConversation(
  deps: Deps,
  conversation: Conversation,
  readerId: string | null,
): Promise<ConversationView> {
  const [services, members, open] = await Promise.all([
    deps.directory.services(conversation.environmentId),
    deps.directory.members(conversation.environmentId),
    deps.channels.get(conversation.channelId),
  ])
  const assigneeId = conversation.assigneeId
  // One that has been disconnected still says what it was called.
  const channel =
    open?.record ?? (await deps.store.channels.find(conversation.environmentId, conversation.channelId))
  return {
    id: conversation.id,
    environmentId: conversation.environmentId,
    number: conversation.number,
    status: conversation.status,
    title: conversation.title,
    contact: { id: conversation.contactId, name: conversation.contactName },
    service: { id: conversation.serviceId, name: services.get(conversation.serviceId)?.name ?? '' },
    channel: {
      id: conversation.channelId,
      kind: channel?.kind ?? 'whatsapp',
      name: channel?.name ?? '',
    },
    assignee: assigneeId === null ? null : { id: assigneeId, name: members.get(assigneeId)?.name ?? '' },
    lastMessage: viewLastMessage(conversation),
    unread: unreadBy(conversation, readerId),
    inboundCount: conversation.inboundCount,
    waitingSince: isoOrNull(conversation.waitingSince),
    window: await viewWindow(deps, conversation),
    seq: conversation.seq,
    origin: conversation.origin,
    previousId: conversation.previousId,
    mergedIntoId: conversation.mergedIntoId,
    labels: conversation.labels,
    createdAt: iso(conversation.createdAt),
    updatedAt: iso(conversation.updatedAt),
  }
}

/** Inbound messages that a member has not read. */
export function unreadBy(conversation: Conversation, readerId: string | null): number {
  const read = readerId === null ? 0 : (conversation.reads[readerId] ?? 0)
  return Math.max(0, conversation.inboundCount - read)
}

/** What lists show of the newest message. */
export function viewLastMessage(conversation: Conversation): ConversationView['lastMessage'] {
  const last = conversation.lastMessage
  if (last === null) return null
  return {
    direction: last.direction,
    kind: last.kind,
    ...(last.text === null ? {} : { text: last.text }),
    at: iso(last.at),
    authorName: last.authorName,
    ...(last.delivery === null ? {} : { delivery: last.delivery }),
  }
}

/** An attachment with the address of its bytes. */
export function viewAttachment(attachment: MessageAttachment): Attachment {
  return { ...attachment, url: `/api/v1/files/${attachment.id}` }
}

/** One entry of a thread. */
export async function viewMessage(deps: Deps, message: Message): Promise<MessageView> {
  const open = message.channelId === undefined ? null : await deps.channels.get(message.channelId)
  const { id, conversationId, seq, direction, kind, author } = message
  return {
    id,
    conversationId,
    seq,
    direction,
    kind,
    author,
    at: iso(message.at),
    ...(open === null ? {} : { channel: { id: open.record.id, kind: open.record.kind } }),
    ...viewContent(message),
    ...viewDelivery(message),
    ...(message.version === undefined ? {} : { version: message.version }),
    ...(message.editedAt === undefined ? {} : { editedAt: iso(message.editedAt) }),
    ...(message.revokedAt === undefined ? {} : { revokedAt: iso(message.revokedAt) }),
  }
}

const COPIED = [
  'text',
  'externalId',
  'clientId',
  'location',
  'contacts',
  'order',
  'form',
  'template',
  'quote',
  'referral',
  'forwarded',
  'call',
  'system',
  'unsupported',
] as const

function viewContent(message: Message): Partial<MessageView> {
  // What the customer took back is not shown any more.
  if (message.revokedAt !== undefined) return {}
  const copied = COPIED.flatMap((key) => (message[key] === undefined ? [] : [[key, message[key]]]))
  return {
    ...(Object.fromEntries(copied) as Partial<MessageView>),
    ...(message.attachments === undefined ? {} : { attachments: message.attachments.map(viewAttachment) }),
    ...(message.reactions === undefined || message.reactions.length === 0
      ? {}
      : {
          reactions: message.reactions.map(({ emoji, by, name, at }) => ({ emoji, by, name, at: iso(at) })),
        }),
  }
}

function viewDelivery(message: Message): Pick<MessageView, 'delivery'> {
  const { delivery } = message
  if (delivery === undefined) return {}
  return {
    delivery: {
      status: delivery.status,
      at: iso(delivery.at),
      ...(delivery.error === undefined ? {} : { error: delivery.error }),
      ...(delivery.nextAttemptAt === undefined ? {} : { nextAttemptAt: iso(delivery.nextAttemptAt) }),
    },
  }
}

/** A contact with all that is known of him. */
export function viewContact(contact: Contact): ContactView {
  return {
    id: contact.id,
    name: contact.name,
    identities: contact.identities.map(({ channelKind, kind, value }) => ({ channelKind, kind, value })),
    country: contact.country,
    language: contact.language,
    marketingOptOut: contact.marketingOptOutAt !== null,
    createdAt: iso(contact.createdAt),
  }
}

/** A template without what only the store needs. */
export function viewTemplate(template: StoredTemplate): TemplateView {
  const { environmentId: _environment, externalId: _external, syncedAt, ...view } = template
  return { ...view, syncedAt: iso(syncedAt) }
}
