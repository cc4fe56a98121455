import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  ConflictError,
  ForbiddenError,
  InvalidInputError,
  NotFoundError,
} from '../../../server/lib/errors.ts'
import { newId } from '../../../server/lib/object-id.ts'
import { defaultSettings } from '../../../server/domain/settings-defaults.ts'
import { listServices } from '../../../server/usecases/list-services.ts'
import { settingsForNewCall } from '../../../server/usecases/deflector-settings.ts'
import { saveServiceSettings } from '../../../server/usecases/service-settings.ts'
import { serviceReadiness } from '../../../server/usecases/service-readiness.ts'
import { settleLostNotes } from '../../../server/usecases/settle-lost-notes.ts'
import { createService } from '../../../server/usecases/setup/create-service.ts'
import { changeProfile, getProfile } from '../../../server/usecases/setup/service-profile.ts'
import { closeTestStore, openTestStore, openTestStoreAt, type TestStore } from '../../support/store.ts'
import type { Store } from '../../../server/store/store.ts'
import { createSetupWorld, type SetupWorld } from './setup-world.ts'

let store: TestStore
let other: Store
let world: SetupWorld
beforeAll(async () => {
  store = await openTestStore()
  other = await openTestStoreAt(store.database)
  world = await createSetupWorld(store)
})
afterAll(async () => {
  await other?.close()
  await closeTestStore(store)
})

async function orderFor(change: { product?: 'messaging'; environmentId?: string } = {}): Promise<string> {
  const { order } = (await store.orders.create({
    id: newId(),
    environmentId: change.environmentId ?? world.environmentId,
    accountId: newId(),
    product: change.product ?? 'whatsapp-deflector',
    extension: null,
    name: '',
    reference: null,
    startsOn: null,
    createdAt: new Date('2026-03-01T00:00:00Z'),
  })) as { order: { id: string } }
  return order.id
}

describe('making a service', () => {
  it('gives it the settings of its template, live at once, and says so in the audit log (DX-BOT-06)', async () => {
    const { deps, producer, environmentId } = world
    const given = world.aService({ name: '  Größe & Söhne ', languages: ['nl', 'de'], country: 'NL' })
    const profile = await createService(deps, producer, environmentId, given)
    expect(profile).toMatchObject({
      name: 'Größe & Söhne',
      languages: ['nl', 'de'],
      country: 'NL',
      ended: false,
      version: 1,
      picture: null,
    })
    const settings = await store.serviceSettings.find(environmentId, profile.id)
    const defaults = defaultSettings({ country: 'NL', invitationTemplate: null })
    expect(settings).toMatchObject({ draft: defaults, published: defaults })
    const [noted] = await world.notes(profile.id)
    expect(noted).toMatchObject({ verb: 'created', actor: { id: producer.userId } })
  })

  it('makes one however often it is asked, by two processes at once', async () => {
    const { producer, environmentId } = world
    const given = world.aService()
    const made = await Promise.all(
      [store, other, store, other].map((by) =>
        createService(world.elsewhere(by), producer, environmentId, given),
      ),
    )
    expect(new Set(made.map(({ id }) => id)).size).toBe(1)
  })

  it('is noted once, also when it broke off before that was settled and is asked for again', async () => {
    const { deps, producer, environmentId } = world
    const given = world.aService()
    const audit = { ...store.audit, settle: () => Promise.reject(new Error('the store is gone')) }
    await createService(world.elsewhere({ ...store, audit }), producer, environmentId, given)
    const { id } = await createService(deps, producer, environmentId, given)
    await createService(deps, producer, environmentId, given)
    expect((await world.notes(id)).map(({ verb, outcome }) => [verb, outcome])).toEqual([
      ['created', 'pending'],
    ])
    await settleLostNotes(deps, new Date(Date.now() + 3_600_000))
    expect((await world.notes(id)).map(({ verb, outcome }) => [verb, outcome])).toEqual([['created', 'done']])
  })

  it('refuses a name that another service of the environment has', async () => {
    const { deps, producer, environmentId } = world
    const given = world.aService()
    await createService(deps, producer, environmentId, given)
    const again = { ...given, clientId: newId() }
    await expect(createService(deps, producer, environmentId, again)).rejects.toThrow(ConflictError)
  })

  it.each([
    ['country', { country: 'ZZ' }],
    ['timeZone', { timeZone: 'Mars/Olympus' }],
    ['timeZone', { timeZone: '+02:00' }],
    ['languages', { languages: ['de', 'de'] }],
    ['name', { name: '\u202e\u0007' }],
  ])('refuses what is none: %s %j', async (path, change) => {
    const { deps, producer, environmentId } = world
    const attempt = createService(deps, producer, environmentId, world.aService(change))
    await expect(attempt).rejects.toMatchObject({ issues: [{ path }] })
  })

  it('takes orders of this environment only, of the same product, while they last (DX-ORDER)', async () => {
    const { deps, producer, environmentId } = world
    const make = (orderId: string) =>
      createService(deps, producer, environmentId, world.aService({ orderId }))
    await expect(make(newId())).rejects.toThrow(InvalidInputError)
    await expect(make(await orderFor({ environmentId: newId() }))).rejects.toThrow(InvalidInputError)
    await expect(make(await orderFor({ product: 'messaging' }))).rejects.toThrow(ConflictError)
    const orderId = await orderFor()
    expect(await make(orderId)).toMatchObject({ orderId, ended: false })
    await store.orders.terminate(environmentId, orderId, deps.clock.now())
    await expect(make(orderId)).rejects.toThrow(ConflictError)
  })

  it('ends a service whose order is terminated while it is being made', async () => {
    const { deps, producer, environmentId } = world
    const orderId = await orderFor()
    const services = {
      ...store.services,
      create: async (service: Parameters<Store['services']['create']>[0]) => {
        const made = await store.services.create(service)
        await store.orders.terminate(environmentId, orderId, deps.clock.now())
        return made
      },
    }
    const slow = world.elsewhere({ ...store, services })
    const made = await createService(slow, producer, environmentId, world.aService({ orderId }))
    expect(made.ended).toBe(true)
  })

  it('is for producers, and knows no environment of others', async () => {
    const { deps, environmentId } = world
    const manager = await world.memberWith('environmentManager')
    const given = world.aService()
    await expect(createService(deps, manager, environmentId, given)).rejects.toThrow(ForbiddenError)
    const stranger = await world.stranger('producer')
    await expect(createService(deps, stranger, environmentId, given)).rejects.toThrow(NotFoundError)
  })
})

describe('a service’s profile', () => {
  it('is changed on top of the version that was seen, and by one of two at once (DX-BOT-08 to 10)', async () => {
    const { producer, environmentId } = world
    const serviceId = await world.makeService()
    const change = { name: 'x', languages: ['en' as const], country: 'AT', timeZone: 'Europe/Vienna' }
    const attempts = await Promise.allSettled(
      [store, other].map((by, index) =>
        changeProfile(
          world.elsewhere(by),
          producer,
          { environmentId, serviceId },
          { ...change, name: `Renamed ${serviceId} ${index}`, version: 1 },
        ),
      ),
    )
    const won = attempts.filter((one) => one.status === 'fulfilled')
    const lost = attempts.filter((one) => one.status === 'rejected')
    expect(won.map(({ value }) => value.version)).toEqual([2])
    expect(lost.map(({ reason }) => reason as unknown)).toEqual([expect.any(ConflictError)])
    const profile = await getProfile(world.deps, producer, { environmentId, serviceId })
    expect(profile).toEqual(won[0]!.value)
    const [noted] = await world.notes(serviceId)
    expect(noted?.changes).toContainEqual({ path: 'country', before: 'DE', after: 'AT' })
  })

  it('says who was faster', async () => {
    const { deps, producer, environmentId } = world
    const serviceId = await world.makeService()
    const change = { languages: ['de' as const], country: 'DE', timeZone: 'Europe/Berlin', version: 1 }
    const ref = { environmentId, serviceId }
    await changeProfile(deps, producer, ref, { ...change, name: `A ${serviceId}` })
    await expect(changeProfile(deps, producer, ref, { ...change, name: `B ${serviceId}` })).rejects.toThrow(
      `changed by ${producer.name} since`,
    )
  })

  it('keeps the texts of a language that is taken out', async () => {
    const { deps, producer, environmentId } = world
    const serviceId = await world.makeService()
    const ref = { environmentId, serviceId }
    const { draft } = (await store.serviceSettings.find(environmentId, serviceId))!
    const settings = { ...draft, prompts: { en: { welcome: 'Hello there' } } }
    await saveServiceSettings(deps, producer, ref, { version: 1, settings })
    const change = { name: `C ${serviceId}`, languages: ['de' as const], country: 'DE', version: 1 }
    await changeProfile(deps, producer, ref, { ...change, timeZone: 'Europe/Berlin' })
    const kept = await store.serviceSettings.find(environmentId, serviceId)
    expect(kept?.draft.prompts).toEqual({ en: { welcome: 'Hello there' } })
  })
})

describe('a service that has ended', () => {
  it('takes no calls: whoever rings is not invited, and nobody is told that it is not ready', async () => {
    const { deps, environmentId } = world
    const orderId = await orderFor()
    const serviceId = await world.makeService({ orderId })
    const service = (await store.services.find(environmentId, serviceId))!
    expect((await serviceReadiness(deps, service)).length).toBeGreaterThan(0)
    const [ended] = await store.services.endOfOrder(orderId, deps.clock.now())
    deps.directory.invalidate()
    expect(await serviceReadiness(deps, ended!)).toEqual([])
    const line = await world.plugIn()
    const { settings } = await settingsForNewCall(deps, { ...line, service: ended! })
    expect(settings.ready).toBe(false)
    const { items } = await listServices(deps, world.producer, environmentId)
    expect(items.find(({ id }) => id === serviceId)).toMatchObject({ ready: null, problems: [] })
  })
})
