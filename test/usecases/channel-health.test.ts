import { afterAll, beforeAll, expect, it } from 'vitest'
import { listChannels } from '../../server/usecases/list-team.ts'
import { receiveWebhook } from '../../server/usecases/receive-webhook.ts'
import { closeTestStore, openTestStore, type TestStore } from '../support/store.ts'
import { createUsecaseWorld, textOf, type UsecaseWorld } from '../support/usecase-world.ts'

const NOON = new Date('2026-03-10T12:00:00.000Z')

let store: TestStore
let world: UsecaseWorld
beforeAll(async () => {
  store = await openTestStore()
  world = await createUsecaseWorld(store, { now: NOON })
})
afterAll(() => closeTestStore(store))

async function lastInboundAt(): Promise<string | null | undefined> {
  const anna = await world.principalOf('Anna')
  const { items } = await listChannels(world.deps, anna, world.environmentId)
  return items[0]?.health.lastInboundAt
}

it('a channel tells when something came in last, to the minute', async () => {
  const receive = (id: string) => world.receive(textOf('4915112345678', id, world.now))
  expect(await lastInboundAt()).toBeNull()
  await receive('wamid.1')
  expect(await lastInboundAt()).toBe('2026-03-10T12:00:00.000Z')
  world.now = new Date(NOON.getTime() + 59_000)
  await receive('wamid.2')
  expect(await lastInboundAt()).toBe('2026-03-10T12:00:00.000Z')
  world.now = new Date(NOON.getTime() + 60_000)
  await receive('wamid.3')
  expect(await lastInboundAt()).toBe('2026-03-10T12:01:00.000Z')
})

it('a webhook that was not signed by the platform is nothing that came in', async () => {
  const before = await lastInboundAt()
  world.now = new Date(NOON.getTime() + 3_600_000)
  const forged = { method: 'POST', headers: {}, query: new URLSearchParams(), body: Buffer.from('{}') }
  expect(await receiveWebhook(world.deps, 'wa', 'whatsapp', forged)).toBe('unverified')
  expect(await lastInboundAt()).toBe(before)
})
