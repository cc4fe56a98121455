import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp } from '../../../server/app.ts'
import { createToken, hashToken } from '../../../server/auth/tokens.ts'
import type { Role } from '../../../server/contract/member.ts'
import type { Policy } from '../../../server/contract/policy.ts'
import { applyInboundEvent } from '../../../server/usecases/apply-inbound-event.ts'
import type { Principal } from '../../../server/usecases/ports.ts'
import { listen } from '../../support/http-server.ts'
import { principalFor, sessionFor } from '../../support/people.ts'
import type { TestStore } from '../../support/store.ts'
import { createUsecaseWorld, textOf, type UsecaseWorld } from '../../support/usecase-world.ts'

/** An answer of the API. */
export interface Answer {
  status: number
  headers: Headers
  /** The body as JSON. */
  json: Record<string, unknown>
  text: string
}

/** Use cases on a real store behind the real API, with somebody who may manage integrations. */
export interface IntegrationWorld extends UsecaseWorld {
  /** An environment manager. */
  manager: Principal
  /** A new member of the environment. */
  member(...roles: Role[]): Promise<Principal>
  tokenOf(principal: Principal): Promise<string>
  call(method: string, path: string, token: string, body?: object): Promise<Answer>
  /** A customer's message, worked off. `number` is without plus. */
  says(number: string, id: string, text: string, more?: object): Promise<void>
  setPolicy(policy: Policy): Promise<void>
  close(): Promise<void>
}

export async function createIntegrationWorld(
  store: TestStore,
  apiBaseUrl?: string,
): Promise<IntegrationWorld> {
  const world = await createUsecaseWorld(store, apiBaseUrl === undefined ? {} : { apiBaseUrl })
  const tabDir = mkdtempSync(join(tmpdir(), 'callover-tab-'))
  const app = createApp({ deps: world.deps, publicUrl: null, demo: false, tabDir, checkResponses: true })
  const server = await listen(app)
  const { environmentId, deps } = world
  const member = async (...roles: Role[]): Promise<Principal> => {
    const name = `Member ${deps.newId()}`
    const user = await store.people.upsertUser({ email: `${deps.newId()}@example.test`, name })
    await store.people.setRoles(environmentId, user.id, roles)
    deps.directory.invalidate()
    return principalFor(user)
  }
  return Object.assign(world, {
    manager: await member('environmentManager'),
    member,
    async tokenOf({ userId }: Principal) {
      const token = createToken()
      await store.sessions.insert({ ...sessionFor(userId), tokenHash: hashToken(token) })
      return token
    },
    async call(method: string, path: string, token: string, body?: object): Promise<Answer> {
      const response = await fetch(`${server.url}/api/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await response.text()
      const isJson = response.headers.get('content-type')?.includes('json') === true
      const json = isJson ? (JSON.parse(text) as Record<string, unknown>) : {}
      return { status: response.status, headers: response.headers, json, text }
    },
    async says(number: string, id: string, text: string, more: object = {}) {
      await world.receive(textOf(number, id, world.now, { text: { body: text }, ...more }))
      const events = await world.pending()
      for (const event of events) await applyInboundEvent(deps, event)
      await store.intake.finish(events.map((event) => event.id))
    },
    async setPolicy(policy: Policy) {
      const environments = store.raw.collection<{ _id: string }>('environments')
      await environments.updateOne({ _id: environmentId }, { $set: { policy } })
      deps.directory.invalidate()
    },
    async close() {
      await server.close()
      rmSync(tabDir, { recursive: true, force: true })
    },
  })
}

/** Every document of every collection, as text. */
export async function everything(store: TestStore, except: readonly string[] = []): Promise<string> {
  const collections = await store.raw.listCollections().toArray()
  const names = collections.map(({ name }) => name).filter((name) => !except.includes(name))
  const texts = await Promise.all(
    names.map(async (name) => `${name} ${JSON.stringify(await store.raw.collection(name).find().toArray())}`),
  )
  return texts.join('\n')
}
