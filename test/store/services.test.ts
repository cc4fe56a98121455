import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ConflictError } from '../../server/lib/errors.ts'
import type { Store } from '../../server/store/store.ts'
import { closeTestStore, openTestStore, openTestStoreAt, type TestStore } from '../support/store.ts'
import { minutesLater, NOON, someId } from './builders.ts'

let store: TestStore
let elsewhere: Store
beforeAll(async () => {
  store = await openTestStore()
  elsewhere = await openTestStoreAt(store.database)
})
afterAll(async () => {
  await elsewhere?.close()
  await closeTestStore(store)
})

const aService = (change: { environmentId?: string; name?: string; orderId?: string | null } = {}) => ({
  environmentId: someId(),
  name: 'Hotline',
  template: 'whatsapp-deflector',
  languages: ['de'],
  country: 'DE',
  timeZone: 'Europe/Berlin',
  invitationTemplate: null,
  readReceipts: 'on_open' as const,
  orderId: null,
  ...change,
})

async function make(
  change: Parameters<typeof aService>[0] = {},
): Promise<{ id: string; environmentId: string }> {
  const { service } = await store.services.create({ ...aService(change), clientId: someId() })
  return service
}

describe('services', () => {
  it('are read whole when they were stored before people could change them', async () => {
    const { environmentId, id } = await make()
    const unset = { orderId: '', endedAt: '', version: '', pictureId: '', clientId: '' }
    await store.raw.collection('services').updateOne({ _id: id as never }, { $unset: unset })
    const service = await store.services.find(environmentId, id)
    expect(service).toMatchObject({ orderId: null, endedAt: null, version: 1, pictureId: null })
    const change = { ...aService({ environmentId }), name: 'Renamed', version: 1 }
    expect(await store.services.change(environmentId, id, change)).toMatchObject({ version: 2 })
    expect(await store.services.change(environmentId, id, change)).toBeNull()
  })

  it('are made once per client’s id, and refuse the name of another', async () => {
    const given = { ...aService(), clientId: 'one' }
    const made = await Promise.all(
      [store, elsewhere, store, elsewhere].map((by) => by.services.create(given)),
    )
    expect(new Set(made.map(({ service }) => service.id)).size).toBe(1)
    expect(made.filter(({ created }) => created)).toHaveLength(1)
    await expect(store.services.create({ ...given, clientId: 'two' })).rejects.toThrow(ConflictError)
    const { service } = await store.services.create({ ...given, name: 'Other', clientId: 'two' })
    const taken = store.services.change(given.environmentId, service.id, { ...given, version: 1 })
    await expect(taken).rejects.toThrow(ConflictError)
  })

  it('are ended once with their order, and no longer counted', async () => {
    const [environmentId, orderId] = [someId(), someId()]
    await make({ environmentId, name: 'A', orderId })
    await make({ environmentId, name: 'B', orderId })
    await make({ environmentId, name: 'C' })
    const nowhere = someId()
    expect(await store.services.countByEnvironments([environmentId, nowhere])).toEqual(
      new Map([[environmentId, 3]]),
    )
    const ended = await store.services.endOfOrder(orderId, NOON)
    expect(ended.map(({ name, endedAt }) => [name, endedAt])).toEqual([
      ['A', NOON],
      ['B', NOON],
    ])
    const again = await store.services.endOfOrder(orderId, minutesLater(5))
    expect(again.map(({ endedAt }) => endedAt)).toEqual([NOON, NOON])
    expect(await store.services.countByEnvironments([environmentId])).toEqual(new Map([[environmentId, 1]]))
    // The provisioning file does not bring them back.
    await store.services.upsert(aService({ environmentId, name: 'A' }))
    expect((await store.services.list(environmentId))[0]?.endedAt).toEqual(NOON)
  })

  it('keep one picture, whoever sets one at the same time', async () => {
    const { environmentId, id } = await make()
    const picture = (text: string) => ({ contentType: 'image/png', content: Buffer.from(text) })
    await Promise.all(
      [store, elsewhere, store, elsewhere].map((by, index) =>
        by.services.setPicture(environmentId, id, picture(`picture ${index}`)),
      ),
    )
    const { pictureId } = (await store.services.find(environmentId, id))!
    const kept = await store.raw.collection('service_pictures').find({ serviceId: id }).toArray()
    expect(kept.map(({ _id }) => String(_id))).toContain(pictureId)
    const facts = await store.services.findPicture(environmentId, pictureId!)
    const content = await store.services.readPicture(environmentId, pictureId!)
    expect(content?.toString()).toMatch(/^picture \d$/)
    expect(facts).toMatchObject({ contentType: 'image/png', size: content?.length })
    await store.services.setPicture(environmentId, id, picture('the last'))
    expect(await store.raw.collection('service_pictures').countDocuments({ serviceId: id })).toBe(1)
  })
})
