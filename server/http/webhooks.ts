import { raw, Router, type Request, type RequestHandler } from 'express'
import { channelKind, type ChannelKind } from '../contract/message.ts'
import { NotFoundError, UnauthenticatedError } from '../lib/errors.ts'
import { metrics } from '../lib/metrics.ts'
import type { RawRequest } from '../lib/raw-request.ts'
import { nameRoute } from './observe.ts'
import { rawRequestOf } from './raw-request.ts'

/** Meta sends batches of up to 3 MB; some air for other platforms. */
const LARGEST_WEBHOOK = 4 * 1024 * 1024

export interface WebhookUseCases {
  receive(channelIdOrName: string, kind: ChannelKind, request: RawRequest): Promise<'accepted' | 'unverified'>
  answerHandshake(channelIdOrName: string, kind: ChannelKind, request: RawRequest): Promise<string | null>
}

const PATH = '/webhooks/:kind/:channelId'

/**
 * Where platforms deliver: 200 once the store has everything, 401 for a wrong signature, 404 for a channel that
 * does not exist, and an error whenever the platform should try again.
 */
export function createWebhooks(usecases: WebhookUseCases): Router {
  const router = Router()
  router.get(PATH, named, async (request, response) => {
    const { kind, channelId } = addressOf(request)
    const answer = await usecases.answerHandshake(channelId, kind, rawRequestOf(request, Buffer.alloc(0)))
    response.set('cache-control', 'no-store').type('text/plain')
    if (answer === null) response.status(403).send('Forbidden')
    else response.send(answer)
  })
  router.post(PATH, named, readBytes, async (request, response) => {
    const { kind, channelId } = addressOf(request)
    const body: unknown = request.body
    const rawRequest = rawRequestOf(request, Buffer.isBuffer(body) ? body : Buffer.alloc(0))
    const outcome = await counted(kind, () => usecases.receive(channelId, kind, rawRequest))
    if (outcome === 'unverified') throw new UnauthenticatedError('wrong signature')
    response.set('cache-control', 'no-store').type('text/plain').send('OK')
  })
  return router
}

const named: RequestHandler = (_request, response, next) => {
  nameRoute(response, PATH)
  next()
}

/** As it came, since the signature is over these bytes: not even decompressed. */
const readBytes: RequestHandler = raw({ type: () => true, limit: LARGEST_WEBHOOK, inflate: false })

async function counted(
  kind: ChannelKind,
  receive: () => Promise<'accepted' | 'unverified'>,
): Promise<'accepted' | 'unverified'> {
  try {
    const outcome = await receive()
    metrics.webhooks.inc({ kind, outcome })
    return outcome
  } catch (error) {
    metrics.webhooks.inc({ kind, outcome: error instanceof NotFoundError ? 'unknown_channel' : 'failed' })
    throw error
  }
}

function addressOf(request: Request): { kind: ChannelKind; channelId: string } {
  const kind = channelKind.safeParse(request.params['kind'])
  const channelId = request.params['channelId']
  if (!kind.success || typeof channelId !== 'string') throw new NotFoundError('no such channel')
  return { kind: kind.data, channelId }
}
