import { createHash, createHmac } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import type { VoiceRequest } from '../../server/telephony/provider.ts'
import { twilio } from '../../server/telephony/twilio/index.ts'
import type { LineSubject, Told } from './contract.ts'

export const LINE = 'https://callover.example.test/webhooks/voice/twilio/line'
export const ACCOUNT_SID = 'AC7d3e0b1f5a2c49688e9d4c6b2a10f375'
export const AUTH_TOKEN = 'auth-token-of-the-tests'
export const CALL_SID = 'CA5f0c2d9e71b84a36a0e4d8c7b1f29a63'
export const RECORDING_SID = 'RE3c1d9f0e7a6b45288899aabbccddeeff'

/** As the platform's security page describes it, without its package. */
export function signatureOf(url: string, body: string, token = AUTH_TOKEN): string {
  const parameters = [...new URLSearchParams(body)].toSorted(([one], [other]) => (one < other ? -1 : 1))
  const signed = url + parameters.map(([name, value]) => name + value).join('')
  return createHmac('sha1', token).update(signed, 'utf8').digest('base64')
}

export function aForm(step: string, body: string, url = addressOf(step)): VoiceRequest {
  return {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
      'x-twilio-signature': signatureOf(url, body),
    },
    query: new URLSearchParams(new URL(url).search),
    body: Buffer.from(body),
    step,
    urls: [url],
  }
}

/** JSON is signed by its digest in the address. */
export function aJson(
  step: string,
  body: string,
  digest = createHash('sha256').update(body).digest('hex'),
): VoiceRequest {
  const url = `${addressOf(step)}?bodySHA256=${digest}`
  const headers = { 'content-type': 'application/json', 'x-twilio-signature': signatureOf(url, '') }
  return { ...aForm(step, body, url), headers }
}

export function addressOf(step: string): string {
  return step === '' ? LINE : `${LINE}/${step}`
}

const FOLDER = new URL('../fixtures/telephony/twilio/', import.meta.url)
/** Where we have the platform send each kind of webhook, by the beginning of its fixture's name. */
const STEPS: [RegExp, string][] = [
  [/^inbound/, ''],
  [/^answer/, 'turn/3'],
  [/^after-pause/, 'turn/3/resumed'],
  [/^forward/, 'forward/3'],
  [/^status/, 'status'],
  [/^recording/, 'recording'],
  [/^partial/, 'partial'],
]

export const fixtures = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.form'))
  .map((file) => {
    const name = file.replace('.form', '')
    const step = STEPS.find(([beginning]) => beginning.test(name))?.[1]
    if (step === undefined) throw new Error(`no step for ${file}`)
    return { name, step, body: readFileSync(new URL(file, FOLDER), 'utf8') }
  })

export function fixture(name: string): VoiceRequest {
  const found = fixtures.find((one) => one.name === name)
  if (found === undefined) throw new Error(`no fixture ${name}`)
  return aForm(found.step, found.body)
}

export const listOf = (...recordings: { sid: string; status: string }[]) => ({
  page: 0,
  page_size: 1000,
  next_page_uri: null,
  recordings,
})

function accepted({ method }: Told): Response {
  if (method === 'DELETE') return new Response(null, { status: 204 })
  if (method === 'POST') return Response.json({ sid: RECORDING_SID, status: 'stopped' })
  return Response.json(listOf({ sid: RECORDING_SID, status: 'in-progress' }))
}

/** An error as the API words it, with what must not spread. */
export function apiError(
  code: number,
  message = `Failed for ${ACCOUNT_SID} with ${AUTH_TOKEN}, +491713920044`,
) {
  return { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status: 400 }
}

export interface Verb {
  name: string
  attributes: Record<string, string>
  text: string
  children: Verb[]
}

type Node = Record<string, unknown> & { ':@'?: Record<string, string>; '#text'?: string }
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
})

/** The verbs of a TwiML document. Throws when it is not well-formed. */
export function readTwiml(body: string): Verb[] {
  const valid = XMLValidator.validate(body)
  if (valid !== true) throw new Error(`no XML: ${valid.err.msg}`)
  const [response] = verbsOf(parser.parse(body) as Node[]).filter(({ name }) => name !== '?xml')
  if (response?.name !== 'Response') throw new Error('no TwiML')
  return response.children
}

function verbsOf(nodes: Node[]): Verb[] {
  return nodes.flatMap((node) => {
    const name = Object.keys(node).find((key) => key !== ':@' && key !== '#text')
    if (name === undefined) return []
    const inside = node[name] as Node[]
    const children = verbsOf(inside)
    const own = inside.map((child) => child['#text'] ?? '').join('')
    const text = own + children.map((child) => child.text).join('')
    return [{ name, attributes: node[':@'] ?? {}, text, children }]
  })
}

function flatten(verbs: Verb[]): Verb[] {
  return verbs.flatMap((verb) => [verb, ...flatten(verb.children)])
}

export const subject: LineSubject = {
  provider: twilio,
  settings: (apiBaseUrl) => ({
    phoneNumber: '+493023125100',
    accountSid: ACCOUNT_SID,
    authToken: AUTH_TOKEN,
    apiBaseUrl,
  }),
  nonsense: {
    'a national number': { phoneNumber: '030 23125100' },
    'no number': { phoneNumber: '' },
    'another kind of id': { accountSid: 'SK7d3e0b1f5a2c49688e9d4c6b2a10f375' },
    'an id that would leave its place in the address': { accountSid: '../Accounts' },
    'no token': { authToken: '' },
    'a token with a line end': { authToken: 'auth-token\r\nof: tests' },
    'an address without protocol': { apiBaseUrl: 'api.twilio.com' },
    'an address of a file': { apiBaseUrl: 'file:///etc/passwd' },
  },
  webhooks: Object.fromEntries(fixtures.map(({ name, step, body }) => [name, aForm(step, body)])),
  starts: 'inbound-mobile',
  answers: 'answer-yes',
  ends: 'status-completed',
  forgeries: (request) => {
    const body = request.body.toString()
    const right = request.headers['x-twilio-signature'] ?? ''
    const [url = ''] = request.urls
    const signed = (value: string) => ({
      ...request,
      headers: { ...request.headers, 'x-twilio-signature': value },
    })
    return {
      empty: signed(''),
      truncated: signed(right.slice(0, -1)),
      longer: signed(`${right}=`),
      'other letters': signed(right.toUpperCase() === right ? right.toLowerCase() : right.toUpperCase()),
      'twice, as a proxy joins headers': signed(`${right}, ${right}`),
      'other token': signed(signatureOf(url, body, 'another token')),
      'no token': signed(signatureOf(url, body, '')),
      'other address': signed(signatureOf('https://elsewhere.example.test/webhooks/voice/twilio/line', body)),
      'other protocol': signed(signatureOf(url.replace('https:', 'http:'), body)),
      'address alone': signed(signatureOf(url, '')),
      'another parameter': { ...request, body: Buffer.from(`${body}&SpeechResult=Ja`) },
      'a changed parameter': { ...request, body: Buffer.from(body.replace('CallSid=CA5', 'CallSid=CA6')) },
      'no body': { ...request, body: Buffer.alloc(0) },
      'another content type': { ...request, headers: { ...request.headers, 'content-type': 'text/plain' } },
      'no address': { ...request, urls: [] },
    }
  },
  control: () => ({}),
  quiet: [],
  read: (told) => {
    const verbs = flatten(told.flatMap(({ body }) => readTwiml(body)))
    return {
      // SSML inside of a prompt is none.
      verbs: verbs.map(({ name }) => name).filter((name) => /^[A-Z]/.test(name)),
      spoken: verbs.filter(({ name }) => name === 'Say').map(({ text }) => text),
    }
  },
  accepted,
  refused: {
    unauthenticated: () => Response.json(apiError(20003), { status: 401 }),
    tooFast: () => Response.json(apiError(20429), { status: 429, headers: { 'retry-after': '3' } }),
  },
  recordings: {
    source: { recordingSid: RECORDING_SID },
    file: (content) => new Response(content, { headers: { 'content-type': 'audio/mpeg' } }),
    contentType: 'audio/mpeg',
  },
}
