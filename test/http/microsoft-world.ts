import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp } from '../../server/app.ts'
import { createEntra } from '../../server/auth/entra.ts'
import { createToken, hashToken } from '../../server/auth/tokens.ts'
import type { Role } from '../../server/contract/member.ts'
import type { User } from '../../server/store/entities.ts'
import { createDirectory } from '../../server/usecases/directory.ts'
import type { Deps } from '../../server/usecases/ports.ts'
import { servesTenant } from '../../server/usecases/recognise-tenants.ts'
import { createFakeDeps } from '../support/fakes.ts'
import { startEntra, type EntraAccount, type EntraStandIn } from '../support/entra.ts'
import { listen } from '../support/http-server.ts'
import { NO_TEAMS } from '../support/no-teams.ts'
import { closeTestStore, openTestStore, type TestStore } from '../support/store.ts'
import { sessionFor } from '../support/people.ts'

export const HOME = '11111111-aaaa-4000-8000-000000000001'
export const PARTNER = '22222222-aaaa-4000-8000-000000000002'
export const FOREIGN = '33333333-aaaa-4000-8000-000000000003'
export const CLIENT_ID = '3f2504e0-4f89-41d3-9a0c-0305e82c3301'
export const CLIENT_SECRET = 'test-client-secret'
export const PUBLIC_URL = 'https://callover.example.test'

let lastPerson = 0
/** Somebody nobody has met before; the numbers keep people of different tests apart. */
export function somebody(change: Partial<EntraAccount> = {}): EntraAccount {
  lastPerson += 1
  const number = String(lastPerson).padStart(12, '0')
  return {
    objectId: `44444444-bbbb-4000-8000-${number}`,
    name: `Person ${lastPerson}`,
    username: `person${lastPerson}@muster.example.test`,
    ...change,
  }
}

/** One server with its own idea of how people sign in. */
export interface Served {
  /** Of this machine; people know the server as `PUBLIC_URL`. */
  url: string
  api(method: string, path: string, options?: { token?: string; body?: unknown }): Promise<Answer>
  browser(): Browser
  close(): Promise<void>
}

export interface MicrosoftWorld extends Served {
  deps: Deps
  store: TestStore
  entra: EntraStandIn
  /** How far the server's clock is from Entra's. */
  clock: { offsetMs: number }
  /** Of the account that the home organisation serves, because it names none. */
  environmentId: string
  /** Of the same account. */
  secondEnvironmentId: string
  /** Of an account whose people come from `PARTNER`. */
  partnerEnvironmentId: string
  addMember(
    person: Pick<EntraAccount, 'username' | 'name'>,
    roles?: Role[],
    environmentId?: string,
  ): Promise<User>
  /** Somebody with a session: the token. */
  signedIn(user: User): Promise<string>
  /** Another server on the same store, which has met nobody yet. */
  another(options: ServerOptions): Promise<Served>
}

export interface Answer {
  status: number
  body: Record<string, unknown> & { code?: string; token?: string; items?: Record<string, unknown>[] }
}

export interface ServerOptions {
  tenantId?: string | null
  clientSecret?: string | null
  /** Leaves Microsoft out altogether. */
  without?: boolean
}

/** The whole app on a real store, with the stand-in for Entra. */
export async function startMicrosoftWorld(): Promise<MicrosoftWorld> {
  const store = await openTestStore()
  const directory = createDirectory(store)
  const deps: Deps = { ...createFakeDeps(), ...NO_TEAMS, store, directory, homeTenantId: HOME }
  const environments = await addEnvironments(store)
  const entra = await startEntra({
    tenantId: HOME,
    clientId: CLIENT_ID,
    clientSecret: CLIENT_SECRET,
    people: [somebody()],
    redirectUris: [`${PUBLIC_URL}/auth/microsoft/callback`],
  })
  const clock = { offsetMs: 0 }
  const another = (options: ServerOptions): Promise<Served> => serve({ deps, entra, clock }, options)
  const served = await another({})
  return {
    ...served,
    deps,
    store,
    entra,
    clock,
    ...environments,
    another,
    async addMember({ username, name }, roles = ['agent'], at = environments.environmentId) {
      const user = await store.people.upsertUser({ email: username, name })
      await store.people.setRoles(at, user.id, roles)
      deps.directory.invalidate()
      return user
    },
    async signedIn(user) {
      const token = createToken()
      await store.sessions.insert({ ...sessionFor(user.id), tokenHash: hashToken(token) })
      return token
    },
    async close() {
      await served.close()
      await entra.close()
      await closeTestStore(store)
    },
  }
}

async function serve(
  { deps, entra, clock }: Pick<MicrosoftWorld, 'deps' | 'entra' | 'clock'>,
  { tenantId = null, clientSecret = CLIENT_SECRET, without = false }: ServerOptions,
): Promise<Served> {
  const microsoft = createEntra({
    authority: entra.authority,
    clientId: CLIENT_ID,
    clientSecret,
    tenantId,
    publicUrl: PUBLIC_URL,
    secretKey: randomBytes(32),
    serves: (id) => servesTenant(deps, id),
    fetch,
    now: () => new Date(Date.now() + clock.offsetMs),
  })
  const tabDir = await mkdtemp(join(tmpdir(), 'callover-tab-'))
  const app = createApp({
    deps,
    publicUrl: PUBLIC_URL,
    tabDir,
    demo: false,
    microsoft: without ? null : microsoft,
    checkResponses: true,
  })
  const server = await listen(app)
  return {
    url: server.url,
    api: (method, path, request = {}) => callApi(server.url, method, path, request),
    browser: () => new Browser(server.url),
    async close() {
      await server.close()
      await rm(tabDir, { recursive: true, force: true })
    },
  }
}

async function addEnvironments({ accounts }: TestStore) {
  const environmentOf = async (name: string, account: string, entraTenants: string[]): Promise<string> => {
    const { id: accountId } = await accounts.upsertAccount({
      name: account,
      retentionDays: null,
      twoFactorRequired: false,
      entraTenants,
    })
    const place = { timeZone: 'Europe/Berlin', country: 'DE' }
    return (await accounts.upsertEnvironment({ accountId, name, ...place })).id
  }
  return {
    environmentId: await environmentOf('Muster GmbH', 'Muster GmbH', []),
    secondEnvironmentId: await environmentOf('Other team', 'Muster GmbH', []),
    partnerEnvironmentId: await environmentOf('Partner AG', 'Partner AG', [PARTNER]),
  }
}

async function callApi(
  url: string,
  method: string,
  path: string,
  { token, body }: { token?: string; body?: unknown },
): Promise<Answer> {
  const response = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: response.status, body: (await response.json()) as Answer['body'] }
}

/** Somebody's browser: keeps cookies as it is told, and follows nothing by itself. */
export class Browser {
  readonly cookies = new Map<string, string>()
  /** The attributes of each cookie, as they came. */
  readonly attributes = new Map<string, string>()
  readonly #url: string

  constructor(url: string) {
    this.#url = url
  }

  /** Where an address of ours, or a page of Entra's, sends it on to. */
  async visit(address: string): Promise<{ status: number; location: string; headers: Headers }> {
    const ours = address.startsWith('/') || address.startsWith(PUBLIC_URL)
    const url = ours ? `${this.#url}${address.replace(PUBLIC_URL, '')}` : address
    const headers = ours && this.cookies.size > 0 ? { cookie: this.cookieHeader() } : {}
    const response = await fetch(url, { redirect: 'manual', headers })
    await response.arrayBuffer()
    if (ours) this.#keep(response.headers.getSetCookie())
    return {
      status: response.status,
      location: response.headers.get('location') ?? '',
      headers: response.headers,
    }
  }

  /** The whole way: to Microsoft, back, and to the page at the end. */
  async signIn(start = '/auth/microsoft'): Promise<URL> {
    const { location: microsoft } = await this.visit(start)
    const { location: callback } = await this.visit(microsoft)
    const { location: page } = await this.visit(callback)
    return new URL(page)
  }

  /** What our page does with the code behind its `#`. */
  async redeem(code: string): Promise<Answer> {
    const response = await fetch(`${this.#url}/api/v1/sessions/code`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: this.cookieHeader() },
      body: JSON.stringify({ code }),
    })
    return { status: response.status, body: (await response.json()) as Answer['body'] }
  }

  cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  #keep(given: readonly string[]): void {
    for (const cookie of given) {
      const [pair = '', ...attributes] = cookie.split('; ')
      const at = pair.indexOf('=')
      const name = pair.slice(0, at)
      this.attributes.set(name, attributes.join('; '))
      if (/Expires=Thu, 01 Jan 1970/.test(cookie)) this.cookies.delete(name)
      else this.cookies.set(name, pair.slice(at + 1))
    }
  }
}

/** What stands behind the `#` of a page. */
export function told(page: URL): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(page.hash.slice(1)))
}
