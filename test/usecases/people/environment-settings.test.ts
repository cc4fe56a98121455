import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { environmentSettingsView } from '../../../server/contract/people-routes.ts'
import type { Policy } from '../../../server/contract/policy.ts'
import {
  ConflictError,
  ForbiddenError,
  InvalidInputError,
  NotFoundError,
} from '../../../server/lib/errors.ts'
import {
  changeEnvironmentSettings,
  getEnvironmentSettings,
} from '../../../server/usecases/people/environment-settings.ts'
import type { Principal } from '../../../server/usecases/ports.ts'
import { closeTestStore, openTestStore, type TestStore } from '../../support/store.ts'
import { createPeopleWorld, type PeopleWorld } from './people-world.ts'

let store: TestStore
let world: PeopleWorld
let manager: Principal
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => closeTestStore(store))
beforeEach(async () => {
  world = await createPeopleWorld(store)
  manager = await world.member(world.environmentId, 'environmentManager')
})

const settings = { version: 1, name: 'Muster GmbH', timeZone: 'Europe/Berlin', country: 'DE', policy: {} }
type Change = Partial<Omit<typeof settings, 'policy'>> & { policy?: Policy }

const change = (given: Change, by = manager, environmentId = world.environmentId) =>
  changeEnvironmentSettings(world.deps, by, environmentId, { ...settings, ...given })

async function accountSays(policy: Policy): Promise<void> {
  await store.raw.collection('accounts').updateOne({ _id: world.accountId as never }, { $set: { policy } })
  world.deps.directory.invalidate()
}

describe('the settings of an environment', () => {
  it('show what the account decided beside what is decided here (DX-NAV-07)', async () => {
    const view = await getEnvironmentSettings(world.deps, manager, world.environmentId)
    expect(environmentSettingsView.parse(view)).toMatchObject({
      ...settings,
      kind: 'customer',
      policy: { level: 'environment', own: {} },
      account: { id: world.accountId, retentionDays: 90, twoFactorRequired: false },
    })
  })

  it('of an agency are at the top of the tree', async () => {
    const partner = await world.member(world.agencyId, 'environmentManager')
    const view = await getEnvironmentSettings(world.deps, partner, world.agencyId)
    expect(view).toMatchObject({ kind: 'agency', account: null, policy: { level: 'agency' } })
  })

  it('are changed with their version, at once, and noted with what was before (DX-AUDIT-02)', async () => {
    const view = await change({ name: 'Müller & Söhne', timeZone: 'Europe/Madrid', country: 'ES' })
    expect(view).toMatchObject({ version: 2, name: 'Müller & Söhne', timeZone: 'Europe/Madrid' })
    expect(await world.deps.directory.environment(world.environmentId)).toMatchObject({ country: 'ES' })
    const [entry] = await world.audit(world.environmentId)
    expect(entry).toMatchObject({
      verb: 'changed',
      object: { kind: 'environment', id: world.environmentId, name: 'Müller & Söhne' },
      changes: [
        { path: 'name', before: 'Muster GmbH', after: 'Müller & Söhne' },
        { path: 'timeZone', before: 'Europe/Berlin', after: 'Europe/Madrid' },
        { path: 'country', before: 'DE', after: 'ES' },
      ],
    })
  })

  it('overwrite nobody: the slower one is told who was faster', async () => {
    const second = await world.member(world.environmentId, 'environmentManager')
    await change({ name: 'First' })
    await expect(change({ name: 'Second' }, second)).rejects.toThrow(`changed by ${manager.name} since`)
    const both = await Promise.allSettled([
      change({ version: 2, name: 'Third' }),
      changeEnvironmentSettings(world.another(), second, world.environmentId, {
        ...settings,
        version: 2,
        name: 'Fourth',
      }),
    ])
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: expect.any(ConflictError),
    })
  })

  it('refuse what there is not', async () => {
    for (const wrong of [
      { timeZone: 'Europe/Nowhere' },
      { timeZone: '+02:00' },
      { timeZone: '' },
      { country: 'XQ' },
      { country: 'ZZ' },
    ]) {
      await expect(change(wrong)).rejects.toThrow(InvalidInputError)
    }
    expect(await world.audit(world.environmentId)).toEqual([])
  })

  it('have a name of their own within the account', async () => {
    const { accountId, agencyId } = world
    const place = { timeZone: 'Europe/Berlin', country: 'DE' }
    await store.accounts.upsertEnvironment({ accountId, agencyId, name: 'Second', ...place })
    await expect(change({ name: 'Second' })).rejects.toThrow(ConflictError)
  })

  it('may only restrict what the levels above say (CVG-HIER-02)', async () => {
    await accountSays({ recordingDays: 30, anonymiseNumbers: true })
    const loose = change({ policy: { recordingDays: 90, anonymiseNumbers: false, outboundCalls: false } })
    await expect(loose).rejects.toMatchObject({
      issues: [
        { path: 'policy.recordingDays', message: expect.any(String) },
        { path: 'policy.anonymiseNumbers', message: expect.any(String) },
      ],
    })
    const view = await change({ policy: { recordingDays: 7 } })
    expect(view.policy.effective).toMatchObject({
      recordingDays: { value: 7, from: 'environment' },
      anonymiseNumbers: { value: true, from: 'account' },
    })
  })

  it('ask for a period when recording is switched on, unless a level above has one (CVG-REC-02)', async () => {
    await accountSays({})
    await expect(change({ policy: { recording: true } })).rejects.toMatchObject({
      issues: [{ path: 'policy.recordingDays', code: 'recording_period_required' }],
    })
    // What nobody has touched keeps the default, which the page shows.
    const renamed = await change({ policy: { outboundCalls: false } })
    expect(renamed.policy.effective.recordingDays).toEqual({ value: 365, from: null })
  })

  it('are for managers of the environment or of the agency above', async () => {
    const producer = await world.member(world.environmentId, 'producer', 'operator')
    const partner = await world.member(world.agencyId, 'environmentManager')
    const stranger = await world.member(world.aloneId, 'environmentManager')
    await expect(change({ name: 'x' }, producer)).rejects.toThrow(ForbiddenError)
    await expect(change({ name: 'x' }, stranger)).rejects.toThrow(NotFoundError)
    expect((await change({ name: 'x' }, partner)).name).toBe('x')
  })
})
