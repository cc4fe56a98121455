import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ServerEvents } from '../../server/contract/events.ts'
import type { News } from '../../server/realtime/news.ts'
import { signedIn } from '../support/app.ts'
import { startFakeRedis, type FakeRedis } from '../support/fake-redis.ts'
import { createFakeDeps, idOf } from '../support/fakes.ts'
import { waitFor } from '../support/wait-for.ts'
import { ask, collect, nextEvent, startGateway, type TestGateway } from '../support/gateway.ts'

const environmentId = idOf('e')
const conversationId = idOf('1')

let redis: FakeRedis
let here: TestGateway
let there: TestGateway
/** What the other process was told. */
const told: News[] = []
beforeAll(async () => {
  redis = await startFakeRedis()
  const deps = createFakeDeps()
  deps.conversationList.set(conversationId, { id: conversationId, environmentId })
  here = await startGateway({ deps, redisUrl: redis.url })
  there = await startGateway({ deps, redisUrl: redis.url, onNews: (news) => told.push(news) })
})
afterAll(async () => {
  await here.close()
  await there.close()
  await redis.stop()
})

async function join(test: TestGateway, name: string) {
  const person = await signedIn(test.deps, name, { [environmentId]: ['agent'] })
  const client = await test.connect(person.token)
  await ask(client, 'subscribe', { environmentId })
  return { ...person, client }
}

const notification = (platformCode: string): ServerEvents['notification'] => ({
  kind: 'message_failed',
  environmentId,
  platformCode,
  at: '2026-03-01T09:00:00.000Z',
})

/** Publishes until it has arrived: a process that has just joined may not listen yet. */
async function publishUntil(got: unknown[], code: string): Promise<void> {
  for (const before = got.length; got.length === before;) {
    here.gateway.publisher.emit({ environmentId }, 'notification', notification(code))
    await new Promise((resolve) => setImmediate(resolve))
  }
}

describe('several processes', () => {
  it('share events, presence and the end of a session', async () => {
    const anna = await join(here, 'Anna')
    const ben = await join(there, 'Ben')
    const [atAnna, atBen] = [collect(anna.client, 'notification'), collect(ben.client, 'notification')]
    await publishUntil(atBen, 'to all')
    expect(atAnna.length).toBeGreaterThan(0)

    const onlyBen = nextEvent(ben.client, 'conversation:read')
    const read = { conversationId, unread: 0, seq: 1 }
    const audience = { environmentId, memberId: ben.userId }
    here.gateway.publisher.emit(audience, 'conversation:read', read)
    expect(await onlyBen).toEqual(read)

    expect(await here.gateway.connectedMembers(environmentId)).toEqual(new Set([anna.userId, ben.userId]))

    await ask(anna.client, 'conversation:open', { conversationId })
    const both = nextEvent(anna.client, 'presence')
    await ask(ben.client, 'conversation:open', { conversationId })
    expect((await both).viewers.map(({ name }) => name).toSorted()).toEqual(['Anna', 'Ben'])

    const gone = new Promise((resolve) => ben.client.once('disconnect', resolve))
    here.gateway.endSession(ben.sessionId)
    expect(await gone).toBe('io server disconnect')
    anna.client.disconnect()
  })

  it('end what somebody may not listen to any more at once, wherever their roles were taken away', async () => {
    const ben = await join(there, 'Ben')
    const { client: anna } = await join(there, 'Anna')
    here.deps.roles.get(environmentId)?.delete(ben.userId)
    here.gateway.rolesChanged()
    await waitFor('the subscription to end', async () =>
      (await there.gateway.connectedMembers(environmentId)).has(ben.userId) ? null : true,
    )
    // Only the subscription: there may be other environments.
    expect(ben.client.connected).toBe(true)
    expect(await there.gateway.connectedMembers(environmentId)).toHaveProperty('size', 1)
    ben.client.disconnect()
    anna.disconnect()
  })

  it('tell each other what to look up anew, once for a burst, and nobody tells themselves', async () => {
    told.length = 0
    for (let count = 0; count < 20; count += 1) here.gateway.tell({ kind: 'directory' })
    here.gateway.tell({ kind: 'session', sessionId: idOf('5') })
    await waitFor('the news', () => Promise.resolve(told.length >= 2 ? true : null))
    expect(told).toEqual([{ kind: 'directory' }, { kind: 'session', sessionId: idOf('5') }])
    there.gateway.tell({ kind: 'channels' })
    here.gateway.tell({ kind: 'access' })
    await waitFor('the last news', () => Promise.resolve(told.length >= 3 ? true : null))
    expect(told.slice(2)).toEqual([{ kind: 'access' }])
  })

  it('never send a token to each other', async () => {
    const anna = await join(here, 'Anna')
    const sockets = await there.gateway.connectedMembers(environmentId)
    expect(sockets).toContain(anna.userId)
    expect(redis.traffic()).not.toContain(anna.token)
    anna.client.disconnect()
  })

  it('each keep serving their own clients while Redis is away, and find together again', async () => {
    const anna = await join(here, 'Anna')
    const ben = await join(there, 'Ben')
    const atBen = collect(ben.client, 'notification')
    await redis.stop()
    const next = nextEvent(anna.client, 'notification')
    here.gateway.publisher.emit({ environmentId }, 'notification', notification('away'))
    expect((await next).platformCode).toBe('away')
    const presence = nextEvent(anna.client, 'presence')
    expect(await ask(anna.client, 'conversation:open', { conversationId })).toEqual({ ok: true })
    expect((await presence).viewers).toHaveLength(1)
    expect(atBen).toEqual([])
    await redis.start()
    await publishUntil(atBen, 'back')
    expect(atBen.at(-1)?.platformCode).toBe('back')
  })
})
