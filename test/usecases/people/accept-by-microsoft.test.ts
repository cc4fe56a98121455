import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../../../server/lib/object-id.ts'
import { acceptByMicrosoft } from '../../../server/usecases/people/invitations.ts'
import { inviteMember } from '../../../server/usecases/people/invite.ts'
import type { Principal } from '../../../server/usecases/ports.ts'
import { closeTestStore, openTestStore, type TestStore } from '../../support/store.ts'
import { createPeopleWorld, type PeopleWorld } from './people-world.ts'

let store: TestStore
let world: PeopleWorld
let manager: Principal
let tenantId: string
let email: string
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => closeTestStore(store))
beforeEach(async () => {
  world = await createPeopleWorld(store)
  manager = await world.member(world.environmentId, 'environmentManager')
  tenantId = (await store.accounts.findAccount(world.accountId))?.entraTenants[0] ?? ''
  email = `${newId()}@example.test`
})

const person = (change: Partial<{ tenantId: string; objectId: string; emails: string[] }> = {}) => ({
  tenantId,
  objectId: newId(),
  emails: [email],
  name: 'Erika Muster',
  ...change,
})

async function invite(environmentId = world.environmentId, by = manager): Promise<void> {
  await inviteMember(world.deps, by, environmentId, { email, roles: ['agent'], sendMail: false })
}

describe('signing in with Microsoft', () => {
  it('accepts an invitation for exactly the address that a served organisation gives (DX-MEM-04)', async () => {
    await invite()
    const who = person({ emails: ['else@example.test', email.toUpperCase()] })
    const user = await acceptByMicrosoft(world.deps, who)
    expect(user).toMatchObject({
      email,
      name: 'Erika Muster',
      passwordHash: null,
      entra: { tenantId, objectId: who.objectId },
    })
    expect((await store.people.findMember(world.environmentId, user!.id))?.ownRoles).toEqual(['agent'])
    const [entry] = await world.audit(world.environmentId)
    expect(entry).toMatchObject({ verb: 'accepted', actor: { id: user!.id } })
    expect(await acceptByMicrosoft(world.deps, who)).toBeNull()
  })

  it('accepts nothing for another address, another organisation, or an agency', async () => {
    await invite()
    expect(await acceptByMicrosoft(world.deps, person({ emails: [`x${email}`] }))).toBeNull()
    expect(await acceptByMicrosoft(world.deps, person({ tenantId: newId() }))).toBeNull()
    const partner = await world.member(world.agencyId, 'environmentManager')
    const other = await createPeopleWorld(store)
    await invite(world.agencyId, partner)
    const foreign = (await store.accounts.findAccount(other.accountId))?.entraTenants[0] ?? ''
    expect(await acceptByMicrosoft(world.deps, person({ tenantId: foreign }))).toBeNull()
    expect(await store.people.findUserByEmail(email)).toBeNull()
    // The customer's own organisation lets them into the customer's environment only.
    const user = await acceptByMicrosoft(world.deps, person())
    expect(await store.people.findMember(world.environmentId, user!.id)).not.toBeNull()
    expect(await store.people.findMember(world.agencyId, user!.id)).toBeNull()
  })

  it('never becomes a user for whom the organisation does not vouch', async () => {
    const other = await world.member(world.aloneId, 'agent')
    email = other.user.email
    await invite()
    expect(await acceptByMicrosoft(world.deps, person())).toBeNull()
    expect(await store.people.findUser(other.userId)).toMatchObject({ entra: null })
    expect(await store.people.findMember(world.environmentId, other.userId)).toBeNull()
  })

  it('brings somebody back who was removed everywhere, as who they were', async () => {
    await invite()
    const who = person()
    const user = await acceptByMicrosoft(world.deps, who)
    await store.people.setRoles(world.environmentId, user!.id, [])
    await invite()
    expect((await acceptByMicrosoft(world.deps, who))?.id).toBe(user!.id)
    expect(await store.people.findMember(world.environmentId, user!.id)).not.toBeNull()
  })

  it('makes one member when it happens twice at once', async () => {
    await invite()
    const who = person()
    const both = await Promise.all([
      acceptByMicrosoft(world.deps, who),
      acceptByMicrosoft(world.another(), who),
    ])
    expect(both.some((user) => user !== null)).toBe(true)
    const members = await store.people.membersOf(world.environmentId)
    expect(members.filter((member) => member.email === email)).toHaveLength(1)
  })
})
