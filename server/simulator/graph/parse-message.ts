import { z } from 'zod'
import { GraphError } from '../errors.ts'
import type { CardButton, CardContent, Content, MediaContent, MediaKind, Template } from '../model.ts'
import type { BusinessNumber } from '../options.ts'
import type { World } from '../world.ts'
import {
  contactsFields,
  interactiveFields,
  listSections,
  locationFields,
  mediaContent,
  mediaFields,
  reactionFields,
  textFields,
  type InteractiveFields,
  type InteractiveHeader,
} from './message-schemas.ts'
import { parseFields, type Json } from './parse-fields.ts'
import { fillTemplate, findTemplate, templateFields } from './parse-template.ts'

const TYPES = [
  'audio',
  'contacts',
  'document',
  'image',
  'interactive',
  'location',
  'reaction',
  'sticker',
  'template',
  'text',
  'video',
] as const
type SendType = (typeof TYPES)[number]

const common = z.object({
  to: z.union([z.string(), z.number().transform(String)]).optional(),
  recipient: z.string().min(1).max(150).optional(),
  recipient_type: z.literal('individual').optional(),
  context: z.object({ message_id: z.string().min(1) }).optional(),
  biz_opaque_callback_data: z.string().max(512).optional(),
})

/** A send request, understood. */
export interface ParsedSend {
  type: SendType
  /** Number as given; wins over `recipient`. */
  to: string | null
  /** Business-scoped user id. */
  recipient: string | null
  what: { do: 'message'; content: Content } | { do: 'react'; messageId: string; emoji: string }
  template: Template | null
  /** Media of the message or of its header, to be checked. */
  media: MediaContent[]
  replyTo: string | null
  correlationData: string | null
}

/** Reads the body of a send request; what is wrong with it is thrown as the platform would answer it. */
export function parseSend(world: World, number: BusinessNumber, body: Json): ParsedSend {
  if (body['messaging_product'] !== 'whatsapp') {
    throw new GraphError(100, { message: '(#100) The parameter messaging_product is required.' })
  }
  // Direct Send must be enabled for a WABA; without that the parameter is refused (Direct Send page, 2026).
  if (body['category'] !== undefined) throw new GraphError(100, { details: 'Direct Send is not enabled.' })
  const fields = parseFields(common, body)
  if (fields.to === undefined && fields.recipient === undefined) {
    throw new GraphError(100, { message: '(#100) The parameter to is required.' })
  }
  const type = parseType(body['type'] ?? 'text')
  if (body[type] === undefined)
    throw new GraphError(131008, { details: `Missing required parameter: ${type}` })
  const parsed = parseContent(world, number, type, body[type])
  return {
    type,
    to: fields.to ?? null,
    recipient: fields.recipient ?? null,
    replyTo: fields.context?.message_id ?? null,
    correlationData: fields.biz_opaque_callback_data ?? null,
    template: null,
    ...parsed,
    media: 'content' in parsed.what ? mediaOf(parsed.what.content) : [],
  }
}

function parseType(value: unknown): SendType {
  const type = TYPES.find((known) => known === value)
  if (type !== undefined) return type
  throw new GraphError(100, {
    message: `(#100) Param type must be one of {${TYPES.join(', ').toUpperCase()}} - got "${String(value).slice(0, 64)}".`,
  })
}

function mediaOf(content: Content): MediaContent[] {
  if (content.kind === 'media') return [content]
  return content.kind === 'card' && content.header?.kind === 'media' ? [content.header] : []
}

function parseContent(
  world: World,
  number: BusinessNumber,
  type: SendType,
  value: unknown,
): Pick<ParsedSend, 'what'> & { template?: Template } {
  switch (type) {
    case 'text':
      return message({ kind: 'text', text: parseFields(textFields, value, type).body })
    case 'audio':
    case 'document':
    case 'image':
    case 'sticker':
    case 'video':
      return message(parseMedia(type, value))
    case 'location':
      return message({ kind: 'location', ...parseFields(locationFields, value, type) })
    case 'contacts':
      return message(parsePeople(value))
    case 'interactive':
      return message(interactiveCard(parseFields(interactiveFields, value, type)))
    case 'reaction': {
      const { message_id: messageId, emoji } = parseFields(reactionFields, value, type)
      return { what: { do: 'react', messageId, emoji } }
    }
    case 'template': {
      const fields = parseFields(templateFields, value, type)
      const template = findTemplate(world.templates.values(), number.wabaId, fields)
      return { ...message(fillTemplate(template, fields.components)), template }
    }
  }
}

function message(content: Content): Pick<ParsedSend, 'what'> {
  return { what: { do: 'message', content } }
}

function parseMedia(kind: MediaKind, value: unknown): MediaContent {
  return mediaContent(kind, parseFields(mediaFields(kind), value, kind))
}

function parsePeople(value: unknown): Content {
  const people = parseFields(contactsFields, value, 'contacts').map((person) => ({
    name: person.name.formatted_name,
    phones: person.phones.flatMap((phone) => phone.phone ?? []),
    ...(person.org?.company === undefined ? {} : { organisation: person.org.company }),
  }))
  return { kind: 'contacts', people }
}

function interactiveCard(fields: InteractiveFields): CardContent {
  return {
    kind: 'card',
    header: 'header' in fields && fields.header !== undefined ? cardHeader(fields.header) : null,
    body: fields.body.text,
    footer: 'footer' in fields ? (fields.footer?.text ?? null) : null,
    buttons: interactiveButtons(fields),
    list:
      fields.type === 'list'
        ? { button: fields.action.button, sections: listSections(fields.action.sections) }
        : null,
  }
}

function cardHeader(header: InteractiveHeader): CardContent['header'] {
  switch (header.type) {
    case 'text':
      return { kind: 'text', text: header.text }
    case 'image':
      return mediaContent('image', header.image)
    case 'video':
      return mediaContent('video', header.video)
    case 'document':
      return mediaContent('document', header.document)
  }
}

function interactiveButtons(fields: InteractiveFields): CardButton[] {
  switch (fields.type) {
    case 'button':
      return fields.action.buttons.map(({ reply }) => ({
        kind: 'reply',
        text: reply.title,
        payload: reply.id,
      }))
    case 'cta_url': {
      const { display_text: text, url: target } = fields.action.parameters
      return [{ kind: 'url', text, target }]
    }
    case 'location_request_message':
      return [{ kind: 'location_request', text: '' }]
    case 'list':
    case 'request_contact_info':
      return []
  }
}
