import express from 'express'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { handleErrors } from '../../server/http/error-handler.ts'
import { createWebhooks, type WebhookUseCases } from '../../server/http/webhooks.ts'
import { NotFoundError } from '../../server/lib/errors.ts'
import type { RawRequest } from '../../server/lib/raw-request.ts'
import { listen, sendRaw, type ListeningServer } from '../support/http-server.ts'

let received: { channel: string; kind: string; request: RawRequest }[] = []
let receive: WebhookUseCases['receive']
let handshake: string | null = null
let server: ListeningServer

beforeAll(async () => {
  const app = express()
  app.use(
    createWebhooks({
      receive: (channel, kind, request) => {
        received.push({ channel, kind, request })
        return receive(channel, kind, request)
      },
      answerHandshake: (channel, kind, request) => {
        received.push({ channel, kind, request })
        return Promise.resolve(handshake)
      },
    }),
  )
  app.use(handleErrors)
  server = await listen(app)
})
afterAll(() => server.close())
beforeEach(() => {
  received = []
  receive = () => Promise.resolve('accepted')
})

function deliver(body: Uint8Array, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${server.url}/webhooks/whatsapp/wa?hub.mode=x`, {
    method: 'POST',
    headers,
    body: Buffer.from(body),
  })
}

describe('webhooks', () => {
  it('hand on the very bytes, headers and query', async () => {
    const body = Buffer.from([0x00, 0xff, 0x7b, 0x0d, 0x0a, 0xe4])
    const response = await deliver(body, {
      'X-Hub-Signature-256': 'sha256=abc',
      'content-type': 'application/json',
    })
    expect(response.status).toBe(200)
    const [call] = received
    expect(call).toMatchObject({ channel: 'wa', kind: 'whatsapp' })
    expect(call?.request.method).toBe('POST')
    expect(call?.request.body.equals(body)).toBe(true)
    expect(call?.request.headers['x-hub-signature-256']).toBe('sha256=abc')
    expect(call?.request.query.get('hub.mode')).toBe('x')
  })

  it('do not decompress: the signature is over what came', async () => {
    const response = await deliver(Buffer.from('no gzip at all'), { 'content-encoding': 'gzip' })
    expect(response.status).toBe(400)
    expect(received).toEqual([])
  })

  it('take a batch of 3 MB and refuse one over 4 MB', async () => {
    expect((await deliver(Buffer.alloc(3 * 1024 * 1024, 97))).status).toBe(200)
    expect(received[0]?.request.body.length).toBe(3 * 1024 * 1024)
    const large = await deliver(Buffer.alloc(4 * 1024 * 1024 + 1, 97))
    expect(large.status).toBe(413)
    expect(await large.json()).toMatchObject({ code: 'payload_too_large' })
    expect(received).toHaveLength(1)
  })

  it('pass on an empty body', async () => {
    expect((await deliver(Buffer.alloc(0))).status).toBe(200)
    expect(received[0]?.request.body.length).toBe(0)
  })

  it('answer a wrong signature with 401 and nothing of the request', async () => {
    receive = () => Promise.resolve('unverified')
    const response = await deliver(Buffer.from('s3cret'), { 'x-hub-signature-256': 'sha256=s3cret' })
    expect(response.status).toBe(401)
    expect(await response.text()).not.toContain('s3cret')
  })

  it('answer an unknown channel or kind with 404', async () => {
    receive = () => Promise.reject(new NotFoundError('no such channel'))
    expect((await deliver(Buffer.from('{}'))).status).toBe(404)
    expect((await sendRaw(server.port, '/webhooks/pigeon/wa', { method: 'POST' })).status).toBe(404)
    expect(received).toHaveLength(1)
  })

  it('ask for a repeat when the store is down', async () => {
    receive = () => Promise.reject(new Error('connection refused'))
    const response = await deliver(Buffer.from('{}'))
    expect(response.status).toBe(500)
    expect(await response.text()).not.toContain('refused')
  })

  it('answer a handshake as plain text', async () => {
    handshake = '<b>1158201444</b>'
    const query = 'hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=a%26b'
    const response = await fetch(`${server.url}/webhooks/whatsapp/wa?${query}`)
    expect(await response.text()).toBe(handshake)
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(received[0]?.request.query.get('hub.verify_token')).toBe('a&b')
    expect(received[0]?.request.query.get('hub.challenge')).toBe('1158201444')
  })

  it('refuse a handshake with 403', async () => {
    handshake = null
    const response = await fetch(`${server.url}/webhooks/whatsapp/wa?hub.challenge=s3cret`)
    expect(response.status).toBe(403)
    expect(await response.text()).not.toContain('s3cret')
  })
})
