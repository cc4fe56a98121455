import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ConflictError, ForbiddenError, NotFoundError } from '../../../server/lib/errors.ts'
import { newId } from '../../../server/lib/object-id.ts'
import { changeRoles, removeMember } from '../../../server/usecases/people/change-roles.ts'
import { listPeople } from '../../../server/usecases/people/list-people.ts'
import { aContact, aConversation } from '../../store/builders.ts'
import { closeTestStore, openTestStore, type TestStore } from '../../support/store.ts'
import { createPeopleWorld, type PeopleWorld } from './people-world.ts'

let store: TestStore
let world: PeopleWorld
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => closeTestStore(store))
beforeEach(async () => {
  world = await createPeopleWorld(store)
})

describe('the list of members', () => {
  it('tells own roles from those of the agency, and how people sign in (DX-MEM-01, DX-MEM-12)', async () => {
    const { environmentId, agencyId } = world
    const manager = await world.member(environmentId, 'environmentManager')
    const partner = await world.member(agencyId, 'producer', 'environmentManager')
    await store.people.setRoles(environmentId, partner.userId, ['agent'])
    await store.people.linkEntra(partner.userId, { tenantId: newId(), objectId: newId() })
    const { items } = await listPeople(world.deps, manager, environmentId)
    expect(items).toHaveLength(2)
    expect(items).toContainEqual({
      id: partner.userId,
      name: partner.name,
      email: partner.user.email,
      ownRoles: ['agent'],
      inheritedRoles: ['producer', 'environmentManager'],
      twoFactor: false,
      microsoft: true,
      lastSeenAt: null,
    })
  })

  it('is in the order in which people look for names', async () => {
    const manager = await world.member(world.aloneId, 'environmentManager')
    for (const name of ['Zoe', 'Özgür', 'anna', 'Ärmel', 'Otto', 'Anton']) {
      const user = await store.people.upsertUser({ email: `${newId()}@example.test`, name })
      await store.people.setRoles(world.aloneId, user.id, ['agent'])
    }
    const { items } = await listPeople(world.deps, manager, world.aloneId)
    const names = items.map(({ name }) => name).filter((name) => !name.startsWith('Person'))
    expect(names).toEqual(['anna', 'Anton', 'Ärmel', 'Otto', 'Özgür', 'Zoe'])
  })

  it('is for managers, of the agency above as well (DX-MEM-09), and does not exist for others', async () => {
    const { environmentId, agencyId, aloneId } = world
    const agent = await world.member(environmentId, 'agent', 'producer')
    const partner = await world.member(agencyId, 'environmentManager')
    const stranger = await world.member(aloneId, 'environmentManager')
    await expect(listPeople(world.deps, agent, environmentId)).rejects.toThrow(ForbiddenError)
    await expect(listPeople(world.deps, stranger, environmentId)).rejects.toThrow(NotFoundError)
    expect((await listPeople(world.deps, partner, environmentId)).items).toHaveLength(2)
  })
})

describe('changing roles', () => {
  it('counts at once and is in the audit log (DX-AUDIT-02)', async () => {
    const { environmentId, deps } = world
    const manager = await world.member(environmentId, 'environmentManager')
    const agent = await world.member(environmentId, 'agent')
    const ref = { environmentId, memberId: agent.userId }
    const changed = await changeRoles(deps, manager, ref, ['analyst', 'operator', 'operator'])
    expect(changed.ownRoles).toEqual(['operator', 'analyst'])
    expect((await deps.directory.members(environmentId)).get(agent.userId)?.roles).toEqual([
      'operator',
      'analyst',
    ])
    expect(await world.audit(environmentId)).toEqual([
      expect.objectContaining({
        actor: { kind: 'member', id: manager.userId, name: manager.name },
        address: '203.0.113.7',
        verb: 'changed',
        object: { kind: 'member', id: agent.userId, name: agent.name },
        changes: [{ path: 'roles', before: ['agent'], after: ['operator', 'analyst'] }],
      }),
    ])
    await changeRoles(deps, manager, ref, ['operator', 'analyst'])
    expect(await world.audit(environmentId)).toHaveLength(1)
  })

  it('gives somebody of the agency roles of their own here', async () => {
    const { environmentId, agencyId, deps } = world
    const partner = await world.member(agencyId, 'environmentManager')
    const ref = { environmentId, memberId: partner.userId }
    expect(await changeRoles(deps, partner, ref, ['agent'])).toMatchObject({
      ownRoles: ['agent'],
      inheritedRoles: ['environmentManager'],
    })
  })

  it('tells the sockets, which end what is not allowed any more', async () => {
    const { environmentId } = world
    let told = 0
    const deps = { ...world.deps, rolesChanged: () => void (told += 1) }
    const manager = await world.member(environmentId, 'environmentManager')
    const agent = await world.member(environmentId, 'agent')
    await removeMember(deps, manager, { environmentId, memberId: agent.userId })
    expect(told).toBe(1)
  })

  it('of somebody who is no member here, of whatever place, finds nobody', async () => {
    const { environmentId, aloneId, deps } = world
    const manager = await world.member(environmentId, 'environmentManager')
    const stranger = await world.member(aloneId, 'agent')
    const ref = { environmentId, memberId: stranger.userId }
    await expect(changeRoles(deps, manager, ref, ['agent'])).rejects.toThrow(NotFoundError)
    await expect(removeMember(deps, manager, ref)).rejects.toThrow(NotFoundError)
    expect((await store.people.findMember(aloneId, stranger.userId))?.ownRoles).toEqual(['agent'])
  })
})

describe('the last manager', () => {
  it.each(['agencyId', 'aloneId'] as const)('of %s stays (DX-ROLE-13)', async (place) => {
    const environmentId = world[place]
    const manager = await world.member(environmentId, 'environmentManager', 'agent')
    const ref = { environmentId, memberId: manager.userId }
    await expect(removeMember(world.deps, manager, ref)).rejects.toThrow(ConflictError)
    await expect(changeRoles(world.deps, manager, ref, ['agent'])).rejects.toThrow(ConflictError)
    expect(await world.audit(environmentId)).toEqual([])
  })

  it('of a customer may go where the agency manages, and stays where it has nobody', async () => {
    const { environmentId, agencyId, deps } = world
    const manager = await world.member(environmentId, 'environmentManager')
    const ref = { environmentId, memberId: manager.userId }
    await expect(removeMember(deps, manager, ref)).rejects.toThrow(ConflictError)
    const partner = await world.member(agencyId, 'environmentManager')
    await removeMember(deps, partner, ref)
    expect(await store.people.findMember(environmentId, manager.userId)).toBeNull()
  })

  it('is left when two remove each other at once on two processes', async () => {
    const { aloneId: environmentId } = world
    const [one, two] = [
      await world.member(environmentId, 'environmentManager'),
      await world.member(environmentId, 'environmentManager'),
    ]
    const outcomes = await Promise.allSettled([
      removeMember(world.deps, one, { environmentId, memberId: two.userId }),
      removeMember(world.another(), two, { environmentId, memberId: one.userId }),
    ])
    const failed = outcomes.filter((outcome) => outcome.status === 'rejected')
    expect(failed).toHaveLength(1)
    const [reason] = failed.map((outcome): unknown => outcome.reason)
    // Whoever comes after the other is done has no say here any more.
    expect(reason instanceof ConflictError || reason instanceof NotFoundError).toBe(true)
    expect(await store.people.membersOf(environmentId)).toHaveLength(1)
  })
})

describe('removing a member', () => {
  async function conversationOf(memberId: string | null, environmentId = world.environmentId) {
    const service = await store.services.list(environmentId)
    const contact = await store.contacts.insert(aContact({ environmentId, keys: [newId()] }))
    const conversation = await store.conversations.insert(
      aConversation({
        environmentId,
        contactId: contact!.id,
        serviceId: service[0]?.id ?? newId(),
        assigneeId: memberId,
      }),
    )
    return conversation!
  }

  it('ends their access, keeps the person, and is noted', async () => {
    const { environmentId, deps } = world
    const manager = await world.member(environmentId, 'environmentManager')
    const agent = await world.member(environmentId, 'agent')
    await removeMember(deps, manager, { environmentId, memberId: agent.userId })
    await expect(listPeople(deps, agent, environmentId)).rejects.toThrow(NotFoundError)
    expect(await store.people.findUser(agent.userId)).not.toBeNull()
    const [entry] = await world.audit(environmentId)
    expect(entry).toMatchObject({ verb: 'removed', object: { kind: 'member', id: agent.userId } })
    await expect(removeMember(deps, manager, { environmentId, memberId: agent.userId })).rejects.toThrow(
      NotFoundError,
    )
  })

  it('of the agency is done in the agency', async () => {
    const { environmentId, agencyId, deps } = world
    const manager = await world.member(environmentId, 'environmentManager')
    const partner = await world.member(agencyId, 'agent')
    await expect(removeMember(deps, manager, { environmentId, memberId: partner.userId })).rejects.toThrow(
      ConflictError,
    )
  })

  it('gives their conversations back, says so in the thread, and leaves those of others alone', async () => {
    const { environmentId, deps } = world
    const manager = await world.member(environmentId, 'environmentManager')
    const agent = await world.member(environmentId, 'agent')
    const colleague = await world.member(environmentId, 'agent')
    const mine = await conversationOf(agent.userId)
    const theirs = await conversationOf(colleague.userId)
    await removeMember(deps, manager, { environmentId, memberId: agent.userId })
    expect((await store.conversations.find(environmentId, mine.id))?.assigneeId).toBeNull()
    expect((await store.conversations.find(environmentId, theirs.id))?.assigneeId).toBe(colleague.userId)
    expect(world.emitted.map(({ event }) => event)).toEqual(['message:created', 'conversation:upserted'])
    expect(world.emitted[0]?.payload).toMatchObject({
      conversationId: mine.id,
      system: { event: 'unassigned', by: manager.name },
    })
  })

  it('from the agency gives back conversations in all environments below, but not where they keep roles', async () => {
    const { environmentId, agencyId, deps, accountId } = world
    const second = await store.accounts.upsertEnvironment({
      accountId,
      agencyId,
      name: 'Second',
      timeZone: 'Europe/Berlin',
      country: 'DE',
    })
    const boss = await world.member(agencyId, 'environmentManager')
    const partner = await world.member(agencyId, 'agent')
    await store.people.setRoles(second.id, partner.userId, ['operator'])
    const lost = await conversationOf(partner.userId, environmentId)
    const kept = await conversationOf(partner.userId, second.id)
    await removeMember(deps, boss, { environmentId: agencyId, memberId: partner.userId })
    expect((await store.conversations.find(environmentId, lost.id))?.assigneeId).toBeNull()
    expect((await store.conversations.find(second.id, kept.id))?.assigneeId).toBe(partner.userId)
  })

  it('keeps conversations with somebody whose new roles still show them', async () => {
    const { environmentId, deps } = world
    const manager = await world.member(environmentId, 'environmentManager')
    const agent = await world.member(environmentId, 'agent')
    const mine = await conversationOf(agent.userId)
    const ref = { environmentId, memberId: agent.userId }
    await changeRoles(deps, manager, ref, ['operator'])
    expect((await store.conversations.find(environmentId, mine.id))?.assigneeId).toBe(agent.userId)
    await changeRoles(deps, manager, ref, ['analyst'])
    expect((await store.conversations.find(environmentId, mine.id))?.assigneeId).toBeNull()
  })
})
