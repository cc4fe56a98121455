import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { NotificationPreferences } from '../../server/contract/teams.ts'
import type { Store } from '../../server/store/store.ts'
import { closeTestStore, openTestStore, openTestStoreAt, type TestStore } from '../support/store.ts'
import { minutesLater, NOON, someId } from './builders.ts'

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

/** One of two processes, in turns. */
const processAt = (index: number): Store => (index % 2 === 0 ? store : other)

describe('preferences', () => {
  const chosen: NotificationPreferences = {
    availability: 'away',
    kinds: ['assigned', 'mentioned'],
    serviceIds: [someId()],
    quietHours: { from: '22:00', to: '06:30', timeZone: 'Europe/Berlin' },
  }

  it('are what was saved last, and nothing before', async () => {
    const userId = someId()
    expect(await store.preferences.find(userId)).toBeNull()
    await store.preferences.save(userId, chosen)
    expect(await store.preferences.find(userId)).toEqual(chosen)
    const all: NotificationPreferences = {
      availability: 'available',
      kinds: [],
      serviceIds: null,
      quietHours: null,
    }
    await store.preferences.save(userId, all)
    expect(await store.preferences.find(userId)).toEqual(all)
  })

  it('of many users are found together', async () => {
    const [anna, ben] = [someId(), someId()]
    await store.preferences.save(anna, chosen)
    await store.preferences.save(ben, { ...chosen, serviceIds: [] })
    expect(await store.preferences.findMany([anna, someId(), ben])).toEqual(
      new Map([
        [anna, chosen],
        [ben, { ...chosen, serviceIds: [] }],
      ]),
    )
    expect(await store.preferences.findMany([])).toEqual(new Map())
  })

  it('can be saved for the first time by several processes at once', async () => {
    const userId = someId()
    await Promise.all(
      Array.from({ length: 10 }, (_, index) => processAt(index).preferences.save(userId, chosen)),
    )
    expect(await store.preferences.find(userId)).toEqual(chosen)
  })
})

describe('access requests', () => {
  type Asked = Parameters<Store['accessRequests']['ask']>[0]
  const aRequest = (fields: Partial<Asked> = {}): Asked => ({
    tenantId: someId(),
    objectId: someId(),
    name: 'Jörg Groß',
    email: 'joerg@example.test',
    message: null,
    at: NOON,
    ...fields,
  })
  const decide = (id: string, state: 'approved' | 'declined', by = 'Anna') =>
    store.accessRequests.decide(id, { state, at: minutesLater(5), by })

  it('are pending until somebody decides', async () => {
    const { at, ...asked } = aRequest({ message: 'Bitte!' })
    const request = await store.accessRequests.ask({ ...asked, at })
    expect(request).toEqual({
      ...asked,
      id: request.id,
      state: 'pending',
      requestedAt: NOON,
      decidedAt: null,
      decidedBy: null,
    })
    expect(await store.accessRequests.find(request.id)).toEqual(request)
    const decided = { ...request, state: 'approved', decidedAt: minutesLater(5), decidedBy: 'Anna' }
    expect(await decide(request.id, 'approved')).toEqual(decided)
    expect(await decide(request.id, 'declined')).toBeNull()
    expect(await store.accessRequests.find(request.id)).toEqual(decided)
    expect(await store.accessRequests.find('nonsense')).toBeNull()
    expect(await decide(someId(), 'approved')).toBeNull()
  })

  it('are one per person, brought up to date, without losing their place', async () => {
    const asked = aRequest()
    const { id } = await store.accessRequests.ask(asked)
    const again = await store.accessRequests.ask({
      ...asked,
      name: 'J. Groß',
      message: 'Hallo?',
      at: minutesLater(9),
    })
    expect(again).toMatchObject({
      id,
      name: 'J. Groß',
      message: 'Hallo?',
      requestedAt: NOON,
      state: 'pending',
    })
    const namesake = await store.accessRequests.ask({ ...asked, tenantId: someId() })
    expect(namesake.id).not.toBe(id)
  })

  it('stay declined, whatever is asked again', async () => {
    const asked = aRequest()
    const { id } = await store.accessRequests.ask(asked)
    const declined = await decide(id, 'declined')
    expect(await store.accessRequests.ask({ ...asked, message: 'Doch!', at: minutesLater(9) })).toEqual(
      declined,
    )
    expect(await store.accessRequests.find(id)).toEqual(declined)
  })

  it('that were approved begin anew', async () => {
    const asked = aRequest()
    const { id } = await store.accessRequests.ask(asked)
    await decide(id, 'approved')
    expect(await store.accessRequests.ask({ ...asked, at: minutesLater(9) })).toMatchObject({
      id,
      state: 'pending',
      requestedAt: minutesLater(9),
      decidedAt: null,
      decidedBy: null,
    })
  })

  it('are listed by organisation while they are pending, oldest first, up to a limit', async () => {
    const [tenant, second] = [someId(), someId()]
    const ask = (tenantId: string, minutes: number) =>
      store.accessRequests.ask(aRequest({ tenantId, at: minutesLater(minutes) }))
    const late = await ask(tenant, 3)
    const early = await ask(second, 1)
    const middle = await ask(tenant, 2)
    await decide((await ask(tenant, 0)).id, 'declined')
    await ask(someId(), 0)
    expect(await store.accessRequests.pending([tenant, second], 10)).toEqual([early, middle, late])
    expect(await store.accessRequests.pending([tenant, second], 2)).toEqual([early, middle])
    expect(await store.accessRequests.pending([tenant], 10)).toEqual([middle, late])
    expect(await store.accessRequests.pending([], 10)).toEqual([])
  })

  it('are one when somebody asks many times at once, and decided once', async () => {
    const asked = aRequest()
    const requests = await Promise.all(
      Array.from({ length: 10 }, (_, index) => processAt(index).accessRequests.ask(asked)),
    )
    const ids = new Set(requests.map(({ id }) => id))
    expect(ids.size).toBe(1)
    const [id = ''] = ids
    const decisions = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        processAt(index).accessRequests.decide(id, {
          state: index < 3 ? 'approved' : 'declined',
          at: NOON,
          by: `member ${index}`,
        }),
      ),
    )
    const won = decisions.filter((decision) => decision !== null)
    expect(won).toEqual([await store.accessRequests.find(id)])
  })

  it('survive that they are decided while somebody asks again', async () => {
    for (let round = 0; round < 10; round += 1) {
      const asked = aRequest()
      const { id } = await store.accessRequests.ask(asked)
      const state = round % 2 === 0 ? 'declined' : 'approved'
      await Promise.all([
        other.accessRequests.decide(id, { state, at: NOON, by: 'Anna' }),
        ...Array.from({ length: 4 }, (_, index) => processAt(index).accessRequests.ask(asked)),
      ])
      expect((await store.accessRequests.ask(asked)).state).toBe(
        state === 'declined' ? 'declined' : 'pending',
      )
    }
  })
})

describe('one-time codes', () => {
  // So far ahead that the database does not clear them away itself.
  const EXPIRY = new Date('2999-12-31T00:00:00.000Z')
  const aCode = () => ({ hash: someId(), userId: someId(), expiresAt: EXPIRY })

  it('are worth something once', async () => {
    const code = aCode()
    await store.oneTimeCodes.insert(code)
    expect(await store.oneTimeCodes.spend(code.hash, NOON)).toEqual({ userId: code.userId })
    expect(await store.oneTimeCodes.spend(code.hash, NOON)).toBeNull()
    expect(await store.oneTimeCodes.spend(someId(), NOON)).toBeNull()
  })

  it('are worth something until they expire', async () => {
    const [code, late] = [aCode(), aCode()]
    await store.oneTimeCodes.insert(code)
    await store.oneTimeCodes.insert(late)
    expect(await store.oneTimeCodes.spend(code.hash, new Date(EXPIRY.getTime() - 1))).not.toBeNull()
    expect(await store.oneTimeCodes.spend(late.hash, EXPIRY)).toBeNull()
  })

  it('are redeemed by one of many', async () => {
    const code = aCode()
    await store.oneTimeCodes.insert(code)
    const spent = await Promise.all(
      Array.from({ length: 10 }, (_, index) => processAt(index).oneTimeCodes.spend(code.hash, NOON)),
    )
    expect(spent.filter((one) => one !== null)).toEqual([{ userId: code.userId }])
  })

  it('never meet, and go away by themselves', async () => {
    const code = aCode()
    await store.oneTimeCodes.insert(code)
    await expect(store.oneTimeCodes.insert({ ...code, userId: someId() })).rejects.toThrow(/duplicate key/)
    const indexes = await store.raw.collection('one_time_codes').listIndexes().toArray()
    expect(indexes).toContainEqual(expect.objectContaining({ key: { expiresAt: 1 }, expireAfterSeconds: 0 }))
  })
})
