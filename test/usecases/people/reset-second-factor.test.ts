import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Role } from '../../../server/contract/member.ts'
import { ConflictError, ForbiddenError, NotFoundError } from '../../../server/lib/errors.ts'
import { openSession } from '../../../server/usecases/open-session.ts'
import type { Principal } from '../../../server/usecases/ports.ts'
import { resetSecondFactor } from '../../../server/usecases/people/reset-second-factor.ts'
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

/** A member who has a second factor and is signed in. */
async function protectedMember(environmentId: string, ...roles: Role[]) {
  const member = await world.member(environmentId, ...roles)
  await store.secondFactors.propose(member.userId, Buffer.alloc(20, 1))
  const proposed = await store.secondFactors.findProposed(member.userId)
  const { proposal } = proposed ?? { proposal: '' }
  await store.secondFactors.confirm(member.userId, { proposal, step: 1, recoveryHashes: ['hash'] })
  return member
}

const reset = (by: Principal, memberId: string, environmentId = world.environmentId) =>
  resetSecondFactor(world.deps, by, { environmentId, memberId })
const hasFactor = async ({ userId }: Principal): Promise<boolean> =>
  (await store.secondFactors.find(userId)) !== null

describe('resetting the second factor of a member (DX-SEC-03)', () => {
  it('takes it away with its recovery codes, ends their sessions and is in the audit log (DX-AUDIT-02)', async () => {
    const manager = await world.member(world.environmentId, 'environmentManager')
    const member = await protectedMember(world.environmentId, 'agent')
    const { sessionId } = await openSession(world.deps, member.user, {
      lifetimeMs: 60_000,
      method: 'password',
      secondFactor: true,
    })
    expect(await reset(manager, member.userId)).toEqual([sessionId])
    expect(await hasFactor(member)).toBe(false)
    expect(await store.sessions.listOf(member.userId, new Date())).toEqual([])
    const [entry] = await world.audit(world.environmentId)
    expect(entry).toMatchObject({
      verb: 'changed',
      object: { kind: 'member', id: member.userId },
      changes: [{ path: 'twoFactor', before: true, after: false }],
    })
    await expect(reset(manager, member.userId)).rejects.toThrow(ConflictError)
    expect(await world.audit(world.environmentId)).toHaveLength(1)
  })

  it('is for managers, does not exist for others, and is not for oneself', async () => {
    const member = await protectedMember(world.environmentId, 'environmentManager')
    const agent = await world.member(world.environmentId, 'agent')
    const stranger = await world.member(world.aloneId, 'environmentManager')
    await expect(reset(agent, member.userId)).rejects.toThrow(ForbiddenError)
    await expect(reset(stranger, member.userId)).rejects.toThrow(NotFoundError)
    await expect(reset(stranger, member.userId, world.aloneId)).rejects.toThrow(NotFoundError)
    await expect(reset(member, member.userId)).rejects.toThrow(ConflictError)
    expect(await hasFactor(member)).toBe(true)
  })

  it('is refused to who manages only a part of where they work', async () => {
    const manager = await world.member(world.environmentId, 'environmentManager')
    const elsewhere = await protectedMember(world.environmentId, 'agent')
    await store.people.setRoles(world.aloneId, elsewhere.userId, ['agent'])
    const partner = await protectedMember(world.agencyId, 'producer')
    await expect(reset(manager, elsewhere.userId)).rejects.toThrow(ConflictError)
    await expect(reset(manager, partner.userId)).rejects.toThrow(ConflictError)
    expect([await hasFactor(elsewhere), await hasFactor(partner)]).toEqual([true, true])
  })

  it('is possible for who manages the agency above all of it', async () => {
    const head = await world.member(world.agencyId, 'environmentManager')
    const colleague = await protectedMember(world.agencyId, 'producer')
    const agent = await protectedMember(world.environmentId, 'agent')
    await reset(head, colleague.userId, world.agencyId)
    await reset(head, agent.userId)
    expect([await hasFactor(colleague), await hasFactor(agent)]).toEqual([false, false])
  })
})
