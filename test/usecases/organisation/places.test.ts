import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../server/lib/object-id.ts'
import { NotFoundError } from '../../../server/lib/errors.ts'
import { nameKeyOf, nameWords } from '../../../server/store/name-words.ts'
import { getMe, getMyEnvironment, searchMyEnvironments } from '../../../server/usecases/me.ts'
import type { Principal } from '../../../server/usecases/ports.ts'
import { closeTestStore, openTestStore, type TestStore } from '../../support/store.ts'
import { createAgencyWorld, type AgencyWorld } from './agency-world.ts'

const CUSTOMERS = 230

let store: TestStore
let world: AgencyWorld
/** By name, as lists have them. */
let names: string[]
beforeAll(async () => {
  store = await openTestStore()
  world = await createAgencyWorld(store)
  const rows = Array.from({ length: CUSTOMERS }, (_, index) => {
    const name = `Kunde ${String(index).padStart(3, '0')} ${index % 2 === 0 ? 'Köln' : 'Ulm'}`
    return { accountId: newId(), environmentId: newId(), name, isClosed: index === 3 }
  })
  await store.raw.collection<{ _id: string }>('accounts').insertMany(
    rows.map(({ accountId, name, isClosed }) => ({
      _id: accountId,
      name,
      agencyId: world.agencyId,
      retentionDays: null,
      twoFactorRequired: false,
      nameKey: nameKeyOf(name),
      words: nameWords([name]),
      deactivatedAt: isClosed ? new Date() : null,
    })),
  )
  await store.raw.collection<{ _id: string }>('environments').insertMany(
    rows.map(({ accountId, environmentId, name }) => ({
      _id: environmentId,
      kind: 'customer',
      accountId,
      agencyId: world.agencyId,
      name,
      nameKey: nameKeyOf(name),
      timeZone: 'Europe/Berlin',
      country: 'DE',
    })),
  )
  await store.administration.relistOutdated()
  names = [...rows.filter(({ isClosed }) => !isClosed).map(({ name }) => name), 'Muster GmbH']
})
afterAll(() => closeTestStore(store))

async function all(principal: Principal, q?: string): Promise<string[]> {
  const found: string[] = []
  for (let cursor: string | undefined; ;) {
    const page = await searchMyEnvironments(world.deps, principal, { q, cursor, limit: 37 })
    found.push(...page.items.map(({ name }) => name))
    if (page.nextCursor === null) return found
    cursor = page.nextCursor
  }
}

describe('who a partner is', () => {
  it('is told with their agency first, their own environments, and 200 of the others (DX-ROLE-10)', async () => {
    const partner = await world.person(['environmentManager'])
    const last = (await all(partner, 'kunde 229')).length
    expect(last).toBe(1)
    const [own] = (await searchMyEnvironments(world.deps, partner, { q: 'kunde 229', limit: 5 })).items
    await store.memberships.addRoles(own!.id, partner.userId, ['agent'])
    const me = await getMe(world.deps, partner)
    expect(me.more).toBe(true)
    expect(me.environments).toHaveLength(202)
    expect(me.environments[0]).toMatchObject({ id: world.agencyId, kind: 'agency', account: null })
    expect(me.environments.find(({ id }) => id === own!.id)?.roles).toEqual(['agent', 'environmentManager'])
    expect(me.environments.map(({ name }) => name)).not.toContain('Kunde 003 Ulm')
  })

  it('is told whole to everybody else, without more', async () => {
    const agent = await world.person(['agent'], world.environmentId)
    const me = await getMe(world.deps, agent)
    expect(me).not.toHaveProperty('more')
    expect(me.environments).toEqual([
      {
        id: world.environmentId,
        name: 'Muster GmbH',
        kind: 'customer',
        account: { id: world.accountId, name: 'Muster GmbH' },
        roles: ['agent'],
        rights: expect.arrayContaining(['conversation:see']),
      },
    ])
  })

  it('says that a second factor is to be set up when any of the many customers demands one (DX-SEC-03)', async () => {
    const partner = { ...(await world.person(['environmentManager'])), secondFactor: false }
    expect((await getMe(world.deps, partner)).pending).toBeNull()
    const accounts = store.raw.collection('accounts')
    await accounts.updateOne({ name: 'Kunde 228 Köln' }, { $set: { twoFactorRequired: true } })
    expect((await getMe(world.deps, partner)).pending).toBe('two_factor_setup')
    await accounts.updateOne({ name: 'Kunde 228 Köln' }, { $set: { deactivatedAt: new Date() } })
    expect((await getMe(world.deps, partner)).pending).toBeNull()
    await accounts.updateOne(
      { name: 'Kunde 228 Köln' },
      { $set: { twoFactorRequired: false, deactivatedAt: null } },
    )
  })
})

describe('where a partner may work', () => {
  it('is found page by page, everything once and in order, their own among it', async () => {
    const partner = await world.person(['environmentManager'])
    const [agency] = (await getMe(world.deps, partner)).environments
    const [own] = (await searchMyEnvironments(world.deps, partner, { q: 'kunde 100', limit: 5 })).items
    await store.memberships.addRoles(own!.id, partner.userId, ['agent'])
    const found = await all(partner)
    const expected = [...names, agency!.name]
    expect(found).toEqual(expected.toSorted((a, b) => (nameKeyOf(a) < nameKeyOf(b) ? -1 : 1)))
  })

  it('is found by the beginnings of words, and by nobody else', async () => {
    const partner = await world.person(['environmentManager'])
    expect(await all(partner, 'koln kun 01')).toEqual([
      'Kunde 010 Köln',
      'Kunde 012 Köln',
      'Kunde 014 Köln',
      'Kunde 016 Köln',
      'Kunde 018 Köln',
    ])
    expect(await all(partner, 'kunde 003')).toEqual([])
    expect(await all(await world.person(['agent'], world.environmentId))).toEqual(['Muster GmbH'])
  })

  it('is one by one what `GET /me` does not tell of, and nothing that is not theirs', async () => {
    const partner = await world.person(['environmentManager'])
    const [last] = (await searchMyEnvironments(world.deps, partner, { q: 'kunde 229', limit: 5 })).items
    expect(await getMyEnvironment(world.deps, partner, last!.id)).toEqual(last)
    const agent = await world.person(['agent'], world.environmentId)
    for (const id of [last!.id, newId(), 'nonsense'])
      await expect(getMyEnvironment(world.deps, agent, id)).rejects.toBeInstanceOf(NotFoundError)
  })
})
