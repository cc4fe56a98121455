import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ServiceSettings } from '../../server/contract/service-settings.ts'
import { defaultSettings } from '../../server/domain/settings-defaults.ts'
import type { Store } from '../../server/store/store.ts'
import { closeTestStore, openTestStore, openTestStoreAt, type TestStore } from '../support/store.ts'
import { minutesLater, NOON, someId } from './builders.ts'

let store: TestStore
/** The same database as another process sees it. */
let elsewhere: Store
beforeAll(async () => {
  store = await openTestStore()
  elsewhere = await openTestStoreAt(store.database)
})
afterAll(async () => {
  await elsewhere?.close()
  await closeTestStore(store)
})

/** With keys and texts that would have a meaning in field names or in stages. */
function someSettings(companyName: string): ServiceSettings {
  const { deflector, invitation, ...rest } = defaultSettings({ country: 'DE', invitationTemplate: 'invite' })
  return {
    ...rest,
    prompts: { de: { welcome: 'Grüß Gott bei $companyName' } },
    deflector: { ...deflector, companyName },
    invitation: {
      ...invitation,
      values: { de: { 'body.1': '{{name}}', 'header.$image': '$draft', $set: '', '': 'ä' } },
    },
  }
}

const byBoth = <T>(times: number, act: (by: Store, index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: times }, (_, index) => act(index % 2 === 0 ? store : elsewhere, index)))

describe('a service’s settings', () => {
  it('begin with draft and published half alike and are kept to the letter, whatever their keys', async () => {
    const [environmentId, serviceId] = [someId(), someId()]
    expect(await store.serviceSettings.find(environmentId, serviceId)).toBeNull()
    const settings = someSettings('Müller & Söhne')
    const created = await store.serviceSettings.create(environmentId, serviceId, settings, NOON)
    expect(created).toEqual({
      environmentId,
      serviceId,
      version: 1,
      draft: settings,
      published: settings,
      savedAt: NOON,
      savedBy: null,
      publishedAt: NOON,
      publishedBy: null,
    })
    expect(await store.serviceSettings.find(environmentId, serviceId)).toEqual(created)
  })

  it('are created once, also by two processes at once, and left alone from then on', async () => {
    const [environmentId, serviceId] = [someId(), someId()]
    const all = await byBoth(8, (by, index) =>
      by.serviceSettings.create(environmentId, serviceId, someSettings(`Firma ${index}`), NOON),
    )
    const known = await store.serviceSettings.find(environmentId, serviceId)
    expect(all).toEqual(all.map(() => known))
    await store.serviceSettings.save(environmentId, serviceId, {
      version: 1,
      draft: someSettings('B'),
      by: 'Anna',
      now: NOON,
    })
    const again = await store.serviceSettings.create(
      environmentId,
      serviceId,
      someSettings('C'),
      minutesLater(1),
    )
    expect(again).toMatchObject({ version: 2, draft: someSettings('B'), savedBy: 'Anna' })
  })

  it('go live only when the draft is published (DX-HOURS-02)', async () => {
    const [environmentId, serviceId] = [someId(), someId()]
    const created = await store.serviceSettings.create(environmentId, serviceId, someSettings('A'), NOON)
    const saved = await store.serviceSettings.save(environmentId, serviceId, {
      version: 1,
      draft: someSettings('B'),
      by: '$draft',
      now: minutesLater(1),
    })
    expect(saved).toEqual({
      ...created,
      version: 2,
      draft: someSettings('B'),
      savedAt: minutesLater(1),
      savedBy: '$draft',
    })
    const published = await store.serviceSettings.publish(environmentId, serviceId, {
      version: 2,
      by: '$savedAt',
      now: minutesLater(2),
    })
    expect(published).toEqual({
      ...saved,
      version: 3,
      published: someSettings('B'),
      publishedAt: minutesLater(2),
      publishedBy: '$savedAt',
    })
    expect(await store.serviceSettings.find(environmentId, serviceId)).toEqual(published)
  })

  it('are changed by one of those who start from the same version, the others are told', async () => {
    const [environmentId, serviceId] = [someId(), someId()]
    await store.serviceSettings.create(environmentId, serviceId, someSettings('A'), NOON)
    const results = await byBoth(8, (by, index) =>
      index < 5
        ? by.serviceSettings.save(environmentId, serviceId, {
            version: 1,
            draft: someSettings(`B${index}`),
            by: `Anna ${index}`,
            now: minutesLater(index),
          })
        : by.serviceSettings.publish(environmentId, serviceId, { version: 1, by: 'Ben', now: NOON }),
    )
    const changed = results.filter((result) => result !== null)
    expect(changed).toHaveLength(1)
    expect(await store.serviceSettings.find(environmentId, serviceId)).toEqual(changed[0])
    expect(changed[0]?.version).toBe(2)
    const late = { version: 1, by: 'Anna', now: NOON }
    expect(await store.serviceSettings.publish(environmentId, serviceId, late)).toBeNull()
    const early = { ...late, version: 3, draft: someSettings('C') }
    expect(await store.serviceSettings.save(environmentId, serviceId, early)).toBeNull()
  })

  it('are those of their environment: another’s with the same service id are others', async () => {
    const [one, other, serviceId, secondId] = [someId(), someId(), someId(), someId()]
    const first = await store.serviceSettings.create(one, serviceId, someSettings('A'), NOON)
    const second = await store.serviceSettings.create(one, secondId, someSettings('B'), NOON)
    expect(await store.serviceSettings.find(other, serviceId)).toBeNull()
    expect(await store.serviceSettings.list(other)).toEqual([])
    const own = await store.serviceSettings.create(other, serviceId, someSettings('C'), NOON)
    expect(await store.serviceSettings.list(other)).toEqual([own])
    const listed = await store.serviceSettings.list(one)
    expect(listed).toHaveLength(2)
    expect(listed).toEqual(expect.arrayContaining([first, second]))
  })
})
