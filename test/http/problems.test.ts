import express from 'express'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { problem } from '../../server/contract/errors.ts'
import { handleErrors } from '../../server/http/error-handler.ts'
import { identifyRequests } from '../../server/http/request-id.ts'
import {
  ChannelError,
  ConflictError,
  ConversationInactiveError,
  ForbiddenError,
  InvalidInputError,
  NotFoundError,
  PayloadTooLargeError,
  RateLimitedError,
  UnauthenticatedError,
  UnsupportedByChannelError,
  WindowClosedError,
} from '../../server/lib/errors.ts'
import { listen, type ListeningServer } from '../support/http-server.ts'

const closedAt = new Date('2026-03-01T08:00:00.000Z')
const channel = { connector: 'whatsapp-cloud', reason: 'unknown', outcome: 'not-sent' } as const

const cases: [Error, number, string, object][] = [
  [
    new InvalidInputError([{ path: 'text', message: 'too long' }]),
    400,
    'invalid_input',
    { issues: [{ path: 'text', message: 'too long' }] },
  ],
  [new UnauthenticatedError('token abc'), 401, 'unauthenticated', {}],
  [new ForbiddenError('conversation:start'), 403, 'forbidden', { detail: 'conversation:start' }],
  [new NotFoundError('conversation of other tenant'), 404, 'not_found', {}],
  [new ConflictError('taken by Anna'), 409, 'conflict', { detail: 'taken by Anna' }],
  [new WindowClosedError(closedAt), 409, 'window_closed', { windowClosedAt: closedAt.toISOString() }],
  [new WindowClosedError(null), 409, 'window_closed', { windowClosedAt: null }],
  [new ConversationInactiveError('paused'), 409, 'conversation_inactive', { detail: 'paused' }],
  [new UnsupportedByChannelError('no files'), 409, 'unsupported_by_channel', { detail: 'no files' }],
  [new PayloadTooLargeError('over 5 MB'), 413, 'payload_too_large', { detail: 'over 5 MB' }],
  [new RateLimitedError(7), 429, 'rate_limited', { retryAfterSeconds: 7 }],
  [new ChannelError(channel), 502, 'channel_rejected', {}],
  [
    new ChannelError({ ...channel, retryAfterMs: 1500 }),
    503,
    'channel_unavailable',
    { retryAfterSeconds: 2 },
  ],
  [new ChannelError({ ...channel, outcome: 'unknown' }), 503, 'channel_unavailable', {}],
  [new Error('password s3cret of +491701234567'), 500, 'internal_error', {}],
  [Object.assign(new Error('request entity too large'), { status: 413 }), 413, 'payload_too_large', {}],
  [Object.assign(new Error('Unexpected token s3cret'), { status: 400 }), 400, 'invalid_input', {}],
  [Object.assign(new Error('upstream'), { status: 502 }), 500, 'internal_error', {}],
]

let server: ListeningServer
beforeAll(async () => {
  const app = express()
  app.use(identifyRequests({ now: () => closedAt }))
  app.get('/:index', (request) => {
    throw (cases[Number(request.params.index)] ?? [new Error('no case')])[0]
  })
  app.use(handleErrors)
  server = await listen(app)
})
afterAll(() => server.close())

describe('errors as problems', () => {
  it.each(
    cases.map(([error, status, code, parts], index) => ({ index, name: error.name, status, code, parts })),
  )('$name becomes $status $code', async ({ index, status, code, parts }) => {
    const response = await fetch(`${server.url}/${index}`)
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
    expect(response.headers.get('cache-control')).toBe('no-store')
    const body: unknown = await response.json()
    expect(problem.parse(body)).toEqual(body)
    expect(body).toMatchObject({
      status,
      code,
      type: `urn:callover:problem:${code}`,
      requestId: response.headers.get('x-request-id'),
      ...parts,
    })
    expect(JSON.stringify(body)).not.toMatch(/s3cret|491701234567|token abc|other tenant/)
  })

  it('says when to come again in the header as well', async () => {
    const index = cases.findIndex(([error]) => error instanceof RateLimitedError)
    const response = await fetch(`${server.url}/${index}`)
    expect(response.headers.get('retry-after')).toBe('7')
  })

  it('takes over a request id from a proxy only when it is harmless', async () => {
    const given = await fetch(`${server.url}/0`, { headers: { 'x-request-id': 'abcdef-123456' } })
    expect(given.headers.get('x-request-id')).toBe('abcdef-123456')
    const hostile = await fetch(`${server.url}/0`, { headers: { 'x-request-id': '<script>alert(1)' } })
    expect(hostile.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  })
})
