import type { MediaKind } from '../../contract/message.ts'
import type { OutboundMedia, OutboundReaction, OutboundText, Outgoing, PersonAddress } from '../channel.ts'
import { compact } from './compact.ts'
import { refusal } from './failure.ts'
import { CAPTION_LIMIT, MEDIA_CAPABILITIES, TEXT_LIMIT } from './limits.ts'

/** The body of one request to `/messages`. */
export type SendBody = Record<string, unknown>

const WEB_ADDRESS = /https?:\/\/\S/i

export function renderText(message: OutboundText): SendBody {
  const { text } = message
  if (text.length > TEXT_LIMIT) throw refusal('invalid_content', `text is longer than ${TEXT_LIMIT}`)
  // A preview is only drawn on request (text-messages page).
  const preview = WEB_ADDRESS.test(text) ? { preview_url: true } : {}
  return { ...renderFrame(message), type: 'text', text: { body: text, ...preview } }
}

export function renderMedia(message: OutboundMedia): SendBody {
  const { kind, mediaId: id, caption, fileName } = message
  if (caption !== undefined) checkCaption(kind, caption)
  // A voice note is audio with a flag; the platform accepts it for OGG with Opus only (audio-messages page).
  const type = kind === 'voice' ? 'audio' : kind
  const content = compact({
    id,
    caption,
    filename: kind === 'document' ? fileName : undefined,
    voice: kind === 'voice' ? true : undefined,
  })
  return { ...renderFrame(message), type, [type]: content }
}

function checkCaption(kind: MediaKind, caption: string): void {
  const capability = MEDIA_CAPABILITIES.find((candidate) => candidate.kind === kind)
  // Sending without it would silently swallow what the agent wrote.
  if (capability?.caption !== true) throw refusal('invalid_content', `${kind} cannot have a caption`)
  if (caption.length > CAPTION_LIMIT)
    throw refusal('invalid_content', `caption is longer than ${CAPTION_LIMIT}`)
}

const NO_MESSAGE_ID = /^(?:wacid\.|content:|handover:)/

/** Whether the platform knows the entry under this id: calls and entries that we named ourselves are no messages of its own. */
export function isMessageId(externalId: string): boolean {
  return !NO_MESSAGE_ID.test(externalId)
}

/** An empty emoji takes the reaction back. Reactions cannot be replies (contextual-replies page). */
export function renderReaction(message: OutboundReaction): SendBody {
  const { replyToExternalId: _, ...frame } = message
  if (!isMessageId(message.targetExternalId)) throw refusal('invalid_content', 'only messages take reactions')
  return {
    ...renderFrame(frame),
    type: 'reaction',
    reaction: { message_id: message.targetExternalId, emoji: message.emoji },
  }
}

/** Recipient, quote and the correlation id that every status of this attempt brings back (status page). */
export function renderFrame(message: Outgoing): SendBody {
  const { replyToExternalId, correlationId } = message
  return {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    ...renderRecipient(message.to),
    biz_opaque_callback_data: correlationId,
    // `message_id` here, `id` in webhooks (contextual-replies page). Better no quote than no answer.
    ...(replyToExternalId === undefined || !isMessageId(replyToExternalId)
      ? {}
      : { context: { message_id: replyToExternalId } }),
  }
}

const NUMBER = /^\+?(\d{5,20})$/

/**
 * The number, always with plus, since the platform prepends our own country code otherwise (send-messages page).
 * Without a number the user id, which the platform takes for all but authentication templates
 * (business-scoped-user-ids page).
 */
function renderRecipient(to: PersonAddress): { to: string } | { recipient: string } {
  const [, digits] = NUMBER.exec(to.phone ?? '') ?? []
  if (digits !== undefined) return { to: `+${digits}` }
  if (to.userId !== undefined) return { recipient: to.userId }
  if (to.phone !== undefined && to.phone !== '') return { to: to.phone }
  throw refusal('not_on_channel', 'there is neither a number nor a user id')
}

/** Marks this message and all before it read (mark-message-as-read page). */
export function renderRead(externalId: string): SendBody {
  return { messaging_product: 'whatsapp', status: 'read', message_id: externalId }
}

/** Cannot be had without marking the message read; vanishes after 25 seconds (typing-indicators page). */
export function renderTyping(externalId: string): SendBody {
  return { ...renderRead(externalId), typing_indicator: { type: 'text' } }
}
