import express, { type NextFunction, type Request, type Response, type Router } from 'express'
import { simulatorLog } from '../../lib/logger.ts'
import { GraphError, unknownObject } from '../errors.ts'
import type { BusinessNumber } from '../options.ts'
import type { Platform } from '../platform.ts'
import { numberOf, numbersOf, param, wabaOf } from './access.ts'
import { describeMedia, downloadMedia, DOWNLOAD_PATH, findMedia, removeMedia, uploadMedia } from './media.ts'
import { acceptSend, markRead, takeFault } from './messages.ts'
import type { Json } from './parse-fields.ts'
import { createTemplate, deleteTemplates, describeTemplate, listTemplates } from './templates.ts'

/** Answers that never come, so that closing can end them. */
export type Unanswered = Set<Response>

/** The Graph API: `/:version/…` and the download addresses. */
export function createGraphRouter(platform: Platform, unanswered: Unanswered): Router {
  // The body is parsed whatever the content type says: a wrong one is answered as a missing parameter.
  const json = express.json({ limit: '1mb', strict: true, type: (request) => !isForm(request.headers) })
  const router = express.Router()
  router.use((request, response, next) => {
    logRequest(platform, request, response)
    next()
  })
  router.get(`${DOWNLOAD_PATH}{/}`, (request, response) => downloadMedia(platform, request, response))
  router.use('/:version', (request, _response, next) => {
    if (!/^v\d{1,3}\.\d$/.test(param(request, 'version'))) throw unknownPath(request)
    next()
  })
  router.post('/:version/:id/media', async (request, response) => {
    response.json(await uploadMedia(platform, request))
  })
  router.use(json)
  router.post('/:version/:id/messages', (request, response) => {
    postMessage(platform, unanswered, request, response)
  })
  addWabaRoutes(router, platform)
  router.get('/:version/:id', (request, response) => {
    response.json(describeObject(platform, request))
  })
  router.delete('/:version/:id', (request, response) => {
    const media = findMedia(platform, request, param(request, 'id'))
    if (media === undefined) throw unknownObject('DELETE', param(request, 'id'))
    response.json(removeMedia(platform, media))
  })
  router.use((request) => {
    numbersOf(platform, request)
    throw unknownPath(request)
  })
  router.use(answerError)
  return router
}

function isForm(headers: { 'content-type'?: string | undefined }): boolean {
  return (headers['content-type'] ?? '').startsWith('multipart/')
}

function addWabaRoutes(router: Router, platform: Platform): void {
  router.get('/:version/:id/message_templates', (request, response) => {
    response.json(listTemplates(platform, request))
  })
  router.post('/:version/:id/message_templates', (request, response) => {
    response.json(createTemplate(platform, request))
  })
  router.delete('/:version/:id/message_templates', (request, response) => {
    response.json(deleteTemplates(platform, request))
  })
  router.get('/:version/:id/phone_numbers', (request, response) => {
    const numbers = wabaOf(platform, request, param(request, 'id'))
    response.json({ data: numbers.map(describeNumber) })
  })
  router.post('/:version/:id/subscribed_apps', (request, response) => {
    wabaOf(platform, request, param(request, 'id'))
    response.json({ success: true })
  })
  router.get('/:version/:id/subscribed_apps', (request, response) => {
    wabaOf(platform, request, param(request, 'id'))
    const app = { id: '1000000000000001', name: 'Callover', link: 'https://www.facebook.com/games/?app_id=1' }
    response.json({ data: [{ whatsapp_business_api_data: app }] })
  })
}

function postMessage(platform: Platform, unanswered: Unanswered, request: Request, response: Response): void {
  const number = numberOf(platform, request, param(request, 'id'))
  const body = objectBody(request)
  if (body['status'] === 'read') {
    response.json(markRead(platform, number, body))
    return
  }
  const fault = takeFault(platform, contactIdOf(platform, body), ({ effect }) => effect.kind !== 'error')
  const effect = fault?.effect
  if (effect?.kind === 'http') {
    response.status(effect.status).type('html').send('<html><body>Sorry, something went wrong.</body></html>')
    return
  }
  if (effect?.kind === 'hang') {
    unanswered.add(response)
    response.on('close', () => unanswered.delete(response))
    if (effect.accepted) acceptSend(platform, number, body)
    return
  }
  const answer = acceptSend(platform, number, body)
  if (effect?.kind === 'slow') setTimeout(() => response.json(answer), effect.ms).unref()
  else response.json(answer)
}

function objectBody(request: Request): Json {
  const body: unknown = request.body
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Json
  throw new GraphError(100, { message: '(#100) The parameter messaging_product is required.' })
}

/** Only for faults that hit one customer; the request is parsed properly afterwards. */
function contactIdOf(platform: Platform, body: Json): string | null {
  const address = body['to'] ?? body['recipient']
  return typeof address === 'string' ? (platform.world.findContact(address)?.id ?? null) : null
}

function describeObject(platform: Platform, request: Request): Json {
  const id = param(request, 'id')
  const numbers = numbersOf(platform, request)
  const number = numbers.find((item) => item.phoneNumberId === id)
  if (number !== undefined) return describeNumber(number)
  const waba = numbers.find((item) => item.wabaId === id)
  if (waba !== undefined)
    return { id, name: waba.displayName, timezone_id: '1', message_template_namespace: 'simulator' }
  const template = platform.world.templates.get(id)
  if (numbers.some((item) => item.wabaId === template?.wabaId) && template !== undefined) {
    return describeTemplate(request, template)
  }
  const media = findMedia(platform, request, id)
  if (media === undefined) throw unknownObject('GET', id)
  return describeMedia(platform, request, media)
}

function describeNumber(number: BusinessNumber): Json {
  return {
    verified_name: number.displayName,
    display_phone_number: number.phoneNumber,
    id: number.phoneNumberId,
    quality_rating: 'GREEN',
    code_verification_status: 'VERIFIED',
    platform_type: 'CLOUD_API',
    throughput: { level: 'STANDARD' },
    status: 'CONNECTED',
    webhook_configuration: { application: number.webhookUrl },
  }
}

function unknownPath(request: Request): GraphError {
  return new GraphError(2500, { message: `Unknown path components: ${request.path.slice(0, 100)}` })
}

function answerError(error: unknown, _request: Request, response: Response, next: NextFunction): void {
  if (response.headersSent) {
    next(error)
    return
  }
  const graphError = toGraphError(error)
  response.locals['graphCode'] = graphError.code
  response.status(graphError.status).json(graphError.body)
}

function toGraphError(error: unknown): GraphError {
  if (error instanceof GraphError) return error
  // Express's body parser marks what the client did wrong: broken JSON, wrong charset, too long.
  const status: unknown = error instanceof Error && 'status' in error ? error.status : undefined
  if (typeof status === 'number' && status < 500) {
    return new GraphError(100, {
      message: '(#100) Invalid parameter',
      details: 'The body is not valid JSON.',
    })
  }
  simulatorLog.error({ err: error }, 'simulator failed')
  return new GraphError(131000)
}

/** One line of the event log per request, without query, token or texts. */
function logRequest(platform: Platform, request: Request, response: Response): void {
  const startedAt = performance.now()
  const path = request.path
  response.on('close', () => {
    const code: unknown = response.locals['graphCode']
    platform.world.addLogEntry({
      kind: 'api',
      method: request.method,
      subject: `${path}${subjectOf(request)}`.slice(0, 200),
      status: response.writableFinished ? response.statusCode : 0,
      ...(typeof code === 'number' ? { code } : {}),
      durationMs: Math.round(performance.now() - startedAt),
    })
  })
}

function subjectOf(request: Request): string {
  const body: unknown = request.body
  if (typeof body !== 'object' || body === null) return ''
  if ('status' in body) return 'typing_indicator' in body ? ' typing' : ' read'
  return 'type' in body && typeof body.type === 'string' ? ` ${body.type}` : ''
}
