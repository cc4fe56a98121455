import type { Request, Router } from 'express'
import { z } from 'zod'
import { param } from '../graph/access.ts'
import type { VoiceLine } from '../options.ts'
import { callingCodeOf } from '../phone-numbers.ts'
import type { Platform } from '../platform.ts'
import type { Call } from '../voice/call.ts'
import { DialRefusal } from '../voice/exchange.ts'
import type { CallerAction } from '../voice/model.ts'
import { pressKeys } from '../voice/press-keys.ts'
import { ControlError, read } from './control-error.ts'
import { sendBytes } from './send-bytes.ts'

const typedNumber = z
  .string()
  .transform((value) => value.replaceAll(/[\s()\-./]/g, ''))
  .pipe(z.string().regex(/^\+?\d{3,15}$/))

const newCall = z
  .strictObject({
    /** Whose phone it is: knows the number, and is where the call is shown. */
    contactId: z.string().max(64).optional(),
    /** Another number than the contact's, as it was typed. */
    from: typedNumber.optional(),
    withheld: z.boolean().default(false),
    /** By name; otherwise `to` decides, otherwise it is the first line. */
    line: z.string().max(80).optional(),
    to: typedNumber.optional(),
    /** Whoever asks says the prompts and tells when they have. */
    attended: z.boolean().default(false),
  })
  .refine((call) => call.withheld || call.from !== undefined || call.contactId !== undefined)

const keys = z.strictObject({ keys: z.string().regex(/^[\d*#]{1,40}$/) })
const speech = z.strictObject({
  text: z.string().trim().min(1).max(1_000),
  confidence: z.number().min(0).max(1).nullable().default(0.92),
})
const spoken = z.strictObject({ entryId: z.number().int().min(1) })
const forward = z.strictObject({ outcome: z.enum(['answered', 'busy', 'no_answer', 'failed', 'hung_up']) })

/** Calls: ring, press, speak, hang up. The call itself comes over the event stream. */
export function addCallRoutes(router: Router, platform: Platform): void {
  router.post('/calls', (request, response) => {
    response.status(201).json(dial(platform, read(newCall, request.body)).view())
  })
  router.post('/calls/:id/keys', async (request, response) => {
    const call = callOf(platform, request)
    const { keys: pressed } = read(keys, request.body)
    if ((await pressKeys(call, pressed)) === 0) throw new ControlError(409, 'not_listening')
    response.status(204).end()
  })
  const action = (path: string, actionOf: (request: Request) => CallerAction): void => {
    router.post(`/calls/:id/${path}`, (request, response) => {
      if (!callOf(platform, request).act(actionOf(request))) throw new ControlError(409, 'not_listening')
      response.status(204).end()
    })
  }
  action('say', (request) => ({ do: 'speak', ...read(speech, request.body) }))
  action('silence', () => ({ do: 'stay_silent' }))
  action('forward', (request) => ({ do: 'settle_forward', ...read(forward, request.body) }))
  router.post('/calls/:id/finished-speaking', (request, response) => {
    // Late or doubled, it is about a prompt that is over anyway.
    const { entryId } = read(spoken, request.body)
    callOf(platform, request).act({ do: 'finish_speaking', entryId })
    response.status(204).end()
  })
  router.post('/calls/:id/hangup', (request, response) => {
    callOf(platform, request).end('caller')
    response.status(204).end()
  })
  router.get('/calls/:id/clips/:entryId', (request, response) => {
    const clip = callOf(platform, request).clipOf.get(Number(param(request, 'entryId')))
    if (clip === undefined) throw new ControlError(404, 'not_found')
    sendBytes(request, response, { ...clip, fileName: null })
  })
}

function callOf(platform: Platform, request: Request): Call {
  const call = platform.voice.call(param(request, 'id'))
  if (call === undefined) throw new ControlError(404, 'not_found')
  return call
}

function dial(platform: Platform, fields: z.output<typeof newCall>): Call {
  const contact = fields.contactId === undefined ? null : platform.world.contacts.get(fields.contactId)
  if (contact === undefined) throw new ControlError(404, 'not_found')
  try {
    const home = platform.voice.line({ name: fields.line })
    const line =
      fields.to === undefined
        ? home
        : platform.voice.line({ name: fields.line, phoneNumber: international(fields.to, home) })
    const own = fields.from === undefined ? (contact?.phone ?? null) : international(fields.from, line)
    if (!fields.withheld && own === null) throw new ControlError(400, 'invalid_input')
    return platform.voice.dial({
      line,
      from: fields.withheld ? null : own,
      contactId: contact?.id ?? null,
      attended: fields.attended,
    })
  } catch (error) {
    if (error instanceof DialRefusal) throw new ControlError(REFUSALS[error.code], error.code)
    throw error
  }
}

const REFUSALS = {
  no_line: 404,
  unknown_number: 404,
  already_calling: 409,
  no_network: 409,
} as const satisfies Record<DialRefusal['code'], number>

/** As the network tells it: national numbers are of the line's country. */
function international(number: string, line: VoiceLine): string {
  if (number.startsWith('+')) return number
  if (number.startsWith('00')) return `+${number.slice(2)}`
  return number.startsWith('0') ? `+${callingCodeOf(line.phoneNumber)}${number.slice(1)}` : number
}
