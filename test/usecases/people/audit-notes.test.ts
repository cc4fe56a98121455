import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../../../server/lib/object-id.ts'
import { approveAccess, declineAccess } from '../../../server/usecases/access-requests.ts'
import { connectPlace, disconnectPlace } from '../../../server/usecases/teams/connect-place.ts'
import type { Principal } from '../../../server/usecases/ports.ts'
import { aSeenChannel } from '../../store/teams-builders.ts'
import { closeTestStore, openTestStore, type TestStore } from '../../support/store.ts'
import { createPeopleWorld, type PeopleWorld } from './people-world.ts'

let store: TestStore
let world: PeopleWorld
let manager: Principal
let tenantId: string
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => closeTestStore(store))
beforeEach(async () => {
  world = await createPeopleWorld(store)
  manager = await world.member(world.environmentId, 'environmentManager')
  tenantId = (await store.accounts.findAccount(world.accountId))?.entraTenants[0] ?? ''
})

async function ask(): Promise<{ environmentId: string; requestId: string }> {
  const request = await store.accessRequests.ask({
    tenantId,
    objectId: newId(),
    name: 'Erika Muster',
    email: `${newId()}@example.test`,
    message: 'please',
    at: new Date('2026-03-10T12:00:00.000Z'),
  })
  return { environmentId: world.environmentId, requestId: request.id }
}

describe('a decision about an access request', () => {
  it('is noted once with the roles that were given (DX-MEM-08, DX-AUDIT-02)', async () => {
    const ref = await ask()
    await approveAccess(world.deps, manager, ref, ['agent'])
    await approveAccess(world.deps, manager, ref, ['agent'])
    expect(await world.audit(world.environmentId)).toEqual([
      expect.objectContaining({
        verb: 'approved',
        actor: { kind: 'member', id: manager.userId, name: manager.name },
        object: { kind: 'accessRequest', id: ref.requestId, name: 'Erika Muster' },
        changes: [
          { path: 'email', before: null, after: expect.any(String) },
          { path: 'roles', before: null, after: ['agent'] },
        ],
      }),
    ])
  })

  it('against somebody is noted once as well', async () => {
    const ref = await ask()
    await declineAccess(world.deps, manager, ref)
    await declineAccess(world.deps, manager, ref)
    expect((await world.audit(world.environmentId)).map(({ verb }) => verb)).toEqual(['declined'])
  })

  it('takes nothing from somebody who was given roles meanwhile', async () => {
    const ref = await ask()
    const request = await store.accessRequests.find(ref.requestId)
    const user = await store.people.upsertUser({ email: request!.email, name: 'Erika Muster' })
    await store.people.linkEntra(user.id, request!)
    await store.people.setRoles(world.environmentId, user.id, ['analyst'])
    expect((await approveAccess(world.deps, manager, ref, ['agent'])).roles).toEqual(['analyst', 'agent'])
  })
})

describe('connecting a channel in Teams', () => {
  it('is noted in the environment that it is connected with', async () => {
    const place = await store.teamsPlaces.remember(aSeenChannel({ tenantId, name: 'Eingang' }))
    const queue = { environmentId: world.environmentId, serviceIds: null, locale: 'de' as const }
    await connectPlace(world.deps, manager, place.id, queue)
    await connectPlace(world.deps, manager, place.id, { ...queue, locale: 'en' })
    await disconnectPlace(world.deps, manager, place.id)
    await disconnectPlace(world.deps, manager, place.id)
    const entries = await world.audit(world.environmentId)
    expect(entries.map(({ verb, object }) => [verb, object.name])).toEqual([
      ['removed', 'Teams: Kundendienst / Eingang'],
      ['changed', 'Teams: Kundendienst / Eingang'],
      ['created', 'Teams: Kundendienst / Eingang'],
    ])
    expect(entries[1]?.changes).toEqual([{ path: 'locale', before: 'de', after: 'en' }])
  })
})
