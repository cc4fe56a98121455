import type { mongo } from 'mongoose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TeamsCardDocument } from '../../server/store/models/teams-card.ts'
import { claimedCursor, dueCursor, orderedCursor, workCursor } from '../../server/store/teams-card-heads.ts'
import {
  closeTestStore,
  ON_OTHER_SERVER,
  openTestStore,
  type TestStore,
  winningPlan,
} from '../support/store.ts'
import { minutesLater, NOON, someId } from './builders.ts'
import { addCard, aNewCard, cardOf } from './teams-builders.ts'

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => closeTestStore(store))

let lanesUsed = 0
/** A lane that nothing else in this file is on. */
const aLane = (): number => (lanesUsed += 1)

/** With a small limit the work is read in order, with a large one by what is due. */
const LIMITS = [4, 100]

async function headsOf(lane: number, now = NOON, limit = 100): Promise<string[]> {
  return (await store.teamsCards.heads([lane], now, limit)).map(({ id }) => id)
}

const finish = (id: string, shown = 1) =>
  store.teamsCards.finish(id, { shown, activityId: 'f:1', done: false })

describe('the heads of the cards', () => {
  it('are each place’s first work in the order in which it arose', async () => {
    const lane = aLane()
    const [a, b] = [someId(), someId()]
    const second = await addCard(store, { lane, placeId: a, arisenAt: minutesLater(2) })
    const first = await addCard(store, { lane, placeId: a, arisenAt: minutesLater(1) })
    const elsewhere = await addCard(store, { lane, placeId: b, arisenAt: minutesLater(0) })
    expect(await headsOf(lane)).toEqual([elsewhere.id, first.id])
    await store.teamsCards.claim(first.id, NOON, minutesLater(1))
    await finish(first.id)
    expect(await headsOf(lane)).toEqual([elsewhere.id, second.id])
  })

  it('keep the order in which those of one instant were asked for', async () => {
    const lane = aLane()
    const placeId = someId()
    const cards = Array.from({ length: 5 }, () => aNewCard({ lane, placeId }))
    await store.teamsCards.add(cards)
    for (const card of cards) {
      const { id } = await cardOf(store, card)
      expect(await headsOf(lane)).toEqual([id])
      await store.teamsCards.drop(id)
    }
    expect(await headsOf(lane)).toEqual([])
  })

  it('hide what is behind one that is held back or tried again later', async () => {
    for (const limit of LIMITS) {
      const lane = aLane()
      const placeId = someId()
      const first = await addCard(store, { lane, placeId, dueAt: minutesLater(10) })
      for (let index = 1; index <= 20; index += 1) {
        await addCard(store, { lane, placeId, arisenAt: minutesLater(index) })
      }
      expect(await headsOf(lane, minutesLater(9), limit)).toEqual([])
      expect(await headsOf(lane, minutesLater(10), limit)).toEqual([first.id])
      await store.teamsCards.claim(first.id, minutesLater(10), minutesLater(11))
      await store.teamsCards.postpone(first.id, minutesLater(30), true)
      expect(await headsOf(lane, minutesLater(29), limit)).toEqual([])
    }
  })

  it('hide everything of a place where an attempt is under way, until its time has run out', async () => {
    for (const limit of LIMITS) {
      const lane = aLane()
      const placeId = someId()
      const claimed = await addCard(store, { lane, placeId, arisenAt: minutesLater(1) })
      await store.teamsCards.claim(claimed.id, NOON, minutesLater(5))
      // They arose earlier and were told of later.
      const earlier = await addCard(store, { lane, placeId, arisenAt: NOON })
      for (let index = 2; index <= 20; index += 1) {
        await addCard(store, { lane, placeId, arisenAt: minutesLater(index) })
      }
      expect(await headsOf(lane, minutesLater(4), limit)).toEqual([])
      expect(await headsOf(lane, minutesLater(5), limit)).toEqual([earlier.id])
    }
  })

  it('let an update of an older card go before a newer one', async () => {
    const lane = aLane()
    const placeId = someId()
    const shown = await addCard(store, { lane, placeId })
    await store.teamsCards.claim(shown.id, NOON, minutesLater(1))
    await finish(shown.id)
    const newer = await addCard(store, { lane, placeId, arisenAt: minutesLater(1) })
    expect(await headsOf(lane, minutesLater(1))).toEqual([newer.id])
    await store.teamsCards.touchConversation(shown.environmentId, shown.conversationId!)
    expect(await headsOf(lane, minutesLater(1))).toEqual([shown.id])
  })

  it('are those of the lanes asked for, up to a limit, past any number that is held back', async () => {
    const [lane, elsewhere] = [aLane(), aLane()]
    for (let index = 0; index < 30; index += 1) {
      const dueAt = index < 20 ? minutesLater(60) : NOON
      await addCard(store, { lane, arisenAt: minutesLater(index), dueAt, occasion: `o${index}` })
    }
    const there = await addCard(store, { lane: elsewhere })
    const occasionsOf = async (limit: number) =>
      (await store.teamsCards.heads([lane], NOON, limit)).map(({ occasion }) => occasion)
    expect(await occasionsOf(2)).toEqual(['o20', 'o21'])
    expect(await occasionsOf(100)).toEqual(Array.from({ length: 10 }, (_, index) => `o${index + 20}`))
    const both = await store.teamsCards.heads([lane, elsewhere], NOON, 100)
    expect(both.map(({ id }) => id)[0]).toBe(there.id)
    expect(await store.teamsCards.heads([], NOON, 100)).toEqual([])
  })
})

describe('among tens of thousands of done cards and thousands that are held back', () => {
  const lane = aLane()
  const environmentId = someId()
  const conversationId = someId()
  const place = someId()

  beforeAll(async () => {
    const documents = store.raw.collection<TeamsCardDocument>('teams_cards')
    const { id } = await addCard(store, { lane, environmentId, conversationId, placeId: place })
    const sample = (await documents.findOne({ _id: id }))!
    const copies = (count: number, fields: (index: number) => Partial<TeamsCardDocument>) =>
      documents.insertMany(
        Array.from({ length: count }, (_, index) => ({
          ...sample,
          _id: someId(),
          occasion: `o${index}`,
          arisenAt: minutesLater(-index),
          ...fields(index),
        })),
        { ordered: false },
      )
    for (let round = 0; round < 3; round += 1) {
      await copies(10_000, (index) => ({
        occasion: `done${round}-${index}`,
        placeId: index % 2 === 0 ? place : sample.placeId,
        state: 'done',
        work: false,
      }))
    }
    await copies(5_000, (index) => ({ placeId: `p${index % 50}`, dueAt: minutesLater(600) }))
  }, 120_000)

  async function costOf(cursor: mongo.FindCursor<unknown>): Promise<{ scansAll: boolean; most: number }> {
    const explained = (await cursor.explain('executionStats')) as mongo.Document
    const scansAll = /COLLSCAN|"SORT"/.test(winningPlan(explained))
    const { totalKeysExamined = NaN, totalDocsExamined = NaN } = explained['executionStats'] as Record<
      string,
      number
    >
    return { scansAll, most: Math.max(totalKeysExamined, totalDocsExamined) }
  }

  it.skipIf(ON_OTHER_SERVER)('reads the heads off indexes that hold the work alone', async () => {
    const cards = store.raw.collection<TeamsCardDocument>('teams_cards')
    const query = { lanes: [lane], now: NOON, limit: 10 }
    const costs = await Promise.all(
      [
        dueCursor(cards, query).limit(40),
        workCursor(cards, [place]),
        orderedCursor(cards, query).limit(40),
        claimedCursor(cards, query),
      ].map(costOf),
    )
    expect(costs.map(({ scansAll }) => scansAll)).toEqual([false, false, false, false])
    for (const { most } of costs) expect(most).toBeLessThanOrEqual(42)
    expect((await store.teamsCards.heads([lane], NOON, 10)).map(({ placeId }) => placeId)).toEqual([place])
  })

  it('finds what is to be brought up to date by what is open', async () => {
    const cards = store.raw.collection<TeamsCardDocument>('teams_cards')
    const open = { environmentId, state: 'open' } as const
    const about = someId()
    await addCard(store, { environmentId, conversationId: about })
    const conversation = await costOf(cards.find({ ...open, conversationId: about }))
    expect(conversation).toEqual({ scansAll: false, most: 1 })
    const ofService = { ...open, serviceId: someId() }
    expect(await costOf(cards.find({ ...ofService, conversationId: null }))).toEqual({
      scansAll: false,
      most: 0,
    })
    expect(await costOf(cards.find({ ...ofService, kind: 'not_ready' }))).toEqual({
      scansAll: false,
      most: 0,
    })
  })
})
