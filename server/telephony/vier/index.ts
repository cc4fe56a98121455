import { z } from 'zod'
import { entered } from '../../lib/setting-fields.ts'
import { defineProvider } from '../define-provider.ts'
import type { KeepsRecordings, Line, LineCapabilities, TakesCommands, VoiceReply } from '../provider.ts'
import { createGateway } from './client.ts'
import { execute, readControl } from './execute.ts'
import { parseEvent } from './parse.ts'
import { createRecordings } from './recordings.ts'
import { verifyToken } from './verify.ts'
import { VOICES } from './voices.ts'

/** The environments of the platform. */
const PLATFORM_ORIGINS = [
  'https://cognitivevoice.io',
  'https://us.cognitivevoice.io',
  'https://stage.cognitivevoice.io',
]

const settings = z.object({
  phoneNumber: entered(z.string().regex(/^\+[1-9]\d{6,14}$/, 'must be a number with plus and country code'), {
    kind: 'phone',
    example: '+493023125000',
    identifies: true,
  }),
  /** Chosen by whoever sets the project up; comes in a header, where only visible characters can be. */
  botToken: entered(
    z
      .string()
      .trim()
      .regex(/^[\x21-\x7E]{8,}$/, 'must have at least 8 visible characters'),
    { kind: 'text', example: null },
  ),
  /** Where commands and the tokens for them may go. */
  callbackOrigins: z
    .array(z.url({ protocol: /^https$/ }))
    .min(1)
    .default(PLATFORM_ORIGINS),
  /** The one gateway that there is, in the place of the platform's: for tests, or on premises. */
  apiBaseUrl: z.url({ protocol: /^https?$/ }).optional(),
})

const CAPABILITIES: LineCapabilities = { recording: true, voices: VOICES }

const NO_CONTENT: VoiceReply = { status: 204, contentType: 'application/json', body: '' }
/** The one event whose answer has content; see `README.md`. */
const ACCEPTED: VoiceReply = {
  status: 200,
  contentType: 'application/json',
  body: JSON.stringify({ action: 'ACCEPT' }),
}

/** VIER Cognitive Voice Gateway: events come as webhooks, everything that we want is a request of our own. */
export const vier = defineProvider({
  provider: 'vier',
  title: 'VIER Cognitive Voice Gateway',
  settings,
  secrets: ['botToken'],
  create: (given, { fetch }): Line & TakesCommands & KeepsRecordings => {
    const allowed = given.apiBaseUrl === undefined ? given.callbackOrigins : [given.apiBaseUrl]
    const origins = new Set(allowed.map((url) => new URL(url).origin))
    const gateway = createGateway(origins, fetch)
    return {
      provider: 'vier',
      control: 'commands',
      capabilities: CAPABILITIES,
      verify: (request) => verifyToken(request, given.botToken),
      parse: (request) => parseEvent(request, origins),
      reply: (_actions, _context, { event }) => (event.type === 'started' ? ACCEPTED : NO_CONTENT),
      acknowledge: () => NO_CONTENT,
      // Async: what is wrong with the context must reject like everything else, not throw.
      execute: async (actions, { callId: dialogId, control, turn, beepUrl, recording }) => {
        const callerId = given.phoneNumber
        const target = { dialogId, control: readControl(control), turn, beepUrl, callerId, recording }
        return execute(actions, target, gateway)
      },
      ...createRecordings(gateway),
    }
  },
})
