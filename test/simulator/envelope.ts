import { z } from 'zod'

/** The documented shapes of Meta's webhooks (facts 1.4, 2 and 3), written without looking at the simulator. */
const seconds = z.string().regex(/^\d{10}$/)
const wamid = z.string().startsWith('wamid.')
const digits = z.string().regex(/^\d{5,20}$/)
const userId = z.string().regex(/^[A-Z]{2}\.\d{10,128}$/)

const media = {
  id: digits,
  mime_type: z.string().regex(/^[a-z]+\/.+/),
  sha256: z.base64(),
  caption: z.string().optional(),
}
const context = z.strictObject({ from: digits.optional(), id: wamid }).optional()
const common = {
  context,
  from: digits.optional(),
  from_user_id: userId,
  id: wamid,
  timestamp: seconds,
}
const webhookError = z.strictObject({
  code: z.number(),
  title: z.string(),
  message: z.string(),
  error_data: z.strictObject({ details: z.string() }),
  href: z.string().optional(),
})

const message = z.discriminatedUnion('type', [
  z.strictObject({ ...common, type: z.literal('text'), text: z.strictObject({ body: z.string() }) }),
  z.strictObject({ ...common, type: z.literal('image'), image: z.strictObject(media) }),
  z.strictObject({ ...common, type: z.literal('video'), video: z.strictObject(media) }),
  z.strictObject({
    ...common,
    type: z.literal('document'),
    document: z.strictObject({ ...media, filename: z.string().optional() }),
  }),
  z.strictObject({
    ...common,
    type: z.literal('audio'),
    audio: z.strictObject({ id: digits, mime_type: z.string(), sha256: z.base64(), voice: z.boolean() }),
  }),
  z.strictObject({
    ...common,
    type: z.literal('sticker'),
    sticker: z.strictObject({
      id: digits,
      mime_type: z.literal('image/webp'),
      sha256: z.base64(),
      animated: z.boolean(),
    }),
  }),
  z.strictObject({
    ...common,
    type: z.literal('location'),
    location: z.strictObject({
      latitude: z.number(),
      longitude: z.number(),
      name: z.string().optional(),
      address: z.string().optional(),
    }),
  }),
  z.strictObject({
    ...common,
    type: z.literal('contacts'),
    contacts: z.array(
      z.strictObject({
        name: z.strictObject({
          formatted_name: z.string(),
          first_name: z.string(),
          last_name: z.string().optional(),
        }),
        org: z.strictObject({ company: z.string() }).optional(),
        phones: z.array(z.strictObject({ phone: z.string(), wa_id: digits, type: z.string() })),
      }),
    ),
  }),
  z.strictObject({
    ...common,
    type: z.literal('reaction'),
    reaction: z.strictObject({ message_id: wamid, emoji: z.string() }),
  }),
  z.strictObject({
    ...common,
    type: z.literal('button'),
    button: z.strictObject({ payload: z.string(), text: z.string() }),
  }),
  z.strictObject({
    ...common,
    type: z.literal('interactive'),
    interactive: z.discriminatedUnion('type', [
      z.strictObject({
        type: z.literal('button_reply'),
        button_reply: z.strictObject({ id: z.string(), title: z.string() }),
      }),
      z.strictObject({
        type: z.literal('list_reply'),
        list_reply: z.strictObject({
          id: z.string(),
          title: z.string(),
          description: z.string().optional(),
        }),
      }),
    ]),
  }),
  z.strictObject({
    ...common,
    type: z.literal('unsupported'),
    errors: z.array(webhookError).length(1),
    unsupported: z.strictObject({ type: z.string() }),
  }),
  z.strictObject({
    ...common,
    type: z.literal('edit'),
    edit: z.strictObject({ original_message_id: wamid, message: z.looseObject({ type: z.string() }) }),
  }),
  z.strictObject({
    ...common,
    type: z.literal('revoke'),
    revoke: z.strictObject({ original_message_id: wamid }),
  }),
])

const status = z.strictObject({
  id: wamid,
  status: z.enum(['sent', 'delivered', 'read', 'played', 'failed']),
  timestamp: seconds,
  recipient_id: digits.optional(),
  recipient_user_id: userId.optional(),
  biz_opaque_callback_data: z.string().optional(),
  pricing: z
    .strictObject({
      billable: z.boolean(),
      pricing_model: z.literal('PMP'),
      type: z.enum(['regular', 'free_customer_service', 'free_entry_point']),
      category: z.enum(['service', 'utility', 'marketing', 'authentication']),
    })
    .optional(),
  errors: z.array(webhookError).length(1).optional(),
})

const contact = z.strictObject({
  profile: z.strictObject({ name: z.string(), username: z.string().optional() }),
  wa_id: digits.optional(),
  user_id: userId,
})

const messagesValue = z.strictObject({
  messaging_product: z.literal('whatsapp'),
  metadata: z.strictObject({ display_phone_number: digits, phone_number_id: digits }),
  contacts: z.array(contact).optional(),
  messages: z.array(message).optional(),
  statuses: z.array(status).optional(),
})

export const envelope = z.strictObject({
  object: z.literal('whatsapp_business_account'),
  entry: z
    .array(
      z.strictObject({
        id: digits,
        time: z.number().optional(),
        changes: z
          .array(
            z.union([
              z.strictObject({ field: z.literal('messages'), value: messagesValue }),
              z.strictObject({
                field: z.enum(['message_template_status_update', 'user_preferences']),
                value: z.looseObject({}),
              }),
            ]),
          )
          .min(1),
      }),
    )
    .length(1),
})
