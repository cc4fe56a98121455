import express from 'express'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { id } from '../../server/contract/common.ts'
import type { Problem } from '../../server/contract/errors.ts'
import type { Route } from '../../server/contract/http.ts'
import { handleErrors } from '../../server/http/error-handler.ts'
import { createRoutes } from '../../server/http/routes.ts'
import { UnauthenticatedError } from '../../server/lib/errors.ts'
import { createFakeDeps, idOf } from '../support/fakes.ts'
import { listen, sendRaw, type ListeningServer } from '../support/http-server.ts'
import { principalFor } from '../support/people.ts'

const table = {
  'GET /things/:id': {
    summary: 'One',
    right: 'self',
    params: z.object({ id }),
    query: z.object({ limit: z.coerce.number().int().max(10).default(5), q: z.string().optional() }),
    response: z.object({ id, limit: z.number() }),
  },
  'POST /things': {
    summary: 'Add',
    right: 'self',
    body: z.object({
      name: z.string().max(100),
      values: z.record(z.string(), z.string()).optional(),
      nested: z.unknown().optional(),
    }),
    response: z.object({ name: z.string() }),
    status: 201,
  },
  'POST /open': { summary: 'Open', open: true, body: z.object({ n: z.number() }), response: z.object({}) },
  'POST /things/:id/touch': {
    summary: 'Touch',
    right: 'self',
    params: z.object({ id }),
    response: z.object({}),
  },
  'GET /wrong': { summary: 'Wrong', right: 'self', response: z.object({ missing: z.string() }) },
} as const satisfies Record<string, Route>

const principal = principalFor({ id: idOf('a'), name: 'Anna' }, { address: '127.0.0.1' })
let seen: unknown[] = []
let server: ListeningServer

beforeAll(async () => {
  const app = express()
  app.use(
    '/api',
    createRoutes({
      prefix: '/api',
      routes: table,
      deps: createFakeDeps(),
      checkResponses: true,
      authenticate: (token) =>
        token === 'good' ? Promise.resolve(principal) : Promise.reject(new UnauthenticatedError('no')),
      handlers: {
        'GET /things/:id': (call) => {
          seen.push(call.principal, call.params, call.query)
          return Promise.resolve({ id: call.params.id, limit: call.query.limit })
        },
        'POST /things': (call) => {
          seen.push(call.body)
          return Promise.resolve({ name: call.body.name })
        },
        'POST /open': (call) => {
          seen.push(call.principal)
          return Promise.resolve({})
        },
        'POST /things/:id/touch': () => Promise.resolve({}),
        'GET /wrong': () => Promise.resolve({} as { missing: string }),
      },
    }),
  )
  app.use(handleErrors)
  server = await listen(app)
})
afterAll(() => server.close())
beforeEach(() => {
  seen = []
})

const session = { authorization: 'Bearer good' }

async function post(body: BodyInit | null, headers: Record<string, string> = {}) {
  const response = await fetch(`${server.url}/api/things`, {
    method: 'POST',
    headers: { ...session, 'content-type': 'application/json', ...headers },
    body,
  })
  return { status: response.status, body: (await response.json()) as Problem }
}

describe('routes', () => {
  it('give the handler what the contract makes of a request', async () => {
    const response = await fetch(`${server.url}/api/things/${idOf('1')}?limit=7&unknown=1`, {
      headers: session,
    })
    expect(await response.json()).toEqual({ id: idOf('1'), limit: 7 })
    expect(seen).toEqual([principal, { id: idOf('1') }, { limit: 7 }])
  })

  it('answer with the status of the contract', async () => {
    expect(await post('{"name":"x"}')).toEqual({ status: 201, body: { name: 'x' } })
  })

  it.each([
    ['none', {}],
    ['another scheme', { authorization: 'Basic good' }],
    ['a wrong token', { authorization: 'Bearer bad' }],
    ['an endless token', { authorization: `Bearer ${'x'.repeat(5000)}` }],
  ])('refuse a request with %s for authorization', async (_name, headers) => {
    const response = await fetch(`${server.url}/api/things/${idOf('1')}`, { headers: { ...headers } })
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ code: 'unauthenticated' })
    expect(seen).toEqual([])
  })

  it('need no session where the contract says so', async () => {
    const response = await fetch(`${server.url}/api/open`, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: '{"n":1}',
    })
    expect(response.status).toBe(200)
  })

  it('refuse strangers before reading what they send', async () => {
    const response = await fetch(`${server.url}/api/things`, { method: 'POST', body: 'x'.repeat(300_000) })
    expect(response.status).toBe(401)
  })

  it.each(['abc', '..%2f..%2fetc', idOf('1').toUpperCase().replace('1', 'G'), '%00', `${idOf('1')}0`])(
    'find nothing under the id %s',
    async (path) => {
      const response = await sendRaw(server.port, `/api/things/${path}`, { headers: session })
      expect(response.status).toBe(404)
    },
  )

  it('refuse a path that is not well-formed', async () => {
    const response = await sendRaw(server.port, '/api/things/%E0%A4%A', { headers: session })
    expect(response.status).toBe(400)
  })

  it.each(['limit=x', 'limit=11', 'q=a&q=b'])('name the wrong part of the query %s', async (query) => {
    const response = await fetch(`${server.url}/api/things/${idOf('1')}?${query}`, { headers: session })
    const body = (await response.json()) as Problem
    expect(body.code).toBe('invalid_input')
    expect(body.issues?.[0]?.path).toBe(`query.${query.split('=')[0]}`)
  })

  it('answer other methods with 405 and what is allowed', async () => {
    const response = await fetch(`${server.url}/api/things/${idOf('1')}`, { method: 'DELETE' })
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe('GET, HEAD')
    expect(await response.json()).toMatchObject({ status: 405 })
  })

  it('need no body, of whatever type, where the contract has none', async () => {
    for (const body of [null, '{', new Uint8Array([0xff])]) {
      const response = await fetch(`${server.url}/api/things/${idOf('1')}/touch`, {
        method: 'POST',
        headers: session,
        body,
      })
      expect(response.status).toBe(200)
    }
  })

  it('hide an answer that breaks the contract', async () => {
    const response = await fetch(`${server.url}/api/wrong`, { headers: session })
    expect(response.status).toBe(500)
  })
})

describe('hostile bodies', () => {
  const latin1 = Buffer.from([0x7b, 0x22, 0x6e, 0x61, 0x6d, 0x65, 0x22, 0x3a, 0x22, 0xe4, 0x22, 0x7d])
  it.each([
    ['nothing', null],
    ['no JSON', '{"name": s3cret'],
    ['a bare word', 's3cret'],
    ['a list', '["s3cret"]'],
    ['null', 'null'],
    ['another type', '{"name": {"$ne": "s3cret"}}'],
    ['a string too long', JSON.stringify({ name: 's3cret'.repeat(100) })],
    ['invalid UTF-8', latin1],
    ['UTF-16', Buffer.from('{"name":"x"}', 'utf16le')],
    ['10,000 levels of lists', `{"name":"x","nested":${'['.repeat(10_000)}${']'.repeat(10_000)}}`],
    ['10,000 levels of objects', `{"name":"x","nested":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}}`],
    ['levels that never close', '['.repeat(200_000)],
    ['a string that never ends', `"${'\\"'.repeat(100_000)}`],
    ['a duplicate comma', '{"name":"x",}'],
  ])('%s is invalid input', async (_name, body) => {
    const answer = await post(body)
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ code: 'invalid_input', issues: [{ path: expect.any(String) }] })
    expect(JSON.stringify(answer.body)).not.toContain('s3cret')
    expect(seen).toEqual([])
  })

  it('brackets within strings are no levels', async () => {
    expect((await post(JSON.stringify({ name: '[{"\\'.repeat(20) }))).status).toBe(201)
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'application/jsonp'])(
    'the content type %s is refused',
    async (type) => {
      const answer = await post('{"name":"x"}', { 'content-type': type })
      expect(answer.body.issues?.[0]?.message).toBe('send application/json')
    },
  )

  it.each([300_000, 10_000_000])('%d bytes are too large', async (size) => {
    const answer = await post(JSON.stringify({ name: 'x'.repeat(size) }))
    expect(answer).toMatchObject({ status: 413, body: { code: 'payload_too_large' } })
  })

  it('a compressed body is refused, so that a small one cannot become a large one', async () => {
    const answer = await post('{"name":"x"}', { 'content-encoding': 'gzip' })
    expect(answer.status).toBe(400)
  })

  it('keys of the prototype change nothing and reach nobody', async () => {
    const text =
      '{"name":"x","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"values":{"__proto__":"p","a":"b"}}'
    expect((await post(text)).status).toBe(201)
    const [body] = seen as [{ values: Record<string, string> }]
    expect(Object.keys(body)).toEqual(['name', 'values'])
    expect(body.values).toEqual({ a: 'b' })
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })

  it('headers beyond all measure are refused by the server itself', async () => {
    const answer = await sendRaw(server.port, '/api/things', {
      headers: { 'x-padding': 'x'.repeat(100_000) },
    }).catch(() => ({ status: 431 }))
    expect(answer.status).toBe(431)
  })
})
