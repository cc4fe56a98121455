import express from 'express'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CallFiguresView } from '../../server/contract/call.ts'
import type { Problem } from '../../server/contract/errors.ts'
import { routes, type RouteKey } from '../../server/contract/http.ts'
import type { Role } from '../../server/contract/member.ts'
import type { ServiceSettings, ServiceSettingsView } from '../../server/contract/service-settings.ts'
import { handleErrors } from '../../server/http/error-handler.ts'
import { callHandlers } from '../../server/http/handlers/calls.ts'
import { serviceHandlers } from '../../server/http/handlers/services.ts'
import { createRoutes } from '../../server/http/routes.ts'
import { UnauthenticatedError } from '../../server/lib/errors.ts'
import type { Principal } from '../../server/usecases/ports.ts'
import { listen, type ListeningServer } from '../support/http-server.ts'
import { serviceStatisticsView, type ServiceStatisticsView } from '../../server/contract/statistics.ts'
import { aConversation } from '../store/builders.ts'
import { createServiceWorld, type ServiceWorld } from '../support/service-world.ts'
import { closeTestStore, openTestStore, type TestStore } from '../support/store.ts'

type Key = Extract<RouteKey, keyof typeof serviceHandlers | keyof typeof callHandlers>

const table: Pick<typeof routes, Key> = {
  'GET /environments/:id/services': routes['GET /environments/:id/services'],
  'GET /environments/:id/services/:serviceId/settings':
    routes['GET /environments/:id/services/:serviceId/settings'],
  'PUT /environments/:id/services/:serviceId/settings':
    routes['PUT /environments/:id/services/:serviceId/settings'],
  'POST /environments/:id/services/:serviceId/publish':
    routes['POST /environments/:id/services/:serviceId/publish'],
  'POST /environments/:id/services/:serviceId/opening-hours/preview':
    routes['POST /environments/:id/services/:serviceId/opening-hours/preview'],
  'GET /environments/:id/holiday-regions': routes['GET /environments/:id/holiday-regions'],
  'GET /environments/:id/calls': routes['GET /environments/:id/calls'],
  'GET /environments/:id/call-figures': routes['GET /environments/:id/call-figures'],
  'GET /environments/:id/services/:serviceId/statistics':
    routes['GET /environments/:id/services/:serviceId/statistics'],
}

let store: TestStore
let world: ServiceWorld
let server: ListeningServer
let base: string
const people = new Map<string, Principal>()

beforeAll(async () => {
  store = await openTestStore()
  world = await createServiceWorld(store)
  await world.setTemplates({ language: 'de' }, { language: 'en' })
  await world.plugIn()
  for (const role of ['producer', 'contentManager', 'analyst', 'agent'] satisfies Role[])
    people.set(role, await world.memberWith(role))
  const app = express()
  const authenticate = (token: string): Promise<Principal> => {
    const principal = people.get(token)
    return principal === undefined
      ? Promise.reject(new UnauthenticatedError('nobody'))
      : Promise.resolve(principal)
  }
  const handlers = { ...serviceHandlers, ...callHandlers }
  app.use(
    createRoutes({
      prefix: '',
      routes: table,
      handlers,
      deps: world.deps,
      authenticate,
      checkResponses: true,
    }),
  )
  app.use(handleErrors)
  server = await listen(app)
  base = `/environments/${world.environmentId}`
})
afterAll(async () => {
  await server.close()
  await closeTestStore(store)
})

/** One request as somebody with a role; 200 or the problem. */
async function send<T = Problem>(
  role: Role,
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; body: T }> {
  const response = await fetch(`${server.url}${base}${path}`, {
    method,
    headers: { authorization: `Bearer ${role}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: response.status, body: (await response.json()) as T }
}

const settingsPath = () => `/services/${world.service.id}/settings`
const publishPath = () => `/services/${world.service.id}/publish`
const read = async () => (await send<ServiceSettingsView>('producer', 'GET', settingsPath())).body

describe('the routes of settings', () => {
  it('lead from the list over a saved draft to what is live', async () => {
    const { body: list } = await send<{ items: { id: string; ready: boolean }[] }>(
      'analyst',
      'GET',
      '/services',
    )
    expect(list.items).toEqual([expect.objectContaining({ id: world.service.id, ready: true, problems: [] })])
    const { version, draft } = await read()
    const settings = { ...draft, prompts: { de: { welcome: 'Grüß Gott! ☎️' } } }
    const saved = await send<ServiceSettingsView>('contentManager', 'PUT', settingsPath(), {
      version,
      settings,
    })
    expect(saved).toMatchObject({
      status: 200,
      body: { version: version + 1, draft: settings, published: draft, service: { unpublished: true } },
    })
    const stale = await send('producer', 'POST', publishPath(), { version })
    expect(stale).toMatchObject({ status: 409, body: { code: 'conflict' } })
    const live = await send<ServiceSettingsView>('producer', 'POST', publishPath(), { version: version + 1 })
    expect(live).toMatchObject({
      status: 200,
      body: { published: settings, service: { unpublished: false } },
    })
  })

  it('say what one may not do', async () => {
    const { version, draft } = await read()
    const settings = { ...draft, telephony: { ...draft.telephony, recordSpeech: true } }
    expect(await send('contentManager', 'PUT', settingsPath(), { version, settings })).toMatchObject({
      status: 403,
      body: { code: 'forbidden', detail: 'service:edit (telephony)' },
    })
    expect(await send('contentManager', 'POST', publishPath(), { version })).toMatchObject({ status: 403 })
    expect(await send('agent', 'GET', '/services')).toMatchObject({
      status: 403,
      body: { detail: 'service:see' },
    })
    expect(await send('analyst', 'GET', `/services/${'f'.repeat(24)}/settings`)).toMatchObject({
      status: 404,
    })
  })

  it.each<[string, (settings: ServiceSettings) => unknown, string]>([
    [
      'a prompt too long',
      (s) => ({ ...s, prompts: { de: { welcome: 'x'.repeat(601) } } }),
      'settings.prompts.de.welcome',
    ],
    ['a language that nobody speaks', (s) => ({ ...s, prompts: { fr: {} } }), 'settings.prompts'],
    [
      'a number that is none',
      (s) => ({ ...s, deflector: { ...s.deflector, forwardTo: '030' } }),
      'settings.deflector.forwardTo',
    ],
    [
      'a place that no template has',
      (s) => ({ ...s, invitation: { ...s.invitation, values: { de: { $where: 'x' } } } }),
      'settings.invitation.values.de.$where',
    ],
    [
      'hours that overlap',
      (s) => {
        const mon = [
          { from: '09:00', to: '12:00' },
          { from: '11:00', to: '13:00' },
        ]
        return { ...s, openingHours: { ...s.openingHours, weekly: { ...s.openingHours.weekly, mon } } }
      },
      'settings.openingHours.weekly.mon',
    ],
    ['a part missing', ({ telephony: _telephony, ...s }) => s, 'settings.telephony'],
  ])('refuse %s, and keep what was there', async (_name, change, path) => {
    const before = await read()
    const settings = change(before.draft)
    const answer = await send('producer', 'PUT', settingsPath(), { version: before.version, settings })
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_input', issues: [{ path }] } })
    expect((await read()).version).toBe(before.version)
  })
})

describe('the routes of calls', () => {
  it('show calls and their figures to those who may see them', async () => {
    await world.insertCall({ startedAt: new Date('2026-02-01T12:00:00.000Z') })
    const page = await send<{ items: object[] }>('analyst', 'GET', '/calls?result=abandoned&limit=1')
    expect(page).toMatchObject({
      status: 200,
      body: { items: [{ callerTitle: '+49 **** *******' }], nextCursor: null },
    })
    const sums = await send<CallFiguresView>('producer', 'GET', '/call-figures?from=2026-02-01&to=2026-02-03')
    expect(sums.body.days.map(({ figures }) => figures.calls)).toEqual([1, 0, 0])
    expect(await send('agent', 'GET', '/calls')).toMatchObject({ status: 403, body: { detail: 'call:see' } })
    expect(await send('contentManager', 'GET', '/call-figures?from=2026-02-01&to=2026-02-03')).toMatchObject({
      status: 403,
    })
  })

  it('show what went on in the conversations of a service, day by day, those without anything too', async () => {
    await store.conversations.insert(
      aConversation({
        environmentId: world.environmentId,
        serviceId: world.service.id,
        createdAt: new Date('2026-02-02T23:30:00.000Z'),
      }),
    )
    const path = `/services/${world.service.id}/statistics?from=2026-02-02&to=2026-02-04`
    const { status, body } = await send<ServiceStatisticsView>('analyst', 'GET', path)
    expect(status).toBe(200)
    expect(serviceStatisticsView.parse(body)).toMatchObject({
      timeZone: 'Europe/Berlin',
      total: { opened: 1, origins: { contact: 1 } },
      days: [
        { date: '2026-02-02', opened: 0 },
        { date: '2026-02-03', opened: 1 },
        { date: '2026-02-04', opened: 0 },
      ],
    })
    expect(await send('agent', 'GET', path)).toMatchObject({ status: 403, body: { detail: 'call:see' } })
    const elsewhere = path.replace(world.service.id, 'f'.repeat(24))
    expect(await send('analyst', 'GET', elsewhere)).toMatchObject({ status: 404 })
    const backwards = path.replace('02-04', '02-01')
    expect(await send('analyst', 'GET', backwards)).toMatchObject({ status: 400 })
  })

  it.each([
    ['/call-figures?to=2026-03-01', 'query.from'],
    ['/call-figures?from=2026-02-30&to=2026-03-01', 'query.from'],
    ['/call-figures?from=2026-02-01&to=2027-02-02', 'query.to'],
    ['/calls?result=unheard', 'query.result'],
    ['/calls?cursor=%00', 'cursor'],
  ])('refuse %s', async (path, wrong) => {
    expect(await send('analyst', 'GET', path)).toMatchObject({
      status: 400,
      body: { issues: [{ path: expect.stringContaining(wrong) }] },
    })
  })
})
