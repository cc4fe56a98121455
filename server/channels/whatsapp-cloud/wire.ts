import { z } from 'zod'
import { isObject, type JsonObject } from './decode.ts'

/**
 * The provider's shapes, as far as we read them. Everything but the frame is optional and forgiving: what is
 * absent, null or of an unexpected type counts as not given, so that one odd field never costs a message.
 */
function maybe<T extends z.ZodType>(schema: T) {
  return schema.optional().catch(undefined)
}

const text = maybe(z.string())
/** Ids are opaque; all we ask is that they fit into an index key of every store (a message id has 60 to 250). */
const LONGEST_ID = 512
const id = z.string().min(1).max(LONGEST_ID)
/** Words of the platform's own, such as a status. */
const word = z.string().min(1).max(64)
/** Meta sends identifiers as strings, but numbers occur (template ids, participants of groups). */
const identifier = maybe(z.union([z.string(), z.number()]).transform(String).pipe(id))
const list = maybe(z.array(z.unknown()))
/** Seconds since 1970; a string in most places, a number in some. */
const seconds = maybe(z.union([z.string(), z.number()]))
/** Numbers written as strings count; null and empty strings are no zeros. */
const number = z.union([z.number(), z.string().trim().min(1).pipe(z.coerce.number())])
const amount = maybe(number)

/** Any object; not `z.record`, which refuses one that holds a key named `constructor`. */
const anyObject = z.custom<JsonObject>(isObject)

export const wireEnvelope = z.object({ entry: z.array(z.unknown()) })
export const wireEntry = z.object({ id: identifier, time: seconds, changes: z.array(z.unknown()) })
export const wireChange = z.object({ field: text, value: anyObject })
export const wireMetadata = z.object({ display_phone_number: identifier, phone_number_id: identifier })

export const wireError = z.object({
  code: identifier,
  title: text,
  message: text,
  error_data: maybe(z.object({ details: text })),
})
export type WireError = z.infer<typeof wireError>

export const wireContact = z.object({
  wa_id: identifier,
  user_id: identifier,
  parent_user_id: identifier,
  username: text,
  profile: maybe(z.object({ name: text, username: text })),
})

export const wireMessage = z.object({
  id: identifier,
  type: text,
  timestamp: seconds,
  from: identifier,
  from_user_id: identifier,
  from_parent_user_id: identifier,
  to: identifier,
  to_user_id: identifier,
  to_parent_user_id: identifier,
  recipient: identifier,
  group_id: identifier,
  errors: list,
  context: maybe(
    z.object({
      id: identifier,
      forwarded: maybe(z.boolean()),
      frequently_forwarded: maybe(z.boolean()),
      referred_product: maybe(z.object({ catalog_id: z.string(), product_retailer_id: z.string() })),
    }),
  ),
  referral: maybe(z.object({ source_url: text, source_type: text, headline: text, body: text })),
})
export type WireMessage = z.infer<typeof wireMessage>

export const wireText = z.object({ body: z.string() })

export const wireMedia = z.object({
  id: identifier,
  mime_type: text,
  sha256: text,
  caption: text,
  filename: text,
  url: text,
  voice: maybe(z.boolean()),
  animated: maybe(z.boolean()),
})
export type WireMedia = z.infer<typeof wireMedia>

export const wireLocation = z.object({
  latitude: number.pipe(z.number().min(-90).max(90)),
  longitude: number.pipe(z.number().min(-180).max(180)),
  name: text,
  address: text,
})

export const wireSharedContact = z.object({
  name: maybe(z.object({ formatted_name: text, first_name: text, last_name: text })),
  org: maybe(z.object({ company: text })),
  phones: list,
  emails: list,
  addresses: list,
  urls: list,
  birthday: text,
})
export const wireSharedPhone = z.object({ phone: identifier, wa_id: identifier, type: text })
export const wireSharedEmail = z.object({ email: z.string() })
export const wireSharedUrl = z.object({ url: z.string() })
export const wireSharedAddress = z.object({
  street: text,
  city: text,
  state: text,
  zip: identifier,
  country: text,
})

export const wireReaction = z.object({ message_id: id, emoji: text })
export const wireEdit = z.object({
  original_message_id: id,
  message: anyObject,
})
export const wireRevoke = z.object({ original_message_id: id })
export const wireButton = z.object({ text: text, payload: text })

export const wireInteractive = z.object({
  button_reply: maybe(z.object({ id: identifier, title: z.string() })),
  list_reply: maybe(z.object({ id: identifier, title: z.string() })),
  nfm_reply: maybe(z.object({ name: text, body: text, response_json: z.unknown() })),
  call_permission_reply: maybe(z.object({ response: text, response_source: text })),
  body: maybe(z.object({ text: z.string() })),
})

export const wireOrder = z.object({ catalog_id: identifier, text: text, product_items: z.array(z.unknown()) })
export const wireOrderItem = z.object({
  product_retailer_id: identifier,
  quantity: amount,
  item_price: amount,
  currency: text,
})

export const wireSystem = z.object({
  type: text,
  body: text,
  wa_id: identifier,
  /** Where older versions put the new number. */
  new_wa_id: identifier,
  user_id: identifier,
  parent_user_id: identifier,
  previous_user_id: identifier,
  previous_parent_user_id: identifier,
})
export type WireSystem = z.infer<typeof wireSystem>

export const wireUnsupported = z.object({ type: text })
export const wireTemplateEcho = z.object({ name: z.string() })

export const wireStatus = z.object({
  id,
  status: word,
  type: maybe(word),
  timestamp: seconds,
  recipient_id: identifier,
  recipient_user_id: identifier,
  recipient_parent_user_id: identifier,
  recipient_type: text,
  recipient_participant_id: identifier,
  recipient_participant_user_id: identifier,
  recipient_participant_parent_user_id: identifier,
  biz_opaque_callback_data: identifier,
  errors: list,
})
export type WireStatus = z.infer<typeof wireStatus>

export const wireCall = z.object({
  id,
  event: word,
  timestamp: seconds,
  start_time: seconds,
  duration: amount,
  direction: text,
  status: text,
  from: identifier,
  from_user_id: identifier,
  to: identifier,
  to_user_id: identifier,
})

export const wireHandover = z.object({
  type: text,
  timestamp: seconds,
  sender: maybe(z.object({ phone_number: identifier, user_id: identifier, parent_user_id: identifier })),
  recipient: maybe(wireMetadata),
})
export const wireHandoverRoles = z.object({
  previous_owner_role: text,
  new_owner_role: text,
  conversation_context: z.unknown(),
})
/** Written by Meta's agent: untrusted text. */
export const wireConversationContext = z.object({ summary: z.object({ text: z.string().min(1) }) })

export const wirePreference = z.object({
  wa_id: identifier,
  user_id: identifier,
  parent_user_id: identifier,
  value: word,
  timestamp: seconds,
})

export const wireUserIdUpdate = z.object({
  wa_id: identifier,
  user_id: z.object({ previous: id, current: id }),
  parent_user_id: maybe(z.object({ previous: identifier, current: identifier })),
  timestamp: seconds,
})

export const wireTemplateUpdate = z.object({
  event: text,
  message_template_name: text,
  message_template_language: text,
  message_template_category: text,
  new_category: text,
  new_quality_score: text,
})

/** What the API answers. */
export const wireErrorAnswer = z.object({
  error: z.object({
    code: identifier,
    error_subcode: maybe(z.number()),
    message: text,
    error_data: maybe(z.object({ details: text })),
    is_transient: maybe(z.boolean()),
  }),
})
export type WireErrorAnswer = z.infer<typeof wireErrorAnswer>['error']

export const wireSendAnswer = z.object({
  messages: z.tuple([z.object({ id })], z.unknown()),
  contacts: list,
})
export const wireUploadAnswer = z.object({ id: z.union([z.string().min(1), z.number()]).transform(String) })
export const wireMediaAnswer = z.object({ url: z.string().min(1), mime_type: text, file_size: amount })

export const wireTemplateList = z.object({
  data: z.array(z.unknown()),
  paging: maybe(z.object({ next: text, cursors: maybe(z.object({ after: text })) })),
})
export const wireTemplate = z.object({
  id: identifier,
  name: z.string().min(1),
  language: text,
  status: text,
  category: text,
  parameter_format: text,
  quality_score: maybe(z.object({ score: text })),
  components: list,
})
export type WireTemplate = z.infer<typeof wireTemplate>
const namedExamples = maybe(z.array(z.object({ param_name: z.string(), example: z.string() })))
export const wireTemplateComponent = z.object({
  type: z.string(),
  format: text,
  text: text,
  buttons: list,
  example: maybe(
    z.object({
      header_text: maybe(z.array(z.string())),
      header_text_named_params: namedExamples,
      body_text: maybe(z.array(z.array(z.string()))),
      body_text_named_params: namedExamples,
    }),
  ),
})
export type WireTemplateComponent = z.infer<typeof wireTemplateComponent>
export const wireTemplateButton = z.object({
  type: z.string(),
  text: text,
  url: text,
  example: maybe(z.union([z.string(), z.array(z.string()).transform((examples) => examples[0])])),
})
