import express from 'express'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { UnauthenticatedError } from '../../server/lib/errors.ts'
import { peopleRoutes } from '../../server/contract/people-routes.ts'
import { handleErrors } from '../../server/http/error-handler.ts'
import { auditHandlers } from '../../server/http/handlers/audit.ts'
import { createPeopleHandlers } from '../../server/http/handlers/people.ts'
import { createRoutes } from '../../server/http/routes.ts'
import type { Principal } from '../../server/usecases/ports.ts'
import { listen, type ListeningServer } from '../support/http-server.ts'
import { closeTestStore, openTestStore, type TestStore } from '../support/store.ts'
import { createPeopleWorld, type PeopleWorld } from '../usecases/people/people-world.ts'

let store: TestStore
let world: PeopleWorld
let server: ListeningServer
const people = new Map<string, Principal>()

beforeAll(async () => {
  store = await openTestStore()
  world = await createPeopleWorld(store)
  const { environmentId, aloneId } = world
  people.set('manager', await world.member(environmentId, 'environmentManager'))
  people.set('agent', await world.member(environmentId, 'agent'))
  people.set('stranger', await world.member(aloneId, 'environmentManager'))
  const app = express()
  app.use(
    createRoutes({
      prefix: '',
      routes: peopleRoutes,
      handlers: { ...createPeopleHandlers(() => {}), ...auditHandlers },
      deps: world.deps,
      authenticate: (token) => {
        const principal = people.get(token)
        return principal === undefined
          ? Promise.reject(new UnauthenticatedError('unknown'))
          : Promise.resolve(principal)
      },
      checkResponses: true,
    }),
  )
  app.use(handleErrors)
  server = await listen(app)
})
afterAll(async () => {
  await server.close()
  await closeTestStore(store)
})

async function call(method: string, path: string, token = 'manager', body?: unknown) {
  const response = await fetch(`${server.url}/environments/${world.environmentId}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  const isJson = /json/.test(response.headers.get('content-type') ?? '')
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: (isJson ? JSON.parse(text) : {}) as Record<string, unknown> & { items?: Record<string, unknown>[] },
  }
}

const INVITATION = { email: ' Erika@Example.Test ', roles: ['agent'], sendMail: false }
const NOBODY = 'f'.repeat(24)
const SETTINGS = { version: 1, name: 'Muster GmbH', timeZone: 'Europe/Berlin', country: 'DE', policy: {} }

const EVERY_ROUTE: [string, string, unknown?][] = [
  ['GET', '/people'],
  ['PUT', `/people/${NOBODY}/roles`, { roles: ['agent'] }],
  ['DELETE', `/people/${NOBODY}`],
  ['GET', '/invitations'],
  ['POST', '/invitations', INVITATION],
  ['POST', `/invitations/${NOBODY}/renew`, {}],
  ['DELETE', `/invitations/${NOBODY}`],
  ['GET', '/settings'],
  ['PUT', '/settings', SETTINGS],
  ['GET', '/audit'],
  ['GET', '/audit/export'],
]

describe('every route about people', () => {
  it.each(EVERY_ROUTE)(
    '%s %s is forbidden without the role, and is not there for others',
    async (...route) => {
      const [method, path, body] = route
      expect((await call(method, path, 'agent', body)).status).toBe(403)
      expect((await call(method, path, 'stranger', body)).status).toBe(404)
      expect((await call(method, path, 'nobody', body)).status).toBe(401)
    },
  )

  it('answers what the contract says', async () => {
    const invited = await call('POST', '/invitations', 'manager', INVITATION)
    expect([invited.status, invited.body['invitation']]).toEqual([
      201,
      expect.objectContaining({ email: 'erika@example.test', sentBy: 'link' }),
    ])
    expect(String(invited.body['link'])).toContain('/welcome#invitation=inv_')
    const id = String((invited.body['invitation'] as { id: string }).id)
    expect((await call('POST', `/invitations/${id}/renew`, 'manager', {})).body['link']).toBeNull()
    expect((await call('GET', '/invitations')).body.items).toHaveLength(1)
    expect((await call('DELETE', `/invitations/${id}`)).body).toEqual({})
    expect((await call('GET', '/people')).body.items).toHaveLength(2)
    expect((await call('PUT', '/settings', 'manager', SETTINGS)).body['version']).toBe(2)
    expect((await call('PUT', '/settings', 'manager', SETTINGS)).status).toBe(409)
  })

  it('refuses what is no address, no role or no date', async () => {
    for (const wrong of [{ email: 'erika' }, { roles: [] }, { roles: ['owner'] }])
      expect((await call('POST', '/invitations', 'manager', { ...INVITATION, ...wrong })).status).toBe(400)
    expect((await call('GET', '/audit?from=yesterday')).status).toBe(400)
    expect((await call('GET', '/audit?limit=201')).status).toBe(400)
    expect((await call('GET', '/audit?cursor=nonsense')).status).toBe(400)
    expect((await call('PUT', '/people/nonsense/roles', 'manager', { roles: ['agent'] })).status).toBe(404)
  })

  it('hands the audit log out as a file to be saved', async () => {
    const file = await call('GET', '/audit/export?object=environment')
    expect(file.status).toBe(200)
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="audit-log-[\d-]+\.csv"/)
    expect(file.text).toContain(',exported,')
    const again = await fetch(`${server.url}/environments/${world.environmentId}/audit/export`, {
      headers: { authorization: 'Bearer manager', 'if-none-match': file.headers.get('etag') ?? '' },
    })
    expect(again.status).toBe(200)
    await again.text()
  })
})
