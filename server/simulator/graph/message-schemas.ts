import { z } from 'zod'
import type { ListSection, MediaContent, MediaKind } from '../model.ts'

const webAddress = z.url({ protocol: /^https?$/ }).max(2048)

/** Media by id or by link, with what the kind allows beside it (send media pages). */
export function mediaFields(kind: MediaKind) {
  const caption =
    kind === 'audio' || kind === 'sticker' ? z.undefined().optional() : z.string().max(1024).optional()
  return z
    .object({
      id: z.union([z.string().min(1), z.number().transform(String)]).optional(),
      link: webAddress.optional(),
      caption,
      filename: kind === 'document' ? z.string().max(240).optional() : z.undefined().optional(),
      voice: kind === 'audio' ? z.boolean().optional() : z.undefined().optional(),
    })
    .refine((fields) => (fields.id === undefined) !== (fields.link === undefined), {
      message: 'either id or link is required',
    })
}
export type MediaFields = z.infer<ReturnType<typeof mediaFields>>

export function mediaContent(kind: MediaKind, fields: MediaFields): MediaContent {
  return {
    kind: 'media',
    media: kind,
    ...(fields.id === undefined ? {} : { mediaId: fields.id }),
    ...(fields.link === undefined ? {} : { link: fields.link }),
    ...(fields.caption === undefined ? {} : { caption: fields.caption }),
    ...(fields.filename === undefined ? {} : { fileName: fields.filename }),
    ...(fields.voice === true ? { voice: true } : {}),
  }
}

export const locationFields = z
  .object({
    latitude: z.coerce.number().min(-90).max(90),
    longitude: z.coerce.number().min(-180).max(180),
    name: z.string().max(1000).optional(),
    address: z.string().max(1000).optional(),
  })
  .transform(({ latitude, longitude, name, address }) => ({
    latitude,
    longitude,
    ...(name === undefined ? {} : { name }),
    ...(address === undefined ? {} : { address }),
  }))

export const textFields = z.object({
  body: z.string().min(1).max(4096),
  preview_url: z.boolean().optional(),
})

export const contactsFields = z
  .array(
    z.object({
      name: z.object({ formatted_name: z.string().min(1) }),
      org: z.object({ company: z.string().optional() }).optional(),
      phones: z.array(z.object({ phone: z.string().optional() })).default([]),
    }),
  )
  .min(1)
  .max(257)

export const reactionFields = z.object({ message_id: z.string().min(1), emoji: z.string().max(32) })

const header = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string().min(1).max(60) }),
  z.object({ type: z.literal('image'), image: mediaFields('image') }),
  z.object({ type: z.literal('video'), video: mediaFields('video') }),
  z.object({ type: z.literal('document'), document: mediaFields('document') }),
])
export type InteractiveHeader = z.infer<typeof header>

const footer = z.object({ text: z.string().min(1).max(60) })
const bodyOf = (limit: number) => z.object({ text: z.string().min(1).max(limit) })

const replyButtons = z
  .array(
    z.object({
      type: z.literal('reply'),
      reply: z.object({ id: z.string().min(1).max(256), title: z.string().min(1).max(20) }),
    }),
  )
  .min(1)
  .max(3)
  .refine((buttons) => new Set(buttons.map((button) => button.reply.title)).size === buttons.length, {
    message: 'titles must be unique',
  })

const sections = z
  .array(
    z.object({
      title: z.string().max(24).optional(),
      rows: z
        .array(
          z.object({
            id: z.string().min(1).max(200),
            title: z.string().min(1).max(24),
            description: z.string().max(72).optional(),
          }),
        )
        .min(1),
    }),
  )
  .min(1)
  .max(10)
  .refine((all) => all.flatMap((section) => section.rows).length <= 10, {
    message: 'total row count exceeds 10',
  })

/** Interactive messages with their limits (reply button, list, CTA URL, location and contact request pages). */
export const interactiveFields = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('button'),
    header: header.optional(),
    body: bodyOf(1024),
    footer: footer.optional(),
    action: z.object({ buttons: replyButtons }),
  }),
  z.object({
    type: z.literal('list'),
    header: z.object({ type: z.literal('text'), text: z.string().min(1).max(60) }).optional(),
    body: bodyOf(4096),
    footer: footer.optional(),
    action: z.object({ button: z.string().min(1).max(20), sections }),
  }),
  z.object({
    type: z.literal('cta_url'),
    header: header.optional(),
    body: bodyOf(1024),
    footer: footer.optional(),
    action: z.object({
      name: z.literal('cta_url'),
      parameters: z.object({ display_text: z.string().min(1).max(20), url: webAddress }),
    }),
  }),
  z.object({
    type: z.literal('location_request_message'),
    body: bodyOf(1024),
    action: z.object({ name: z.literal('send_location') }),
  }),
  z.object({
    type: z.literal('request_contact_info'),
    body: bodyOf(1024),
    action: z.object({ name: z.literal('request_contact_info') }),
  }),
])
export type InteractiveFields = z.infer<typeof interactiveFields>

/** Sections without keys that are `undefined`. */
export function listSections(fields: z.infer<typeof sections>): ListSection[] {
  return fields.map((section) => ({
    ...(section.title === undefined ? {} : { title: section.title }),
    rows: section.rows.map(({ id, title, description }) => ({
      id,
      title,
      ...(description === undefined ? {} : { description }),
    })),
  }))
}
