import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { processLog } from '../../../server/lib/logger.ts'
import type { Store } from '../../../server/store/store.ts'
import { authenticate } from '../../../server/usecases/authenticate.ts'
import { lookLink } from '../../../server/usecases/links.ts'
import { getMe } from '../../../server/usecases/me.ts'
import { isSetUpOpen, offerSetUp, setUp } from '../../../server/usecases/set-up.ts'
import { closeTestStore, openTestStore, openTestStoreAt, type TestStore } from '../../support/store.ts'
import { createIdentityWorld, failureOf, outcomesOf, PASSWORD, type IdentityWorld } from './identity-world.ts'

let store: TestStore
let otherStore: Store
let world: IdentityWorld
let otherProcess: IdentityWorld
beforeEach(async () => {
  store = await openTestStore()
  otherStore = await openTestStoreAt(store.database)
  world = createIdentityWorld(store)
  otherProcess = createIdentityWorld(otherStore)
})
afterEach(async () => {
  vi.restoreAllMocks()
  await otherStore.close()
  await closeTestStore(store)
})

/** The token that a start writes to the log; `null` when it writes none. */
async function start({ deps }: IdentityWorld): Promise<string | null> {
  const log = vi.spyOn(processLog, 'warn').mockImplementation(() => undefined)
  await offerSetUp(deps)
  const lines = JSON.stringify(log.mock.calls)
  log.mockRestore()
  return /#setup=([\w-]+)/.exec(lines)?.[1] ?? null
}

const wish = (token: string, more: { agency?: string; password?: string } = {}) => ({
  token,
  agency: 'Nordlicht Telefonie',
  name: 'Paula Partner',
  email: 'paula@example.test',
  password: PASSWORD,
  address: '203.0.113.7',
  ...more,
})

describe('setting up a server', () => {
  it('makes the agency with its first admin, adopts what is there, and signs them in (DX-ROLE-12)', async () => {
    const { user: agent, environment } = await world.person()
    const token = (await start(world))!
    // The sign-in page does not send people to the log who can come in already.
    expect(await isSetUpOpen(world.deps)).toBe(false)
    expect(await lookLink(world.deps, token)).toMatchObject({ kind: 'setup' })
    const session = await setUp(world.deps, wish(token))
    const me = await getMe(world.deps, await authenticate(world.deps, session.token))
    expect(me.environments).toMatchObject([
      { kind: 'agency', name: 'Nordlicht Telefonie', roles: ['environmentManager', 'producer'] },
      { kind: 'customer', id: environment.id, roles: ['environmentManager', 'producer'] },
    ])
    expect(me.environments[0]?.rights).toContain('account:manage')
    const agencyId = me.environments[0]!.id
    expect(await store.accounts.findAccount(environment.accountId!)).toMatchObject({ agencyId })
    expect(await store.people.membershipsOf(agent.id)).toMatchObject([{ environment: { agencyId } }])
    const { items } = await store.audit.list(agencyId, { after: null, limit: 10 })
    expect(items).toMatchObject([{ verb: 'created', object: { kind: 'agency' }, actor: { kind: 'member' } }])
  })

  it('is offered by every start until it is done, and only the newest link works', async () => {
    const first = (await start(world))!
    expect(await isSetUpOpen(world.deps)).toBe(true)
    const second = (await start(otherProcess))!
    expect(second).not.toBe(first)
    expect((await failureOf(setUp(world.deps, wish(first)))).code).toBe('link_expired')
    await setUp(world.deps, wish(second))
    expect(await isSetUpOpen(otherProcess.deps)).toBe(false)
    expect(await start(world)).toBeNull()
    expect((await failureOf(setUp(world.deps, wish(second)))).code).toBe('link_expired')
    expect((await failureOf(lookLink(world.deps, second))).code).toBe('link_expired')
  })

  it('has one winner when several do it at the same moment, in two processes', async () => {
    const token = (await start(world))!
    const attempts = [world, otherProcess, world, otherProcess].map(({ deps }, index) =>
      setUp(deps, wish(token, { agency: `Agency ${index}` })),
    )
    expect(await outcomesOf(attempts)).toEqual({
      succeeded: 1,
      codes: ['link_expired', 'link_expired', 'link_expired'],
    })
    expect(await store.raw.collection('environments').countDocuments({ kind: 'agency' })).toBe(1)
  })

  it('offers one working link when two processes start at the same moment', async () => {
    const log = vi.spyOn(processLog, 'warn').mockImplementation(() => undefined)
    await Promise.all([offerSetUp(world.deps), offerSetUp(otherProcess.deps)])
    const tokens = [...JSON.stringify(log.mock.calls).matchAll(/#setup=([\w-]+)/g)].map(([, token]) => token!)
    expect(tokens).toHaveLength(2)
    const attempts = tokens.map((token) => setUp(world.deps, wish(token)))
    expect((await outcomesOf(attempts)).succeeded).toBe(1)
  })

  it('refuses a bad password without using up the link', async () => {
    const token = (await start(world))!
    const bad = setUp(world.deps, wish(token, { password: 'Nordlicht-2026' }))
    expect(await failureOf(bad)).toMatchObject({
      code: 'password_refused',
      issues: [{ message: 'contains_name' }],
    })
    await setUp(world.deps, wish(token))
  })

  it('ends after a day', async () => {
    const token = (await start(world))!
    const past = new Date(Date.now() - 1)
    await store.raw.collection('links').updateMany({}, { $set: { expiresAt: past } })
    expect((await failureOf(setUp(world.deps, wish(token)))).code).toBe('link_expired')
    expect(await isSetUpOpen(world.deps)).toBe(false)
  })

  it('is offered again when a crash left an agency without anybody in it', async () => {
    const token = (await start(world))!
    const crashing = {
      ...store,
      people: { ...store.people, setRoles: () => Promise.reject(new Error('killed')) },
    }
    await failureOf(setUp({ ...world.deps, store: crashing }, wish(token)))
    const again = (await start(world))!
    await setUp(world.deps, wish(again))
    expect(await store.raw.collection('environments').countDocuments({ kind: 'agency' })).toBe(1)
  })
})
