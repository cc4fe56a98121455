import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { routes } from '../../server/contract/http.ts'
import { signedIn, startApp, type TestApp } from '../support/app.ts'
import { addUser, idOf } from '../support/fakes.ts'
import { sendRaw } from '../support/http-server.ts'
import { placeOf } from '../support/people.ts'

const environmentId = idOf('e')
let app: TestApp
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.close())

function signIn(body: object): Promise<Response> {
  return fetch(`${app.url}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

describe('the API', () => {
  it('signs in, tells who one is and signs out', async () => {
    const ended: string[] = []
    const other = await startApp({ deps: app.deps, onSignedOut: (sessionId) => ended.push(sessionId) })
    await addUser(app.deps, {
      email: 'berta@example.test',
      name: 'Berta',
      password: 'correct horse',
      roles: { [environmentId]: ['agent', 'analyst'] },
    })
    const signed = await signIn({ email: 'Berta@example.test', password: 'correct horse' })
    expect(signed.status).toBe(201)
    const { token, user } = (await signed.json()) as { token: string; user: object }
    const headers = { authorization: `Bearer ${token}` }
    const me = await fetch(`${other.url}/api/v1/me`, { headers })
    expect(await me.json()).toEqual({
      user,
      environments: [
        { ...placeOf({ id: environmentId, name: environmentId }, ['agent', 'analyst']), account: null },
      ],
      pending: null,
    })
    const changed = await fetch(`${other.url}/api/v1/me`, {
      method: 'PATCH',
      headers: { ...headers, 'content-type': 'application/json' },
      body: '{"locale":"de"}',
    })
    expect(await changed.json()).toMatchObject({ user: { locale: 'de' } })
    const out = await fetch(`${other.url}/api/v1/sessions/current`, { method: 'DELETE', headers })
    expect(await out.json()).toEqual({})
    expect(ended).toEqual([expect.stringMatching(/^[0-9a-f]{24}$/)])
    expect((await fetch(`${other.url}/api/v1/me`, { headers })).status).toBe(401)
    await other.close()
  })

  it('answers an unknown e-mail and a wrong password alike, and slows down guessing', async () => {
    await addUser(app.deps, { email: 'carla@example.test', name: 'Carla', password: 'correct horse' })
    const bodies = []
    for (const email of ['carla@example.test', 'nobody@example.test']) {
      const response = await signIn({ email, password: 'wrong' })
      const { requestId: _requestId, ...body } = (await response.json()) as { requestId: string }
      bodies.push([response.status, body])
    }
    expect(bodies[0]).toEqual(bodies[1])
    expect(bodies[0]?.[0]).toBe(401)
    let response = await signIn({ email: 'carla@example.test', password: 'wrong' })
    for (let guess = 0; guess < 5; guess++)
      response = await signIn({ email: 'carla@example.test', password: 'no' })
    expect(response.status).toBe(429)
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await response.json()).toMatchObject({ code: 'rate_limited' })
  })

  it('needs a session for every route that is not open', async () => {
    for (const [key, route] of Object.entries(routes)) {
      const [method = '', path = ''] = key.split(' ')
      const response = await fetch(`${app.url}/api/v1${path.replace(/:\w+/g, idOf('1'))}`, { method })
      const expected = !('open' in route) ? 401 : method === 'GET' ? 200 : 400
      expect([key, response.status]).toEqual([key, expected])
    }
  })

  it('does not let on what other tenants have', async () => {
    const { token } = await signedIn(app.deps, 'Dora', { [environmentId]: ['agent'] })
    app.deps.conversationList.set(idOf('1'), { id: idOf('1'), environmentId: idOf('f') })
    for (const path of [
      `/conversations/${idOf('1')}`,
      `/conversations/${idOf('2')}`,
      `/environments/${idOf('f')}/members`,
    ]) {
      const response = await fetch(`${app.url}/api/v1${path}`, {
        headers: { authorization: `Bearer ${token}` },
      })
      expect([path, response.status]).toEqual([path, 404])
    }
  })

  it('gives every answer the time, an id and no cache', async () => {
    for (const path of ['/api/v1/me', '/api/v1/nothing', '/healthz', '/', '/nothing']) {
      const response = await fetch(`${app.url}${path}`)
      expect(response.headers.get('x-server-time')).toBe('2026-03-01T09:00:00.000Z')
      expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
      expect(response.headers.get('x-powered-by')).toBeNull()
      expect(response.headers.get('x-content-type-options')).toBe('nosniff')
      expect(response.headers.get('cache-control')).toBe(path === '/' ? 'no-cache' : 'no-store')
    }
  })

  it('answers unknown addresses with a problem', async () => {
    const paths = ['/api/v1/nothing', '/api/v2/me', '/api', '/webhooks/whatsapp', '/nothing', '/%E0%A4%A']
    const answers = await Promise.all(paths.map((path) => sendRaw(app.port, path)))
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404])
    for (const { headers } of answers) expect(headers['content-type']).toContain('application/problem+json')
  })

  it('refuses a webhook of a channel that does not exist', async () => {
    const response = await fetch(`${app.url}/webhooks/whatsapp/wa`, { method: 'POST', body: '{}' })
    expect(response.status).toBe(404)
  })

  it('takes the client address from proxies in the same network only', async () => {
    await addUser(app.deps, { email: 'emil@example.test', name: 'Emil', password: 'correct horse' })
    const from = async (address: string): Promise<number> =>
      (
        await fetch(`${app.url}/api/v1/sessions`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
          body: JSON.stringify({ email: 'emil@example.test', password: 'wrong' }),
        })
      ).status
    const statuses = []
    for (let guess = 0; guess < 6; guess++) statuses.push(await from('203.0.113.1'))
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429])
    expect(await from('203.0.113.2')).toBe(401)
  })

  it('hands what is mounted its own requests', async () => {
    const mounted = await startApp({
      demo: true,
      mounts: [
        { path: '/simulator', router: (request, response) => void response.json({ path: request.path }) },
      ],
    })
    expect(await (await fetch(`${mounted.url}/simulator/phones`)).json()).toEqual({ path: '/phones' })
    expect((await fetch(`${mounted.url}/simulator`)).headers.get('content-type')).toContain('html')
    await mounted.close()
  })
})

describe('health', () => {
  it('is there as long as the process answers', async () => {
    expect(await (await fetch(`${app.url}/healthz`)).json()).toEqual({ status: 'ok' })
  })

  it('is ready with a store that answers and workers that run', async () => {
    let running = true
    const other = await startApp({ workersRunning: () => running })
    const ready = async () => {
      const response = await fetch(`${other.url}/readyz`)
      return [response.status, await response.json()]
    }
    expect(await ready()).toEqual([200, { status: 'ready', checks: { store: 'ok', workers: 'ok' } }])
    running = false
    expect(await ready()).toEqual([503, { status: 'not ready', checks: { store: 'ok', workers: 'stopped' } }])
    other.deps.storeDown = true
    expect(await ready()).toEqual([
      503,
      { status: 'not ready', checks: { store: 'failing', workers: 'stopped' } },
    ])
    expect((await fetch(`${other.url}/healthz`)).status).toBe(200)
    await other.close()
  })
})

describe('metrics', () => {
  it('count requests by route, never by address', async () => {
    await fetch(`${app.url}/api/v1/conversations/${idOf('7')}`)
    await fetch(`${app.url}/webhooks/whatsapp/unknown`, { method: 'POST', body: '{}' })
    const response = await fetch(`${app.url}/metrics`)
    expect(response.headers.get('content-type')).toContain('text/plain')
    const text = await response.text()
    expect(text).toMatch(
      /callover_http_request_duration_seconds_count\{.*route="\/api\/v1\/conversations\/:id".*\} \d+/,
    )
    expect(text).toMatch(/callover_webhooks_total\{kind="whatsapp",outcome="unknown_channel"\} \d+/)
    expect(text).toContain('callover_intake_parked 3')
    expect(text).toContain('process_cpu_seconds_total')
    expect(text).not.toContain(idOf('7'))
  })

  it('are still there when the store is not', async () => {
    const other = await startApp()
    other.deps.storeDown = true
    expect((await fetch(`${other.url}/metrics`)).status).toBe(200)
    await other.close()
  })
})
