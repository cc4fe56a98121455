import express, { type NextFunction, type Request, type Response, type Router } from 'express'
import { param } from '../graph/access.ts'
import type { VoiceLine } from '../options.ts'
import type { World } from '../world.ts'
import type { Call } from './call.ts'
import type { Exchange } from './exchange.ts'
import { finalStatus, rfc2822 } from './parameters.ts'
import type { Recording } from './recordings.ts'

/** An answer that says no, in the platform's form. */
class RestError extends Error {
  override readonly name = 'RestError'
  readonly status: number
  readonly code: number

  constructor(status: number, code: number, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

const ROOT = '/2010-04-01/Accounts/:account'
const CURRENT = 'Twilio.CURRENT'

/** The part of the platform's REST API that calls and recordings need. Basic authentication per account. */
export function createVoiceRest(exchange: Exchange, world: World): Router {
  const router = express.Router()
  router.use((request, response, next) => {
    const startedAt = performance.now()
    response.on('close', () => {
      const { method, path } = request
      const durationMs = Math.round(performance.now() - startedAt)
      world.addLogEntry({
        kind: 'api',
        method,
        subject: shortPath(path),
        status: response.statusCode,
        durationMs,
      })
    })
    next()
  })
  router.use(ROOT, (request, _response, next) => {
    authenticate(exchange, request)
    next()
  })
  router.use(express.urlencoded({ extended: false, limit: '64kb' }))
  addCallRoutes(router, exchange)
  addCallRecordingRoutes(router, exchange)
  addRecordingRoutes(router, exchange)
  router.use((request) => {
    throw notFound(request)
  })
  router.use(answerError)
  return router
}

/** `/2010-04-01/Accounts/AC…/Recordings/RE…` without what repeats in every line of the log. */
function shortPath(path: string): string {
  return path.replace(/^\/2010-04-01\/Accounts\/[^/.]+/, '/twilio').slice(0, 200)
}

function authenticate(exchange: Exchange, request: Request): VoiceLine {
  const account = param(request, 'account').replace(/\.json$/, '')
  const [user, password] = credentialsOf(request.get('authorization') ?? '')
  const line = exchange.lines().find((item) => item.accountSid === account)
  if (line === undefined || user !== account || password !== line.authToken) {
    throw new RestError(401, 20_003, 'Authenticate')
  }
  return line
}

function credentialsOf(header: string): string[] {
  const encoded = /^Basic\s+(\S+)$/i.exec(header)?.[1] ?? ''
  const text = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  return colon < 0 ? [] : [text.slice(0, colon), text.slice(colon + 1)]
}

function addCallRoutes(router: Router, exchange: Exchange): void {
  router.get(`${ROOT}.json`, (request, response) => {
    const { accountSid } = authenticate(exchange, request)
    response.json({ sid: accountSid, friendly_name: 'Simulator', status: 'active', type: 'Full' })
  })
  router.get(`${ROOT}/IncomingPhoneNumbers.json`, (request, response) => {
    const { accountSid } = authenticate(exchange, request)
    const lines = exchange.lines().filter((line) => line.accountSid === accountSid)
    response.json({
      incoming_phone_numbers: lines.map(({ name, phoneNumber, webhookUrl }) => ({
        account_sid: accountSid,
        friendly_name: name,
        phone_number: phoneNumber,
        voice_url: webhookUrl,
        voice_method: 'POST',
        status_callback: `${webhookUrl}/status`,
        capabilities: { voice: true, sms: false, mms: false },
      })),
    })
  })
  router.get(`${ROOT}/Calls/:call.json`, (request, response) => {
    response.json(describeCall(callOf(exchange, request)))
  })
  router.post(`${ROOT}/Calls/:call.json`, (request, response) => {
    const call = callOf(exchange, request)
    if (field(request, 'Status') !== 'completed')
      throw new RestError(400, 20_001, 'Only Status=completed is simulated')
    call.end('line')
    response.json(describeCall(call))
  })
}

function addCallRecordingRoutes(router: Router, exchange: Exchange): void {
  const path = `${ROOT}/Calls/:call/Recordings`
  router.get(`${path}.json`, (request, response) => {
    const call = callOf(exchange, request)
    response.json(listOf(exchange.recordings.of(call.about.line.accountSid, call.sid)))
  })
  router.post(`${path}.json`, (request, response) => {
    const call = callOf(exchange, request)
    if (call.over || !call.answered)
      throw new RestError(400, 21_220, 'Call is not in-progress. Cannot record.')
    const url = field(request, 'RecordingStatusCallback')
    const recording = exchange.startRecording(call, 'StartCallRecordingAPI', {
      url: url === '' ? null : url,
      method: field(request, 'RecordingStatusCallbackMethod') === 'GET' ? 'GET' : 'POST',
    })
    response.status(201).json(describeRecording(recording))
  })
  router.get(`${path}/:recording.json`, (request, response) => {
    response.json(describeRecording(recordingOf(exchange, request)))
  })
  router.post(`${path}/:recording.json`, (request, response) => {
    const recording = recordingOf(exchange, request)
    const status = field(request, 'Status')
    if (status === 'stopped') exchange.stopRecording(recording)
    else if (isPausing(status) && isPausing(recording.status)) recording.status = status
    else throw new RestError(400, 21_220, 'Unable to change the status of this recording')
    response.json(describeRecording(recording))
  })
  router.delete(`${path}/:recording.json`, (request, response) => {
    exchange.recordings.delete(recordingOf(exchange, request).sid)
    response.status(204).end()
  })
}

function isPausing(status: string): status is 'paused' | 'in-progress' {
  return status === 'paused' || status === 'in-progress'
}

function addRecordingRoutes(router: Router, exchange: Exchange): void {
  router.get(`${ROOT}/Recordings.json`, (request, response) => {
    const { accountSid } = authenticate(exchange, request)
    const callSid = request.query['CallSid']
    response.json(
      listOf(exchange.recordings.of(accountSid, typeof callSid === 'string' ? callSid : undefined)),
    )
  })
  router.delete(`${ROOT}/Recordings/:file`, (request, response) => {
    exchange.recordings.delete(recordingOf(exchange, request).sid)
    response.status(204).end()
  })
  router.get(`${ROOT}/Recordings/:file`, (request, response) => {
    const recording = recordingOf(exchange, request)
    const format = /\.(\w+)$/.exec(param(request, 'file'))?.[1] ?? 'wav'
    if (format === 'json') {
      response.json(describeRecording(recording))
      return
    }
    // Nobody here can make an MP3: whoever asks for one gets the WAV, and is told so by its type.
    if (!['wav', 'mp3'].includes(format) || recording.status !== 'completed') throw notFound(request)
    response.type('audio/x-wav').send(exchange.recordings.media(recording))
  })
}

function callOf(exchange: Exchange, request: Request): Call {
  const { accountSid } = authenticate(exchange, request)
  const call = exchange.call(param(request, 'call'))
  if (call?.about.line.accountSid !== accountSid) throw notFound(request)
  return call
}

function recordingOf(exchange: Exchange, request: Request): Recording {
  const { accountSid } = authenticate(exchange, request)
  const sid = (param(request, 'recording') || param(request, 'file')).replace(/\.(?:json|wav|mp3)$/, '')
  const callSid = param(request, 'call')
  const recording =
    sid === CURRENT ? exchange.recordings.current(callSid) : exchange.recordings.find(accountSid, sid)
  if (recording === undefined || (callSid !== '' && recording.callSid !== callSid)) throw notFound(request)
  return recording
}

function field(request: Request, name: string): string {
  const body: unknown = request.body
  const value: unknown =
    typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined
  return typeof value === 'string' ? value : ''
}

function describeCall(call: Call): Record<string, unknown> {
  const { line, from } = call.about
  const running = call.answered ? 'in-progress' : 'ringing'
  return {
    sid: call.sid,
    account_sid: line.accountSid,
    from: from ?? 'Anonymous',
    to: line.phoneNumber,
    direction: 'inbound',
    status: call.over ? finalStatus(call) : running,
    duration: call.over ? String(call.seconds) : null,
  }
}

function listOf(recordings: readonly Recording[]): Record<string, unknown> {
  return {
    recordings: recordings.toReversed().map(describeRecording),
    page: 0,
    page_size: 50,
    next_page_uri: null,
  }
}

function describeRecording(recording: Recording): Record<string, unknown> {
  return {
    sid: recording.sid,
    account_sid: recording.accountSid,
    call_sid: recording.callSid,
    status: recording.status,
    source: recording.source,
    duration: recording.status === 'completed' ? String(recording.seconds) : null,
    channels: 1,
    date_created: rfc2822(recording.startedAt),
  }
}

function notFound(request: Request): RestError {
  return new RestError(404, 20_404, `The requested resource ${request.path.slice(0, 200)} was not found`)
}

function answerError(error: unknown, _request: Request, response: Response, next: NextFunction): void {
  if (response.headersSent || !(error instanceof RestError)) {
    next(error)
    return
  }
  const { status, code, message } = error
  if (status === 401) response.set('www-authenticate', 'Basic realm="Twilio API"')
  response
    .status(status)
    .json({ code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status })
}
