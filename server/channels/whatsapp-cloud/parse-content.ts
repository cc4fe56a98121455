import type { MediaKind, SystemEntry } from '../../contract/message.ts'
import type { InboundContent } from '../channel.ts'
import { compact } from './compact.ts'
import { isObject, ownValue, type JsonObject } from './decode.ts'
import { readDeliveryError } from './errors.ts'
import { readForm } from './parse-form.ts'
import { readOrder, readSharedContacts } from './parse-shared.ts'
import {
  wireButton,
  wireError,
  wireInteractive,
  wireLocation,
  wireMedia,
  wireSystem,
  wireTemplateEcho,
  wireText,
  wireUnsupported,
  type WireError,
  type WireMedia,
} from './wire.ts'

/** Reads the object that a message of one type carries; `undefined` when it does not hold what it should. */
type ContentReader = (part: unknown) => InboundContent | undefined

/** By message type (messages page). A map: a type named like something every object inherits must find nothing. */
const READERS = new Map<string, ContentReader>([
  ['text', readText],
  ['image', (part) => readMedia('image', part)],
  ['video', (part) => readMedia('video', part)],
  ['audio', (part) => readMedia('audio', part)],
  // Voice notes are audio with a flag; a type of their own exists on older installations only (audio page).
  ['voice', (part) => readMedia('voice', part)],
  ['document', (part) => readMedia('document', part)],
  ['sticker', (part) => readMedia('sticker', part)],
  ['location', readLocation],
  ['contacts', readSharedContacts],
  ['button', readButton],
  ['interactive', readInteractive],
  ['order', readOrder],
  ['system', readSystem],
  ['template', readTemplateEcho],
])

const MEDIA_TYPES: ReadonlySet<string> = new Set(['image', 'video', 'audio', 'voice', 'document', 'sticker'])
const UNKNOWN_TYPE = 'unknown'
/** A word for people to read; the platform's longest has seventeen characters. */
const LONGEST_TYPE = 64
const DEFAULT_CONTENT_TYPE = 'application/octet-stream'
/** The platform could not fetch the media, or they are over its limit (error-codes page). */
const CODE_MEDIA_NOT_FETCHED = '131052'

/**
 * The content of a message: whatever cannot be read, and every type that we do not know, becomes `unsupported`,
 * so that people see that something came.
 */
export function readContent(message: JsonObject, errors: readonly unknown[] = []): InboundContent {
  const type = typeOf(message)
  const error = firstError(errors)
  if (type === 'request_welcome') return { kind: 'system', system: { event: 'welcome_requested' } }
  const content = READERS.get(type)?.(ownValue(message, type)) ?? readUnsupported(type, message, error)
  const failed = MEDIA_TYPES.has(content.kind) || error?.code === CODE_MEDIA_NOT_FETCHED
  return error !== undefined && failed ? { ...content, failure: readDeliveryError(error) } : content
}

/** The type; where the platform leaves it out (echoes of send requests), the one whose object is there. */
export function typeOf(message: JsonObject): string {
  const type = ownValue(message, 'type')
  if (typeof type === 'string' && type !== '') return type
  return [...READERS.keys()].find((known) => Object.hasOwn(message, known)) ?? UNKNOWN_TYPE
}

function firstError(errors: readonly unknown[]): WireError | undefined {
  return errors.flatMap((element) => wireError.safeParse(element).data ?? [])[0]
}

function readUnsupported(type: string, message: JsonObject, error: WireError | undefined): InboundContent {
  if (isMediaKind(type) && error !== undefined) return { kind: type }
  const named = wireUnsupported.safeParse(ownValue(message, 'unsupported')).data?.type
  return {
    kind: 'unsupported',
    unsupported: compact({
      type: (type === 'unsupported' ? (named ?? UNKNOWN_TYPE) : type).slice(0, LONGEST_TYPE),
      platformCode: error?.code,
    }),
  }
}

function isMediaKind(type: string): type is MediaKind {
  return MEDIA_TYPES.has(type)
}

function readText(part: unknown): InboundContent | undefined {
  const parsed = wireText.safeParse(part)
  return parsed.success ? { kind: 'text', text: parsed.data.body } : undefined
}

function readMedia(type: MediaKind, part: unknown): InboundContent | undefined {
  const parsed = wireMedia.safeParse(part)
  if (!parsed.success || parsed.data.id === undefined) return undefined
  const media = parsed.data
  const kind = type === 'audio' && media.voice === true ? 'voice' : type
  return compact({ kind, text: media.caption, media: describeMedia(kind, parsed.data.id, media) })
}

function describeMedia(kind: MediaKind, externalId: string, media: WireMedia) {
  return {
    kind,
    externalId,
    contentType: media.mime_type ?? DEFAULT_CONTENT_TYPE,
    ...compact({
      fileName: media.filename,
      sha256: media.sha256,
      animated: media.animated,
      url: media.url,
    }),
  }
}

function readLocation(part: unknown): InboundContent | undefined {
  const parsed = wireLocation.safeParse(part)
  return parsed.success ? { kind: 'location', location: compact(parsed.data) } : undefined
}

/** A tap on a button of a template. */
function readButton(part: unknown): InboundContent | undefined {
  const { text, payload } = wireButton.safeParse(part).data ?? {}
  const title = text ?? payload
  return title === undefined ? undefined : { kind: 'button_reply', text: title }
}

function readInteractive(part: unknown): InboundContent | undefined {
  const reply = wireInteractive.safeParse(part).data
  if (reply === undefined) return undefined
  if (reply.button_reply) return { kind: 'button_reply', text: reply.button_reply.title }
  if (reply.list_reply) return { kind: 'list_reply', text: reply.list_reply.title }
  if (reply.nfm_reply) return readForm(reply.nfm_reply)
  if (reply.call_permission_reply) {
    const to = reply.call_permission_reply.response
    return { kind: 'system', system: compact({ event: 'call_permission' as const, to }) }
  }
  // What the business sent itself, seen in echoes: its buttons are of no use to a reader, its text is.
  return reply.body === undefined ? undefined : { kind: 'text', text: reply.body.text }
}

const SYSTEM_EVENTS = new Map<string, SystemEntry['event']>([
  ['user_changed_number', 'number_changed'],
  ['user_changed_user_id', 'user_id_changed'],
  ['customer_identity_changed', 'identity_changed'],
])

/** News about the person rather than words of theirs (system page). */
function readSystem(part: unknown): InboundContent | undefined {
  const system = wireSystem.safeParse(part).data
  if (system === undefined) return undefined
  const event = SYSTEM_EVENTS.get(system.type ?? '') ?? 'other'
  return compact({ kind: 'system' as const, text: system.body, system: { event } })
}

function readTemplateEcho(part: unknown): InboundContent | undefined {
  const parsed = wireTemplateEcho.safeParse(part)
  return parsed.success ? { kind: 'template', text: parsed.data.name } : undefined
}

const CONTENTLESS_TYPES: ReadonlySet<string> = new Set([
  'unsupported',
  'system',
  'reaction',
  'edit',
  'revoke',
])

/**
 * Whether the customer's message starts the reply window anew. Meta names no exception by type and counts
 * `request_welcome` (send-messages, conversational-components pages); news about the person and messages without
 * content are left out, because a window shown too long lets an agent write for nothing.
 */
export function opensWindow(message: JsonObject, content: InboundContent): boolean {
  const type = typeOf(message)
  if (type === 'request_welcome') return true
  if (CONTENTLESS_TYPES.has(type)) return false
  if (isAutomaticReply(message)) return false
  return content.kind !== 'unsupported' || isObject(ownValue(message, type))
}

/** A call permission that the platform gave by itself, because the user called. */
function isAutomaticReply(message: JsonObject): boolean {
  const reply = wireInteractive.safeParse(ownValue(message, 'interactive')).data?.call_permission_reply
  return reply?.response_source === 'automatic'
}
