import { describe, expect, it, vi } from 'vitest'
import { ApiError, isAborted } from '../../tab/src/api/api-error.ts'
import { createApi } from '../../tab/src/api/http.ts'
import { aConversation, at, ENVIRONMENT, idOf } from './builders.ts'

function setUp(answer: () => Response | Promise<Response>, token: string | null = 'secret') {
  const requests: { url: string; init: RequestInit }[] = []
  const onUnauthenticated = vi.fn<() => void>()
  const onServerTime = vi.fn<(at: Date) => void>()
  const api = createApi({
    base: '/api/v1',
    readToken: () => token,
    onUnauthenticated,
    onServerTime,
    fetch: async (url, init) => {
      requests.push({ url: url as string, init: init! })
      return answer()
    },
  })
  return { api, requests, onUnauthenticated, onServerTime }
}

const json = (body: unknown, init: ResponseInit = {}) => new Response(JSON.stringify(body), init)
const counts = { open: 1, mine: 1, unassigned: 0, waiting: 1, cap: 1000 }

async function failureOf(promise: Promise<unknown>): Promise<ApiError> {
  const error = await promise.catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(ApiError)
  return error as ApiError
}

describe('calling a route', () => {
  it('fills in path and query and carries the token', async () => {
    const { api, requests } = setUp(() => json({ items: [aConversation()], nextCursor: null }))
    const page = await api.call('GET /environments/:id/conversations', {
      params: { id: ENVIRONMENT },
      query: { status: 'open', q: 'Müller & Söhne', limit: 50 },
    })
    expect(page.items[0]?.number).toBe(1001)
    expect(requests[0]?.url).toBe(
      `/api/v1/environments/${ENVIRONMENT}/conversations?status=open&q=M%C3%BCller+%26+S%C3%B6hne&limit=50`,
    )
    expect(requests[0]?.init).toMatchObject({ method: 'GET', headers: { authorization: 'Bearer secret' } })
  })

  it('sends the body as JSON', async () => {
    const { api, requests } = setUp(() => json(aConversation()))
    await api.call('POST /conversations/:id/assign', {
      params: { id: idOf('conv') },
      body: { memberId: 'me' },
    })
    expect(requests[0]?.init).toMatchObject({
      method: 'POST',
      body: '{"memberId":"me"}',
      headers: { 'content-type': 'application/json' },
    })
  })

  it('drops what the contract does not know and refuses what breaks it', async () => {
    const extra = setUp(() => json({ ...counts, secret: 1 }))
    const params = { id: ENVIRONMENT }
    await expect(extra.api.call('GET /environments/:id/counts', { params })).resolves.toEqual(counts)
    const broken = setUp(() => json({ ...counts, open: 'many' }))
    const error = await failureOf(broken.api.call('GET /environments/:id/counts', { params }))
    expect(error.code).toBe('internal_error')
    const noJson = setUp(() => new Response('<html>'))
    expect((await failureOf(noJson.api.call('GET /environments/:id/counts', { params }))).code).toBe(
      'internal_error',
    )
  })

  it('tells the time of the server', async () => {
    const { api, onServerTime } = setUp(() => json(counts, { headers: { 'x-server-time': at(5) } }))
    await api.call('GET /environments/:id/counts', { params: { id: ENVIRONMENT } })
    expect(onServerTime).toHaveBeenCalledWith(new Date(at(5)))
  })
})

describe('failing', () => {
  const params = { id: idOf('conv') }

  it('keeps the problem that the server gives', async () => {
    const problem = {
      type: 'urn:x',
      title: 'closed',
      status: 409,
      code: 'window_closed',
      windowClosedAt: at(0),
    }
    const { api } = setUp(() => json(problem, { status: 409 }))
    const error = await failureOf(api.call('POST /conversations/:id/resolve', { params }))
    expect(error).toMatchObject({ code: 'window_closed', status: 409, problem: { windowClosedAt: at(0) } })
  })

  it.each([
    [404, 'not_found'],
    [413, 'payload_too_large'],
    [500, 'internal_error'],
    [502, 'offline'],
    [504, 'offline'],
  ])('makes sense of a bare status %i from somebody in between', async (status, code) => {
    const { api } = setUp(() => new Response('<h1>nope</h1>', { status }))
    expect((await failureOf(api.call('POST /conversations/:id/resolve', { params }))).code).toBe(code)
  })

  it('is offline when no answer comes', async () => {
    const { api } = setUp(() => {
      throw new TypeError('Failed to fetch')
    })
    expect((await failureOf(api.call('POST /conversations/:id/resolve', { params }))).code).toBe('offline')
  })

  it('is no failure when it was taken back', async () => {
    const request = new AbortController()
    const { api } = setUp(() => {
      request.abort()
      throw new DOMException('aborted', 'AbortError')
    })
    const error = await api
      .call('GET /conversations/:id', { params, signal: request.signal })
      .catch((caught: unknown) => caught)
    expect(isAborted(error)).toBe(true)
  })

  it('reports that the session has ended', async () => {
    const { api, onUnauthenticated } = setUp(() => new Response('', { status: 401 }))
    const error = await failureOf(api.call('GET /me', {}))
    expect(error.code).toBe('unauthenticated')
    expect(onUnauthenticated).toHaveBeenCalledOnce()
  })
})
