import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Role } from '../../server/contract/member.ts'
import type { Store } from '../../server/store/store.ts'
import { closeTestStore, openTestStore, openTestStoreAt, type TestStore } from '../support/store.ts'
import { someId } from './builders.ts'

let store: TestStore
let other: Store
beforeAll(async () => {
  store = await openTestStore()
  other = await openTestStoreAt(store.database)
})
afterAll(async () => {
  await other.close()
  await closeTestStore(store)
})

let environmentId: string
beforeEach(() => {
  environmentId = someId()
})

async function member(...roles: Role[]): Promise<string> {
  const user = await store.people.upsertUser({ email: `${someId()}@example.test`, name: 'Anna' })
  await store.people.setRoles(environmentId, user.id, roles)
  return user.id
}

async function managers(): Promise<number> {
  const members = await store.people.membersOf(environmentId)
  return members.filter(({ ownRoles }) => ownRoles.includes('environmentManager')).length
}

const none = { roles: [], keepManager: true } as const

describe('changing roles', () => {
  it('answers with the roles before, and knows no member of elsewhere', async () => {
    const id = await member('agent', 'analyst')
    const change = { roles: ['producer'], keepManager: true } as const
    expect(await store.memberships.changeRoles(environmentId, id, change)).toEqual(['agent', 'analyst'])
    expect(await store.memberships.changeRoles(someId(), id, change)).toBeNull()
    expect((await store.people.findMember(environmentId, id))?.ownRoles).toEqual(['producer'])
    expect(await store.memberships.changeRoles(environmentId, id, none)).toEqual(['producer'])
    expect(await store.people.findMember(environmentId, id)).toBeNull()
  })

  it('refuses to take the last manager away, unless somebody manages from above', async () => {
    const id = await member('environmentManager', 'agent')
    const change = { roles: ['agent'], keepManager: true } as const
    expect(await store.memberships.changeRoles(environmentId, id, none)).toBe('last')
    expect(await store.memberships.changeRoles(environmentId, id, change)).toBe('last')
    expect(await managers()).toBe(1)
    await store.memberships.changeRoles(environmentId, id, { ...change, keepManager: false })
    expect(await managers()).toBe(0)
  })

  it('never leaves an environment without a manager when all remove each other at once, on two processes', async () => {
    for (let round = 0; round < 5; round += 1) {
      environmentId = someId()
      const ids = [await member('environmentManager'), await member('environmentManager', 'agent')]
      const outcomes = await Promise.all(
        ids.map((id, index) =>
          (index === 0 ? store : other).memberships.changeRoles(environmentId, id, none),
        ),
      )
      expect(outcomes.filter((outcome) => outcome === 'last')).toHaveLength(1)
      expect(await managers()).toBe(1)
    }
  })

  it('keeps exactly one of many who are demoted at once', async () => {
    const ids = await Promise.all(Array.from({ length: 6 }, () => member('environmentManager')))
    const outcomes = await Promise.all(
      ids.map((id, index) =>
        (index % 2 === 0 ? store : other).memberships.changeRoles(environmentId, id, {
          roles: ['agent'],
          keepManager: true,
        }),
      ),
    )
    expect(outcomes.filter((outcome) => outcome === 'last')).toHaveLength(1)
    expect(await managers()).toBe(1)
  })

  it('carries out what a process had decided when it stopped', async () => {
    const [leaving, staying] = [await member('environmentManager'), await member('environmentManager')]
    await member('agent')
    const guards = store.raw.collection('roleGuards')
    const membership = await store.raw.collection('memberships').findOne({ userId: leaving })
    const decided = { membershipId: membership?._id, roles: [] }
    await guards.insertOne({ _id: someId() as never, environmentId, version: 1, decided })
    expect(await store.memberships.changeRoles(environmentId, staying, none)).toBe('last')
    expect(await store.people.findMember(environmentId, leaving)).toBeNull()
    expect(await guards.findOne({ environmentId })).toMatchObject({ decided: null })
  })

  it('is not undone by a process that wakes up late with an older decision', async () => {
    const id = await member('agent')
    await store.memberships.changeRoles(environmentId, id, { roles: ['analyst'], keepManager: true })
    await store.memberships.changeRoles(environmentId, id, { roles: ['operator'], keepManager: true })
    const guards = store.raw.collection('roleGuards')
    const membership = await store.raw.collection('memberships').findOne({ userId: id })
    // What the first of the two would write again.
    const late = { version: 1, decided: { membershipId: membership?._id, roles: ['analyst'] } }
    await guards.updateOne({ environmentId }, { $set: late })
    await store.memberships.changeRoles(environmentId, await member('agent'), none)
    expect((await store.people.findMember(environmentId, id))?.ownRoles).toEqual(['operator'])
  })
})

describe('adding roles', () => {
  it('makes a member once, whoever adds what at the same time', async () => {
    const user = await store.people.upsertUser({ email: `${someId()}@example.test`, name: 'Anna' })
    const roles: Role[] = ['agent', 'operator', 'analyst', 'agent']
    await Promise.all(
      roles.map((role, index) =>
        (index % 2 === 0 ? store : other).memberships.addRoles(environmentId, user.id, [role]),
      ),
    )
    const all = await store.memberships.addRoles(environmentId, user.id, [])
    expect(all.toSorted()).toEqual(['agent', 'analyst', 'operator'])
    expect(await store.people.membersOf(environmentId)).toHaveLength(1)
  })
})

describe('how people sign in', () => {
  it('is told of users and of nobody else', async () => {
    const id = await member('agent')
    const entra = { tenantId: someId(), objectId: someId() }
    const linked = await member('agent')
    await store.people.linkEntra(linked, entra)
    await store.people.noteSeen(linked, new Date('2026-03-10T12:00:00.000Z'))
    const facts = await store.memberships.signInFacts([id, linked, someId()])
    expect([...facts.keys()].toSorted()).toEqual([id, linked].toSorted())
    expect(facts.get(id)).toEqual({ twoFactor: false, microsoft: false, lastSeenAt: null })
    expect(facts.get(linked)).toEqual({
      twoFactor: false,
      microsoft: true,
      lastSeenAt: new Date('2026-03-10T12:00:00.000Z'),
    })
  })
})
