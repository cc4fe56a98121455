import { raw, Router, type Request, type RequestHandler } from 'express'
import { AppError, InvalidInputError, RateLimitedError, UnauthenticatedError } from '../server/lib/errors.ts'
import { inboundActivity, type InboundActivity } from './activity.ts'
import type { GarbageLimit } from './garbage-limit.ts'

/** Cards with everything that people typed into them are a fraction of it. */
const LARGEST_BODY = 256 * 1024

/** What an activity is answered with; without a body for most. */
export interface InboundAnswer {
  status: number
  body?: unknown
}

export interface InboundOptions {
  /** The bot's own id; `null`: there is no authentication, and only this machine is listened to, if anybody is. */
  appId: string | null
  /** Nobody is listened to: a bot without authentication in production. */
  closed: boolean
  garbage: GarbageLimit
  /** Milliseconds of a clock that does not go backwards. */
  nowMs: () => number
  /** Authenticates and answers. Throws `AppError`s. */
  receive(activity: InboundActivity, authorization: string): Promise<InboundAnswer>
}

/**
 * The bot's door, to be mounted at `/api/messages`. Whoever does not even claim to speak for the Bot Framework is turned away
 * before anything of the request is read.
 */
export function createInbound(options: InboundOptions): Router {
  const router = Router()
  router.post('/', guardDoor(options), readBytes, async (request, response) => {
    const answer = await refusalsCounted(options, request, () =>
      options.receive(parseActivity(request), request.get('authorization') ?? ''),
    )
    response.status(answer.status).set('cache-control', 'no-store')
    if (answer.body === undefined || answer.body === null) response.end()
    else response.json(answer.body)
  })
  router.all('/', (_request, response) => {
    response.set('allow', 'POST').status(405).end()
  })
  return router
}

const readBytes: RequestHandler = raw({ type: () => true, limit: LARGEST_BODY, inflate: false })

function guardDoor(options: InboundOptions): RequestHandler {
  return async (request, response, next) => {
    response.locals['route'] = '/api/messages'
    await refusalsCounted(options, request, () => {
      if (mayComeIn(options, request)) return Promise.resolve()
      const { closed, garbage, nowMs } = options
      const waitMs = closed ? 0 : garbage.waitMs(addressOf(request), nowMs())
      throw waitMs > 0
        ? new RateLimitedError(Math.ceil(waitMs / 1000))
        : new UnauthenticatedError('no token of the bot framework for this bot')
    })
    next()
  }
}

function mayComeIn({ appId, closed }: InboundOptions, request: Request): boolean {
  if (closed) return false
  return appId === null ? comesFromThisMachine(request) : claimsToBeFor(appId, request.get('authorization'))
}

async function refusalsCounted<T>(
  options: InboundOptions,
  request: Request,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof AppError && error.status < 500)
      options.garbage.note(addressOf(request), options.nowMs())
    throw error
  }
}

function addressOf(request: Request): string {
  return request.ip ?? request.socket.remoteAddress ?? ''
}

const LOOPBACK = /^(::ffff:)?127\.|^::1$/

/**
 * A program on this machine that speaks to us directly: neither through a proxy, which may stand for anybody, nor out of a
 * page in somebody's browser, which names its origin.
 */
function comesFromThisMachine(request: Request): boolean {
  const foreign = ['x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'forwarded', 'via', 'origin']
  return (
    LOOPBACK.test(request.socket.remoteAddress ?? '') &&
    foreign.every((name) => request.get(name) === undefined)
  )
}

/** Longer ones are none of the Bot Framework's. */
const LONGEST_TOKEN = 16_384

/**
 * Whether a bearer token names this bot as its audience. Nothing is proven by it; what does not even say so is not worth reading
 * a body for.
 */
function claimsToBeFor(appId: string, authorization: string | undefined): boolean {
  const token = /^Bearer ([\w-]+)\.([\w-]+)\.([\w-]*)$/.exec(authorization ?? '')
  const [whole = '', , payload = ''] = token ?? []
  if (token === null || whole.length > LONGEST_TOKEN) return false
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))
    const audience: unknown =
      typeof claims === 'object' && claims !== null ? Reflect.get(claims, 'aud') : null
    return [audience].flat().includes(appId)
  } catch {
    return false
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Throws `InvalidInputError` for whatever is no activity. */
function parseActivity(request: Request): InboundActivity {
  if (request.is('application/json') === false) throw invalid('send application/json')
  const parsed = inboundActivity.safeParse(jsonOf(request.body))
  if (parsed.success) return parsed.data
  throw new InvalidInputError(
    parsed.error.issues.map((issue) => ({ path: issue.path.map(String).join('.'), message: issue.message })),
  )
}

function jsonOf(body: unknown): unknown {
  if (!Buffer.isBuffer(body) || body.length === 0) throw invalid('a JSON body is missing')
  try {
    return JSON.parse(utf8.decode(body))
  } catch {
    // The parser's own message quotes the input.
    throw invalid('no valid JSON')
  }
}

function invalid(message: string): InvalidInputError {
  return new InvalidInputError([{ path: 'body', message }])
}
