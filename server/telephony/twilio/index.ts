import { z } from 'zod'
import { entered } from '../../lib/setting-fields.ts'
import { defineProvider } from '../define-provider.ts'
import type { ChecksAccess, KeepsRecordings, Line } from '../provider.ts'
import { createAccessCheck } from './check-access.ts'
import { createTwilioClient } from './client.ts'
import { PROVIDER } from './failure.ts'
import { parseWebhook } from './parse.ts'
import { createRecorder } from './recordings.ts'
import { renderNothing, renderTwiml } from './render.ts'
import { verifySignature } from './verify.ts'
import { OFFERED_VOICES } from './voices.ts'

const settings = z.object({
  phoneNumber: entered(z.string().regex(/^\+[1-9]\d{6,14}$/, 'must be a number with plus and country code'), {
    kind: 'phone',
    example: '+493023125000',
    identifies: true,
  }),
  accountSid: entered(
    z
      .string()
      .trim()
      .regex(/^AC[\w-]{1,62}$/, 'must be the id of an account, which begins with AC'),
    { kind: 'text', example: 'AC0123456789abcdef0123456789abcdef' },
  ),
  // Goes into a header, where anything but visible characters would break the request. Often copied with blanks around it.
  authToken: entered(
    z
      .string()
      .trim()
      .regex(/^[\x21-\x7E]+$/, 'must be visible characters'),
    { kind: 'text', example: null },
  ),
  apiBaseUrl: entered(z.url({ protocol: /^https?$/ }).default('https://api.twilio.com'), {
    kind: 'url',
    example: 'https://api.twilio.com',
    hosts: ['twilio.com'],
  }),
})

/** Twilio Programmable Voice: the answer to each webhook is TwiML, its answers come to addresses below the line's own. */
export const twilio = defineProvider({
  provider: PROVIDER,
  title: 'Twilio Programmable Voice',
  settings,
  secrets: ['authToken'],
  create: (given, { fetch }): Line & ChecksAccess & KeepsRecordings => ({
    provider: PROVIDER,
    control: 'reply',
    capabilities: { recording: true, voices: OFFERED_VOICES },
    verify: (request) => verifySignature(request, given.authToken),
    parse: parseWebhook,
    reply: (actions, context) => renderTwiml(actions, context),
    acknowledge: renderNothing,
    ...createAccessCheck(given.phoneNumber, createTwilioClient(given, fetch)),
    ...createRecorder(createTwilioClient(given, fetch)),
  }),
})
