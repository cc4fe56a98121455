import { connectors } from '../../../server/channels/registry.ts'
import type { Role } from '../../../server/contract/member.ts'
import { newId } from '../../../server/lib/object-id.ts'
import type { AuditEntry } from '../../../server/store/audit-store.ts'
import type { Store } from '../../../server/store/store.ts'
import { providers } from '../../../server/telephony/registry.ts'
import { createLinePool } from '../../../server/usecases/open-channels.ts'
import type { Deps, Principal } from '../../../server/usecases/ports.ts'
import { createService, type NewService } from '../../../server/usecases/setup/create-service.ts'
import { createServiceWorld, type ServiceWorld } from '../../support/service-world.ts'

/** A service world in which channels can be connected, and what the audit log says of it. */
export interface SetupWorld extends ServiceWorld {
  deps: Deps
  producer: Principal
  /** Ids of channels whose templates were asked for. */
  templatesAskedFor: string[]
  /** Newest first. */
  notes(objectId: string): Promise<AuditEntry[]>
  /** The use cases as another process has them. */
  elsewhere(store: Store): Deps
  aService(change?: Partial<NewService>): NewService
  makeService(change?: Partial<NewService>): Promise<string>
  /** A person with these roles in an environment of their own, elsewhere. */
  stranger(...roles: Role[]): Promise<Principal>
}

export async function createSetupWorld(
  store: Store,
  options: { trustedBases?: readonly string[] } = {},
): Promise<SetupWorld> {
  const world = await createServiceWorld(store)
  const templatesAskedFor: string[] = []
  const environment = { fetch, now: () => world.deps.clock.now() }
  const deps: Deps = Object.assign(world.deps, {
    lines: createLinePool(store, providers, environment),
    catalogue: {
      connectors,
      providers,
      environment,
      publicUrl: 'https://callover.example.test',
      trustedBases: options.trustedBases ?? [],
    },
    jobs: { ...world.deps.jobs, templatesChanged: (id: string) => void templatesAskedFor.push(id) },
  })
  const producer = await world.memberWith('producer')
  const aService = (change: Partial<NewService> = {}): NewService => ({
    name: `Service ${newId()}`,
    template: 'whatsapp-deflector',
    languages: ['de', 'en'],
    country: 'DE',
    timeZone: 'Europe/Berlin',
    orderId: null,
    clientId: newId(),
    ...change,
  })
  return {
    ...world,
    deps,
    producer,
    templatesAskedFor,
    notes: async (objectId) =>
      (await store.audit.list(world.environmentId, { objectId, after: null, limit: 50 })).items,
    elsewhere: (other) => ({ ...deps, store: other }),
    aService,
    makeService: async (change) =>
      (await createService(deps, producer, world.environmentId, aService(change))).id,
    async stranger(...roles) {
      const user = await store.people.upsertUser({ email: `${newId()}@example.test`, name: 'Stranger' })
      const { id: accountId } = await store.accounts.upsertAccount({
        name: `Account ${newId()}`,
        retentionDays: null,
        twoFactorRequired: false,
      })
      const other = { accountId, name: 'Elsewhere', timeZone: 'Europe/Berlin', country: 'DE' }
      const { id } = await store.accounts.upsertEnvironment(other)
      await store.people.setRoles(id, user.id, roles)
      return { ...producer, userId: user.id, name: user.name }
    },
  }
}
