import { readdirSync, readFileSync } from 'node:fs'
import type { VoiceRequest } from '../../server/telephony/provider.ts'
import { vier } from '../../server/telephony/vier/index.ts'
import { listenTo } from '../support/voice/caller.ts'
import { API, type LineSubject, type Told } from './contract.ts'

export const BOT_TOKEN = 'bot-token-of-the-tests'
export const CALL_TOKEN = 'token-of-this-call-3f9a'
export const DIALOG_ID = '5d0c1a52-93b7-4f0e-8a51-7c2f6e90b114'
export const RESELLER = '0b7e5c48-2f1d-4a9b-8c60-91d4e7f3a502'

const FOLDER = new URL('../fixtures/telephony/vier/', import.meta.url)

/** The step is the beginning of the name. */
export const fixtures = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json'))
  .map((file) => {
    const name = file.replace('.json', '')
    const event = JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Record<string, unknown>
    return { name, step: name.split('.')[0] ?? '', event }
  })

export function eventOf(name: string): Record<string, unknown> {
  const found = fixtures.find((one) => one.name === name)
  if (found === undefined) throw new Error(`no fixture ${name}`)
  return found.event
}

export function aRequest(step: string, event: unknown, token = BOT_TOKEN): VoiceRequest {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    query: new URLSearchParams(),
    body: Buffer.from(JSON.stringify(event)),
    step,
    urls: [`https://callover.example.test/webhooks/voice/vier/line/${step}`],
  }
}

export function fixture(name: string, changes: Record<string, unknown> = {}): VoiceRequest {
  return aRequest(name.split('.')[0] ?? '', { ...eventOf(name), ...changes })
}

export const controlAt = (apiBaseUrl: string): Record<string, string> => ({
  callback: `${apiBaseUrl}/v1`,
  authToken: CALL_TOKEN,
  resellerToken: RESELLER,
  language: 'de-DE',
})

interface Body {
  dialogId?: string
  text?: string
  interpretAs?: 'TEXT' | 'SSML'
  type?: { name: string; choices?: Record<string, string[]> }
}

/** What a caller hears of a text, and whether the gateway would take it for markup. */
function wordsOf({ text = '', interpretAs }: Body): string[] {
  if (interpretAs === undefined || text.trim() === '') throw new Error('nothing to say, or not said how')
  if (interpretAs === 'SSML' && !/^<speak>.*<\/speak>$/s.test(text)) throw new Error('no SSML')
  const words = interpretAs === 'TEXT' ? text : listenTo(text)
  return words === '' ? [] : [words]
}

/** Reads commands as the gateway does. */
export function readCommands(told: readonly Told[]): { verbs: string[]; spoken: string[] } {
  const heard = told.map(({ method, url, headers, body }) => {
    const path = url?.pathname ?? ''
    if (method !== 'POST' || !path.startsWith('/v1/call/')) throw new Error(`no command: ${method} ${path}`)
    if (headers.get('authorization') !== `Bearer ${CALL_TOKEN}`) throw new Error('no token')
    const command = JSON.parse(body) as Body
    if (command.dialogId !== DIALOG_ID) throw new Error('no call')
    const verb = path.replace('/v1/call/', '')
    if (verb === 'say') return { verbs: ['say'], spoken: wordsOf(command) }
    if (verb !== 'prompt') return { verbs: [verb], spoken: [] }
    const spoken = wordsOf(command)
    const keys = Object.values(command.type?.choices ?? {}).flat()
    const takesKeys = command.type?.name === 'Number' || keys.some((key) => /^DTMF_[0-9*#]$/.test(key))
    return { verbs: [...spoken.map(() => 'say'), ...(takesKeys ? ['listen'] : [])], spoken }
  })
  return { verbs: heard.flatMap(({ verbs }) => verbs), spoken: heard.flatMap(({ spoken }) => spoken) }
}

/** The gateway names the file's address first; both answers come in turn. */
let requests = 0
function file(content: Buffer<ArrayBuffer>): Response {
  requests += 1
  if (requests % 2 === 1) return Response.json({ lossy: `${API}/v1/files/1.mp3`, duration: 1000 })
  return new Response(content, { headers: { 'content-type': 'audio/mpeg' } })
}

export const subject: LineSubject = {
  provider: vier,
  settings: (apiBaseUrl) => ({ phoneNumber: '+493023125100', botToken: BOT_TOKEN, apiBaseUrl }),
  nonsense: {
    'a national number': { phoneNumber: '030 23125100' },
    'no token': { botToken: '' },
    'a token that anybody could guess': { botToken: '1234567' },
    'a token with a line end': { botToken: 'bot-token\r\nof: tests' },
    'an address without protocol': { apiBaseUrl: 'cognitivevoice.io' },
    'an address of a file': { apiBaseUrl: 'file:///etc/passwd' },
    'no address at all to send commands to': { callbackOrigins: [] },
    'an unprotected address to send tokens to': { callbackOrigins: ['http://cognitivevoice.io'] },
  },
  webhooks: Object.fromEntries(fixtures.map(({ name }) => [name, fixture(name, { callback: `${API}/v1` })])),
  starts: 'session.mobile',
  answers: 'message.yes',
  ends: 'terminated.by-caller',
  forgeries: (request) => {
    const given = (authorization: string) => ({ ...request, headers: { ...request.headers, authorization } })
    return {
      empty: given(''),
      'scheme alone': given('Bearer '),
      'no scheme': given(BOT_TOKEN),
      'another scheme': given(`Basic ${BOT_TOKEN}`),
      truncated: given(`Bearer ${BOT_TOKEN.slice(0, -1)}`),
      longer: given(`Bearer ${BOT_TOKEN}x`),
      'other letters': given(`Bearer ${BOT_TOKEN.toUpperCase()}`),
      'twice, as a proxy joins headers': given(`Bearer ${BOT_TOKEN}, Bearer ${BOT_TOKEN}`),
      'the token of the call': given(`Bearer ${CALL_TOKEN}`),
      'another method': { ...request, method: 'GET' },
      'token in the address': { ...given(''), query: new URLSearchParams({ authorization: BOT_TOKEN }) },
    }
  },
  control: controlAt,
  quiet: ['pause'],
  read: readCommands,
  accepted: ({ url }) =>
    url?.pathname.endsWith('/call/forward') === true
      ? Response.json({ status: 'Success', ringTime: 1200 })
      : new Response(null, { status: 204 }),
  refused: {
    unauthenticated: () => Response.json({ message: `no such token ${CALL_TOKEN}` }, { status: 401 }),
    tooFast: () => Response.json({ message: 'slow down' }, { status: 429, headers: { 'retry-after': '3' } }),
  },
  recordings: {
    source: { ...controlAt(API), dialogId: DIALOG_ID, recordingId: 'default' },
    file,
    contentType: 'audio/mpeg',
  },
}
