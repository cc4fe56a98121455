import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ConflictError, NotFoundError } from '../../../server/lib/errors.ts'
import { publishServiceSettings, saveServiceSettings } from '../../../server/usecases/service-settings.ts'
import {
  getSettingsVersion,
  listSettingsVersions,
  restoreSettings,
} from '../../../server/usecases/setup/settings-history.ts'
import { closeTestStore, openTestStore, type TestStore } from '../../support/store.ts'
import { createSetupWorld, type SetupWorld } from './setup-world.ts'

let store: TestStore
let world: SetupWorld
beforeAll(async () => {
  store = await openTestStore()
  world = await createSetupWorld(store)
})
afterAll(() => closeTestStore(store))

async function save(serviceId: string, version: number, companyName: string): Promise<void> {
  const { deps, producer, environmentId } = world
  const { draft } = (await store.serviceSettings.find(environmentId, serviceId))!
  const settings = { ...draft, deflector: { ...draft.deflector, companyName } }
  await saveServiceSettings(deps, producer, { environmentId, serviceId }, { version, settings })
}

describe('the history of settings', () => {
  it('lists saves and publications, the latest first, with the one that is live (DX-PUB-01, DX-PUB-02)', async () => {
    const { deps, producer, environmentId } = world
    const serviceId = await world.makeService()
    const ref = { environmentId, serviceId }
    await save(serviceId, 1, 'Eins')
    await publishServiceSettings(deps, producer, ref, 2)
    await save(serviceId, 3, 'Zwei')
    const { items } = await listSettingsVersions(deps, producer, ref)
    expect(items.map(({ version, kind, live }) => [version, kind, live])).toEqual([
      [4, 'saved', false],
      [3, 'published', true],
      [2, 'saved', false],
      [1, 'published', false],
    ])
    expect(items[0]).toMatchObject({ by: producer.name, at: deps.clock.now().toISOString() })
    const published = await getSettingsVersion(deps, producer, { ...ref, version: 3 })
    expect(published.settings.deflector.companyName).toBe('Eins')
    expect(published.live).toBe(true)
  })

  it('restores an earlier state to the draft and leaves what is live alone', async () => {
    const { deps, producer, environmentId } = world
    const serviceId = await world.makeService()
    const ref = { environmentId, serviceId }
    await save(serviceId, 1, 'Alt')
    await save(serviceId, 2, 'Neu')
    await expect(restoreSettings(deps, producer, { ...ref, version: 2 }, 2)).rejects.toThrow(ConflictError)
    const view = await restoreSettings(deps, producer, { ...ref, version: 2 }, 3)
    expect(view).toMatchObject({ version: 4, draft: { deflector: { companyName: 'Alt' } } })
    expect(view.published.deflector.companyName).toBe('')
    const [noted] = await world.notes(serviceId)
    expect(noted).toMatchObject({
      verb: 'restored',
      changes: [{ path: 'deflector.companyName', before: 'Neu', after: 'Alt' }],
    })
    const { items } = await listSettingsVersions(deps, producer, ref)
    expect(items[0]).toMatchObject({ version: 4, kind: 'restored' })
  })

  it('fills in what has been added to settings since a state was kept', async () => {
    const { deps, producer, environmentId } = world
    const serviceId = await world.makeService()
    await save(serviceId, 1, 'Alt')
    await save(serviceId, 2, 'Neu')
    const old = await store.raw.collection('settings_versions').findOne({ serviceId, version: 2 })
    const { telephony: _telephony, ...rest } = JSON.parse(String(old!['settings'])) as Record<string, unknown>
    await store.raw
      .collection('settings_versions')
      .updateOne({ _id: old!._id }, { $set: { settings: JSON.stringify(rest) } })
    const view = await getSettingsVersion(deps, producer, { environmentId, serviceId, version: 2 })
    expect(view.settings.telephony.keepTranscripts).toBe(false)
    expect(view.settings.deflector.companyName).toBe('Alt')
  })

  it('knows neither versions that are not there nor services of others', async () => {
    const { deps, producer, environmentId } = world
    const serviceId = await world.makeService()
    const ref = { environmentId, serviceId, version: 9 }
    await expect(getSettingsVersion(deps, producer, ref)).rejects.toThrow(NotFoundError)
    const stranger = await world.stranger('producer')
    await expect(listSettingsVersions(deps, stranger, ref)).rejects.toThrow(NotFoundError)
  })

  it('tells of saves and publications in the audit log (DX-AUDIT-01)', async () => {
    const { deps, producer, environmentId } = world
    const serviceId = await world.makeService()
    await save(serviceId, 1, 'Muster')
    await publishServiceSettings(deps, producer, { environmentId, serviceId }, 2)
    const notes = await world.notes(serviceId)
    const change = { path: 'deflector.companyName', before: '', after: 'Muster' }
    expect(notes.slice(0, 2)).toMatchObject([
      { verb: 'published', object: { kind: 'serviceSettings' }, changes: [change] },
      { verb: 'changed', object: { kind: 'serviceSettings' }, changes: [change] },
    ])
  })
})
