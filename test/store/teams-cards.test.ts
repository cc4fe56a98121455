import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AT_ONCE } from '../../server/store/teams-card-changes.ts'
import type { TeamsCard } from '../../server/store/entities.ts'
import type { TeamsCardDocument } from '../../server/store/models/teams-card.ts'
import type { Store } from '../../server/store/store.ts'
import { closeTestStore, openTestStore, openTestStoreAt, type TestStore } from '../support/store.ts'
import { minutesLater, NOON, someId } from './builders.ts'
import { addCard, aNewCard, cardOf } from './teams-builders.ts'

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

const found = async (card: Pick<TeamsCard, 'id'>): Promise<TeamsCard> =>
  (await store.teamsCards.find(card.id))!
const claim = (card: Pick<TeamsCard, 'id'>, now = NOON) =>
  store.teamsCards.claim(card.id, now, minutesLater((now.getTime() - NOON.getTime()) / 60_000 + 1))
const finish = (card: Pick<TeamsCard, 'id'>, shown = 1, done = false) =>
  store.teamsCards.finish(card.id, { shown, activityId: 'f:1', done })

/** A card that has reached Teams and has nothing to tell at the moment. */
async function aShownCard(fields: Parameters<typeof addCard>[1] = {}): Promise<TeamsCard> {
  const card = await addCard(store, fields)
  await claim(card)
  await finish(card)
  return found(card)
}

describe('asking for cards', () => {
  it('stores each as work that has not begun', async () => {
    const card = aNewCard()
    expect(await store.teamsCards.add([card])).toBe(1)
    const stored = await cardOf(store, card)
    expect(stored).toEqual({
      ...card,
      id: stored.id,
      activityId: null,
      wanted: 1,
      shown: 0,
      state: 'open',
      attempts: 0,
      fed: false,
    })
    expect(await store.teamsCards.find('nonsense')).toBeNull()
    expect(await store.teamsCards.add([])).toBe(0)
  })

  it('leaves alone a place that was told of the occasion before, also when it is done', async () => {
    const first = await aShownCard()
    await finish(first, 1, true)
    const fresh = aNewCard({ placeId: first.placeId })
    const repeat = aNewCard({ placeId: first.placeId, occasion: first.occasion })
    const elsewhere = aNewCard({ occasion: first.occasion })
    expect(await store.teamsCards.add([repeat, fresh, elsewhere, fresh])).toBe(2)
    expect(await cardOf(store, first)).toMatchObject({ id: first.id, state: 'done' })
    expect(await cardOf(store, fresh)).toMatchObject({ wanted: 1, shown: 0 })
  })

  it('stores one per place and occasion when several processes ask at once', async () => {
    const cards = Array.from({ length: 20 }, () => aNewCard())
    const added = await Promise.all([store, other, store, other].map((one) => one.teamsCards.add(cards)))
    expect(added.reduce((sum, count) => sum + count, 0)).toBe(20)
  })

  it('fails for anything but a repetition', async () => {
    const [repeat, fresh] = [aNewCard(), aNewCard()]
    await store.teamsCards.add([repeat])
    // No index can hold two arrays.
    const broken = { ...aNewCard(), placeId: ['a'] as never, occasion: ['b'] as never }
    await expect(store.teamsCards.add([broken, repeat, fresh])).rejects.toThrow(/parallel arrays/)
  })
})

describe('claiming a card', () => {
  it('is won by one of many and counts as an attempt', async () => {
    const card = await addCard(store)
    const claims = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        (index % 2 === 0 ? store : other).teamsCards.claim(card.id, NOON, minutesLater(1)),
      ),
    )
    expect(claims.filter((one) => one !== null)).toEqual([{ ...card, attempts: 1, dueAt: minutesLater(1) }])
  })

  it('is possible when it is due, and again when its time has run out', async () => {
    const card = await addCard(store, { dueAt: minutesLater(5) })
    expect(await claim(card, minutesLater(4))).toBeNull()
    expect(await claim(card, minutesLater(5))).toMatchObject({ attempts: 1 })
    expect(await claim(card, minutesLater(5.5))).toBeNull()
    expect(await claim(card, minutesLater(6))).toMatchObject({ attempts: 2 })
  })

  it('finds nothing in what is shown, dropped or not there', async () => {
    expect(await claim(await aShownCard())).toBeNull()
    const dropped = await addCard(store)
    await store.teamsCards.drop(dropped.id)
    expect(await claim(dropped)).toBeNull()
    expect(await claim({ id: someId() })).toBeNull()
  })

  it('answers with the version that is to be drawn', async () => {
    const card = await addCard(store)
    await store.teamsCards.touchConversation(card.environmentId, card.conversationId!)
    expect(await claim(card)).toMatchObject({ wanted: 2, shown: 0 })
  })
})

describe('finishing a card', () => {
  it('leaves it open without work, and forgets failed attempts', async () => {
    const card = await addCard(store)
    await claim(card)
    await store.teamsCards.postpone(card.id, minutesLater(1), true)
    await claim(card, minutesLater(1))
    await finish(card)
    expect(await found(card)).toMatchObject({
      activityId: 'f:1',
      wanted: 1,
      shown: 1,
      state: 'open',
      attempts: 0,
    })
    expect(await claim(card, minutesLater(60))).toBeNull()
  })

  it('leaves work that is due at once when more was wanted meanwhile, even if it seemed done', async () => {
    for (const done of [false, true]) {
      const card = await addCard(store)
      await claim(card)
      await store.teamsCards.touchConversation(card.environmentId, card.conversationId!)
      await finish(card, 1, done)
      expect(await found(card)).toMatchObject({ wanted: 2, shown: 1, state: 'open', dueAt: AT_ONCE })
      expect(await claim(card)).toMatchObject({ wanted: 2, attempts: 1 })
    }
  })

  it('closes it for good when nothing will change any more', async () => {
    const card = await addCard(store)
    await claim(card)
    await finish(card, 1, true)
    const done = await found(card)
    expect(done).toMatchObject({ state: 'done', shown: 1, activityId: 'f:1' })
    expect(await store.teamsCards.touchConversation(card.environmentId, card.conversationId!)).toEqual([])
    await store.teamsCards.finish(card.id, { shown: 2, activityId: 'f:2', done: false })
    await store.teamsCards.postpone(card.id, minutesLater(1), true)
    await store.teamsCards.drop(card.id)
    expect(await found(card)).toEqual(done)
  })

  it('never goes back to an older version', async () => {
    const card = await aShownCard()
    await store.teamsCards.touchConversation(card.environmentId, card.conversationId!)
    await claim(card)
    await finish(card, 2)
    // An attempt whose claim had run out reports late.
    await finish(card, 1)
    expect(await found(card)).toMatchObject({ wanted: 2, shown: 2 })
  })

  it('takes whatever Teams calls the activity literally', async () => {
    const card = await addCard(store)
    await store.teamsCards.finish(card.id, { shown: 1, activityId: '$wanted', done: false })
    expect((await found(card)).activityId).toBe('$wanted')
  })
})

describe('postponing a card', () => {
  it('counts an attempt that failed, and takes back one that was none', async () => {
    const card = await addCard(store)
    await claim(card)
    await store.teamsCards.postpone(card.id, minutesLater(10), true)
    expect(await found(card)).toMatchObject({ attempts: 1, dueAt: minutesLater(10) })
    await claim(card, minutesLater(10))
    await store.teamsCards.postpone(card.id, minutesLater(20), false)
    expect(await found(card)).toMatchObject({ attempts: 1, dueAt: minutesLater(20) })
  })

  it('counts right without a claim as well', async () => {
    const card = await addCard(store)
    await store.teamsCards.postpone(card.id, minutesLater(1), true)
    await store.teamsCards.postpone(card.id, minutesLater(2), false)
    expect(await found(card)).toMatchObject({ attempts: 1, dueAt: minutesLater(2) })
  })

  it('delays nothing that comes later when there was no work', async () => {
    const card = await aShownCard()
    await store.teamsCards.postpone(card.id, minutesLater(60), true)
    await store.teamsCards.touchConversation(card.environmentId, card.conversationId!)
    expect(await claim(card)).not.toBeNull()
  })
})

describe('bringing cards up to date', () => {
  it('wakes the lanes of a conversation’s open cards, once each', async () => {
    const about = { environmentId: someId(), conversationId: someId() }
    const cards = [await aShownCard({ ...about, lane: 3 }), await aShownCard({ ...about, lane: 3 })]
    cards.push(await aShownCard({ ...about, lane: 7 }))
    const done = await aShownCard({ ...about, lane: 9 })
    await finish(done, 1, true)
    const foreign = await aShownCard({ ...about, environmentId: someId(), lane: 11 })
    const lanes = await store.teamsCards.touchConversation(about.environmentId, about.conversationId)
    expect(lanes).toHaveLength(2)
    expect(lanes).toEqual(expect.arrayContaining([3, 7]))
    for (const card of cards) expect(await claim(card)).toMatchObject({ wanted: 2, shown: 1 })
    expect((await found(done)).wanted).toBe(1)
    expect((await found(foreign)).wanted).toBe(1)
    expect(await store.teamsCards.touchConversation(someId(), someId())).toEqual([])
  })

  it('wakes those about a service itself, not those of its conversations', async () => {
    const about = { environmentId: someId(), serviceId: someId(), kind: 'not_ready' as const }
    const card = await aShownCard({ ...about, conversationId: null, lane: 4 })
    const conversation = await aShownCard({ ...about, kind: 'waiting', lane: 5 })
    expect(await store.teamsCards.touchService(about.environmentId, about.serviceId)).toEqual([4])
    expect(await claim(card)).toMatchObject({ wanted: 2 })
    expect((await found(conversation)).wanted).toBe(1)
    expect(await store.teamsCards.touchService(someId(), about.serviceId)).toEqual([])
  })

  it('makes none due earlier that is held back, tried again later or being sent', async () => {
    const about = { environmentId: someId(), conversationId: someId() }
    const quiet = await addCard(store, { ...about, dueAt: minutesLater(60) })
    const retried = await aShownCard(about)
    const sending = await aShownCard(about)
    const touch = () => store.teamsCards.touchConversation(about.environmentId, about.conversationId)
    await touch()
    await claim(retried)
    await store.teamsCards.postpone(retried.id, minutesLater(30), true)
    await claim(sending)
    await touch()
    expect((await found(quiet)).dueAt).toEqual(minutesLater(60))
    expect(await found(retried)).toMatchObject({ dueAt: minutesLater(30), attempts: 1, wanted: 3 })
    expect(await claim(sending)).toBeNull()
  })

  it('loses nothing while a version is on its way', async () => {
    const card = await addCard(store)
    const touch = () => store.teamsCards.touchConversation(card.environmentId, card.conversationId!)
    for (let round = 1; round <= 20; round += 1) {
      const claimed = await claim(card)
      await Promise.all([touch(), finish(card, claimed!.wanted)])
      const { wanted, shown } = await found(card)
      expect([wanted, shown]).toEqual([round + 1, round])
    }
  })

  it('is either in time or too late for a card that is being closed', async () => {
    for (let round = 0; round < 10; round += 1) {
      const card = await addCard(store)
      await claim(card)
      await Promise.all([
        other.teamsCards.touchConversation(card.environmentId, card.conversationId!),
        finish(card, 1, true),
      ])
      const { state, wanted, shown } = await found(card)
      expect([
        ['done', 1, 1],
        ['open', 2, 1],
      ]).toContainEqual([state, wanted, shown])
    }
  })
})

describe('other things about cards', () => {
  it('those of a service and kind are found while they are open', async () => {
    const about = { environmentId: someId(), serviceId: someId(), conversationId: null }
    const second = await addCard(store, { ...about, kind: 'not_ready', arisenAt: minutesLater(1) })
    const first = await addCard(store, { ...about, kind: 'not_ready' })
    const dropped = await addCard(store, { ...about, kind: 'not_ready' })
    await addCard(store, { ...about, kind: 'waiting' })
    await addCard(store, { ...about, kind: 'not_ready', environmentId: someId() })
    await store.teamsCards.drop(dropped.id)
    const open = await store.teamsCards.openOfService(about.environmentId, about.serviceId, 'not_ready')
    expect(open).toEqual([first, second])
  })

  it('a dropped one is closed without being shown', async () => {
    const card = await addCard(store)
    await claim(card)
    await store.teamsCards.drop(card.id)
    expect(await found(card)).toMatchObject({ state: 'done', shown: 0, activityId: null })
    expect(await store.teamsCards.touchConversation(card.environmentId, card.conversationId!)).toEqual([])
  })

  it('that the activity feed was told is noted', async () => {
    const card = await aShownCard()
    await store.teamsCards.setFed(card.id)
    expect(await found(card)).toEqual({ ...card, fed: true })
  })

  it('done ones go away by themselves after a month, open ones never', async () => {
    const indexes = await store.raw.collection('teams_cards').listIndexes().toArray()
    expect(indexes).toContainEqual(
      expect.objectContaining({ key: { doneAt: 1 }, expireAfterSeconds: 30 * 24 * 3600 }),
    )
    const documents = store.raw.collection<TeamsCardDocument>('teams_cards')
    const doneAtOf = async ({ id }: TeamsCard) => (await documents.findOne({ _id: id }))?.doneAt
    const card = await aShownCard()
    expect(await doneAtOf(card)).toBeNull()
    await finish(card, 1, true)
    expect(await doneAtOf(card)).toBeInstanceOf(Date)
    const dropped = await addCard(store)
    await store.teamsCards.drop(dropped.id)
    expect(await doneAtOf(dropped)).toBeInstanceOf(Date)
  })
})
