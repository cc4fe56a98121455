import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer, type RunningServer } from '../../server/context.ts'
import { provision } from '../../server/provision.ts'
import { startEmbeddedStore } from '../../server/store/embedded/index.ts'
import { ApiClient, ApiFailure } from '../support/api-client.ts'
import { startFakeRedis, type FakeRedis } from '../support/fake-redis.ts'
import { waitFor } from '../support/wait-for.ts'
import { databaseFor, dropDatabase, PASSWORD, testConfig } from '../support/world.ts'

/** Caches alone would take five seconds, and connections half a minute: what is slower than this did not come by news. */
const AT_ONCE_MS = 2000

let redis: FakeRedis
let here: RunningServer
let there: RunningServer
let dataDir: string
let embedded: Awaited<ReturnType<typeof startEmbeddedStore>> | null = null
const database = databaseFor()

const member = (name: string, roles: readonly ('agent' | 'environmentManager')[]) => ({
  email: `${name.toLowerCase()}@example.test`,
  name,
  password: PASSWORD,
  roles: [...roles],
})

beforeAll(async () => {
  redis = await startFakeRedis()
  dataDir = await mkdtemp(join(tmpdir(), 'callover-access-'))
  if (database === null)
    embedded = await startEmbeddedStore({ dataDir: join(dataDir, 'store'), durability: 'process' })
  const config = testConfig(dataDir, {
    mongodbUri: database ?? embedded?.uri ?? null,
    redisUrl: redis.url,
    secretKey: randomBytes(32),
  })
  here = await startServer(config)
  there = await startServer(config)
  await provision(here.deps.store, [], {
    accounts: [
      {
        name: 'Muster GmbH',
        retentionDays: null,
        twoFactorRequired: false,
        environments: [
          {
            name: 'Muster GmbH',
            timeZone: 'Europe/Berlin',
            country: 'DE',
            members: [
              member('Anna', ['agent']),
              member('Ben', ['agent']),
              member('Mara', ['environmentManager']),
            ],
            services: [],
          },
        ],
      },
    ],
  })
})

afterAll(async () => {
  await Promise.all([here, there].map((server) => server?.stop()))
  await redis?.stop()
  await embedded?.close()
  if (database !== null) await dropDatabase(database)
  await rm(dataDir, { recursive: true, force: true })
})

const signIn = async (server: RunningServer, name: string): Promise<ApiClient> =>
  new ApiClient(server.url).signIn(`${name.toLowerCase()}@example.test`, PASSWORD)

/** The status with which a request is refused, as soon as it is. */
async function refusalOf(request: () => Promise<unknown>): Promise<{ status: number; afterMs: number }> {
  const since = performance.now()
  const status = await waitFor('a refusal', () =>
    request().then(
      () => null,
      (error: unknown) => (error instanceof ApiFailure ? error.status : null),
    ),
  )
  return { status, afterMs: performance.now() - since }
}

describe('what is taken away on one process', () => {
  it('is gone on the other one at once: a member', async () => {
    const [mara, anna] = [await signIn(here, 'Mara'), await signIn(there, 'Anna')]
    const environmentId = await anna.environmentId()
    const listConversations = () =>
      anna.call('GET /environments/:id/conversations', { params: { id: environmentId } })
    const socket = await anna.socket(environmentId)
    // By now the other process knows by heart who she is and what she may do.
    await listConversations()
    const { id: memberId } = (await anna.call('GET /me')).user
    await mara.call('DELETE /environments/:id/people/:memberId', { params: { id: environmentId, memberId } })
    const { status, afterMs } = await refusalOf(listConversations)
    expect(status).toBe(404)
    expect(afterMs).toBeLessThan(AT_ONCE_MS)
    expect(await socket.timeout(10_000).emitWithAck('subscribe', { environmentId })).toMatchObject({
      ok: false,
      error: { code: 'not_found' },
    })
    socket.disconnect()
  })

  it('is gone on the other one at once: a session', async () => {
    const [first, second] = [await signIn(here, 'Ben'), await signIn(there, 'Ben')]
    await second.call('GET /me')
    const socket = await second.connect()
    const ended = new Promise((resolve) => socket.once('disconnect', resolve))
    await first.call('DELETE /me/sessions')
    const { status, afterMs } = await refusalOf(() => second.call('GET /me'))
    expect(status).toBe(401)
    expect(afterMs).toBeLessThan(AT_ONCE_MS)
    expect(await ended).toBe('io server disconnect')
  })

  it('is slowed down on the other one: guesses at a password', async () => {
    const guess = (server: RunningServer): Promise<number> =>
      new ApiClient(server.url)
        .raw('POST /sessions', { body: { email: 'nobody@example.test', password: 'wrong' } })
        .then(({ status }) => status)
    // Twice as many at once as one process would let pass.
    const statuses = await Promise.all(
      Array.from({ length: 10 }, (_, index) => guess(index % 2 === 0 ? here : there)),
    )
    expect(statuses.filter((status) => status === 401)).toHaveLength(5)
    expect(statuses.filter((status) => status === 429)).toHaveLength(5)
  })
})
