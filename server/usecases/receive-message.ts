import type { InboundMedia, InboundMessageEvent } from '../channels/channel.ts'
import type { Author, MediaKind } from '../contract/message.ts'
import { cleanFileName, excerpt } from '../domain/clean-text.ts'
import { ACTIVE } from '../domain/conversation-state.ts'
import { derivedId } from '../lib/object-id.ts'
import type {
  Contact,
  Conversation,
  LastMessage,
  Message,
  MessageAttachment,
  MessageContent,
} from '../store/entities.ts'
import { replyAutomatically } from './auto-reply.ts'
import { applyToConversation, openConversation } from './open-conversation.ts'
import type { Deps, OpenChannel } from './ports.ts'
import { publishConversation, publishMessage } from './publish.ts'
import { recordAnswerToCall } from './record-invitation.ts'
import { resolveContact } from './resolve-contact.ts'
import { notifyTurn, touchCards } from './teams/notify.ts'

const EXCERPT_LENGTH = 140

/** The longest text that is kept; no platform delivers longer ones, hostile payloads do. */
const LONGEST_TEXT = 65_536

/**
 * Turns a message from the platform into an entry of the contact's conversation. May be repeated after a crash at
 * any point: the message is there once, counted once.
 */
export async function receiveMessage(
  deps: Deps,
  open: OpenChannel,
  eventId: string,
  event: InboundMessageEvent,
): Promise<void> {
  const contact = await resolveContact(deps, open, event.person, event.opensWindow ? event.at : null)
  const received = await placeMessage(deps, open, contact, { eventId, event })
  if (received === null) return
  const { conversation, seq } = received
  const { message } = await deps.store.messages.insert(
    await composeMessage(deps, open, contact, { eventId, event, conversation, seq }),
  )
  if (event.content.media !== undefined && event.content.failure === undefined) {
    await registerFile(deps, open, message, event.content.media)
  }
  await publishConversation(deps, conversation)
  await publishMessage(deps, 'message:created', message)
  if (message.direction !== 'inbound') return touchCards(deps, conversation)
  await recordAnswerToCall(deps, conversation, event.at)
  await replyAutomatically(deps, open, conversation, { at: event.at, counts: event.opensWindow })
  await notifyTurn(deps, conversation)
}

/**
 * Where the message goes; `null` when the contact has no matter open and this does not begin one: mere news, or a message to a
 * service that has ended.
 */
async function placeMessage(
  deps: Deps,
  open: OpenChannel,
  contact: Contact,
  received: { eventId: string; event: InboundMessageEvent },
): Promise<{ conversation: Conversation; seq: number } | null> {
  const { eventId, event } = received
  const lastMessage = previewOf(contact, eventId, event)
  const { environmentId, serviceId } = open.record
  if (event.sender === 'phone') {
    const active =
      (await deps.store.conversations.findActive(environmentId, serviceId, contact.id)) ??
      (await openConversation(deps, open, contact, 'member')) ??
      (await deps.store.conversations.findActive(environmentId, serviceId, contact.id))
    if (active === null) throw new Error('conversation is being closed: try again')
    const conversation = await deps.store.conversations.applyOutbound(environmentId, active.id, {
      statuses: ACTIVE,
      lastMessage,
      answers: true,
      now: deps.clock.now(),
    })
    if (conversation === null) throw new Error('conversation is being closed: try again')
    return { conversation, seq: conversation.seq }
  }
  const isNews = event.content.kind === 'system' && !event.opensWindow
  // A service that has ended begins nothing; what is under way goes on.
  const beginsNothing = isNews || open.service.endedAt !== null
  if (
    beginsNothing &&
    (await deps.store.conversations.findActive(environmentId, serviceId, contact.id)) === null
  )
    return null
  const { conversation } = await applyToConversation(deps, open, contact, {
    eventId,
    counts: !isNews,
    lastMessage,
  })
  return { conversation, seq: conversation.seq }
}

function previewOf(contact: Contact, eventId: string, event: InboundMessageEvent): LastMessage {
  const text = event.content.text ?? event.content.location?.name
  return {
    id: eventId,
    direction: directionOf(event),
    kind: event.content.kind,
    text: text === undefined ? null : excerpt(text, EXCERPT_LENGTH),
    at: event.at,
    authorName: event.sender === 'phone' ? '' : contact.name,
    delivery: event.sender === 'phone' ? 'sent' : null,
  }
}

function directionOf(event: InboundMessageEvent): Message['direction'] {
  if (event.content.kind === 'system') return 'system'
  return event.sender === 'phone' ? 'outbound' : 'inbound'
}

async function composeMessage(
  deps: Deps,
  open: OpenChannel,
  contact: Contact,
  placed: { eventId: string; event: InboundMessageEvent; conversation: Conversation; seq: number },
): Promise<Omit<Message, 'id'> & { id: string }> {
  const { eventId, event, conversation, seq } = placed
  const author: Author =
    event.sender === 'phone'
      ? { kind: 'phone', name: '' }
      : { kind: 'contact', id: contact.id, name: contact.name }
  return {
    ...(await contentOf(deps, open, eventId, event)),
    id: eventId,
    environmentId: open.record.environmentId,
    conversationId: conversation.id,
    contactId: contact.id,
    channelId: open.record.id,
    seq,
    direction: directionOf(event),
    at: event.at,
    receivedAt: deps.clock.now(),
    externalId: event.externalId,
    author,
    ...(event.sender === 'phone' ? { delivery: { status: 'sent' as const, at: event.at, attempts: 1 } } : {}),
  }
}

async function contentOf(
  deps: Deps,
  open: OpenChannel,
  eventId: string,
  event: InboundMessageEvent,
): Promise<MessageContent> {
  const { media, failure, text, ...content } = event.content
  const quote = await quoteOf(deps, open, event)
  return {
    ...content,
    ...(text === undefined ? {} : { text: text.slice(0, LONGEST_TEXT) }),
    ...(media === undefined ? {} : { attachments: [attachmentOf(eventId, media, failure !== undefined)] }),
    ...(quote === undefined ? {} : { quote }),
    ...(event.referral === undefined ? {} : { referral: event.referral }),
    ...(event.forwarded === undefined ? {} : { forwarded: event.forwarded }),
  }
}

async function quoteOf(
  deps: Deps,
  open: OpenChannel,
  event: InboundMessageEvent,
): Promise<MessageContent['quote']> {
  const product = event.replyTo?.product ?? event.product
  const externalId = event.replyTo?.externalId
  if (externalId === undefined) return product === undefined ? undefined : { product }
  const quoted = await deps.store.messages.findByExternalId(open.record.id, externalId)
  return {
    externalId,
    ...(product === undefined ? {} : { product }),
    ...(quoted === null ? {} : quoteMessage(quoted)),
  }
}

/** What a reply shows of the message it answers. */
export function quoteMessage(quoted: Message): NonNullable<MessageContent['quote']> {
  return {
    messageId: quoted.id,
    authorName: quoted.author.name,
    kind: quoted.kind,
    ...(quoted.text === undefined ? {} : { excerpt: excerpt(quoted.text, EXCERPT_LENGTH) }),
    ...(quoted.externalId === undefined ? {} : { externalId: quoted.externalId }),
  }
}

const EXTENSION: Record<MediaKind, string> = {
  image: '.jpg',
  video: '.mp4',
  audio: '.mp3',
  voice: '.ogg',
  document: '',
  sticker: '.webp',
}
/** Where the type says more than the kind. */
const EXTENSION_OF_TYPE: Readonly<Record<string, string>> = {
  'audio/aac': '.aac',
  'audio/amr': '.amr',
  'audio/mp4': '.m4a',
  'audio/mpeg': '.mp3',
  'audio/ogg': '.ogg',
  'image/png': '.png',
  'video/3gpp': '.3gp',
  'application/pdf': '.pdf',
}

/** A name for a file that has none. */
function nameOfFile({ kind, contentType }: InboundMedia): string {
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? ''
  return kind + (Object.hasOwn(EXTENSION_OF_TYPE, type) ? EXTENSION_OF_TYPE[type] : EXTENSION[kind])
}

function attachmentOf(eventId: string, media: InboundMedia, failed: boolean): MessageAttachment {
  return {
    id: derivedId(eventId, 'file'),
    kind: media.kind,
    fileName: cleanFileName(media.fileName ?? '', nameOfFile(media)),
    contentType: media.contentType.slice(0, 127),
    ...(failed ? { state: 'failed' as const, failure: 'too_large' as const } : { state: 'pending' as const }),
    ...(media.animated === undefined ? {} : { animated: media.animated }),
  }
}

async function registerFile(
  deps: Deps,
  open: OpenChannel,
  message: Message,
  media: InboundMedia,
): Promise<void> {
  const attachment = message.attachments?.[0]
  if (attachment === undefined || attachment.state !== 'pending') return
  await deps.store.files.addPending({
    id: attachment.id,
    environmentId: open.record.environmentId,
    conversationId: message.conversationId,
    messageId: message.id,
    callId: null,
    channelId: open.record.id,
    kind: media.kind,
    fileName: attachment.fileName,
    contentType: attachment.contentType,
    sha256: media.sha256 ?? null,
    source: media,
    createdAt: deps.clock.now(),
  })
  deps.jobs.fileQueued()
}
