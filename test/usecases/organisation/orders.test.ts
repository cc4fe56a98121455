import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../server/lib/object-id.ts'
import { createAccount, deactivateAccount } from '../../../server/usecases/organisation/accounts.ts'
import { createOrder, listOrders, terminateOrder } from '../../../server/usecases/organisation/orders.ts'
import type { Principal } from '../../../server/usecases/ports.ts'
import { closeTestStore, openTestStore, openTestStoreAt, type TestStore } from '../../support/store.ts'
import { createAgencyWorld, type AgencyWorld } from './agency-world.ts'

let store: TestStore
let world: AgencyWorld
let manager: Principal

beforeAll(async () => {
  store = await openTestStore()
  world = await createAgencyWorld(store)
  manager = await world.person(['environmentManager'])
})
afterAll(() => closeTestStore(store))

const customer = (): Promise<{ id: string; environmentId: string }> =>
  createAccount(world.deps, manager, world.agencyId, {
    name: newId(),
    reference: null,
    timeZone: 'Europe/Berlin',
    country: 'DE',
  })

const body = { product: 'whatsapp-deflector' as const, name: '', reference: null, startsOn: null }
const book = (environmentId: string, extension: string | null, more: object = {}, deps = world.deps) =>
  createOrder(deps, manager, environmentId, { ...body, extension, ...more })
const refused = (part: string) => ({
  issues: [{ path: 'extension', message: expect.stringContaining(part) }],
})

describe('an order', () => {
  it('is open with the channels of its product, and noted where it was booked (DX-ORDER-01, -02)', async () => {
    const { environmentId } = await customer()
    const order = await book(environmentId, '4711', { name: 'Zentrale', startsOn: '2026-04-01' })
    expect(order).toMatchObject({
      state: 'open',
      extension: '4711',
      services: [],
      channels: [
        { kind: 'telephony', address: null },
        { kind: 'whatsapp', address: null },
      ],
    })
    const { items } = await store.audit.list(environmentId, { object: 'order', after: null, limit: 9 })
    expect(items).toMatchObject([{ verb: 'created', object: { id: order.id, name: 'Zentrale' } }])
  })

  it('is configured once it has a service, and its services end with it (DX-ORDER-03, -05)', async () => {
    const { environmentId } = await customer()
    const { id: orderId } = await book(environmentId, '10')
    const make = (name: string, orderOf: string | null) =>
      store.services.create({
        environmentId,
        name,
        template: 'whatsapp-deflector',
        languages: ['de'],
        country: 'DE',
        timeZone: 'Europe/Berlin',
        invitationTemplate: null,
        readReceipts: 'never',
        orderId: orderOf,
        clientId: name,
      })
    const { service } = await make('Hotline', orderId)
    const { service: other } = await make('Andere', null)
    await store.channels.upsert({
      environmentId,
      serviceId: service.id,
      name: 'line',
      kind: 'telephony',
      provider: 'twilio',
      address: '+4930123',
      settings: {},
    })
    const producer = await world.person(['producer'], environmentId)
    const { items } = await listOrders(world.deps, producer, environmentId)
    expect(items).toMatchObject([
      {
        state: 'configured',
        services: [{ id: service.id, name: 'Hotline' }],
        channels: [{ address: '+4930123' }, { address: null }],
      },
    ])
    const ended = await terminateOrder(world.deps, manager, orderId)
    expect(ended).toMatchObject({ state: 'terminated', terminatedAt: world.now.toISOString() })
    expect((await store.services.find(environmentId, service.id))?.endedAt).toEqual(world.now)
    expect((await store.services.find(environmentId, other.id))?.endedAt).toBeNull()
    expect(await terminateOrder(world.deps, manager, orderId)).toEqual(ended)
  })

  it('is booked once when the ordering system repeats itself, also at once', async () => {
    const { environmentId } = await customer()
    const request = { idempotencyKey: 'booking-7' }
    const other = await openTestStoreAt(store.database)
    try {
      const orders = await Promise.all([
        book(environmentId, '22', request),
        book(environmentId, '22', request, { ...world.deps, store: other }),
        book(environmentId, '22', request),
      ])
      expect(new Set(orders.map(({ id }) => id)).size).toBe(1)
      expect((await store.orders.list(environmentId)).length).toBe(1)
    } finally {
      await other.close()
    }
  })

  it('is for the agency alone to book and to end (DX-ROLE-11)', async () => {
    const { environmentId } = await customer()
    const customers = await world.person(['environmentManager'], environmentId)
    const stranger = { ...customers, userId: newId() }
    const { id } = await book(environmentId, null)
    const attempt = (principal: Principal) =>
      createOrder(world.deps, principal, environmentId, { ...body, extension: null })
    await expect(attempt(customers)).rejects.toMatchObject({ code: 'not_found' })
    await expect(attempt(stranger)).rejects.toMatchObject({ code: 'not_found' })
    await expect(terminateOrder(world.deps, customers, id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(terminateOrder(world.deps, manager, newId())).rejects.toMatchObject({ code: 'not_found' })
    await expect(listOrders(world.deps, stranger, environmentId)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('is refused for a customer that is not in use', async () => {
    const { id, environmentId } = await customer()
    await deactivateAccount(world.deps, manager, id)
    await expect(book(environmentId, null)).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('an extension', () => {
  it('has the length of the customer’s other extensions (DX-ORDER-14)', async () => {
    const { environmentId } = await customer()
    await book(environmentId, '100')
    await expect(book(environmentId, '20')).rejects.toMatchObject(refused('3 digits'))
    await expect(book(environmentId, '200')).resolves.toBeDefined()
    await expect(book(environmentId, null)).resolves.toBeDefined()
  })

  it('is had by one order of the account, in whichever environment, and by another one afterwards', async () => {
    const { id, environmentId } = await customer()
    const { environment } = await store.accounts.createEnvironment({
      id: newId(),
      accountId: id,
      name: 'Zweite',
      timeZone: 'UTC',
      country: 'DE',
    })
    const { id: first } = await book(environmentId, '300')
    await expect(book(environment.id, '300')).rejects.toMatchObject(refused('already'))
    await terminateOrder(world.deps, manager, first)
    await expect(book(environment.id, '300')).resolves.toMatchObject({ extension: '300' })
  })

  it('may have another length when all others have ended', async () => {
    const { environmentId } = await customer()
    const { id } = await book(environmentId, '12')
    await terminateOrder(world.deps, manager, id)
    await expect(book(environmentId, '123')).resolves.toMatchObject({ extension: '123' })
  })

  it('is one of equal length whoever books at the same time', async () => {
    const other = await openTestStoreAt(store.database)
    try {
      for (let round = 0; round < 5; round += 1) {
        const { environmentId } = await customer()
        const wanted = ['1', '22', '333', '333', '55', '6']
        await Promise.allSettled(
          wanted.map((extension, index) =>
            book(
              environmentId,
              extension,
              {},
              index % 2 === 0 ? world.deps : { ...world.deps, store: other },
            ),
          ),
        )
        const had = (await store.orders.list(environmentId)).map(({ extension }) => extension ?? '')
        expect(had.length).toBeGreaterThan(0)
        expect(new Set(had).size).toBe(had.length)
        expect(new Set(had.map(({ length }) => length)).size).toBe(1)
      }
    } finally {
      await other.close()
    }
  })

  it('that a crash has left taken for no order is free again after a minute', async () => {
    const { id, environmentId } = await customer()
    const taken = (at: Date): object => ({ orderId: newId(), extension: '77', at })
    const accounts = store.raw.collection('accounts')
    const set = (at: Date): object => ({ $set: { extensions: [taken(at)], extensionLength: 2 } })
    await accounts.updateOne({ _id: id as never }, set(new Date()))
    await expect(book(environmentId, '77')).rejects.toMatchObject(refused('already'))
    await accounts.updateOne({ _id: id as never }, set(new Date(Date.now() - 120_000)))
    await expect(book(environmentId, '777')).resolves.toMatchObject({ extension: '777' })
  })
})
