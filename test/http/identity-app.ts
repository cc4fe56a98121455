import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp } from '../../server/app.ts'
import { listen } from '../support/http-server.ts'
import { closeTestStore, openTestStore, type TestStore } from '../support/store.ts'
import { createIdentityWorld, PASSWORD, type IdentityWorld } from '../usecases/identity/identity-world.ts'

export interface Answer {
  status: number
  headers: Headers
  /** As it came. */
  text: string
  body: Record<string, unknown> & { code?: string; token?: string; items?: Record<string, unknown>[] }
}

export interface IdentityApp extends IdentityWorld {
  url: string
  store: TestStore
  /** Ids of sessions whose connections were to be closed. */
  signedOut: string[]
  /** `address` is the client's as a proxy on this machine tells it. */
  api(method: string, path: string, options?: CallOptions): Promise<Answer>
  /** A session's token. */
  signIn(email: string, more?: { password?: string; totp?: string }): Promise<string>
  close(): Promise<void>
}

export interface CallOptions {
  token?: string
  body?: unknown
  address?: string
  headers?: Record<string, string>
}

/** The whole app on a real store. */
export async function startIdentityApp(): Promise<IdentityApp> {
  const store = await openTestStore()
  const world = createIdentityWorld(store)
  const tabDir = await mkdtemp(join(tmpdir(), 'callover-tab-'))
  const signedOut: string[] = []
  const app = createApp({
    deps: world.deps,
    publicUrl: null,
    tabDir,
    demo: false,
    checkResponses: true,
    onSignedOut: (sessionId) => void signedOut.push(sessionId),
  })
  const server = await listen(app)
  const api = (method: string, path: string, options: CallOptions = {}): Promise<Answer> =>
    callApi(server.url, method, path, options)
  return {
    ...world,
    url: server.url,
    store,
    signedOut,
    api,
    async signIn(email, more = {}) {
      const { body } = await api('POST', '/sessions', { body: { email, password: PASSWORD, ...more } })
      if (body.token === undefined) throw new Error(`not signed in: ${String(body.code)}`)
      return body.token
    },
    async close() {
      await server.close()
      await closeTestStore(store)
      await rm(tabDir, { recursive: true, force: true })
    },
  }
}

async function callApi(
  url: string,
  method: string,
  path: string,
  { token, body, address, headers = {} }: CallOptions,
): Promise<Answer> {
  const response = await fetch(`${url}/api/v1${path}`, {
    method,
    redirect: 'manual',
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(address === undefined ? {} : { 'x-forwarded-for': address }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: text === '' ? {} : (JSON.parse(text) as Answer['body']),
  }
}
