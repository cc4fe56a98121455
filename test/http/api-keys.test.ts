import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { hashToken } from '../../server/auth/tokens.ts'
import type { ApiScope } from '../../server/contract/integration-routes.ts'
import { RateLimitedError } from '../../server/lib/errors.ts'
import {
  authenticateKey,
  KEY_BURST,
  KEY_REQUESTS_PER_SECOND,
  KeyLimiter,
} from '../../server/usecases/integrations/authenticate-key.ts'
import { authenticate } from '../../server/usecases/authenticate.ts'
import { createApiKey } from '../../server/usecases/integrations/api-keys.ts'
import { startGateway } from '../support/gateway.ts'
import { closeTestStore, openTestStore, type TestStore } from '../support/store.ts'
import {
  createIntegrationWorld,
  everything,
  type IntegrationWorld,
} from '../usecases/integrations/integration-world.ts'

const NUMBER = '4915112345678'
let store: TestStore
let world: IntegrationWorld
let environment: string
let conversationId: string
let manager: string

beforeAll(async () => {
  store = await openTestStore()
  world = await createIntegrationWorld(store)
  environment = `/environments/${world.environmentId}`
  manager = await world.tokenOf(world.manager)
  await world.says(NUMBER, 'wamid.first', 'Guten Tag')
  const { items } = await store.conversations.list(world.environmentId, {
    sort: 'activity',
    after: null,
    limit: 1,
  })
  conversationId = items[0]!.id
})
afterAll(async () => {
  await world.close()
  await closeTestStore(store)
})

async function keyWith(...scopes: ApiScope[]): Promise<{ key: string; id: string; name: string }> {
  const name = `key ${scopes.join(' ')}`
  const { key, apiKey } = await createApiKey(world.deps, world.manager, world.environmentId, {
    name,
    scopes,
    expiresAt: null,
  })
  return { key, id: apiKey.id, name }
}

describe('an API key', () => {
  it('is shown once, and nothing that is kept gives it away', async () => {
    const made = await world.call('POST', `${environment}/api-keys`, manager, {
      name: 'CRM',
      scopes: ['conversations:read'],
    })
    expect(made.status).toBe(201)
    const { key, apiKey } = made.json as { key: string; apiKey: { id: string; prefix: string } }
    expect(key).toMatch(/^cok_[\w-]{43}$/)
    expect(key.startsWith(apiKey.prefix)).toBe(true)
    const listed = await world.call('GET', `${environment}/api-keys`, manager)
    expect(listed.text).toContain(apiKey.id)
    expect(listed.text).not.toContain(key)
    expect(await everything(store)).not.toContain(key)
  })

  it('may do what its scopes say and nothing else', async () => {
    const { key } = await keyWith('conversations:read')
    expect((await world.call('GET', `${environment}/conversations`, key)).status).toBe(200)
    expect((await world.call('GET', `/conversations/${conversationId}/messages`, key)).status).toBe(200)
    const answer = { clientId: 'k', text: 'hello' }
    expect((await world.call('POST', `/conversations/${conversationId}/messages`, key, answer)).status).toBe(
      403,
    )
    expect((await world.call('GET', `${environment}/calls`, key)).status).toBe(403)
    expect((await world.call('GET', `${environment}/api-keys`, key)).status).toBe(403)
    expect((await world.call('GET', `${environment}/contacts/search?q=Erika`, key)).status).toBe(403)
    const calls = await keyWith('calls:read')
    expect((await world.call('GET', `${environment}/calls`, calls.key)).status).toBe(200)
    expect((await world.call('GET', `${environment}/conversations`, calls.key)).status).toBe(403)
  })

  it('opens its own environment only', async () => {
    const { key } = await keyWith('conversations:read')
    const other = (
      await store.people.membershipsOf((await store.people.findUserByEmail('otto@example.test'))!.id)
    )[0]!.environment.id
    expect((await world.call('GET', `/environments/${other}/conversations`, key)).status).toBe(404)
  })

  it('is nobody: what people do about themselves is refused', async () => {
    const { key } = await keyWith('conversations:write')
    expect((await world.call('GET', '/me', key)).json).toMatchObject({ code: 'forbidden' })
    expect((await world.call('DELETE', '/sessions/current', key)).status).toBe(403)
    expect((await world.call('POST', `/conversations/${conversationId}/read`, key)).status).toBe(403)
    const me = await world.call('POST', `/conversations/${conversationId}/assign`, key, { memberId: 'me' })
    expect(me.json).toMatchObject({ status: 409, code: 'conflict' })
  })

  it('does not get in by the socket', async () => {
    const { key } = await keyWith('conversations:read')
    const gateway = await startGateway({ authenticate: (token) => authenticate(world.deps, token) })
    try {
      await expect(gateway.connect(key)).rejects.toThrow('forbidden')
    } finally {
      await gateway.close()
    }
  })

  it('signs what it writes with its name', async () => {
    const { key, id, name } = await keyWith('conversations:write')
    const body = { clientId: 'by-key', text: 'Ihre Bestellung ist da' }
    const sent = await world.call('POST', `/conversations/${conversationId}/messages`, key, body)
    expect(sent.status).toBe(201)
    expect(sent.json).toMatchObject({ author: { kind: 'member', id, name } })
    const note = { clientId: 'note', note: 'aus dem CRM' }
    const noted = await world.call('POST', `/conversations/${conversationId}/messages`, key, note)
    expect(noted.json).toMatchObject({ direction: 'note', author: { name } })
  })

  it('opens nothing from the moment in which it is revoked', async () => {
    const { key, id } = await keyWith('conversations:read')
    expect((await world.call('GET', `${environment}/conversations`, key)).status).toBe(200)
    expect((await world.call('DELETE', `${environment}/api-keys/${id}`, manager)).status).toBe(200)
    expect((await world.call('GET', `${environment}/conversations`, key)).status).toBe(401)
    expect((await world.call('DELETE', `${environment}/api-keys/${id}`, manager)).status).toBe(404)
  })

  it('opens nothing after its end', async () => {
    const now = new Date()
    const key = 'cok_ended'
    await store.apiKeys.insert({
      environmentId: world.environmentId,
      name: 'ended',
      scopes: ['conversations:read'],
      prefix: 'cok_en',
      keyHash: hashToken(key),
      createdAt: now,
      createdBy: 'Anna',
      expiresAt: now,
    })
    await expect(authenticateKey({ store }, key, new Date(now.getTime() - 1))).resolves.toBeDefined()
    await expect(authenticateKey({ store }, key, now)).rejects.toMatchObject({ code: 'unauthenticated' })
    const past = { name: 'x', scopes: ['calls:read'], expiresAt: '2020-01-01T00:00:00.000Z' }
    expect((await world.call('POST', `${environment}/api-keys`, manager, past)).status).toBe(400)
  })

  it('notes its last use once a minute at most', async () => {
    const { key, id } = await keyWith('calls:read')
    const start = Date.now()
    const usedAt = async (afterMs: number): Promise<number> => {
      await authenticateKey({ store }, key, new Date(start + afterMs))
      const stored = (await store.apiKeys.list(world.environmentId)).find((one) => one.id === id)
      return stored!.lastUsedAt!.getTime() - start
    }
    expect(await usedAt(0)).toBe(0)
    expect(await usedAt(59_999)).toBe(0)
    expect(await usedAt(60_000)).toBe(60_000)
  })

  it('is refused where its scopes give access to nothing', async () => {
    const asked = { name: 'orders', scopes: ['orders:write'] }
    const answer = await world.call('POST', `${environment}/api-keys`, manager, asked)
    expect(answer.json).toMatchObject({ code: 'invalid_input', issues: [{ path: 'scopes' }] })
  })

  it('is made and revoked by environment managers, which the audit log tells without the key', async () => {
    const agent = await world.tokenOf(await world.member('agent', 'operator', 'producer'))
    expect((await world.call('GET', `${environment}/api-keys`, agent)).status).toBe(403)
    const { key, id } = await keyWith('calls:read')
    await world.call('DELETE', `${environment}/api-keys/${id}`, manager)
    const { items } = await store.audit.list(world.environmentId, { objectId: id, after: null, limit: 9 })
    expect(items.map(({ verb }) => verb)).toEqual(['deleted', 'created'])
    expect(items.every(({ actor }) => actor.id === world.manager.userId)).toBe(true)
    expect(JSON.stringify(items)).not.toContain(key)
  })

  it('is told to wait when it asks too often', async () => {
    const { key } = await keyWith('conversations:read')
    // Time that stands still fills no bucket.
    const clock = vi.spyOn(performance, 'now').mockReturnValue(performance.now())
    const asked = Array.from({ length: KEY_BURST + 5 }, () => world.call('GET', `${environment}/counts`, key))
    const answers = await Promise.all(asked)
    clock.mockRestore()
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused).toHaveLength(5)
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(KEY_BURST)
    expect(refused.map(({ headers }) => headers.get('retry-after'))).toEqual(Array(5).fill('1'))
  })
})

describe('the bucket of a key', () => {
  it('holds a burst, fills steadily, and is its own', () => {
    let now = 0
    const limiter = new KeyLimiter(() => now)
    for (let count = 0; count < KEY_BURST; count += 1) limiter.take('a')
    expect(() => limiter.take('a')).toThrow(RateLimitedError)
    expect(() => limiter.take('b')).not.toThrow()
    now += 1000
    for (let count = 0; count < KEY_REQUESTS_PER_SECOND; count += 1) limiter.take('a')
    expect(() => limiter.take('a')).toThrow(RateLimitedError)
    now += 3_600_000
    for (let count = 0; count < KEY_BURST; count += 1) limiter.take('a')
    expect(() => limiter.take('a')).toThrow(RateLimitedError)
  })
})

describe("customers' numbers towards an API key", () => {
  it('are in clear unless the policy hides them, and hidden for keys alone then (CVG-PRIV-02, CVG-PRIV-09)', async () => {
    const { key } = await keyWith('conversations:read')
    const agent = await world.tokenOf(await world.member('agent'))
    const seenBy = async (token: string): Promise<string> =>
      (await world.call('GET', `/conversations/${conversationId}`, token)).text
    expect(await seenBy(key)).toContain(`+${NUMBER}`)
    await world.setPolicy({ anonymiseNumbers: true })
    try {
      const hidden = await seenBy(key)
      expect(hidden).not.toContain(NUMBER)
      expect(JSON.parse(hidden)).toMatchObject({
        contactDetail: {
          identities: [
            { value: expect.stringMatching(/^md5-hash:[0-9a-f]{32}$/), country: 'DE', network: 'mobile' },
          ],
        },
      })
      expect(await seenBy(agent)).toContain(`+${NUMBER}`)
    } finally {
      await world.setPolicy({})
    }
  })
})
