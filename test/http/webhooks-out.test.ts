import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { lookup } from 'node:dns'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { isPrivateAddress } from '../../server/webhooks/private-addresses.ts'
import { createWebhookSender } from '../../server/webhooks/post-webhook.ts'
import { closeTestStore, openTestStore, type TestStore } from '../support/store.ts'
import { createIntegrationWorld, type IntegrationWorld } from '../usecases/integrations/integration-world.ts'

interface Hit {
  method: string
  headers: IncomingMessage['headers']
  body: string
}

let server: Server
let url: string
let hits: Hit[] = []
let respond: (response: ServerResponse) => void = (response) => response.writeHead(200).end()

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', headers } = request
      hits.push({ method, headers, body: Buffer.concat(chunks).toString('utf8') })
      respond(response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})
afterEach(() => {
  hits = []
  respond = (response) => response.writeHead(200).end()
})

const request = { headers: { 'content-type': 'application/json', 'x-test': 'u' }, body: '{"a":"ü"}' }
const open = createWebhookSender({ allowPrivate: true, timeoutMs: 400 })

/** A resolver that says whatever it is told. */
function resolving(...addresses: string[]): typeof lookup {
  const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
  return ((_name: string, _options: object, done: (error: null, all: object[]) => void) =>
    done(null, found)) as unknown as typeof lookup
}

describe('a delivery over HTTP', () => {
  it('is one POST with the body as it was signed', async () => {
    expect(await open.post({ url, ...request })).toEqual({ status: 200 })
    expect(hits).toMatchObject([{ method: 'POST', body: request.body, headers: { 'x-test': 'u' } }])
  })

  it('follows no redirect', async () => {
    respond = (response) => response.writeHead(302, { location: url }).end()
    expect(await open.post({ url, ...request })).toEqual({ status: 302 })
    expect(hits).toHaveLength(1)
  })

  it('tells how long the receiver wants to be left alone', async () => {
    respond = (response) => response.writeHead(503, { 'retry-after': '120' }).end()
    expect(await open.post({ url, ...request })).toEqual({ status: 503, retryAfterMs: 120_000 })
  })

  it('gives up on a receiver that says nothing', async () => {
    respond = () => undefined
    expect(await open.post({ url, ...request })).toEqual({ status: null })
  })

  it('does not read an answer that does not end', async () => {
    const closed = new Promise<void>((resolve) => {
      respond = (response) => {
        response.writeHead(200)
        const more = (): void => {
          while (!response.destroyed && response.write(Buffer.alloc(16_384)));
        }
        response.on('drain', more)
        response.on('close', resolve)
        more()
      }
    })
    const patient = createWebhookSender({ allowPrivate: true, timeoutMs: 60_000 })
    expect(await patient.post({ url, ...request })).toEqual({ status: 200 })
    await closed
  })

  it('has no answer where nobody listens', async () => {
    expect(await open.post({ url: 'http://127.0.0.1:9/', ...request })).toEqual({ status: null })
  })
})

describe('an address in a private network', () => {
  it('is not connected to, however it is written', async () => {
    const guarded = createWebhookSender({ allowPrivate: false, timeoutMs: 400 })
    const { port } = server.address() as AddressInfo
    for (const host of [
      '127.0.0.1',
      '2130706433',
      '0x7f.1',
      '[::1]',
      '[::ffff:127.0.0.1]',
      'localhost',
      '0.0.0.0',
    ])
      expect(await guarded.post({ url: `http://${host}:${port}/`, ...request }), `host ${host}`).toEqual({
        status: null,
      })
    expect(hits).toEqual([])
  })

  it('is not connected to when a name leads there at that moment, even beside a public one', async () => {
    const { port } = server.address() as AddressInfo
    for (const addresses of [
      ['127.0.0.1'],
      ['93.184.216.34', '127.0.0.1'],
      ['169.254.169.254'],
      ['::1'],
      [],
    ]) {
      const guarded = createWebhookSender({
        allowPrivate: false,
        timeoutMs: 400,
        lookup: resolving(...addresses),
      })
      const answer = await guarded.post({ url: `http://rebound.example.test:${port}/`, ...request })
      expect(answer, `addresses ${addresses.join()}`).toEqual({ status: null })
    }
    expect(hits).toEqual([])
  })

  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '198.19.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:10.0.0.1',
    '::ffff:a00:1',
    '64:ff9b::a00:1',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'ff02::1',
    '2001:db8::1',
    '2002:7f00:1::',
    'nonsense',
  ])('%s is one', (address) => expect(isPrivateAddress(address)).toBe(true))

  it.each([
    '93.184.216.34',
    '172.15.255.255',
    '172.32.0.1',
    '100.128.0.1',
    '2606:2800:220:1::1',
    '::ffff:8.8.8.8',
  ])('%s is none', (address) => expect(isPrivateAddress(address)).toBe(false))
})

describe('the webhooks of an environment', () => {
  let store: TestStore
  let world: IntegrationWorld
  let token: string
  let base: string
  beforeAll(async () => {
    store = await openTestStore()
    world = await createIntegrationWorld(store)
    token = await world.tokenOf(world.manager)
    base = `/environments/${world.environmentId}/webhooks`
  })
  afterAll(async () => {
    await world.close()
    await closeTestStore(store)
  })
  const target = { url: 'https://crm.example.test/a', events: ['message.created'] }

  it('are made with a secret that is shown once, changed by version, and removed', async () => {
    const made = await world.call('POST', base, token, target)
    expect(made.status).toBe(201)
    const { webhook, secret } = made.json as { webhook: { id: string; version: number }; secret: string }
    expect(secret).toMatch(/^whs_/)
    expect((await world.call('GET', base, token)).text).not.toContain(secret)
    const change = { ...target, url: 'https://crm.example.test/b', active: true, version: webhook.version }
    const both = await Promise.all([
      world.call('PUT', `${base}/${webhook.id}`, token, change),
      world.call('PUT', `${base}/${webhook.id}`, token, { ...change, url: 'https://crm.example.test/c' }),
    ])
    expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200, 409]))
    expect((await world.call('DELETE', `${base}/${webhook.id}`, token)).status).toBe(200)
    expect((await world.call('GET', `${base}/${webhook.id}/deliveries`, token)).status).toBe(404)
    const { items } = await store.audit.list(world.environmentId, {
      objectId: webhook.id,
      after: null,
      limit: 9,
    })
    expect(items.map(({ verb }) => verb)).toEqual(['deleted', 'changed', 'created'])
    expect(JSON.stringify(items)).not.toContain(secret)
  })

  it('take neither other schemes nor passwords in the address', async () => {
    for (const wrong of ['ftp://crm.example.test/', 'javascript:alert(1)', 'https://u:p@crm.example.test/']) {
      const answer = await world.call('POST', base, token, { ...target, url: wrong })
      expect(answer.json, `address ${wrong}`).toMatchObject({ code: 'invalid_input' })
    }
  })

  it('are for environment managers, each in their own environment', async () => {
    const producer = await world.tokenOf(await world.member('producer', 'agent'))
    expect((await world.call('GET', base, producer)).status).toBe(403)
    expect((await world.call('POST', base, producer, target)).status).toBe(403)
    const elsewhere = `/environments/${'f'.repeat(24)}/webhooks`
    expect((await world.call('GET', elsewhere, token)).status).toBe(404)
  })

  it('list what was sent, the latest first and page by page', async () => {
    const { webhook } = (await world.call('POST', base, token, target)).json as { webhook: { id: string } }
    for (let count = 0; count < 60; count += 1) {
      await store.webhooks.add({
        environmentId: world.environmentId,
        webhookId: webhook.id,
        conversationId: 'c'.repeat(24),
        event: 'message.created',
        at: world.now,
        createdAt: new Date(world.now.getTime() + Math.floor(count / 3)),
        data: '{}',
        dedupeKey: `created ${count}`,
      })
    }
    const pageOf = async (cursor: string) =>
      (await world.call('GET', `${base}/${webhook.id}/deliveries?cursor=${cursor}`, token)).json as {
        items: { id: string; createdAt: string }[]
        nextCursor: string | null
      }
    const listed = (await world.call('GET', `${base}/${webhook.id}/deliveries`, token)).json
    const first = listed as unknown as Awaited<ReturnType<typeof pageOf>>
    const second = await pageOf(first.nextCursor ?? '')
    const all = [...first.items, ...second.items]
    expect(new Set(all.map(({ id }) => id)).size).toBe(60)
    expect(second.nextCursor).toBeNull()
    const times = all.map(({ createdAt }) => createdAt)
    expect(times).toEqual(times.toSorted().toReversed())
  })
})
