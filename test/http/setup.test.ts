import express from 'express'
import { PNG } from 'pngjs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Problem } from '../../server/contract/errors.ts'
import { setupRoutes, type ServiceProfile } from '../../server/contract/setup-routes.ts'
import { handleErrors } from '../../server/http/error-handler.ts'
import { setupHandlers } from '../../server/http/handlers/setup.ts'
import { createRoutes } from '../../server/http/routes.ts'
import { UnauthenticatedError } from '../../server/lib/errors.ts'
import { newId } from '../../server/lib/object-id.ts'
import type { Principal } from '../../server/usecases/ports.ts'
import { listen, type ListeningServer } from '../support/http-server.ts'
import { closeTestStore, openTestStore, type TestStore } from '../support/store.ts'
import { createSetupWorld, type SetupWorld } from '../usecases/setup/setup-world.ts'

let store: TestStore
let world: SetupWorld
let server: ListeningServer
const people = new Map<string, Principal>()

beforeAll(async () => {
  store = await openTestStore()
  world = await createSetupWorld(store)
  people.set('producer', world.producer)
  people.set('agent', await world.memberWith('agent'))
  people.set('analyst', await world.memberWith('analyst'))
  people.set('stranger', await world.stranger('producer', 'environmentManager'))
  const app = express()
  app.use(
    createRoutes({
      prefix: '',
      routes: setupRoutes,
      handlers: setupHandlers,
      deps: world.deps,
      authenticate: (token) => {
        const principal = people.get(token)
        return principal === undefined
          ? Promise.reject(new UnauthenticatedError('nobody'))
          : Promise.resolve(principal)
      },
      checkResponses: true,
    }),
  )
  app.use(handleErrors)
  server = await listen(app)
})
afterAll(async () => {
  await server?.close()
  await closeTestStore(store)
})

function request(
  as: string,
  path: string,
  init: { method?: string; body?: unknown } = {},
): Promise<Response> {
  const form = init.body instanceof FormData ? init.body : undefined
  return fetch(`${server.url}/environments/${world.environmentId}${path}`, {
    method: init.method ?? 'GET',
    headers: {
      authorization: `Bearer ${as}`,
      ...(init.body === undefined || form !== undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(init.body === undefined ? {} : { body: form ?? JSON.stringify(init.body) }),
  })
}

const problemOf = async (response: Response): Promise<Problem> => (await response.json()) as Problem

function pngOf(side: number): Buffer {
  return PNG.sync.write(new PNG({ width: side, height: side }))
}

function upload(serviceId: string, content: Buffer, as = 'producer', name = 'logo.png'): Promise<Response> {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(content)], { type: 'image/png' }), name)
  return request(as, `/services/${serviceId}/picture`, { method: 'POST', body: form })
}

describe('a service over HTTP', () => {
  it('is made, seen and changed by its version; what was changed meanwhile is a conflict', async () => {
    const body = world.aService({ name: `Über ${newId()}` })
    const made = await request('producer', '/services', { method: 'POST', body })
    expect(made.status).toBe(201)
    const profile = (await made.json()) as ServiceProfile
    const path = `/services/${profile.id}/profile`
    expect(await (await request('analyst', path)).json()).toEqual(profile)
    const { name, languages, country, timeZone } = profile
    const change = { name, languages: languages.toReversed(), country, timeZone, version: 1 }
    const changed = await request('producer', path, { method: 'PUT', body: change })
    expect(await changed.json()).toMatchObject({ version: 2, languages: ['en', 'de'] })
    const late = await request('producer', path, { method: 'PUT', body: change })
    expect(late.status).toBe(409)
    expect((await problemOf(late)).code).toBe('conflict')
  })

  it('refuses languages that nobody can be spoken to in, and none at all', async () => {
    for (const languages of [[], ['fr'], ['de', 'en', 'nl', 'es', 'de']]) {
      const body = { ...world.aService(), languages }
      expect((await request('producer', '/services', { method: 'POST', body })).status).toBe(400)
    }
  })

  it('names the field of a channel’s form that is wrong', async () => {
    const serviceId = await world.makeService()
    const values = { phoneNumber: '+493023125999', accountSid: 'no', authToken: 'x' }
    const body = { name: 'line', kind: 'telephony', provider: 'twilio', values }
    const refused = await request('producer', `/services/${serviceId}/channels`, { method: 'POST', body })
    expect(refused.status).toBe(400)
    const problem = await problemOf(refused)
    expect(problem).toMatchObject({ code: 'invalid_input', issues: [{ path: 'values.accountSid' }] })
  })

  it('shows its history and its channels', async () => {
    const serviceId = await world.makeService()
    const versions = await request('analyst', `/services/${serviceId}/settings/versions`)
    expect(await versions.json()).toMatchObject({ items: [{ version: 1, kind: 'published', live: true }] })
    const one = await request('analyst', `/services/${serviceId}/settings/versions/1`)
    expect(one.status).toBe(200)
    const restored = await request('producer', `/services/${serviceId}/settings/versions/1/restore`, {
      method: 'POST',
      body: { version: 1 },
    })
    expect(await restored.json()).toMatchObject({ version: 2 })
    const channels = await request('producer', `/services/${serviceId}/channels`)
    expect(await channels.json()).toEqual({ items: [] })
    expect((await request('analyst', `/services/${serviceId}/settings/versions/x`)).status).toBe(404)
  })
})

describe('a service’s picture (DX-BOT-08)', () => {
  it('is given back as it came, with a type that browsers may show, also to those who answer', async () => {
    const serviceId = await world.makeService()
    const content = pngOf(128)
    const uploaded = await upload(serviceId, content)
    expect(uploaded.status).toBe(200)
    const { picture } = (await uploaded.json()) as ServiceProfile
    expect(picture).toMatch(new RegExp(`/services/${serviceId}/picture\\?v=`))
    const response = await request('agent', `/services/${serviceId}/picture`)
    expect(response.headers.get('content-type')).toBe('image/png')
    expect(response.headers.get('content-security-policy')).toContain('sandbox')
    expect(Buffer.from(await response.arrayBuffer()).equals(content)).toBe(true)
    const next = pngOf(200)
    await upload(serviceId, next)
    const replaced = await request('agent', `/services/${serviceId}/picture`)
    expect(Buffer.from(await replaced.arrayBuffer()).equals(next)).toBe(true)
    expect(replaced.headers.get('etag')).not.toBe(response.headers.get('etag'))
  })

  it('is what its bytes say, neither too small nor too large', async () => {
    const serviceId = await world.makeService()
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256"/>')
    expect((await upload(serviceId, svg, 'producer', 'logo.png')).status).toBe(400)
    expect((await upload(serviceId, pngOf(127))).status).toBe(400)
    expect((await upload(serviceId, pngOf(128).subarray(0, 20))).status).toBe(400)
    const bytes = Buffer.concat([pngOf(128), Buffer.alloc(512 * 1024)])
    expect((await upload(serviceId, bytes)).status).toBe(413)
    expect((await request('agent', `/services/${serviceId}/picture`)).status).toBe(404)
  })
})

describe('who may', () => {
  it('is decided before anything is looked up: others find nothing, colleagues without the right are refused', async () => {
    const serviceId = await world.makeService()
    const paths = [
      ['GET', `/services/${serviceId}/profile`],
      ['GET', `/services/${serviceId}/settings/versions`],
      ['GET', `/services/${serviceId}/channels`],
      ['GET', '/channel-providers'],
      ['POST', `/channels/${newId()}/test`],
      ['DELETE', `/channels/${newId()}`],
    ] as const
    for (const [method, path] of paths) {
      expect([path, (await request('stranger', path, { method })).status]).toEqual([path, 404])
      expect([path, (await request('agent', path, { method })).status]).toEqual([path, 403])
    }
    expect((await upload(serviceId, pngOf(128), 'agent')).status).toBe(403)
    expect((await upload(serviceId, pngOf(128), 'stranger')).status).toBe(404)
  })
})
