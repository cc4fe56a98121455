import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Policy } from '../../../server/contract/policy.ts'
import { newId } from '../../../server/lib/object-id.ts'
import { actIn } from '../../../server/usecases/access.ts'
import { effectivePolicyOf } from '../../../server/usecases/organisation/policy-of.ts'
import { changeAgencyPolicy, getAgencyPolicy } from '../../../server/usecases/organisation/agency-policy.ts'
import {
  changeAccount,
  createAccount,
  createEnvironment,
  deactivateAccount,
  getAccount,
  restoreAccount,
} from '../../../server/usecases/organisation/accounts.ts'
import {
  listAccounts,
  listAgencyChannels,
  listAgencyServices,
  listEnvironments,
} from '../../../server/usecases/organisation/list-agency.ts'
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

const setting = { reference: null, timeZone: 'Europe/Berlin', country: 'DE' }
const create = (name: string, more: object = {}) =>
  createAccount(world.deps, manager, world.agencyId, { name, ...setting, ...more })
const logged = async (objectId: string): Promise<string[]> => {
  const { items } = await store.audit.list(world.agencyId, { objectId, after: null, limit: 50 })
  return items.map(({ verb }) => verb)
}

describe('creating a customer', () => {
  it('makes its first environment of the same name (DX-ORG-11)', async () => {
    const { id, environmentId } = await create('Bäckerei Groß')
    const environment = await store.accounts.findEnvironment(environmentId)
    expect(environment).toMatchObject({ name: 'Bäckerei Groß', accountId: id, agencyId: world.agencyId })
    await expect(actIn(world.deps, manager, environmentId, 'environment:edit')).resolves.toBeDefined()
    expect(await logged(id)).toEqual(['created'])
  })

  it('refuses a name that the agency has already', async () => {
    await create('Zweimal AG')
    await expect(create('Zweimal AG')).rejects.toMatchObject({ code: 'conflict' })
  })

  it('answers a repeated request with the first result, also when both come at once', async () => {
    const request = { idempotencyKey: 'order-1', reference: 'K-1' }
    const [one, two] = await Promise.all([create('Einmal AG', request), create('Einmal AG', request)])
    const three = await create('Einmal AG', request)
    expect([two.id, three.id]).toEqual([one.id, one.id])
    expect([two.environmentId, three.environmentId]).toEqual([one.environmentId, one.environmentId])
    expect(three.environments).toBe(1)
    expect(await logged(one.id)).toEqual(['created'])
  })

  it('makes the environment that a crash has left out when the request comes again', async () => {
    const request = { idempotencyKey: 'order-2' }
    const { id, environmentId } = await create('Absturz AG', request)
    await store.raw.collection('environments').deleteOne({ _id: environmentId as never })
    expect(await create('Absturz AG', request)).toMatchObject({ id, environmentId, environments: 1 })
  })

  it('refuses a time zone that there is not', async () => {
    await expect(create('Zone AG', { timeZone: 'Mars/Base' })).rejects.toMatchObject({
      issues: [{ path: 'timeZone', message: expect.any(String) }],
    })
  })
})

describe('changing a customer', () => {
  const body = {
    reference: 'K-9',
    retentionDays: 30,
    twoFactorRequired: false,
    entraTenants: [],
    policy: {},
  }

  it('saves retention and everything else, raises the version and is logged (DX-RET-02, DX-RET-03)', async () => {
    const { id, version } = await create('Änderung AG')
    const changed = await changeAccount(world.deps, manager, id, { ...body, version, name: 'Neu AG' })
    expect(changed).toMatchObject({
      name: 'Neu AG',
      reference: 'K-9',
      retentionDays: 30,
      version: version + 1,
    })
    expect(await logged(id)).toEqual(['changed', 'created'])
  })

  it('lets one of two managers win who change it at once from different processes', async () => {
    const { id, version } = await create('Rennen AG')
    const other = await openTestStoreAt(store.database)
    try {
      const outcomes = await Promise.allSettled([
        changeAccount(world.deps, manager, id, { ...body, version, name: 'Rennen A' }),
        changeAccount({ ...world.deps, store: other }, manager, id, { ...body, version, name: 'Rennen B' }),
      ])
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
        reason: { code: 'conflict' },
      })
    } finally {
      await other.close()
    }
  })

  it('changes an account that was stored without a version, once', async () => {
    const { accountId } = world
    const account = await getAccount(world.deps, manager, accountId)
    const set = { ...body, retentionDays: null, version: account.version, name: account.name }
    expect(await changeAccount(world.deps, manager, accountId, set)).toMatchObject({ version: 2 })
    await expect(changeAccount(world.deps, manager, accountId, set)).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  it('refuses a policy that is looser than the agency’s (CVG-HIER-02)', async () => {
    const { id, version } = await create('Locker AG')
    const { version: agencyVersion } = await getAgencyPolicy(world.deps, manager, world.agencyId)
    await changeAgencyPolicy(world.deps, manager, world.agencyId, {
      version: agencyVersion,
      policy: { dialogueDataPeriod: 'day', recording: false },
    })
    await expect(
      changeAccount(world.deps, manager, id, {
        ...body,
        version,
        name: 'Locker AG',
        policy: { dialogueDataPeriod: 'week', recording: true },
      }),
    ).rejects.toMatchObject({
      issues: [
        { path: 'policy.recording', message: expect.any(String) },
        { path: 'policy.dialogueDataPeriod', message: expect.any(String) },
      ],
    })
    const stricter = { ...body, version, name: 'Locker AG', policy: { dialogueDataPeriod: 'hour' as const } }
    const { policy } = await changeAccount(world.deps, manager, id, stricter)
    expect(policy.effective.dialogueDataPeriod).toEqual({ value: 'hour', from: 'account' })
    expect(policy.effective.recording).toEqual({ value: false, from: 'agency' })
    const environment = (await store.accounts.environmentsOf([id]))[0]!
    expect(await effectivePolicyOf(world.deps, environment.id)).toEqual(policy.effective)
    const back = await getAgencyPolicy(world.deps, manager, world.agencyId)
    const allow = (policy: Policy) =>
      changeAgencyPolicy(world.deps, manager, world.agencyId, { version: back.version, policy })
    await expect(allow({})).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path: 'policy.recordingDays', code: 'recording_period_required' }],
    })
    expect((await allow({ recordingDays: 365 })).policy.effective.recording.value).toBe(true)
  })

  it('asks for a period when recording is switched on, unless the agency has one (CVG-REC-02)', async () => {
    const { id, version } = await create('Aufnahme AG')
    const { policy } = await getAgencyPolicy(world.deps, manager, world.agencyId)
    const prescribe = (own: Policy) =>
      store.raw
        .collection('environments')
        .updateOne({ _id: world.agencyId as never }, { $set: { policy: own } })
    await prescribe({})
    const record = (own: Policy) =>
      changeAccount(world.deps, manager, id, { ...body, version, name: 'Aufnahme AG', policy: own })
    await expect(record({ recording: true })).rejects.toMatchObject({
      issues: [{ path: 'policy.recordingDays', code: 'recording_period_required' }],
    })
    const saved = await record({ recording: true, recordingDays: 30 })
    expect(saved.policy.effective.recordingDays).toEqual({ value: 30, from: 'account' })
    expect(saved.policy.above.recordingDays).toEqual({ value: 365, from: null })
    await prescribe(policy.own)
  })
})

describe('the lists of the administration', () => {
  const names = ({ items }: { items: { name: string }[] }): string[] => items.map(({ name }) => name)

  it('go through all accounts in the order of names, page by page, each once', async () => {
    for (const name of ['öl König', 'Zander', 'Oase', 'ábel']) await create(`Seite ${name}`)
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await listAccounts(world.deps, manager, world.agencyId, { q: 'seite', limit: 1, cursor })
      seen.push(...names(page))
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    expect(seen).toEqual(['Seite ábel', 'Seite Oase', 'Seite öl König', 'Seite Zander'])
  })

  it('find accounts by beginnings of words, umlauts either way, and by the reference', async () => {
    await create('Gärtnerei Fröhlich', { reference: 'KD 4711-22' })
    const find = async (q: string): Promise<string[]> =>
      names(await listAccounts(world.deps, manager, world.agencyId, { q, limit: 50 }))
    for (const q of ['gärt fröh', 'gart', 'gaertnerei', 'FROEH', '4711', '4711-22'])
      expect({ q, found: await find(q) }).toEqual({ q, found: ['Gärtnerei Fröhlich'] })
    expect(await find('gärtnerei nix')).toEqual([])
  })

  it('find environments, services and channels by the name of the customer, also after it has changed', async () => {
    const query = { q: 'muster', limit: 50 }
    const { deps, agencyId, accountId } = world
    expect(names(await listEnvironments(deps, manager, agencyId, query))).toEqual(['Muster GmbH'])
    const services = await listAgencyServices(deps, manager, agencyId, query)
    expect(services.items).toMatchObject([
      { name: 'Hotline', ended: false, place: { account: { id: accountId } } },
    ])
    const channels = await listAgencyChannels(deps, manager, agencyId, query)
    expect(channels.items).toMatchObject([
      { name: 'wa', address: '+49301234567', service: { name: 'Hotline' } },
    ])
    expect(JSON.stringify(channels)).not.toContain('test-access-token')
    const { version } = await getAccount(deps, manager, accountId)
    const set = {
      reference: null,
      retentionDays: null,
      twoFactorRequired: false,
      entraTenants: [],
      policy: {},
    }
    await changeAccount(deps, manager, accountId, { ...set, version, name: 'Vorbild AG' })
    const found = await listEnvironments(deps, manager, agencyId, { q: 'vorbild muster', limit: 50 })
    expect(found.items).toMatchObject([{ name: 'Muster GmbH', account: { name: 'Vorbild AG' }, services: 1 }])
    await changeAccount(deps, manager, accountId, { ...set, version: version + 1, name: 'Muster GmbH' })
  })

  it('show nothing of another agency’s customers', async () => {
    const foreign = await store.accounts.upsertAgency({ name: 'Fremd', timeZone: 'UTC', country: 'DE' })
    const stranger = await world.person(['environmentManager'], foreign.id)
    expect((await listAccounts(world.deps, stranger, foreign.id, { limit: 50 })).items).toEqual([])
    expect((await listAgencyServices(world.deps, stranger, foreign.id, { limit: 50 })).items).toEqual([])
    for (const call of [
      listAccounts(world.deps, stranger, world.agencyId, { limit: 50 }),
      getAccount(world.deps, stranger, world.accountId),
      deactivateAccount(world.deps, stranger, world.accountId),
    ])
      await expect(call).rejects.toMatchObject({ code: 'not_found' })
  })

  it('are for environment managers of the agency alone (DX-ADMIN-03, DX-ROLE-11)', async () => {
    const producer = await world.person(['producer'])
    const customers = await world.person(['environmentManager'], world.environmentId)
    const asked = (principal: Principal, id: string) => listAccounts(world.deps, principal, id, { limit: 1 })
    await expect(asked(producer, world.agencyId)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(asked(customers, world.environmentId)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(asked(customers, world.agencyId)).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('another environment', () => {
  const second = (accountId: string, name: string) =>
    createEnvironment(world.deps, manager, accountId, { name, timeZone: 'Europe/Vienna', country: 'AT' })

  it('is made for a customer, under a name that it has not (DX-ORG-08)', async () => {
    const { id } = await create('Zwei Häuser')
    expect(await second(id, 'Wien')).toMatchObject({ name: 'Wien', account: { id }, services: 0, members: 0 })
    await expect(second(id, 'Wien')).rejects.toMatchObject({ code: 'conflict' })
    expect(await getAccount(world.deps, manager, id)).toMatchObject({ environments: 2 })
  })
})

describe('a customer that is not in use', () => {
  it('can be reached by nobody, shows when it is deleted, and comes back whole (CVG-CUST-07 to -09)', async () => {
    const { deps, accountId, environmentId } = world
    const agent = await world.person(['agent'], environmentId)
    const gone = await deactivateAccount(deps, manager, accountId)
    expect(gone).toMatchObject({ state: 'inactive', deletionAt: '2026-06-08T12:00:00.000Z' })
    for (const principal of [agent, manager])
      await expect(actIn(deps, principal, environmentId, 'conversation:see')).rejects.toMatchObject({
        code: 'not_found',
      })
    expect(await deps.channels.find('wa')).toBeNull()
    await expect(
      createEnvironment(deps, manager, accountId, { name: 'Neu', timeZone: 'UTC', country: 'DE' }),
    ).rejects.toMatchObject({ code: 'conflict' })
    const inactive = await listAccounts(deps, manager, world.agencyId, { state: 'inactive', limit: 50 })
    expect(inactive.items.map(({ id }) => id)).toEqual([accountId])

    world.now = new Date('2026-03-11T12:00:00Z')
    const again = await deactivateAccount(deps, manager, accountId)
    expect(again.deletionAt).toBe('2026-06-08T12:00:00.000Z')
    const back = await restoreAccount(deps, manager, accountId)
    expect(back).toMatchObject({ state: 'active', deletionAt: null })
    await expect(actIn(deps, agent, environmentId, 'conversation:see')).resolves.toBeDefined()
    expect((await deps.channels.find('wa'))?.record.environmentId).toBe(environmentId)
    expect((await logged(accountId)).slice(0, 2)).toEqual(['restored', 'deactivated'])
  })

  it('is found by nobody who guesses', async () => {
    await expect(getAccount(world.deps, manager, newId())).rejects.toMatchObject({ code: 'not_found' })
    await expect(restoreAccount(world.deps, manager, newId())).rejects.toMatchObject({ code: 'not_found' })
  })
})
