import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ServerEvents } from '../../server/contract/events.ts'
import { CONTRACT_VERSION } from '../../server/contract/common.ts'
import { signedIn } from '../support/app.ts'
import { idOf } from '../support/fakes.ts'
import {
  ask,
  collect,
  nextEvent,
  startGateway,
  type TestClient,
  type TestGateway,
} from '../support/gateway.ts'

const ours = idOf('e')
const theirs = idOf('f')
const ok = { ok: true }
const refused = (code: string) => ({ ok: false, error: { code } })

let test: TestGateway
let shownToCustomer: string[] = []
beforeAll(async () => {
  test = await startGateway({
    onTyping: (principal, conversationId) => {
      shownToCustomer.push(`${principal.name} ${conversationId}`)
      return Promise.reject(new Error('the channel is down'))
    },
  })
  test.deps.conversationList.set(idOf('1'), { id: idOf('1'), environmentId: ours })
  test.deps.conversationList.set(idOf('2'), { id: idOf('2'), environmentId: ours })
  test.deps.conversationList.set(idOf('9'), { id: idOf('9'), environmentId: theirs })
})
afterAll(() => test.close())

let clients: TestClient[] = []
beforeEach(() => {
  shownToCustomer = []
  clients = []
})
/** Nobody is left in a room before the next test begins. */
afterEach(async () => {
  for (const client of clients) client.disconnect()
  while (test.gateway.connectedCount() > 0) await new Promise((resolve) => setImmediate(resolve))
})

async function join(name: string, roles = { [ours]: ['agent' as const] }) {
  const person = await signedIn(test.deps, name, roles)
  const client = await connect(person.token)
  for (const environmentId of Object.keys(roles)) {
    expect(await ask(client, 'subscribe', { environmentId })).toEqual(ok)
  }
  return { ...person, client }
}

async function connect(token: string): Promise<TestClient> {
  const client = await test.connect(token)
  clients.push(client)
  return client
}

function notification(platformCode: string): ServerEvents['notification'] {
  return { kind: 'message_failed', environmentId: ours, platformCode, at: '2026-03-01T09:00:00.000Z' }
}

/** What has been sent before has arrived once an answer to something later has. */
async function settle(...all: { client: TestClient }[]): Promise<void> {
  for (const { client } of all) await ask(client, 'conversation:close', { conversationId: idOf('0') })
}

describe('connecting', () => {
  it.each([[undefined], [''], ['wrong'], [42], [{ $ne: '' }], ['x'.repeat(5000)]])(
    'is refused with the token %j',
    async (token) => {
      const client = test.client(token)
      const error = new Promise<Error & { data?: unknown }>((resolve) =>
        client.once('connect_error', resolve),
      )
      client.connect()
      expect((await error).data).toEqual({ code: 'unauthenticated' })
      expect(client.connected).toBe(false)
    },
  )

  it('does not blame the client when the store fails', async () => {
    const { token } = await signedIn(test.deps)
    test.deps.storeDown = true
    const client = test.client(token)
    const error = new Promise<Error & { data?: unknown }>((resolve) => client.once('connect_error', resolve))
    client.connect()
    expect((await error).data).toEqual({ code: 'internal_error' })
    expect((await error).message).not.toContain('refused by')
    test.deps.storeDown = false
  })

  it('tells the time at once and whenever it was set', async () => {
    const { token } = await signedIn(test.deps)
    const client = test.client(token)
    clients.push(client)
    const first = nextEvent(client, 'clock')
    client.connect()
    expect(await first).toEqual({ now: '2026-03-01T09:00:00.000Z', contractVersion: CONTRACT_VERSION })
    const second = nextEvent(client, 'clock')
    test.gateway.announceClock()
    await second
  })

  it('leaves all other addresses to the app', async () => {
    expect(await (await fetch(`${test.url}/api`)).text()).toBe('app')
    expect((await fetch(`${test.url}/socket.io/socket.io.js`)).status).toBe(400)
  })
})

describe('subscribing', () => {
  it('needs membership and a role that sees conversations', async () => {
    const { token } = await signedIn(test.deps, 'Frieda', { [ours]: ['agent'], [theirs]: ['analyst'] })
    const client = await connect(token)
    expect(await ask(client, 'subscribe', { environmentId: ours })).toEqual(ok)
    expect(await ask(client, 'subscribe', { environmentId: theirs })).toEqual(refused('forbidden'))
    expect(await ask(client, 'subscribe', { environmentId: idOf('d') })).toEqual(refused('not_found'))
  })

  it.each([
    ['subscribe', {}],
    ['subscribe', null],
    ['subscribe', []],
    ['subscribe', 'x'.repeat(1000)],
    ['subscribe', { environmentId: { $ne: '' } }],
    ['subscribe', { environmentId: `${ours} ` }],
    ['conversation:open', { conversationId: 7 }],
    ['typing:start', Buffer.from([1, 2, 3])],
    ['subscribe', undefined],
  ])('refuses the payload of %s %j', async (event, payload) => {
    const { client } = await join('Gustav')
    expect(await ask(client, event, payload)).toEqual(refused('invalid_input'))
  })

  it('survives clients that send anything in place of an acknowledgement', async () => {
    const { client } = await join('Hanna')
    const untyped = client as unknown as { emit(event: string, ...rest: unknown[]): void }
    untyped.emit('subscribe', { environmentId: ours }, 'no function')
    untyped.emit('subscribe')
    untyped.emit('no such event', 1, 2, 3)
    expect(await ask(client, 'subscribe', { environmentId: ours })).toEqual(ok)
  })

  it('ends with unsubscribe', async () => {
    const anna = await join('Anna')
    const got = collect(anna.client, 'notification')
    expect(await ask(anna.client, 'unsubscribe', { environmentId: ours })).toEqual(ok)
    test.gateway.publisher.emit({ environmentId: ours }, 'notification', notification('1'))
    test.gateway.publisher.emit(
      { environmentId: ours, memberId: anna.userId },
      'notification',
      notification('2'),
    )
    await settle(anna)
    expect(got).toEqual([])
  })
})

describe('publishing', () => {
  it('reaches an environment, one member of it, or all but some', async () => {
    const anna = await join('Anna')
    const ben = await join('Ben')
    const carl = await join('Carl', { [theirs]: ['agent'] })
    const got = [anna, ben, carl].map(({ client }) => collect(client, 'notification'))
    const { publisher } = test.gateway
    publisher.emit({ environmentId: ours }, 'notification', notification('all'))
    publisher.emit({ environmentId: ours, memberId: ben.userId }, 'notification', notification('ben'))
    publisher.emit(
      { environmentId: ours, exceptMemberIds: [ben.userId] },
      'notification',
      notification('not ben'),
    )
    publisher.emit({ environmentId: theirs, memberId: ben.userId }, 'notification', notification('nobody'))
    await settle(anna, ben, carl)
    expect(got.map((events) => events.map(({ platformCode }) => platformCode))).toEqual([
      ['all', 'not ben'],
      ['all', 'ben'],
      [],
    ])
    expect(await test.gateway.connectedMembers(ours)).toEqual(new Set([anna.userId, ben.userId]))
  })

  it('reaches all clients of a member', async () => {
    const anna = await join('Anna')
    const second = await connect(anna.token)
    await ask(second, 'subscribe', { environmentId: ours })
    const got = [anna.client, second].map((client) => collect(client, 'notification'))
    test.gateway.publisher.emit(
      { environmentId: ours, memberId: anna.userId },
      'notification',
      notification('x'),
    )
    await settle(anna, { client: second })
    expect(got.map((events) => events.length)).toEqual([1, 1])
  })

  it('never throws', () => {
    const hostile = {
      toJSON: () => {
        throw new Error('cannot be encoded')
      },
    } as unknown as ServerEvents['notification']
    expect(() => test.gateway.publisher.emit({ environmentId: ours }, 'notification', hostile)).not.toThrow()
  })
})

describe('presence', () => {
  it('tells the environment who has a conversation on the screen, each person once', async () => {
    const anna = await join('Anna')
    const ben = await join('Ben')
    const stranger = await join('Carl', { [theirs]: ['agent'] })
    const atStranger = collect(stranger.client, 'presence')
    const person = { id: anna.userId, name: 'Anna' }

    let next = nextEvent(ben.client, 'presence')
    expect(await ask(anna.client, 'conversation:open', { conversationId: idOf('1') })).toEqual(ok)
    expect(await next).toEqual({ conversationId: idOf('1'), viewers: [person] })

    const second = await connect(anna.token)
    await ask(second, 'subscribe', { environmentId: ours })
    next = nextEvent(ben.client, 'presence')
    await ask(second, 'conversation:open', { conversationId: idOf('1') })
    expect(await next).toEqual({ conversationId: idOf('1'), viewers: [person] })

    const events = collect(ben.client, 'presence')
    await ask(anna.client, 'conversation:open', { conversationId: idOf('2') })
    second.disconnect()
    while (events.length < 3) await settle(ben)
    expect(events.toSorted((a, b) => a.conversationId.localeCompare(b.conversationId)).at(-1)).toEqual({
      conversationId: idOf('2'),
      viewers: [person],
    })
    expect(events.filter(({ conversationId }) => conversationId === idOf('1')).at(-1)?.viewers).toEqual([])
    expect(atStranger).toEqual([])
  })

  it('ends with close, unsubscribe and the connection', async () => {
    const ben = await join('Ben')
    for (const end of ['close', 'unsubscribe', 'disconnect']) {
      const anna = await join('Anna')
      let next = nextEvent(ben.client, 'presence')
      await ask(anna.client, 'conversation:open', { conversationId: idOf('1') })
      expect((await next).viewers).toHaveLength(1)
      next = nextEvent(ben.client, 'presence')
      if (end === 'close') await ask(anna.client, 'conversation:close', { conversationId: idOf('1') })
      else if (end === 'unsubscribe') await ask(anna.client, 'unsubscribe', { environmentId: ours })
      else anna.client.disconnect()
      expect([end, (await next).viewers]).toEqual([end, []])
    }
  })

  it("does not reach into another tenant's conversations, nor tell whether they exist", async () => {
    const carl = await join('Carl', { [theirs]: ['agent'] })
    const anna = await join('Anna')
    const got = [collect(carl.client, 'presence'), collect(carl.client, 'typing')]
    for (const conversationId of [idOf('9'), idOf('8')]) {
      for (const event of ['conversation:open', 'typing:start']) {
        expect(await ask(anna.client, event, { conversationId })).toEqual(refused('not_found'))
      }
    }
    await settle(carl)
    expect(got).toEqual([[], []])
    expect(shownToCustomer).toEqual([])
  })

  it('needs the environment to be subscribed', async () => {
    const { token } = await signedIn(test.deps, 'Anna', { [ours]: ['agent'] })
    const client = await connect(token)
    expect(await ask(client, 'conversation:open', { conversationId: idOf('1') })).toEqual(
      refused('not_found'),
    )
  })
})

describe('typing', () => {
  it('is shown to the others, not too often, and ends by itself', async () => {
    const anna = await join('Anna')
    const ben = await join('Ben')
    const [atAnna, atBen] = [collect(anna.client, 'typing'), collect(ben.client, 'typing')]
    const start = () => ask(anna.client, 'typing:start', { conversationId: idOf('1') })
    const typing = (on: boolean) => ({
      conversationId: idOf('1'),
      by: 'member',
      member: { id: anna.userId, name: 'Anna' },
      typing: on,
    })
    await start()
    await start()
    test.timers.advance(2000)
    await start()
    await settle(ben)
    expect(atBen).toEqual([typing(true)])
    test.timers.advance(2000)
    await start()
    await settle(ben)
    expect(atBen).toEqual([typing(true), typing(true)])
    test.timers.advance(9999)
    await settle(ben)
    expect(atBen).toHaveLength(2)
    test.timers.advance(1)
    await settle(ben)
    expect(atBen.at(-1)).toEqual(typing(false))
    await settle(anna)
    expect(atAnna).toEqual([])
  })

  it('ends with stop, another conversation and the connection', async () => {
    const anna = await join('Anna')
    const ben = await join('Ben')
    const atBen = collect(ben.client, 'typing')
    const seen = () => atBen.map(({ conversationId, typing }) => `${conversationId[0]} ${typing}`)
    await ask(anna.client, 'typing:start', { conversationId: idOf('1') })
    await ask(anna.client, 'typing:start', { conversationId: idOf('2') })
    await ask(anna.client, 'typing:stop', { conversationId: idOf('1') })
    await ask(anna.client, 'typing:stop', { conversationId: idOf('2') })
    await ask(anna.client, 'typing:stop', { conversationId: idOf('2') })
    await ask(anna.client, 'typing:start', { conversationId: idOf('1') })
    anna.client.disconnect()
    while (atBen.length < 6) await settle(ben)
    expect(seen()).toEqual(['1 true', '1 false', '2 true', '2 false', '1 true', '1 false'])
  })

  it('is shown to the customer every twenty seconds at most, whatever becomes of that', async () => {
    test.timers.advance(60_000)
    const anna = await join('Anna')
    const ben = await join('Ben')
    for (let second = 0; second <= 20; second++) {
      await ask(anna.client, 'typing:start', { conversationId: idOf('1') })
      await ask(ben.client, 'typing:start', { conversationId: idOf('1') })
      await ask(anna.client, 'typing:stop', { conversationId: idOf('1') })
      test.timers.advance(1000)
      if (second === 10) test.deps.emitted.length = 0
    }
    expect(shownToCustomer).toEqual([`Anna ${idOf('1')}`, `Anna ${idOf('1')}`])
  })
})

describe('sessions', () => {
  it('that were signed out are disconnected', async () => {
    const anna = await join('Anna')
    const ben = await join('Ben')
    const gone = new Promise((resolve) => anna.client.once('disconnect', resolve))
    test.gateway.endSession(anna.sessionId)
    expect(await gone).toBe('io server disconnect')
    await settle(ben)
  })

  it('that were revoked elsewhere are found out', async () => {
    const anna = await join('Anna')
    const gone = new Promise((resolve) => anna.client.once('disconnect', resolve))
    await test.gateway.recheck()
    expect(anna.client.connected).toBe(true)
    const { forgetSession } = await import('../../server/usecases/authenticate.ts')
    await test.deps.store.sessions.delete(anna.sessionId)
    forgetSession(test.deps.store, anna.sessionId)
    await test.gateway.recheck()
    expect(await gone).toBe('io server disconnect')
  })

  it('survive a store that is away', async () => {
    const anna = await join('Anna')
    const { forgetSession } = await import('../../server/usecases/authenticate.ts')
    forgetSession(test.deps.store, anna.sessionId)
    test.deps.storeDown = true
    await test.gateway.recheck()
    test.deps.storeDown = false
    await settle(anna)
    expect(anna.client.connected).toBe(true)
  })

  it('lose the environments that their roles do not allow any more', async () => {
    const anna = await join('Anna')
    const got = collect(anna.client, 'notification')
    test.deps.roles.get(ours)?.set(anna.userId, ['analyst'])
    await test.gateway.recheck()
    test.gateway.publisher.emit({ environmentId: ours }, 'notification', notification('x'))
    await settle(anna)
    expect(got).toEqual([])
  })
})

describe('floods', () => {
  it('are refused and then ended', async () => {
    const { token } = await signedIn(test.deps, 'Flora', { [ours]: ['agent'] })
    const client = await connect(token)
    const gone = new Promise((resolve) => client.once('disconnect', resolve))
    const codes: string[] = []
    for (let sent = 0; sent < 70; sent++) {
      const untyped = client as unknown as { emit(event: string, ...rest: unknown[]): void }
      untyped.emit(
        'typing:stop',
        { conversationId: idOf('1') },
        (ack: { ok: boolean; error?: { code: string } }) =>
          codes.push(ack.ok ? 'ok' : (ack.error?.code ?? '')),
      )
    }
    while (codes.length < 70) await new Promise((resolve) => setImmediate(resolve))
    expect(codes.filter((code) => code === 'rate_limited').length).toBeGreaterThan(0)
    expect(client.connected).toBe(true)
    for (let sent = 0; sent < 300; sent++) client.emit('typing:stop', { conversationId: idOf('1') })
    expect(await gone).toBe('io server disconnect')
  })

  it('of bytes end the connection', async () => {
    const { token } = await signedIn(test.deps)
    const client = await connect(token)
    const gone = new Promise((resolve) => client.once('disconnect', resolve))
    const untyped = client as unknown as { emit(event: string, payload: unknown): void }
    untyped.emit('subscribe', 'x'.repeat(20_000))
    expect(await gone).toMatch(/transport/)
  })
})
