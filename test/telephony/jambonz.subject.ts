import { createHmac } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import type { VoiceRequest } from '../../server/telephony/provider.ts'
import { jambonz } from '../../server/telephony/jambonz/index.ts'
import { listenTo } from '../support/voice/caller.ts'
import type { Verb } from '../support/voice/jambonz.ts'
import { NOW, type LineSubject, type Told } from './contract.ts'

export const SECRET = 'webhook-secret-of-the-tests'
export const CALL_SID = '3f2b7a90-5c1e-4d77-9a40-b1c88e6f0d21'

const FOLDER = new URL('../fixtures/telephony/jambonz/', import.meta.url)
/** Where we have jambonz send each kind of webhook, by the beginning of its fixture's name. */
const STEPS: Readonly<Record<string, string>> = {
  start: '',
  turn: 'turn/3',
  resumed: 'turn/3/resumed',
  forward: 'forward/3',
  status: 'status',
}

export const fixtures = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json'))
  .map((file) => {
    const name = file.replace('.json', '')
    const step = STEPS[name.split('.')[0] ?? '']
    if (step === undefined) throw new Error(`no step for ${file}`)
    return { name, step, body: readFileSync(new URL(file, FOLDER), 'utf8') }
  })

/** As jambonz's feature server signs: over the time and the body without blanks. */
export function signatureOf(body: string, time: number | string, secret = SECRET): string {
  const compact = JSON.stringify(JSON.parse(body))
  return createHmac('sha256', secret).update(`${time}.${compact}`).digest('hex')
}

export const SECONDS = NOW.getTime() / 1000

export function aRequest(step: string, body: string, header = headerOf(body)): VoiceRequest {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'jambonz-signature': header },
    query: new URLSearchParams(),
    body: Buffer.from(body),
    step,
    urls: [`https://callover.example.test/webhooks/voice/jambonz/line/${step}`],
  }
}

function headerOf(body: string): string {
  return `t=${SECONDS},v1=${signatureOf(body, SECONDS)}`
}

export function fixture(name: string, changes: Record<string, unknown> = {}): VoiceRequest {
  const found = fixtures.find((one) => one.name === name)
  if (found === undefined) throw new Error(`no fixture ${name}`)
  return aRequest(found.step, JSON.stringify({ ...(JSON.parse(found.body) as object), ...changes }))
}

/** Verbs with the ones inside of others, as they are carried out. */
export function readVerbs(told: readonly Told[]): Verb[] {
  return told.flatMap(({ headers, body }) => {
    if (headers.get('content-type') !== 'application/json') throw new Error('no JSON')
    const verbs: unknown = JSON.parse(body)
    if (!Array.isArray(verbs)) throw new Error('no verbs')
    return (verbs as Verb[]).flatMap((verb) => {
      if (typeof verb.verb !== 'string') throw new Error('no verb')
      const inside = (['say', 'play'] as const).flatMap((name) =>
        verb[name] === undefined ? [] : [{ ...(verb[name] as object), verb: name }],
      )
      return [verb, ...inside]
    })
  })
}

export const subject: LineSubject = {
  provider: jambonz,
  settings: () => ({ phoneNumber: '+493023125100', webhookSecret: SECRET, speechVendor: 'google' }),
  nonsense: {
    'a national number': { phoneNumber: '030 23125100' },
    'no secret': { webhookSecret: '' },
    'a secret that anybody could guess': { webhookSecret: '1234567' },
    'a vendor that is no name': { speechVendor: 'Google Cloud!' },
    'a recogniser that is no name': { recognizerVendor: '' },
  },
  webhooks: Object.fromEntries(fixtures.map(({ name, step, body }) => [name, aRequest(step, body)])),
  starts: 'start.mobile',
  answers: 'turn.speech',
  ends: 'status.completed',
  forgeries: (request) => {
    const body = request.body.toString()
    const right = signatureOf(body, SECONDS)
    const given = (header: string) => ({
      ...request,
      headers: { ...request.headers, 'jambonz-signature': header },
    })
    const at = (time: number) => given(`t=${time},v1=${signatureOf(body, time)}`)
    const changed = JSON.stringify({ ...(JSON.parse(body) as object), call_sid: 'another' })
    return {
      empty: given(''),
      'no time': given(`v1=${right}`),
      'no signature': given(`t=${SECONDS}`),
      'an empty signature': given(`t=${SECONDS},v1=`),
      'another scheme': given(`t=${SECONDS},v0=${right}`),
      'another time': given(`t=${SECONDS + 1},v1=${right}`),
      'two times': given(`t=${SECONDS},t=${SECONDS + 1},v1=${right}`),
      'a time that is none': given(`t=${SECONDS}.0,v1=${signatureOf(body, `${SECONDS}.0`)}`),
      'too old': at(SECONDS - 301),
      'from the future': at(SECONDS + 301),
      truncated: given(`t=${SECONDS},v1=${right.slice(0, -1)}`),
      'other letters': given(`t=${SECONDS},v1=${right.toUpperCase()}`),
      'another secret': given(`t=${SECONDS},v1=${signatureOf(body, SECONDS, 'another secret')}`),
      'more signatures than anybody needs': given(`t=${SECONDS}${`,v1=${right}`.repeat(11)}`),
      'another body': { ...request, body: Buffer.from(changed) },
      'no body': { ...request, body: Buffer.alloc(0) },
      'another method': { ...request, method: 'GET' },
    }
  },
  control: () => ({}),
  quiet: [],
  read: (told) => {
    const verbs = readVerbs(told)
    return {
      verbs: verbs.map(({ verb }) => verb),
      spoken: verbs.filter(({ verb }) => verb === 'say').map(({ text }) => listenTo(text as string)),
    }
  },
  accepted: () => new Response(null, { status: 204 }),
  refused: {
    unauthenticated: () => new Response(null, { status: 401 }),
    tooFast: () => new Response(null, { status: 429 }),
  },
}
