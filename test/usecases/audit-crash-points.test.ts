import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AuditObjectKind, AuditVerb } from '../../server/contract/audit.ts'
import { ConflictError } from '../../server/lib/errors.ts'
import { newId } from '../../server/lib/object-id.ts'
import type { AuditEntry } from '../../server/store/audit-store.ts'
import type { Store } from '../../server/store/store.ts'
import { approveAccess, declineAccess } from '../../server/usecases/access-requests.ts'
import { changePassword } from '../../server/usecases/change-password.ts'
import { createApiKey, revokeApiKey } from '../../server/usecases/integrations/api-keys.ts'
import { changeWebhook, createWebhook, deleteWebhook } from '../../server/usecases/integrations/webhooks.ts'
import {
  changeAccount,
  createAccount,
  deactivateAccount,
  restoreAccount,
} from '../../server/usecases/organisation/accounts.ts'
import { changeAgencyPolicy } from '../../server/usecases/organisation/agency-policy.ts'
import { createOrder, terminateOrder } from '../../server/usecases/organisation/orders.ts'
import { changeRoles, removeMember } from '../../server/usecases/people/change-roles.ts'
import { changeEnvironmentSettings } from '../../server/usecases/people/environment-settings.ts'
import { inviteMember, withdrawInvitation } from '../../server/usecases/people/invite.ts'
import type { Deps, Principal } from '../../server/usecases/ports.ts'
import { publishServiceSettings, saveServiceSettings } from '../../server/usecases/service-settings.ts'
import { settleLostNotes } from '../../server/usecases/settle-lost-notes.ts'
import { createService } from '../../server/usecases/setup/create-service.ts'
import { changeProfile } from '../../server/usecases/setup/service-profile.ts'
import { connectPlace } from '../../server/usecases/teams/connect-place.ts'
import { aSeenChannel } from '../store/teams-builders.ts'
import { Crash, dyingStore } from '../support/dying-store.ts'
import { closeTestStore, openTestStore, type TestStore } from '../support/store.ts'
import { createPeopleWorld, KNOWN_PASSWORD, type PeopleWorld } from './people/people-world.ts'

const nothing = (): Promise<null> => Promise.resolve(null)

let store: TestStore
let world: PeopleWorld
let manager: Principal
let partner: Principal
beforeAll(async () => {
  store = await openTestStore()
  const people = await createPeopleWorld(store)
  const lines: Deps['lines'] = { find: nothing, get: nothing, invalidate: () => {} }
  world = { ...people, deps: { ...people.deps, lines }, another: () => ({ ...people.another(), lines }) }
  manager = await world.member(world.environmentId, 'environmentManager', 'producer')
  partner = await world.member(world.agencyId, 'environmentManager', 'producer')
})
afterAll(() => closeTestStore(store))

/** Something that can be done over and over, each time to something else. */
interface Attempt {
  /** The server does it, with whatever store it has. */
  act(deps: Deps): Promise<unknown>
  /** Whether it has been done. */
  happened(): Promise<boolean>
  /** The log in which it is noted; the environment's own when left out. */
  log?: string
}

interface Case {
  verb: AuditVerb
  kind: AuditObjectKind
  /** Whether the object's version tells what a crash has hidden. */
  told?: boolean
  /** Whether to die after the calls as well, which is nearly the same as before the next one. */
  both?: boolean
  prepare(): Promise<Attempt>
}

const place = { timeZone: 'Europe/Berlin', country: 'DE' }
const profile = { languages: ['de' as const], ...place }

async function aService(): Promise<{ environmentId: string; serviceId: string }> {
  const given = {
    name: newId(),
    ...profile,
    template: 'messaging' as const,
    orderId: null,
    clientId: newId(),
  }
  const { id } = await createService(world.deps, manager, world.environmentId, given)
  return { environmentId: world.environmentId, serviceId: id }
}

const anAccount = () =>
  createAccount(world.deps, partner, world.agencyId, { name: newId(), reference: null, ...place })

const aTarget = () => ({ url: `https://example.test/${newId()}`, events: ['message.created' as const] })

async function anAccessRequest(): Promise<{ environmentId: string; requestId: string }> {
  const account = await store.accounts.findAccount(world.accountId)
  const request = await store.accessRequests.ask({
    tenantId: account?.entraTenants[0] ?? '',
    objectId: newId(),
    name: 'Erika Muster',
    email: `${newId()}@example.test`,
    message: null,
    at: new Date('2026-03-10T12:00:00.000Z'),
  })
  return { environmentId: world.environmentId, requestId: request.id }
}

const rolesOf = async (userId: string) =>
  (await store.people.findMember(world.environmentId, userId))?.ownRoles ?? []

const CASES: Record<string, Case> = {
  'other roles': {
    verb: 'changed',
    kind: 'member',
    both: true,
    async prepare() {
      const { userId: memberId } = await world.member(world.environmentId, 'agent')
      return {
        act: (deps) =>
          changeRoles(deps, manager, { environmentId: world.environmentId, memberId }, ['agent', 'analyst']),
        happened: async () => (await rolesOf(memberId)).includes('analyst'),
      }
    },
  },
  'a member who is removed': {
    verb: 'removed',
    kind: 'member',
    async prepare() {
      const { userId: memberId } = await world.member(world.environmentId, 'agent')
      return {
        act: (deps) => removeMember(deps, manager, { environmentId: world.environmentId, memberId }),
        happened: async () => (await rolesOf(memberId)).length === 0,
      }
    },
  },
  'an invitation': {
    verb: 'invited',
    kind: 'invitation',
    prepare: () => {
      const email = `${newId()}@example.test`
      return Promise.resolve({
        act: (deps: Deps) =>
          inviteMember(deps, manager, world.environmentId, { email, roles: ['agent'], sendMail: false }),
        happened: async () =>
          (await store.invitations.pending(world.environmentId, 9_999)).some((one) => one.email === email),
      })
    },
  },
  'an invitation that is withdrawn': {
    verb: 'withdrawn',
    kind: 'invitation',
    async prepare() {
      const { environmentId } = world
      const asked = { email: `${newId()}@example.test`, roles: ['agent' as const], sendMail: false }
      const { invitation } = await inviteMember(world.deps, manager, environmentId, asked)
      const ref = { environmentId, invitationId: invitation.id }
      return {
        act: (deps) => withdrawInvitation(deps, manager, ref),
        happened: async () =>
          (await store.invitations.find(environmentId, invitation.id))?.state === 'withdrawn',
      }
    },
  },
  'somebody who is let in': {
    verb: 'approved',
    kind: 'accessRequest',
    both: true,
    async prepare() {
      const ref = await anAccessRequest()
      return {
        act: (deps) => approveAccess(deps, manager, ref, ['agent']),
        happened: async () => (await store.accessRequests.find(ref.requestId))?.state === 'approved',
      }
    },
  },
  'somebody who is not let in': {
    verb: 'declined',
    kind: 'accessRequest',
    async prepare() {
      const ref = await anAccessRequest()
      return {
        act: (deps) => declineAccess(deps, manager, ref),
        happened: async () => (await store.accessRequests.find(ref.requestId))?.state === 'declined',
      }
    },
  },
  'settings of the environment': {
    verb: 'changed',
    kind: 'environment',
    both: true,
    told: true,
    async prepare() {
      const { environmentId } = world
      const before = await store.accounts.findEnvironment(environmentId)
      const given = { version: before!.version, name: newId(), ...place, policy: {} }
      return {
        act: (deps) => changeEnvironmentSettings(deps, manager, environmentId, given),
        happened: async () => (await store.accounts.findEnvironment(environmentId))?.name === given.name,
      }
    },
  },
  "the agency's policy": {
    verb: 'changed',
    kind: 'policy',
    told: true,
    async prepare() {
      const { agencyId } = world
      const { version, policy } = (await store.accounts.findEnvironment(agencyId))!
      const outboundCalls = policy.outboundCalls !== true
      return {
        act: (deps) => changeAgencyPolicy(deps, partner, agencyId, { version, policy: { outboundCalls } }),
        happened: async () =>
          (await store.accounts.findEnvironment(agencyId))?.policy.outboundCalls === outboundCalls,
        log: agencyId,
      }
    },
  },
  'a customer': {
    verb: 'created',
    kind: 'account',
    both: true,
    told: true,
    prepare: () => {
      const [name, idempotencyKey] = [newId(), newId()]
      const given = { name, idempotencyKey, reference: null, ...place }
      return Promise.resolve({
        act: (deps: Deps) => createAccount(deps, partner, world.agencyId, given),
        happened: async () => (await store.raw.collection('accounts').findOne({ name })) !== null,
        log: world.agencyId,
      })
    },
  },
  'a customer that is changed': {
    verb: 'changed',
    kind: 'account',
    told: true,
    async prepare() {
      const { id } = await anAccount()
      const { version, ...account } = (await store.accounts.findAccount(id))!
      const { name, reference, twoFactorRequired, entraTenants, policy } = account
      const set = { name, reference, twoFactorRequired, entraTenants, policy, retentionDays: 77 }
      return {
        act: (deps) => changeAccount(deps, partner, id, { version, ...set }),
        happened: async () => (await store.accounts.findAccount(id))?.retentionDays === 77,
        log: world.agencyId,
      }
    },
  },
  'a customer that is deactivated': {
    verb: 'deactivated',
    kind: 'account',
    async prepare() {
      const { id } = await anAccount()
      return {
        act: (deps) => deactivateAccount(deps, partner, id),
        happened: async () => (await store.accounts.findAccount(id))?.deactivatedAt !== null,
        log: world.agencyId,
      }
    },
  },
  'a customer that is restored': {
    verb: 'restored',
    kind: 'account',
    async prepare() {
      const { id } = await anAccount()
      await deactivateAccount(world.deps, partner, id)
      return {
        act: (deps) => restoreAccount(deps, partner, id),
        happened: async () => (await store.accounts.findAccount(id))?.deactivatedAt === null,
        log: world.agencyId,
      }
    },
  },
  'an order': {
    verb: 'created',
    kind: 'order',
    told: true,
    prepare: () => {
      const { environmentId } = world
      const name = newId()
      const body = { product: 'messaging', extension: null, name, reference: null, startsOn: null } as const
      return Promise.resolve({
        act: (deps: Deps) => createOrder(deps, partner, environmentId, body),
        happened: async () => (await store.orders.list(environmentId)).some((order) => order.name === name),
      })
    },
  },
  'an order that ends': {
    verb: 'terminated',
    kind: 'order',
    async prepare() {
      const { environmentId } = world
      const body = {
        product: 'messaging',
        extension: null,
        name: 'x',
        reference: null,
        startsOn: null,
      } as const
      const { id } = await createOrder(world.deps, partner, environmentId, body)
      return {
        act: (deps) => terminateOrder(deps, partner, id),
        happened: async () => (await store.orders.find(environmentId, id))?.terminatedAt !== null,
      }
    },
  },
  'an API key': {
    verb: 'created',
    kind: 'apiKey',
    both: true,
    async prepare() {
      const { environmentId } = world
      for (const { id } of await store.apiKeys.list(environmentId))
        await store.apiKeys.delete(environmentId, id)
      const asked = { name: newId(), scopes: ['conversations:read' as const], expiresAt: null }
      return {
        act: (deps) => createApiKey(deps, manager, environmentId, asked),
        happened: async () => (await store.apiKeys.list(environmentId)).length > 0,
      }
    },
  },
  'an API key that is revoked': {
    verb: 'deleted',
    kind: 'apiKey',
    async prepare() {
      const { environmentId } = world
      const asked = { name: newId(), scopes: ['conversations:read' as const], expiresAt: null }
      const { apiKey } = await createApiKey(world.deps, manager, environmentId, asked)
      return {
        act: (deps) => revokeApiKey(deps, manager, { environmentId, keyId: apiKey.id }),
        happened: async () => !(await store.apiKeys.list(environmentId)).some(({ id }) => id === apiKey.id),
      }
    },
  },
  'a webhook': {
    verb: 'created',
    kind: 'webhook',
    async prepare() {
      const { environmentId } = world
      for (const { id } of await store.webhooks.list(environmentId))
        await store.webhooks.delete(environmentId, id)
      return {
        act: (deps) => createWebhook(deps, manager, environmentId, aTarget()),
        happened: async () => (await store.webhooks.list(environmentId)).length > 0,
      }
    },
  },
  'a webhook that is pointed elsewhere': {
    verb: 'changed',
    kind: 'webhook',
    async prepare() {
      const { environmentId } = world
      const { webhook } = await createWebhook(world.deps, manager, environmentId, aTarget())
      const ref = { environmentId, webhookId: webhook.id }
      const target = aTarget()
      return {
        act: async (deps) => {
          await changeWebhook(deps, manager, ref, { ...target, active: true, version: 1 })
          await deleteWebhook(world.deps, manager, ref)
        },
        happened: async () => {
          const found = await store.webhooks.find(environmentId, webhook.id)
          return found === null || found.url === target.url
        },
      }
    },
  },
  'a service': {
    verb: 'created',
    kind: 'service',
    told: true,
    prepare: () => {
      const { environmentId } = world
      const given = {
        name: newId(),
        ...profile,
        template: 'messaging',
        orderId: null,
        clientId: newId(),
      } as const
      return Promise.resolve({
        act: (deps: Deps) => createService(deps, manager, environmentId, given),
        happened: async () =>
          (await store.services.list(environmentId)).some(({ name }) => name === given.name),
      })
    },
  },
  "a service's own data": {
    verb: 'changed',
    kind: 'service',
    told: true,
    async prepare() {
      const ref = await aService()
      const change = { name: newId(), ...profile, version: 1 }
      return {
        act: (deps) => changeProfile(deps, manager, ref, change),
        happened: async () =>
          (await store.services.find(ref.environmentId, ref.serviceId))?.name === change.name,
      }
    },
  },
  'settings of a service': {
    verb: 'changed',
    kind: 'serviceSettings',
    told: true,
    async prepare() {
      const ref = await aService()
      const { draft, version } = (await store.serviceSettings.find(ref.environmentId, ref.serviceId))!
      const settings = { ...draft, deflector: { ...draft.deflector, companyName: 'Muster' } }
      return {
        act: (deps) => saveServiceSettings(deps, manager, ref, { version, settings }),
        happened: async () =>
          (await store.serviceSettings.find(ref.environmentId, ref.serviceId))?.version === version + 1,
      }
    },
  },
  'settings that are published': {
    verb: 'published',
    kind: 'serviceSettings',
    both: true,
    told: true,
    async prepare() {
      const ref = await aService()
      const { version } = (await store.serviceSettings.find(ref.environmentId, ref.serviceId))!
      return {
        act: (deps) => publishServiceSettings(deps, manager, ref, version),
        happened: async () =>
          (await store.serviceSettings.find(ref.environmentId, ref.serviceId))?.version === version + 1,
      }
    },
  },
  'a channel in Teams': {
    verb: 'created',
    kind: 'channel',
    async prepare() {
      const account = await store.accounts.findAccount(world.accountId)
      const tenantId = account?.entraTenants[0] ?? ''
      const { id } = await store.teamsPlaces.remember(aSeenChannel({ tenantId, name: newId() }))
      const queue = { environmentId: world.environmentId, serviceIds: null, locale: 'de' as const }
      return {
        act: (deps) => connectPlace(deps, manager, id, queue),
        happened: async () => (await store.teamsPlaces.find(id))?.subscription !== null,
      }
    },
  },
  "one's own password": {
    verb: 'changed',
    kind: 'user',
    async prepare() {
      const person = await world.member(world.environmentId, 'agent')
      const before = (await store.people.findUser(person.userId))?.passwordHash
      const passwords = { current: KNOWN_PASSWORD, next: 'another-quiet-Badger-7' }
      return {
        act: (deps) => changePassword(deps, person, passwords),
        happened: async () => (await store.people.findUser(person.userId))?.passwordHash !== before,
      }
    },
  },
}

/** Everything that a store has methods in. */
const PARTS = (): (keyof Store)[] =>
  Object.entries(store)
    .filter(([name, part]) => typeof part === 'object' && name !== 'raw' && name !== 'database')
    .map(([name]) => name as keyof Store)

const entriesIn = async (log: string): Promise<AuditEntry[]> =>
  (await store.audit.list(log, { after: null, limit: 100 })).items

/** Once through, dying at the `n`th call: what has become of the change and of what the log says of it. */
async function once(one: Case, { n, moment }: { n: number; moment: 'before' | 'after' }) {
  const attempt = await one.prepare()
  const log = attempt.log ?? world.environmentId
  const known = new Set((await entriesIn(log)).map(({ id }) => id))
  const written = async (): Promise<string[]> =>
    (await entriesIn(log))
      .filter(({ id, verb, object }) => !known.has(id) && verb === one.verb && object.kind === one.kind)
      .map(({ outcome }) => outcome)
  const dying = dyingStore(store, { n, moment, parts: PARTS() })
  // As another process would: nothing that is cached spares the store a call.
  const deps = { ...world.another(), store: dying.store }
  await attempt.act(deps).catch((error: unknown) => {
    if (!(error instanceof Crash)) throw error
  })
  const happened = await attempt.happened()
  const atOnce = await written()
  await settleLostNotes(world.deps, new Date(Date.now() + 3_600_000))
  return { died: dying.died(), happened, atOnce, later: await written() }
}

/** What must not be, in words; nothing when all is well. */
function faultOf(
  { told = false }: Case,
  { died, happened, atOnce, later }: Awaited<ReturnType<typeof once>>,
): string | null {
  const [first] = atOnce
  const [last] = later
  if (atOnce.length > 1) return 'noted more than once'
  if (!died) return happened && first === 'done' ? null : `went through and is ${first}`
  if (happened && first !== 'pending' && first !== 'done') return `happened and is noted as ${first}`
  if (!happened && first === 'done') return 'has not happened and is noted as done'
  if (last === 'pending') return 'is left open'
  if (happened && (told || first === 'done') && last !== 'done') return `happened and is then ${last}`
  if (happened && last !== 'done' && last !== 'unknown') return `happened and is then ${last}`
  if (!happened && last === 'done') return 'has not happened and is then done'
  if (!happened && told && last !== undefined && last !== 'failed')
    return `has not happened and is then ${last}`
  return null
}

describe.each(Object.entries(CASES))('%s', (_, one) => {
  it.each(one.both === true ? (['before', 'after'] as const) : (['before'] as const))(
    'is in the audit log, whenever the server dies %s a call of the store (DX-AUDIT-01)',
    { timeout: 120_000 },
    async (moment) => {
      const faults: string[] = []
      let withChange = 0
      for (let n = 1; ; n += 1) {
        const result = await once(one, { n, moment })
        const fault = faultOf(one, result)
        if (fault !== null) faults.push(`call ${n}: ${fault}`)
        if (result.happened) withChange += 1
        if (!result.died) break
        expect(n, 'the steps come to an end').toBeLessThan(60)
      }
      expect(faults).toEqual([])
      expect(withChange).toBeGreaterThan(0)
    },
  )
})

describe('a change that is refused', () => {
  it('leaves nothing in the audit log', async () => {
    const { environmentId } = world
    const { userId: memberId } = await world.member(world.environmentId, 'agent')
    const before = await entriesIn(environmentId)
    const outdated = { version: 0, name: newId(), ...place, policy: {} }
    await expect(changeEnvironmentSettings(world.deps, manager, environmentId, outdated)).rejects.toThrow(
      ConflictError,
    )
    const alone = await world.member(world.aloneId, 'environmentManager')
    const last = { environmentId: world.aloneId, memberId: alone.userId }
    await expect(changeRoles(world.deps, alone, last, ['agent'])).rejects.toThrow(ConflictError)
    await changeRoles(world.deps, manager, { environmentId, memberId }, ['agent'])
    expect(await entriesIn(environmentId)).toEqual(before)
    expect(await entriesIn(world.aloneId)).toEqual([])
  })
})
