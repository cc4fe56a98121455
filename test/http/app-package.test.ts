import express from 'express'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPackager, type PackagerOptions } from '../../server/app-package/packager.ts'
import { routes } from '../../server/contract/http.ts'
import { role, type Role } from '../../server/contract/member.ts'
import type { TeamsPackageView } from '../../server/contract/package-routes.ts'
import { handleErrors } from '../../server/http/error-handler.ts'
import { appPackageHandlers } from '../../server/http/handlers/app-package.ts'
import { createRoutes } from '../../server/http/routes.ts'
import { UnauthenticatedError } from '../../server/lib/errors.ts'
import type { Deps, Principal } from '../../server/usecases/ports.ts'
import { BOT_ID, readJson, type Manifest } from '../app-package/full-package.ts'
import { listen, type ListeningServer } from '../support/http-server.ts'
import { createServiceWorld, type ServiceWorld } from '../support/service-world.ts'
import { closeTestStore, openTestStore, type TestStore } from '../support/store.ts'
import { principalFor } from '../support/people.ts'

const DOWNLOAD = 'GET /environments/:id/teams-package'
const STATUS = 'GET /environments/:id/teams-package/status'
const configured: PackagerOptions = {
  publicUrl: 'https://callover.example.com',
  teamsAppId: null,
  registration: { appId: BOT_ID, appType: 'SingleTenant' },
  version: '1.4.0',
}

let store: TestStore
let world: ServiceWorld
const people = new Map<string, Principal>()
const servers: ListeningServer[] = []

beforeAll(async () => {
  store = await openTestStore()
  world = await createServiceWorld(store)
  for (const one of role.options) people.set(one, await world.memberWith(one))
})
afterAll(async () => {
  for (const server of servers) await server.close()
  await closeTestStore(store)
})

type Get = (path: string, as?: Role, headers?: Record<string, string>) => Promise<Response>

/** The routes on a port of their own, for a server that is configured like this. */
async function serve(options: PackagerOptions | null): Promise<Get> {
  const deps: Deps = { ...world.deps, teamsPackage: options === null ? null : createPackager(options) }
  const app = express()
  const authenticate = (token: string): Promise<Principal> => {
    const principal = people.get(token)
    return principal === undefined
      ? Promise.reject(new UnauthenticatedError('nobody'))
      : Promise.resolve(principal)
  }
  app.use(
    createRoutes({
      prefix: '',
      routes: { [DOWNLOAD]: routes[DOWNLOAD], [STATUS]: routes[STATUS] },
      handlers: appPackageHandlers,
      deps,
      authenticate,
      checkResponses: true,
    }),
  )
  app.use(handleErrors)
  const server = await listen(app)
  servers.push(server)
  return (path, as = 'producer', headers = {}) =>
    fetch(`${server.url}/environments/${world.environmentId}/teams-package${path}`, {
      headers: { authorization: `Bearer ${as}`, ...headers },
    })
}

async function filesOf(response: Response): Promise<Record<string, Uint8Array>> {
  return unzipSync(new Uint8Array(await response.arrayBuffer()))
}

describe('the app package over HTTP', () => {
  it('is a file with everything that the server’s own configuration gives it', async () => {
    const get = await serve(configured)
    const response = await get('')
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('application/octet-stream')
    expect(response.headers.get('content-disposition')).toContain('filename="callover-teams-1.4.0.zip"')
    const files = await filesOf(response)
    const manifest = readJson<Manifest>(files, 'manifest.json')
    expect(manifest).toMatchObject({ version: '1.4.0', validDomains: ['callover.example.com'] })
    expect(manifest.bots[0]?.botId).toBe(BOT_ID)
    expect(Object.keys(files)).toContain('de.json')
  })

  it('has the version that is asked for, and refuses one that Teams could not compare', async () => {
    const get = await serve(configured)
    const manifest = readJson<Manifest>(await filesOf(await get('?version=2.0.0')), 'manifest.json')
    expect(manifest.version).toBe('2.0.0')
    const refused = await get('?version=2.0')
    expect(refused.status).toBe(400)
    expect(await refused.json()).toMatchObject({
      code: 'invalid_input',
      issues: [{ path: 'query.version', message: 'must be three numbers, such as 1.2.3' }],
    })
  })

  it('is not sent again to who has it already', async () => {
    const get = await serve(configured)
    const etag = (await get('')).headers.get('etag') ?? ''
    expect((await get('', 'producer', { 'if-none-match': etag })).status).toBe(304)
    expect((await get('?version=9.9.9', 'producer', { 'if-none-match': etag })).status).toBe(200)
  })

  it('says beforehand what it holds', async () => {
    const get = await serve(configured)
    const view = (await (await get('/status', 'environmentManager')).json()) as TeamsPackageView
    expect(view).toMatchObject({
      version: '1.4.0',
      parts: ['tab', 'channelTab', 'bot', 'messageExtension', 'sso'],
      registration: 'complete',
      faults: [],
    })
  })

  it.each([
    ['an address', { publicUrl: null }, 'public_url_missing', /PUBLIC_URL is missing/],
    ['a public address', { publicUrl: 'http://localhost:3978' }, 'address_local', /names localhost/],
    ['encryption', { publicUrl: 'http://callover.example.com' }, 'address_not_https', /https/],
  ])('says what is wrong without %s, line by line', async (_name, change, code, words) => {
    const get = await serve({ ...configured, registration: null, ...change })
    const { faults } = (await (await get('/status')).json()) as TeamsPackageView
    expect(faults).toEqual([{ code, message: expect.stringMatching(words) }])
    const refused = await get('')
    expect(refused.status).toBe(400)
    expect(refused.headers.get('content-disposition')).toBeNull()
    expect(await refused.json()).toMatchObject({
      code: 'invalid_input',
      issues: [{ path: code, message: expect.stringMatching(words) }],
    })
  })

  it('is for producers and environment managers (DX-ROLE-02 to 08)', async () => {
    const get = await serve(configured)
    for (const one of role.options) {
      const allowed = one === 'producer' || one === 'environmentManager'
      for (const path of ['', '/status']) {
        expect([one, path, (await get(path, one)).status]).toEqual([one, path, allowed ? 200 : 403])
      }
    }
  })

  it('is not there for somebody of another environment', async () => {
    const get = await serve(configured)
    const stranger = principalFor({ id: 'f'.repeat(24), name: 'Somebody' })
    people.set('stranger', stranger)
    expect((await get('', 'stranger' as Role)).status).toBe(404)
    expect((await get('', 'nobody' as Role)).status).toBe(401)
  })

  it('is not there where nothing builds packages', async () => {
    const get = await serve(null)
    expect((await get('')).status).toBe(404)
    expect((await get('/status')).status).toBe(404)
  })
})
