import { createHmac, randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer, type RunningServer } from '../../server/context.ts'
import { startEmbeddedStore } from '../../server/store/embedded/index.ts'
import { ApiClient } from '../support/api-client.ts'
import { waitFor } from '../support/wait-for.ts'
import {
  databaseFor,
  dropDatabase,
  NUMBER,
  PASSWORD,
  provisioningFor,
  startPlatform,
  testConfig,
  type Platform,
} from '../support/world.ts'

let platform: Platform
let servers: RunningServer[]
let dataDir: string
let embedded: Awaited<ReturnType<typeof startEmbeddedStore>> | null = null
const database = databaseFor()

beforeAll(async () => {
  platform = await startPlatform()
  dataDir = await mkdtemp(join(tmpdir(), 'callover-two-'))
  if (database === null)
    embedded = await startEmbeddedStore({ dataDir: join(dataDir, 'store'), durability: 'process' })
  const config = testConfig(dataDir, {
    mongodbUri: database ?? embedded?.uri ?? null,
    provisioning: provisioningFor(platform.apiBaseUrl),
    secretKey: randomBytes(32),
  })
  // Both at once, on an empty database: indexes and provisioning race as well.
  servers = await Promise.all([1, 2].map(() => startServer(config, { clock: platform.clock })))
  platform.simulator.start()
})

afterAll(async () => {
  await platform?.close()
  await Promise.all((servers ?? []).map((server) => server.stop()))
  await embedded?.close()
  if (database !== null) await dropDatabase(database)
  await rm(dataDir, { recursive: true, force: true })
})

function webhook(from: string, index: number): { body: string; externalId: string } {
  const externalId = `wamid.${from}.${index}`
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: NUMBER.phoneNumber.slice(1), phone_number_id: NUMBER.phoneNumberId },
    contacts: [{ profile: { name: `Racer ${from}` }, wa_id: from }],
    messages: [
      {
        from,
        id: externalId,
        timestamp: String(Math.floor(platform.clock.now().getTime() / 1000)),
        type: 'text',
        text: { body: `number ${index}` },
      },
    ],
  }
  const payload = {
    object: 'whatsapp_business_account',
    entry: [{ id: NUMBER.wabaId, changes: [{ field: 'messages', value }] }],
  }
  return { body: JSON.stringify(payload), externalId }
}

async function deliver(server: RunningServer, body: string): Promise<number> {
  const signature = createHmac('sha256', NUMBER.appSecret).update(body).digest('hex')
  const response = await fetch(`${server.url}/webhooks/whatsapp/wa`, {
    method: 'POST',
    headers: { 'x-hub-signature-256': `sha256=${signature}` },
    body,
  })
  return response.status
}

describe('two processes on one database', () => {
  it('provision one customer, not two', async () => {
    for (const server of servers) {
      const client = await new ApiClient(server.url).signIn('anna@example.test', PASSWORD)
      expect((await client.call('GET /me')).environments).toHaveLength(1)
    }
  })

  it('make one contact and one conversation of webhooks that reach both at once, each message once', async () => {
    const people = Array.from({ length: 8 }, (_, index) => `49151222333${index}0`)
    const all = people.flatMap((from) => Array.from({ length: 10 }, (_, index) => webhook(from, index)))
    const statuses = await Promise.all(
      all.flatMap(({ body }) => servers.flatMap((server) => [deliver(server, body), deliver(server, body)])),
    )
    expect(new Set(statuses)).toEqual(new Set([200]))
    const [first] = servers
    const client = await new ApiClient(first?.url ?? '').signIn('anna@example.test', PASSWORD)
    const environmentId = await client.environmentId()
    for (const from of people) {
      const conversation = await waitFor(`all messages of ${from}`, async () => {
        const { items } = await client.call('GET /environments/:id/conversations', {
          params: { id: environmentId },
          query: { q: from },
        })
        expect(items.length).toBeLessThanOrEqual(1)
        return items[0]?.inboundCount === 10 ? items[0] : null
      })
      const { items } = await client.call('GET /conversations/:id/messages', {
        params: { id: conversation.id },
      })
      expect(new Set(items.map(({ externalId }) => externalId))).toEqual(
        new Set(Array.from({ length: 10 }, (_, index) => `wamid.${from}.${index}`)),
      )
      expect(items).toHaveLength(10)
      expect(new Set(items.map(({ seq }) => seq)).size).toBe(10)
    }
  })

  it('send an answer once although two agents press at once on two processes', async () => {
    const from = '4915122233300'
    const clients = await Promise.all(
      servers.map((server) => new ApiClient(server.url).signIn('anna@example.test', PASSWORD)),
    )
    const environmentId = await clients[0]!.environmentId()
    const { items } = await clients[0]!.call('GET /environments/:id/conversations', {
      params: { id: environmentId },
      query: { q: from },
    })
    const id = items[0]?.id ?? ''
    const answers = await Promise.all(
      clients.flatMap((client) =>
        [1, 2, 3].map((index) =>
          client.call('POST /conversations/:id/messages', {
            params: { id },
            body: { clientId: `race-${index}`, text: `answer ${index}` },
          }),
        ),
      ),
    )
    expect(new Set(answers.map((answer) => answer.id)).size).toBe(3)
    await waitFor('all sent', async () => {
      const page = await clients[1]!.call('GET /conversations/:id/messages', { params: { id } })
      const outbound = page.items.filter(({ direction }) => direction === 'outbound')
      return outbound.length === 3 && outbound.every(({ delivery }) => delivery?.status === 'sent')
    })
    const taken = platform.simulator.sent().filter(({ to }) => to.endsWith(from))
    expect(taken).toHaveLength(3)
  })

  it('lets one of two who resolve and reassign at once win without an error for the other', async () => {
    const clients = await Promise.all(
      servers.map((server, index) =>
        new ApiClient(server.url).signIn(index === 0 ? 'anna@example.test' : 'luca@example.test', PASSWORD),
      ),
    )
    const environmentId = await clients[0]!.environmentId()
    const { items } = await clients[0]!.call('GET /environments/:id/conversations', {
      params: { id: environmentId },
      query: { q: '4915122233310' },
    })
    const params = { id: items[0]?.id ?? '' }
    const moved = await Promise.all(
      clients.map((client) => client.call('POST /conversations/:id/resolve', { params })),
    )
    expect(moved.map(({ status }) => status)).toEqual(['resolved', 'resolved'])
  })

  it('take over the work of one that stops', async () => {
    const [staying, leaving] = servers
    await leaving?.stop()
    servers = staying === undefined ? [] : [staying]
    const from = '4915177788899'
    expect(await deliver(staying!, webhook(from, 0).body)).toBe(200)
    const client = await new ApiClient(staying!.url).signIn('anna@example.test', PASSWORD)
    const environmentId = await client.environmentId()
    await waitFor('worked off by the one that stays', async () => {
      const { items } = await client.call('GET /environments/:id/conversations', {
        params: { id: environmentId },
        query: { q: from },
      })
      return items[0]
    })
  })
})
