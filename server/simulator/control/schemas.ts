import { z } from 'zod'
import { KNOWN_ERRORS } from '../errors.ts'
import { SAMPLE_NAMES } from '../samples.ts'

const phoneNumber = z
  .string()
  .transform((value) => value.replaceAll(/[\s()\-./]/g, ''))
  .pipe(z.string().regex(/^\+[1-9]\d{6,14}$/))
const name = z.string().trim().min(1).max(80)
const username = z
  .string()
  .trim()
  .regex(/^@?[A-Za-z0-9._]{3,30}$/)
  .transform((value) => value.replace(/^@/, ''))

export const newContact = z
  .strictObject({
    name,
    phone: phoneNumber.nullish().transform((value) => value ?? null),
    username: username.nullish().transform((value) => value ?? null),
    hidesNumber: z.boolean().optional(),
  })
  .refine((contact) => contact.phone !== null || contact.username !== null, {
    message: 'a number or a user name is needed',
    path: ['phone'],
  })

export const contactChange = z.strictObject({
  name: name.optional(),
  username: username.nullable().optional(),
  hidesNumber: z.boolean().optional(),
  online: z.boolean().optional(),
  hasWhatsApp: z.boolean().optional(),
  marketing: z.boolean().optional(),
})
export type ContactChange = z.infer<typeof contactChange>

const replyTo = z.string().max(300).optional()
const phoneNumberId = z.string().max(64).optional()

/** What a customer sends without a file of their own. */
export const customerMessage = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('text'),
    text: z.string().trim().min(1).max(65_536),
    replyTo,
    phoneNumberId,
  }),
  z.strictObject({
    kind: z.literal('location'),
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
    name: z.string().max(200).optional(),
    address: z.string().max(300).optional(),
    replyTo,
    phoneNumberId,
  }),
  z.strictObject({
    kind: z.literal('person'),
    name,
    phones: z.array(phoneNumber).min(1).max(5),
    organisation: z.string().max(100).optional(),
    replyTo,
    phoneNumberId,
  }),
  z.strictObject({
    kind: z.literal('sample'),
    sample: z.enum(SAMPLE_NAMES),
    caption: z.string().max(1024).optional(),
    replyTo,
    phoneNumberId,
  }),
  z.strictObject({
    kind: z.literal('tap'),
    messageId: z.string().max(300),
    /** Position or label of a button, id of a list row. */
    which: z.union([z.number().int(), z.string().max(256)]),
    phoneNumberId,
  }),
])
export type CustomerMessage = z.infer<typeof customerMessage>

export const fileFields = z.object({
  caption: z.string().max(1024).optional(),
  voice: z.literal('true').optional(),
  replyTo,
  phoneNumberId,
})

export const reaction = z.strictObject({ messageId: z.string().max(300), emoji: z.string().max(32) })
export const editedText = z.strictObject({ text: z.string().trim().min(1).max(65_536) })
export const chatChoice = z.strictObject({ phoneNumberId })
export const clockChange = z.strictObject({
  /** Time only runs forwards; at most a quarter of a year at once. */
  advanceMinutes: z.number().positive().max(132_480),
})

export const newFault = z.strictObject({
  effect: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('error'),
      code: z
        .number()
        .int()
        .refine((code) => code in KNOWN_ERRORS),
      via: z.enum(['response', 'status']),
    }),
    z.strictObject({ kind: z.literal('http'), status: z.number().int().min(500).max(599) }),
    z.strictObject({ kind: z.literal('hang'), accepted: z.boolean() }),
    z.strictObject({ kind: z.literal('slow'), ms: z.number().int().min(1).max(600_000) }),
  ]),
  times: z.number().int().min(1).max(1000).nullable().default(1),
  contactId: z.string().max(64).nullable().default(null),
})

export const templateChange = z.strictObject({
  status: z.enum(['APPROVED', 'PENDING', 'REJECTED', 'PAUSED', 'DISABLED']),
})
