import { z } from 'zod'
import { id, instant } from './common.ts'

export const templateParameter = z.object({
  /** `1`, `2`, … for positional templates, otherwise the name. */
  key: z.string(),
  /** What the provider gave as an example value. */
  example: z.string().optional(),
})

export const templateHeader = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string(), parameters: z.array(templateParameter) }),
  z.object({ kind: z.literal('media'), media: z.enum(['image', 'video', 'document']) }),
  z.object({ kind: z.literal('location') }),
])

export const templateButton = z.object({
  kind: z.enum(['quick_reply', 'url', 'phone', 'copy_code', 'flow', 'other']),
  text: z.string(),
  url: z.string().optional(),
  /** Position within the template, as the provider counts it. */
  index: z.number().int(),
  /** A value must be given: the end of the address, or the code. */
  parameter: templateParameter.optional(),
})

/** A WhatsApp message template: what people pick from. A template is a name *and* a language. */
export const templateView = z.object({
  id,
  channelId: id,
  name: z.string(),
  language: z.string(),
  category: z.string(),
  /** The provider's word; only `APPROVED` can be sent. */
  status: z.string(),
  quality: z.string().nullable(),
  sendable: z.boolean(),
  parameterFormat: z.enum(['positional', 'named']),
  header: templateHeader.nullable(),
  body: z.string(),
  bodyParameters: z.array(templateParameter),
  footer: z.string().nullable(),
  buttons: z.array(templateButton),
  syncedAt: instant,
})
export type TemplateView = z.infer<typeof templateView>

/** Values for a template; keys as in `templateView`. */
export const templateValues = z.object({
  header: z.record(z.string(), z.string().max(1024)).optional(),
  /** Attachment for a media header. */
  headerAttachmentId: id.optional(),
  body: z.record(z.string(), z.string().max(1024)).optional(),
  /** By the button's `index`. */
  buttons: z.record(z.string(), z.string().max(2000)).optional(),
})
export type TemplateValues = z.infer<typeof templateValues>
