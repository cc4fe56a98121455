import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer } from '../../server/context.ts'
import { newId } from '../../server/lib/object-id.ts'
import { closeTestStore, openTestStore, TEST_SECRET_KEY, type TestStore } from '../support/store.ts'
import { waitFor } from '../support/wait-for.ts'
import { testConfig } from '../support/world.ts'

let store: TestStore
let dataDir: string
beforeAll(async () => {
  store = await openTestStore()
  dataDir = await mkdtemp(join(tmpdir(), 'callover-'))
})
afterAll(async () => {
  await closeTestStore(store)
  await rm(dataDir, { recursive: true, force: true })
})

/** The same database, as the address of a configuration names it. */
function addressOf({ uri, name }: TestStore['database']): string {
  const address = new URL(uri)
  address.pathname = `/${name}`
  return address.href
}

describe('a start with a new secret key', () => {
  it('encrypts anew what was stored with the one before it', async () => {
    const { environmentId, id } = await store.channels.create({
      environmentId: newId(),
      serviceId: newId(),
      name: 'line',
      kind: 'telephony',
      provider: 'twilio',
      address: '+493023125000',
      settings: { authToken: 'very-secret' },
      accountKey: 'telephony +493023125000',
    })
    const text = async (): Promise<unknown> =>
      (await store.raw.collection('channels').findOne({ _id: id as never }))?.['settings']
    const before = await text()
    const config = testConfig(dataDir, {
      mongodbUri: addressOf(store.database),
      secretKey: Buffer.alloc(32, 9),
      formerSecretKeys: [TEST_SECRET_KEY],
    })
    const server = await startServer(config)
    try {
      await waitFor('the new key', async () => (await text()) !== before)
      const channel = await server.deps.store.channels.find(environmentId, id)
      expect(channel?.settings).toEqual({ authToken: 'very-secret' })
      // The old key alone opens it no more.
      await expect(store.channels.find(environmentId, id)).rejects.toThrow(/SECRET_KEY/)
    } finally {
      await server.stop()
    }
  })
})
