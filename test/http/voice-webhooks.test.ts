import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { handleErrors } from '../../server/http/error-handler.ts'
import { createVoiceWebhooks } from '../../server/http/voice-webhooks.ts'
import { NotFoundError, UnauthenticatedError } from '../../server/lib/errors.ts'
import { createBeep } from '../../server/telephony/beep.ts'
import type { VoiceReply, VoiceRequest } from '../../server/telephony/provider.ts'
import type { LineAddress } from '../../server/usecases/receive-voice-webhook.ts'
import { startWorld, type World } from '../support/world.ts'

interface Received {
  address: LineAddress
  request: VoiceRequest
}

let received: Received[]
let answer: () => Promise<VoiceReply>
let base: string
const app = express()
const server = createServer(app)

beforeAll(async () => {
  app.use(
    createVoiceWebhooks({
      publicUrl: 'https://callover.example.com',
      beep: createBeep(),
      receive: (address, request) => {
        received.push({ address, request })
        return answer()
      },
    }),
  )
  app.use(handleErrors)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
})

beforeEach(() => {
  received = []
  answer = () => Promise.resolve({ status: 200, contentType: 'text/xml', body: '<Response/>' })
})

describe('a voice webhook', () => {
  it('is handed on as the bytes that came, with every address that may have been signed', async () => {
    const body = 'CallSid=CA1&From=%2B49171+392&empty='
    const path = '/webhooks/voice/twilio/line/turn/3?x=a%20b'
    const response = await fetch(`${base}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'X-Twilio-Signature': 'abc' },
      body,
    })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toMatch(/^text\/xml/)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(await response.text()).toBe('<Response/>')
    const [{ address, request } = { address: null, request: null }] = received
    expect(address).toEqual({
      provider: 'twilio',
      line: 'line',
      baseUrl: 'https://callover.example.com/webhooks/voice/twilio/line',
      beepUrl: 'https://callover.example.com/webhooks/voice/beep.wav',
    })
    expect(request?.step).toBe('turn/3')
    expect(request?.body.toString()).toBe(body)
    expect(request?.headers['x-twilio-signature']).toBe('abc')
    expect(request?.urls).toEqual([`https://callover.example.com${path}`, `${base}${path}`])
  })

  it('that begins a call has no step', async () => {
    await fetch(`${base}/webhooks/voice/jambonz/line-2`, { method: 'POST', body: '{}' })
    expect(received[0]).toMatchObject({
      address: { provider: 'jambonz', line: 'line-2' },
      request: { step: '' },
    })
  })

  it.each([
    ['a wrong signature', new UnauthenticatedError('wrong signature'), 401],
    ['a line that does not exist', new NotFoundError('no such line'), 404],
    ['a fault of ours', new Error('secret detail'), 500],
  ])('is refused for %s, without telling more than that', async (_name, error, status) => {
    answer = () => Promise.reject(error)
    const response = await fetch(`${base}/webhooks/voice/twilio/line`, { method: 'POST', body: 'a=b' })
    expect(response.status).toBe(status)
    expect(await response.text()).not.toContain('secret detail')
  })

  it('of more than a megabyte is not read', async () => {
    const response = await fetch(`${base}/webhooks/voice/twilio/line`, {
      method: 'POST',
      body: 'a'.repeat(1024 * 1024 + 1),
    })
    expect(response.status).toBe(413)
    expect(received).toEqual([])
  })
})

describe('the whole product', () => {
  let world: World
  beforeAll(async () => {
    world = await startWorld()
  })
  afterAll(async () => {
    await world?.close()
  })

  it('serves the short tone to anybody: platforms fetch it without signing in (DX-TEL-02)', async () => {
    const response = await fetch(`${world.server.url}/webhooks/voice/beep.wav`)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('audio/wav')
    expect(
      Buffer.from(await response.arrayBuffer())
        .subarray(0, 4)
        .toString(),
    ).toBe('RIFF')
  })

  it('knows no line of a provider that is not the channel’s', async () => {
    const response = await fetch(`${world.server.url}/webhooks/voice/vier/wa`, { method: 'POST', body: '{}' })
    expect(response.status).toBe(404)
  })
})
