import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ServiceSettings } from '../../server/contract/service-settings.ts'
import { defaultSettings } from '../../server/domain/settings-defaults.ts'
import { KEPT_SAVES } from '../../server/store/service-settings-store.ts'
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

function named(companyName: string): ServiceSettings {
  const settings = defaultSettings({ country: 'DE', invitationTemplate: null })
  return { ...settings, deflector: { ...settings.deflector, companyName } }
}

async function begin(): Promise<[environmentId: string, serviceId: string]> {
  const ids: [string, string] = [someId(), someId()]
  await store.serviceSettings.create(...ids, named('first'), NOON)
  return ids
}

const saveOn = (by: Store, ids: [string, string], version: number, name = `v${version + 1}`) =>
  by.serviceSettings.save(...ids, { version, draft: named(name), by: 'Anna', now: minutesLater(version) })

const namesIn = async (ids: [string, string]): Promise<string[]> => {
  const versions = await store.serviceSettings.versions(...ids)
  const whole = await Promise.all(
    versions.map(({ version }) => store.serviceSettings.findVersion(...ids, version)),
  )
  return whole.map((one) => one?.settings.deflector.companyName ?? 'missing')
}

describe('earlier states of settings', () => {
  it('are what each save left, whoever saved at the same time: none is lost, none is invented', async () => {
    const ids = await begin()
    for (let version = 1; version <= 5; version += 1) {
      const saved = await Promise.all(
        [store, elsewhere, store, elsewhere].map((by, index) =>
          saveOn(by, ids, version, `v${version + 1} by ${index}`),
        ),
      )
      const won = saved.filter((one) => one !== null)
      expect(won).toHaveLength(1)
      const current = await store.serviceSettings.findVersion(...ids, version + 1)
      expect(current?.settings).toEqual(won[0]?.draft)
    }
    const names = await namesIn(ids)
    expect(names).toHaveLength(6)
    expect(names.at(-1)).toBe('first')
    expect(names.map((name) => name.slice(0, 2))).toEqual(['v6', 'v5', 'v4', 'v3', 'v2', 'fi'])
  })

  it('are whole after a crash between the two writes', async () => {
    const ids = await begin()
    await saveOn(store, ids, 1)
    // A process put version 2 on record and died before it wrote version 3.
    const [, serviceId] = ids
    const records = store.raw.collection('settings_versions')
    const [first] = await records.find({ serviceId }).toArray()
    const { _id, ...rest } = first!
    const draft = JSON.stringify(named('v2'))
    await records.insertOne({
      ...rest,
      _id: someId() as never,
      version: 2,
      kind: 'saved',
      at: minutesLater(1),
      by: 'Anna',
      settings: draft,
    })
    expect(await namesIn(ids)).toEqual(['v2', 'first'])
    expect(await saveOn(elsewhere, ids, 2)).toMatchObject({ version: 3 })
    expect(await namesIn(ids)).toEqual(['v3', 'v2', 'first'])
  })

  it('tell who did what and when', async () => {
    const ids = await begin()
    await saveOn(store, ids, 1)
    await store.serviceSettings.publish(...ids, { version: 2, by: 'Berta', now: minutesLater(7) })
    const restored = { version: 3, draft: named('first'), kind: 'restored' as const, by: 'Carl', now: NOON }
    await store.serviceSettings.save(...ids, restored)
    const versions = await store.serviceSettings.versions(...ids)
    expect(versions.map(({ version, kind, by, at }) => ({ version, kind, by, at }))).toEqual([
      { version: 4, kind: 'restored', by: 'Carl', at: NOON },
      { version: 3, kind: 'published', by: 'Berta', at: minutesLater(7) },
      { version: 2, kind: 'saved', by: 'Anna', at: minutesLater(1) },
      { version: 1, kind: 'published', by: null, at: NOON },
    ])
  })

  it('are kept for the last hundred saves and for every publication', async () => {
    const ids = await begin()
    await saveOn(store, ids, 1)
    await store.serviceSettings.publish(...ids, { version: 2, by: 'Berta', now: NOON })
    const last = KEPT_SAVES + 8
    for (let version = 3; version < last; version += 1) await saveOn(store, ids, version)
    const versions = await store.serviceSettings.versions(...ids)
    const published = versions.filter(({ kind }) => kind === 'published').map(({ version }) => version)
    expect(published).toEqual([3, 1])
    expect(versions[0]?.version).toBe(last)
    // The present state and the hundred before it.
    expect(versions.filter(({ kind }) => kind === 'saved')).toHaveLength(KEPT_SAVES + 1)
    expect(await store.serviceSettings.findVersion(...ids, 2)).toBeNull()
    expect(await store.serviceSettings.findVersion(...ids, 3)).not.toBeNull()
  })

  it('begin with what was there when nothing was kept yet', async () => {
    const ids = await begin()
    await saveOn(store, ids, 1)
    await store.raw
      .collection('service_settings')
      .updateOne({ serviceId: ids[1] }, { $unset: { lastChange: '' } })
    await store.raw.collection('settings_versions').deleteMany({ serviceId: ids[1] })
    await saveOn(store, ids, 2)
    const versions = await store.serviceSettings.versions(...ids)
    expect(versions.map(({ version, kind }) => [version, kind])).toEqual([
      [3, 'saved'],
      [2, 'saved'],
    ])
  })
})
