import type { Role } from '../../../server/contract/member.ts'
import { newId } from '../../../server/lib/object-id.ts'
import type { Deps, Principal } from '../../../server/usecases/ports.ts'
import { createServiceWorld, type ServiceWorld } from '../../support/service-world.ts'
import type { TestStore } from '../../support/store.ts'

/** A partner that looks after the service world's customer, with a clock that can be set. */
export interface AgencyWorld {
  deps: Deps
  customer: ServiceWorld
  agencyId: string
  accountId: string
  environmentId: string
  now: Date
  /** Somebody with these roles in the agency, or where `environmentId` says. */
  person(roles: Role[], environmentId?: string): Promise<Principal>
}

export async function createAgencyWorld(store: TestStore): Promise<AgencyWorld> {
  const customer = await createServiceWorld(store)
  const agency = await store.accounts.upsertAgency({
    name: `Partner ${newId()}`,
    timeZone: 'Europe/Berlin',
    country: 'DE',
  })
  const account = await store.accounts.upsertAccount({ name: 'Muster GmbH', agencyId: agency.id })
  customer.deps.directory.invalidate()
  const world = { now: new Date('2026-03-10T12:00:00.000Z') }
  const deps: Deps = { ...customer.deps, clock: { now: () => world.now } }
  return Object.assign(world, {
    deps,
    customer,
    agencyId: agency.id,
    accountId: account.id,
    environmentId: customer.environmentId,
    async person(roles: Role[], environmentId = agency.id): Promise<Principal> {
      const name = `Person ${newId()}`
      const user = await store.people.upsertUser({ email: `${newId()}@example.test`, name })
      await store.people.setRoles(environmentId, user.id, roles)
      deps.directory.invalidate()
      return { userId: user.id, sessionId: newId(), name, secondFactor: true, address: '127.0.0.1' }
    },
  })
}
