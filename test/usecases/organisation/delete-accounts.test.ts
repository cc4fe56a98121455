import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deletionOf } from '../../../server/domain/account-life.ts'
import { newId } from '../../../server/lib/object-id.ts'
import { openModels } from '../../../server/store/models/models.ts'
import { deleteAccounts } from '../../../server/usecases/delete-accounts.ts'
import {
  createAccount,
  deactivateAccount,
  restoreAccount,
} from '../../../server/usecases/organisation/accounts.ts'
import { createOrder } from '../../../server/usecases/organisation/orders.ts'
import type { Principal } from '../../../server/usecases/ports.ts'
import { aCall, aContact, aConversation, aQueuedMessage } from '../../store/builders.ts'
import { closeTestStore, openTestStore, openTestStoreAt, type TestStore } from '../../support/store.ts'
import { createAgencyWorld, type AgencyWorld } from './agency-world.ts'

const DAY_MS = 86_400_000

let store: TestStore
let world: AgencyWorld
let manager: Principal

beforeAll(async () => {
  store = await openTestStore()
  world = await createAgencyWorld(store)
  manager = await world.person(['environmentManager'])
})
afterAll(() => closeTestStore(store))

interface Customer {
  accountId: string
  environmentId: string
  /** Every id and word that must be gone. */
  traces: string[]
}

/** A customer with something of everything, each with a word of its own in it. */
async function customerWith(word: string): Promise<Customer> {
  const setting = { reference: null, timeZone: 'Europe/Berlin', country: 'DE' }
  const { id: accountId, environmentId } = await createAccount(world.deps, manager, world.agencyId, {
    name: word,
    ...setting,
  })
  const { service } = await store.services.create({
    environmentId,
    name: `${word} Hotline`,
    template: 'whatsapp-deflector',
    languages: ['de'],
    country: 'DE',
    timeZone: 'Europe/Berlin',
    invitationTemplate: null,
    readReceipts: 'never',
    orderId: null,
    clientId: word,
  })
  const order = await createOrder(world.deps, manager, environmentId, {
    product: 'messaging',
    extension: null,
    name: word,
    reference: null,
    startsOn: null,
  })
  const member = await world.person(['agent'], environmentId)
  const token = { tokenHash: newId(), createdAt: world.now, expiresAt: new Date('9999-01-01') }
  await store.sessions.insert({ userId: member.userId, method: 'password', secondFactor: false, ...token })
  const contact = await store.contacts.insert(aContact({ environmentId, name: word, keys: [word] }))
  const conversation = await store.conversations.insert(
    aConversation({ environmentId, serviceId: service.id, contactId: contact!.id, searchWords: [word] }),
  )
  const { message } = await store.messages.insert(
    aQueuedMessage({ environmentId, conversationId: conversation!.id, text: word }),
  )
  const { call } = await store.calls.insert(aCall({ environmentId, serviceId: service.id, externalId: word }))
  const file = await store.files.addUploaded(
    {
      environmentId,
      conversationId: conversation!.id,
      channelId: newId(),
      kind: 'document',
      fileName: `${word}.pdf`,
      contentType: 'application/pdf',
      createdAt: world.now,
    },
    Buffer.from(word),
  )
  const ids = [environmentId, service.id, order.id, member.userId, contact!.id, conversation!.id]
  return { accountId, environmentId, traces: [...ids, message.id, call.id, file.id, word] }
}

/** Where in the database any of these is found; every collection is looked into. */
async function placesOf(traces: readonly string[]): Promise<Set<string>> {
  const places = new Set<string>()
  for (const { name } of await store.raw.listCollections().toArray()) {
    const text = JSON.stringify(await store.raw.collection(name).find().toArray())
    if (traces.some((trace) => text.includes(trace))) places.add(name)
  }
  return places
}

const after = async (accountId: string, ms: number): Promise<void> => {
  const account = await store.accounts.findAccount(accountId)
  world.now = new Date(deletionOf(account!.deactivatedAt!).getTime() + ms)
}

describe('an account that nobody has used for 90 days', () => {
  it('is gone from every collection with everything of its, and nothing else is (CVG-CUST-07)', async () => {
    const [gone, stays] = [await customerWith('weggeputzt'), await customerWith('dageblieben')]
    const before = await placesOf(stays.traces)
    expect((await placesOf(gone.traces)).size).toBeGreaterThan(10)
    await deactivateAccount(world.deps, manager, gone.accountId)
    await after(gone.accountId, 0)
    await deleteAccounts(world.deps, 'one')

    // Only its name is left, in the agency's own log and in the record of the deletion.
    expect([...(await placesOf(['weggeputzt']))].toSorted()).toEqual(['account_deletions', 'auditEntries'])
    expect([...(await placesOf(gone.traces.filter((trace) => trace !== 'weggeputzt')))]).toEqual([])
    expect(await placesOf(stays.traces)).toEqual(before)
    const [record] = await store.accountDeletions.records(world.agencyId, 1)
    expect(record).toMatchObject({ id: gone.accountId, name: 'weggeputzt', finishedAt: world.now })
    expect(record!.counts).toMatchObject({
      files: 1,
      messages: 1,
      calls: 1,
      contacts: 1,
      users: 1,
      orders: 1,
      sessions: 1,
    })
    const { items } = await store.audit.list(world.agencyId, {
      objectId: gone.accountId,
      after: null,
      limit: 9,
    })
    expect(items[0]).toMatchObject({ verb: 'deleted', actor: { kind: 'system' } })
  })

  it('takes no person along who belongs somewhere else', async () => {
    const gone = await customerWith('nurteilweise')
    const shared = await world.person(['agent'], gone.environmentId)
    await store.people.setRoles(world.environmentId, shared.userId, ['agent'])
    await deactivateAccount(world.deps, manager, gone.accountId)
    await after(gone.accountId, 0)
    await deleteAccounts(world.deps, 'one')
    expect(await store.people.findUser(shared.userId)).not.toBeNull()
    expect(
      (await store.people.membershipsOf(shared.userId)).map(({ environment }) => environment.id),
    ).toEqual([world.environmentId])
  })

  it('is deleted to its end after crashes at any step, by whichever process comes next', async () => {
    const gone = await customerWith('abgebrochen')
    await deactivateAccount(world.deps, manager, gone.accountId)
    await after(gone.accountId, 0)
    let steps = 0
    for (let done = false; !done && steps < 100; steps += 1) {
      let allowed = 1
      const deletions = {
        ...store.accountDeletions,
        step: (id: string) => {
          allowed -= 1
          if (allowed < 0) throw new Error('crash')
          return store.accountDeletions.step(id)
        },
      }
      const crashing = { ...world.deps, store: { ...store, accountDeletions: deletions } }
      done = await deleteAccounts(crashing, `process ${steps}`).then(
        () => true,
        () => false,
      )
    }
    expect(steps).toBeGreaterThan(5)
    expect([...(await placesOf(gone.traces))].toSorted()).toEqual(['account_deletions', 'auditEntries'])
    expect((await store.accountDeletions.unfinished()).length).toBe(0)
  })

  it('is deleted once when two processes find it', async () => {
    const gone = await customerWith('zweifach')
    await deactivateAccount(world.deps, manager, gone.accountId)
    await after(gone.accountId, 0)
    const other = await openTestStoreAt(store.database)
    try {
      await Promise.all([
        deleteAccounts(world.deps, 'one'),
        deleteAccounts({ ...world.deps, store: other }, 'two'),
      ])
      await deleteAccounts(world.deps, 'one')
      const record = (await store.accountDeletions.records(world.agencyId, 1))[0]!
      expect(record).toMatchObject({
        id: gone.accountId,
        counts: { accounts: 1, environments: 1, messages: 1 },
      })
    } finally {
      await other.close()
    }
  })

  it('cannot be brought back once its deletion has begun, and is not deleted once it was (CVG-CUST-10)', async () => {
    const late = await customerWith('zuspaet')
    await deactivateAccount(world.deps, manager, late.accountId)
    await after(late.accountId, 0)
    const account = (await store.accounts.findAccount(late.accountId))!
    expect(await store.accountDeletions.begin(account, account.deactivatedAt!, world.now)).toBe(true)
    await expect(restoreAccount(world.deps, manager, late.accountId)).rejects.toMatchObject({
      code: 'conflict',
    })

    const saved = await customerWith('gerettet')
    await deactivateAccount(world.deps, manager, saved.accountId)
    await after(saved.accountId, 0)
    const found = (await store.accounts.findAccount(saved.accountId))!
    await restoreAccount(world.deps, manager, saved.accountId)
    expect(await store.accountDeletions.begin(found, found.deactivatedAt!, world.now)).toBe(false)
    await deleteAccounts(world.deps, 'one')
    expect(await store.accounts.findAccount(saved.accountId)).not.toBeNull()
    expect(await store.accounts.findAccount(late.accountId)).toBeNull()
  })

  it('is deleted to the millisecond, whatever the season and the time zone', async () => {
    const zones = fc.constantFrom('Europe/Berlin', 'Pacific/Auckland', 'America/St_Johns', 'UTC')
    const instants = fc.date({
      min: new Date('2027-01-01'),
      max: new Date('2040-01-01'),
      noInvalidDate: true,
    })
    const offsets = fc.constantFrom(-DAY_MS, -3_600_000, -1, 0, 1, 3_600_000)
    await fc.assert(
      fc.asyncProperty(zones, instants, offsets, async (timeZone, at, offset) => {
        world.now = at
        const { id } = await createAccount(world.deps, manager, world.agencyId, {
          name: newId(),
          reference: null,
          timeZone,
          country: 'DE',
        })
        const { deletionAt } = await deactivateAccount(world.deps, manager, id)
        world.now = new Date(Date.parse(deletionAt!) + offset)
        expect(Date.parse(deletionAt!) - at.getTime()).toBe(90 * DAY_MS)
        await deleteAccounts(world.deps, 'one')
        expect((await store.accounts.findAccount(id)) === null).toBe(offset >= 0)
        await store.raw.collection('accounts').deleteMany({ _id: id as never })
      }),
      { numRuns: 15 },
    )
  })
})

it('every collection names its environment, or is known to belong to none', () => {
  const schemas = new Map<string, string[]>()
  const connection = {
    model: (name: string, schema: { paths: object }) => {
      schemas.set(name, Object.keys(schema.paths))
      return {}
    },
  }
  openModels(connection as never)
  const without = [...schemas].filter(
    ([, paths]) => !['environmentId', 'webhookId', 'userId'].some((path) => paths.includes(path)),
  )
  expect(without.map(([name]) => name).toSorted()).toEqual([
    'AccessRequest',
    'Account',
    'AccountDeletion',
    'Counter',
    'Environment',
    'Lease',
    'Preference',
    'Throttle',
    'User',
  ])
})
