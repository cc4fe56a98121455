import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../server/lib/object-id.ts'
import { foldWords } from '../../server/domain/search-words.ts'
import { closeTestStore, ON_OTHER_SERVER, openTestStore, type TestStore } from '../support/store.ts'

let store: TestStore
let agencyId: string
beforeAll(async () => {
  store = await openTestStore()
  agencyId = (
    await store.accounts.upsertAgency({ name: 'Nordstern', timeZone: 'Europe/Berlin', country: 'DE' })
  ).id
})
afterAll(() => closeTestStore(store))

async function aCustomer(name: string) {
  const account = await store.accounts.upsertAccount({ name, agencyId })
  const environment = await store.accounts.upsertEnvironment({ name, accountId: account.id, agencyId })
  const service = await store.services.create({
    environmentId: environment.id,
    name: `Hotline ${name}`,
    template: 'whatsapp-deflector',
    languages: ['de'],
    country: 'DE',
    timeZone: 'Europe/Berlin',
    invitationTemplate: null,
    readReceipts: 'never',
    orderId: null,
    clientId: newId(),
  })
  const channel = await store.channels.create({
    environmentId: environment.id,
    serviceId: service.service.id,
    name: 'line',
    kind: 'telephony',
    provider: 'twilio',
    address: '+493012345678',
    settings: {},
    accountKey: newId(),
  })
  return { account, environment, service: service.service, channel }
}

const query = (q: string, limit = 50) => ({ words: foldWords(q), after: null, limit })
const found = async (q: string): Promise<string[]> => {
  const [environments, services, channels] = await Promise.all([
    store.administration.environments(agencyId, query(q)),
    store.administration.services(agencyId, query(q)),
    store.administration.channels(agencyId, query(q)),
  ])
  return [
    ...environments.items.map(({ environment }) => environment.id),
    ...services.items.map(({ service }) => service.id),
    ...channels.items.map(({ channel }) => channel.id),
  ]
}

describe('what an agency looks after', () => {
  it('is found by everything above it, and by its number as people remember it', async () => {
    const { environment, service, channel } = await aCustomer('Bäckerei Öztürk')
    expect(await found('backerei ozt')).toEqual([environment.id, service.id, channel.id])
    expect(await found('baeckerei hotline')).toEqual([service.id, channel.id])
    expect(await found('5678 öztürk')).toEqual([channel.id])
  })

  it('follows when an account, an environment, a service or a number gets another', async () => {
    const { account, environment, service, channel } = await aCustomer('Zahnarzt Vogel')
    await store.accounts.changeAccount(account.id, 1, { name: 'Praxis Fink' })
    expect(await found('fink')).toEqual([environment.id, service.id, channel.id])
    const { timeZone, country } = environment
    await store.environmentSettings.change(environment.id, 1, {
      name: 'Amsel',
      timeZone,
      country,
      policy: {},
    })
    expect(await found('amsel fink')).toEqual([environment.id, service.id, channel.id])
    // The service keeps the old name in its own, nothing else does.
    expect(await found('vogel')).toEqual([service.id, channel.id])
    const { languages } = service
    const rest = { languages, timeZone, country, version: 1 }
    await store.services.change(environment.id, service.id, { name: 'Notruf', ...rest })
    expect(await found('vogel')).toEqual([])
    expect(await found('notruf amsel')).toEqual([service.id, channel.id])
    const next = { version: 1, settings: {}, address: '+4940999111', accountKey: newId() }
    await store.channels.change(environment.id, channel.id, next)
    expect(await found('999111')).toEqual([channel.id])
    expect(await found('5678 amsel')).toEqual([])
    await store.channels.disconnect(environment.id, channel.id, new Date())
    expect(await found('999111')).toEqual([])
  })

  it('comes with an account that nobody looked after before', async () => {
    const name = `Neuland ${newId()}`
    const account = await store.accounts.upsertAccount({ name })
    const environment = await store.accounts.upsertEnvironment({ name, accountId: account.id })
    const service = await store.services.upsert({
      environmentId: environment.id,
      name: 'Hotline',
      template: 'messaging',
      languages: ['de'],
      country: 'DE',
      timeZone: 'Europe/Berlin',
      invitationTemplate: null,
      readReceipts: 'never',
    })
    expect(await found(name)).toEqual([])
    await store.accounts.upsertAccount({ name, agencyId })
    expect(await found(name)).toEqual([environment.id, service.id])
  })

  it('is complete after a start, whatever was stored without what lists go by or left half done', async () => {
    const { environment, service, channel } = await aCustomer('Kanzlei Specht')
    const collection = (name: string) => store.raw.collection<{ _id: string }>(name)
    const forget = { $unset: { agencyId: 1, nameKey: 1, found: 1 } } as const
    await collection('services').updateOne({ _id: service.id }, forget)
    await collection('channels').updateOne({ _id: channel.id }, forget)
    expect(await found('specht')).toEqual([environment.id])
    expect(await store.administration.relistOutdated()).toBe(1)
    expect(await found('specht')).toEqual([environment.id, service.id, channel.id])
    // A process that stopped between a new name and what follows from it.
    await collection('environments').updateOne(
      { _id: environment.id },
      { $set: { name: 'Elster', relistDue: true } },
    )
    expect(await store.administration.relistOutdated()).toBe(1)
    expect(await found('elster')).toEqual([environment.id, service.id, channel.id])
    expect(await store.administration.relistOutdated()).toBe(0)
  })

  it('keeps what lists go by to itself', async () => {
    const { environment, service, channel } = await aCustomer('Hotel Drossel')
    const { items } = await store.administration.channels(agencyId, query('drossel'))
    const seen = [
      await store.accounts.findEnvironment(environment.id),
      await store.services.find(environment.id, service.id),
      await store.channels.find(environment.id, channel.id),
      ...items.map((item) => item.channel),
    ]
    for (const one of seen) {
      expect(one).not.toBeNull()
      expect(Object.keys(one!).filter((key) => ['found', 'nameKey', 'relistDue'].includes(key))).toEqual([])
    }
    expect(Object.keys(seen[2]!)).not.toContain('agencyId')
  })
})

// How other servers read is theirs to decide; that they can is the same.
describe.skipIf(ON_OTHER_SERVER)('lists over all customers', () => {
  /** How much a list reads: each stands for hundreds of customers. */
  async function examined(collection: string, filter: object, hint: string) {
    const explained = await store.raw
      .collection(collection)
      .find(filter)
      .sort({ nameKey: 1, _id: 1 })
      .hint(hint)
      .limit(11)
      .explain('executionStats')
    return explained as unknown as {
      queryPlanner: { winningPlan: unknown }
      executionStats: { totalDocsExamined: number; totalKeysExamined: number }
    }
  }

  beforeAll(async () => {
    for (const name of ['environments', 'services', 'channels'])
      await store.raw.collection<{ _id: string }>(name).insertMany(
        Array.from({ length: 600 }, (_, index) => ({
          _id: newId(),
          agencyId,
          accountId: newId(),
          environmentId: newId(),
          serviceId: newId(),
          name: `x${index}`,
          deletedAt: null,
          nameKey: `x${String(index).padStart(4, '0')}`,
          found: [`x${index}`, index % 100 === 0 ? 'selten' : 'oft'],
        })),
      )
  })

  it.each(['environments', 'services', 'channels'])('of %s walk along an index in order', async (name) => {
    const { queryPlanner, executionStats } = await examined(name, { agencyId }, 'names')
    expect(JSON.stringify(queryPlanner.winningPlan)).toContain('IXSCAN')
    // In order already: nothing is sorted.
    expect(JSON.stringify(queryPlanner.winningPlan)).not.toContain('"SORT"')
    expect(executionStats.totalDocsExamined).toBeLessThanOrEqual(12)
  })

  it.each(['environments', 'services', 'channels'])('of %s look a rare word up', async (name) => {
    const filter = { agencyId, $and: [{ found: { $regex: '^selt' } }] }
    const { executionStats } = await examined(name, filter, 'found')
    expect(executionStats.totalDocsExamined).toBe(6)
    expect(executionStats.totalKeysExamined).toBeLessThanOrEqual(8)
  })
})
