import { raw, Router, type Request, type RequestHandler } from 'express'
import { NotFoundError, UnauthenticatedError } from '../lib/errors.ts'
import { metrics } from '../lib/metrics.ts'
import type { VoiceReply, VoiceRequest } from '../telephony/provider.ts'
import type { LineAddress } from '../usecases/receive-voice-webhook.ts'
import { nameRoute } from './observe.ts'
import { rawRequestOf } from './raw-request.ts'

/** jambonz sends the whole INVITE along; nothing else comes near. */
const LARGEST_WEBHOOK = 1024 * 1024

const PATH = '/webhooks/voice/:provider/:line'
const BEEP_PATH = '/webhooks/voice/beep.wav'

export interface VoiceOptions {
  /** Where platforms reach us, when that is known; otherwise what a request says about itself counts. */
  publicUrl: string | null
  /** The tone before an input, as WAV. */
  beep: Buffer
  receive(address: LineAddress, request: VoiceRequest): Promise<VoiceReply>
}

/**
 * Where voice platforms ask what to do: `POST /webhooks/voice/:provider/:line` begins a call, everything of one line
 * lives below it. 401 for a wrong signature, 404 for a line that does not exist.
 */
export function createVoiceWebhooks(options: VoiceOptions): Router {
  const router = Router()
  router.get(BEEP_PATH, named(BEEP_PATH), (_request, response) => {
    response.set('cache-control', 'public, max-age=86400').type('audio/wav').send(options.beep)
  })
  const answer: RequestHandler = async (request, response) => {
    const origin = options.publicUrl ?? ownOrigin(request)
    const { provider, line, step } = placeOf(request)
    const path = `/webhooks/voice/${encodeURIComponent(provider)}/${encodeURIComponent(line)}`
    const address: LineAddress = {
      provider,
      line,
      baseUrl: `${origin}${path}`,
      beepUrl: `${origin}${BEEP_PATH}`,
    }
    const reply = await counted(() => options.receive(address, voiceRequestOf(request, step, origin)))
    response.status(reply.status).set('cache-control', 'no-store')
    if (reply.body === '') response.end()
    else response.type(reply.contentType).send(reply.body)
  }
  router.post(PATH, named(PATH), readBytes, answer)
  router.post(`${PATH}/*step`, named(`${PATH}/*`), readBytes, answer)
  return router
}

/** As it came, since signatures are over these bytes. */
const readBytes: RequestHandler = raw({ type: () => true, limit: LARGEST_WEBHOOK, inflate: false })

function named(route: string): RequestHandler {
  return (_request, response, next) => {
    nameRoute(response, route)
    next()
  }
}

async function counted(receive: () => Promise<VoiceReply>): Promise<VoiceReply> {
  try {
    const reply = await receive()
    metrics.webhooks.inc({ kind: 'telephony', outcome: 'accepted' })
    return reply
  } catch (error) {
    metrics.webhooks.inc({ kind: 'telephony', outcome: outcomeOf(error) })
    throw error
  }
}

function outcomeOf(error: unknown): string {
  if (error instanceof NotFoundError) return 'unknown_channel'
  return error instanceof UnauthenticatedError ? 'unverified' : 'failed'
}

function placeOf(request: Request): { provider: string; line: string; step: string } {
  const { provider, line, step } = request.params
  if (typeof provider !== 'string' || typeof line !== 'string') throw new NotFoundError('no such line')
  return { provider, line, step: Array.isArray(step) ? step.join('/') : '' }
}

function ownOrigin(request: Request): string {
  return `${request.protocol}://${request.get('host') ?? 'localhost'}`
}

/** A platform signs the address that it was given: the public one, or the one it reaches us under on this machine. */
function voiceRequestOf(request: Request, step: string, origin: string): VoiceRequest {
  const body: unknown = request.body
  const urls = new Set([`${origin}${request.originalUrl}`, `${ownOrigin(request)}${request.originalUrl}`])
  return {
    ...rawRequestOf(request, Buffer.isBuffer(body) ? body : Buffer.alloc(0)),
    step,
    urls: [...urls],
  }
}
