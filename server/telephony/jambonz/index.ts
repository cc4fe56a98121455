import { z } from 'zod'
import { entered } from '../../lib/setting-fields.ts'
import { defineProvider } from '../define-provider.ts'
import type { Line } from '../provider.ts'
import { parseWebhook } from './parse.ts'
import { renderVerbs } from './render.ts'
import { verifySignature } from './verify.ts'
import { voicesOf } from './voices.ts'

/** jambonz's name of a speech vendor, such as `google`, or `custom:` and the name of one of the account's own. */
const vendor = z
  .string()
  .trim()
  .regex(/^[a-z][\w-]{0,49}(?::[\w -]{1,100})?$/, 'must be the name of a vendor, such as "google"')

const settings = z.object({
  phoneNumber: entered(z.string().regex(/^\+[1-9]\d{6,14}$/, 'must be a number with plus and country code'), {
    kind: 'phone',
    example: '+493023125000',
    identifies: true,
  }),
  /** The account's webhook secret. */
  webhookSecret: entered(z.string().trim().min(8).max(500), { kind: 'text', example: null }),
  /** Absent: the application's own settings hold. */
  speechVendor: entered(vendor.optional(), { kind: 'text', example: 'google' }),
  recognizerVendor: entered(vendor.optional(), { kind: 'text', example: 'deepgram' }),
})

const JSON_TYPE = 'application/json'

/** jambonz: every webhook is answered with the verbs that come next, as JSON. */
export const jambonz = defineProvider({
  provider: 'jambonz',
  title: 'jambonz',
  settings,
  secrets: ['webhookSecret'],
  create: (given, { now }): Line => ({
    provider: 'jambonz',
    control: 'reply',
    // Recording needs a recorder beside jambonz, which takes the audio by SIPREC.
    capabilities: { recording: false, voices: voicesOf(given.speechVendor) },
    verify: (request) => verifySignature(request, given.webhookSecret, now()),
    parse: parseWebhook,
    reply: (actions, context) => ({
      status: 200,
      contentType: JSON_TYPE,
      body: JSON.stringify(renderVerbs(actions, context, given)),
    }),
    acknowledge: () => ({ status: 204, contentType: JSON_TYPE, body: '' }),
  }),
})
