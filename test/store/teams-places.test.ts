import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TeamsSubscription } from '../../server/store/entities.ts'
import type { Store } from '../../server/store/store.ts'
import {
  closeTestStore,
  openTestStore,
  openTestStoreAt,
  type TestStore,
  winningPlan,
} from '../support/store.ts'
import { minutesLater, NOON, someId } from './builders.ts'
import { addCard, addPlace, aNewCard, aSeenChannel, aSeenPlace } from './teams-builders.ts'

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

const aSubscription = (fields: Partial<TeamsSubscription> = {}): TeamsSubscription => ({
  environmentId: someId(),
  serviceIds: null,
  locale: 'de',
  by: someId(),
  at: NOON,
  ...fields,
})

describe('a place', () => {
  it('is remembered as the first activity shows it', async () => {
    const seen = aSeenPlace()
    const place = await store.teamsPlaces.remember(seen)
    expect(place).toEqual({
      ...seen,
      id: place.id,
      userId: null,
      subscription: null,
      welcomedAt: null,
      createdAt: NOON,
    })
    expect(await store.teamsPlaces.find(place.id)).toEqual(place)
    expect(await store.teamsPlaces.findByConversation(seen.tenantId, seen.conversationId)).toEqual(place)
    expect(await store.teamsPlaces.findByConversation(someId(), seen.conversationId)).toBeNull()
    expect(await store.teamsPlaces.find('nonsense')).toBeNull()
  })

  it('follows what later activities show and keeps what they leave out', async () => {
    const seen = aSeenChannel()
    const place = await store.teamsPlaces.remember(seen)
    const { tenantId, conversationId } = seen
    const reference = { serviceUrl: 'https://smba.example.test/amer/', $odd: 'a.b' }
    const sparse = await store.teamsPlaces.remember({
      ...aSeenChannel({ tenantId, conversationId, reference, seenAt: minutesLater(1) }),
      team: { id: seen.team!.id, name: null, groupId: null },
      name: null,
      locale: null,
    })
    expect(sparse).toEqual({ ...place, reference, seenAt: minutesLater(1) })
    const renamed = await store.teamsPlaces.remember({
      ...seen,
      name: 'Lob',
      locale: 'nl-NL',
      timeZone: 'UTC',
    })
    expect(renamed).toEqual({
      ...place,
      name: 'Lob',
      locale: 'nl-NL',
      timeZone: 'UTC',
      seenAt: minutesLater(1),
    })
  })

  it('takes over what only a later activity tells', async () => {
    const { tenantId, conversationId } = aSeenPlace()
    const bare = { tenantId, conversationId, locale: null, timeZone: null }
    const first = await store.teamsPlaces.remember(aSeenPlace({ ...bare, person: null }))
    expect(first).toMatchObject({ person: null, team: null, locale: null, timeZone: null })
    const person = { teamsUserId: '29:1', objectId: null }
    expect((await store.teamsPlaces.remember(aSeenPlace({ ...bare, person }))).person).toEqual(person)
    const known = { teamsUserId: '29:1', objectId: someId() }
    expect((await store.teamsPlaces.remember(aSeenPlace({ ...bare, person: known }))).person).toEqual(known)
    // An activity without the object id does not make the person unknown.
    expect((await store.teamsPlaces.remember(aSeenPlace({ ...bare, person }))).person).toEqual(known)
  })

  it('keeps its user, its subscription and that it was greeted', async () => {
    const seen = aSeenPlace()
    const { id } = await store.teamsPlaces.remember(seen)
    const [userId, subscription] = [someId(), aSubscription({ serviceIds: [someId()] })]
    await store.teamsPlaces.setUser(id, userId)
    await store.teamsPlaces.setSubscription(id, subscription)
    await store.teamsPlaces.welcome(id, NOON)
    const again = await store.teamsPlaces.remember({ ...seen, seenAt: minutesLater(5) })
    expect(again).toMatchObject({ id, userId, subscription, welcomedAt: NOON, createdAt: NOON })
  })

  it('is one, however many activities come at once to several processes', async () => {
    const seen = aSeenPlace()
    const places = await Promise.all(
      Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? store : other).teamsPlaces.remember(seen)),
    )
    expect(new Set(places.map(({ id }) => id)).size).toBe(1)
  })

  it('is greeted by one of many', async () => {
    const { id } = await addPlace(store)
    const greets = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        (index % 2 === 0 ? store : other).teamsPlaces.welcome(id, NOON),
      ),
    )
    expect(greets.filter(Boolean)).toHaveLength(1)
    expect(await store.teamsPlaces.welcome(id, minutesLater(1))).toBe(false)
    expect(await store.teamsPlaces.welcome(someId(), NOON)).toBe(false)
    expect((await store.teamsPlaces.find(id))?.welcomedAt).toEqual(NOON)
  })
})

describe('places are found', () => {
  it('by the users whose personal chats they are', async () => {
    const [anna, ben] = [someId(), someId()]
    const first = await addPlace(store)
    const second = await addPlace(store)
    const group = await addPlace(store, { kind: 'group' })
    await store.teamsPlaces.setUser(first.id, anna)
    await store.teamsPlaces.setUser(second.id, ben)
    await store.teamsPlaces.setUser(group.id, anna)
    const idsOf = async (...users: string[]) =>
      (await store.teamsPlaces.personalOf(users)).map(({ id }) => id)
    expect(await idsOf(anna)).toEqual([first.id])
    expect(await idsOf(anna, ben, someId())).toEqual([first.id, second.id])
    expect(await idsOf()).toEqual([])
    expect((await store.teamsPlaces.setUser(first.id, null))?.userId).toBeNull()
    expect(await idsOf(anna)).toEqual([])
    expect(await store.teamsPlaces.setUser(someId(), anna)).toBeNull()
  })

  it('by the environment that they are told about', async () => {
    const environmentId = someId()
    const channel = await store.teamsPlaces.remember(aSeenChannel())
    const group = await addPlace(store, { kind: 'group', person: null })
    const elsewhere = await store.teamsPlaces.remember(aSeenChannel())
    await store.teamsPlaces.setSubscription(channel.id, aSubscription({ environmentId }))
    await store.teamsPlaces.setSubscription(group.id, aSubscription({ environmentId }))
    await store.teamsPlaces.setSubscription(elsewhere.id, aSubscription())
    const ids = async () => (await store.teamsPlaces.subscribedTo(environmentId)).map(({ id }) => id)
    expect(await ids()).toEqual([channel.id, group.id])
    expect((await store.teamsPlaces.setSubscription(channel.id, null))?.subscription).toBeNull()
    expect(await ids()).toEqual([group.id])
    expect(await store.teamsPlaces.setSubscription(someId(), null)).toBeNull()
  })
})

it('places and people are looked up by an index', async () => {
  const places = store.raw.collection('teams_places')
  const lookUps = [
    places.find({ tenantId: someId(), conversationId: someId() }),
    places.find({ userId: { $in: [someId()] }, kind: 'personal' }),
    places.find({ 'subscription.environmentId': someId(), kind: { $in: ['channel', 'group'] } }),
    store.raw.collection('users').find({ 'entra.tenantId': someId(), 'entra.objectId': someId() }),
    store.raw
      .collection('access_requests')
      .find({ tenantId: { $in: [someId()] }, state: 'pending' })
      .sort({ requestedAt: 1, _id: 1 }),
  ]
  for (const lookUp of lookUps) {
    expect(winningPlan(await lookUp.explain('queryPlanner'))).not.toMatch(/COLLSCAN|"SORT"|EOF/)
  }
})

describe('removing a place', () => {
  it('takes its cards along and nobody else’s', async () => {
    const place = await addPlace(store)
    const card = await addCard(store, { placeId: place.id })
    const kept = await addCard(store)
    await store.teamsPlaces.remove(place.id)
    expect(await store.teamsPlaces.find(place.id)).toBeNull()
    expect(await store.teamsCards.find(card.id)).toBeNull()
    expect(await store.teamsCards.find(kept.id)).toEqual(kept)
  })

  it('may be repeated, and takes away what was asked for meanwhile', async () => {
    const place = await addPlace(store)
    await store.teamsPlaces.remove(place.id)
    const late = await addCard(store, { placeId: place.id })
    await store.teamsPlaces.remove(place.id)
    expect(await store.teamsCards.find(late.id)).toBeNull()
  })

  it('makes room for a new one that knows nothing of the old', async () => {
    const seen = aSeenPlace()
    const old = await store.teamsPlaces.remember(seen)
    await store.teamsPlaces.setUser(old.id, someId())
    const card = aNewCard({ placeId: old.id })
    await store.teamsCards.add([card])
    await store.teamsPlaces.remove(old.id)
    const place = await store.teamsPlaces.remember(seen)
    expect(place).toMatchObject({ userId: null, welcomedAt: null })
    expect(place.id).not.toBe(old.id)
    expect(await store.teamsCards.add([{ ...card, placeId: place.id }])).toBe(1)
  })
})
