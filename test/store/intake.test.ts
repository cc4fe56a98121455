import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { IntakeEvent } from '../../server/store/entities.ts'
import { closeTestStore, openTestStore, type TestStore } from '../support/store.ts'
import { minutesLater, NOON, someId } from './builders.ts'

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => closeTestStore(store))

let lanesUsed = 100
/** A lane of its own for every test. */
const someLane = (): number => (lanesUsed += 1)

const anEvent = (fields: Partial<IntakeEvent> = {}): Omit<IntakeEvent, 'id' | 'attempts'> => ({
  environmentId: someId(),
  channelId: someId(),
  dedupeKey: someId(),
  lane: 0,
  event: '{"type":"message"}',
  receivedAt: NOON,
  ...fields,
})

const keysOf = (events: IntakeEvent[]): string[] => events.map(({ dedupeKey }) => dedupeKey)

describe('the intake', () => {
  it('keeps events as they are, in the order in which they came', async () => {
    const lane = someLane()
    const events = ['a', 'b', 'c', 'd'].map((dedupeKey) => anEvent({ lane, dedupeKey }))
    expect(await store.intake.add(events)).toEqual({ added: 4, lanes: [lane] })
    const earlier = anEvent({ lane, dedupeKey: 'earlier', receivedAt: minutesLater(-1) })
    await store.intake.add([earlier])
    const pending = await store.intake.pending([lane], NOON, 10)
    expect(pending).toEqual(
      [earlier, ...events].map((event) => ({ ...event, attempts: 0, id: expect.any(String) })),
    )
  })

  it('stores each event once and tells what was new', async () => {
    const channelId = someId()
    const [laneA, laneB] = [someLane(), someLane()]
    const first = anEvent({ channelId, lane: laneA, dedupeKey: '1' })
    const second = anEvent({ channelId, lane: laneB, dedupeKey: '2' })
    expect(await store.intake.add([first, first])).toEqual({ added: 1, lanes: [laneA] })
    expect(await store.intake.add([first, second])).toEqual({ added: 1, lanes: [laneB] })
    expect(await store.intake.add([first, second])).toEqual({ added: 0, lanes: [] })
    expect(await store.intake.add([])).toEqual({ added: 0, lanes: [] })
    expect((await store.intake.add([{ ...first, channelId: someId() }])).added).toBe(1)
  })

  it('stores an event once when its webhook arrives many times at once', async () => {
    const lane = someLane()
    const events = Array.from({ length: 5 }, () => anEvent({ lane }))
    const results = await Promise.all(Array.from({ length: 8 }, () => store.intake.add(events)))
    expect(results.reduce((sum, { added }) => sum + added, 0)).toBe(5)
    expect(await store.intake.pending([lane], NOON, 100)).toHaveLength(5)
  })

  it('still knows an event that is done', async () => {
    const event = anEvent({ lane: someLane() })
    await store.intake.add([event])
    const [pending] = await store.intake.pending([event.lane], NOON, 1)
    await store.intake.finish([pending!.id])
    expect(await store.intake.pending([event.lane], NOON, 1)).toEqual([])
    expect((await store.intake.add([event])).added).toBe(0)
  })

  it('fails as a whole for anything but a repeat', async () => {
    const fine = anEvent({ lane: someLane() })
    const tooLarge = anEvent({ event: 'x'.repeat(17 * 1024 * 1024) })
    await expect(store.intake.add([fine, tooLarge])).rejects.toThrow(/out of range|too large/)
    // The platform repeats the whole webhook.
    await store.intake.add([fine])
    expect(await store.intake.pending([fine.lane], NOON, 5)).toHaveLength(1)
  })

  it('gives out due events of the lanes asked for, up to a limit', async () => {
    const [laneA, laneB, laneC] = [someLane(), someLane(), someLane()]
    await store.intake.add([
      anEvent({ lane: laneA, dedupeKey: 'a', receivedAt: minutesLater(1) }),
      anEvent({ lane: laneB, dedupeKey: 'b', receivedAt: minutesLater(0) }),
      anEvent({ lane: laneC, dedupeKey: 'c' }),
      anEvent({ lane: laneA, dedupeKey: 'd', receivedAt: minutesLater(2) }),
    ])
    expect(keysOf(await store.intake.pending([laneA, laneB], NOON, 10))).toEqual(['b', 'a', 'd'])
    expect(keysOf(await store.intake.pending([laneA, laneB], NOON, 2))).toEqual(['b', 'a'])
    expect(await store.intake.pending([], NOON, 10)).toEqual([])
  })

  it('gives a postponed event out again when its time has come, counting the tries', async () => {
    const lane = someLane()
    await store.intake.add([anEvent({ lane })])
    const [event] = await store.intake.pending([lane], NOON, 1)
    await store.intake.postpone(event!.id, { at: minutesLater(5) })
    expect(await store.intake.pending([lane], minutesLater(4), 1)).toEqual([])
    expect(await store.intake.pending([lane], minutesLater(5), 1)).toEqual([{ ...event, attempts: 1 }])
  })

  it('keeps parked events aside for a person', async () => {
    const lane = someLane()
    const before = await store.intake.countParked()
    await store.intake.add([anEvent({ lane })])
    const [event] = await store.intake.pending([lane], NOON, 1)
    await store.intake.postpone(event!.id, { parked: 'unreadable' })
    expect(await store.intake.countParked()).toBe(before + 1)
    expect(await store.intake.pending([lane], minutesLater(99_999), 1)).toEqual([])
    const document = await store.raw.collection('intake').findOne({ _id: event!.id as never })
    expect(document).toMatchObject({ state: 'parked', reason: 'unreadable' })
  })

  it('lets the database remove what is done, a day after the platform’s last repeat', async () => {
    const indexes = await store.raw.collection('intake').listIndexes().toArray()
    const expiring = indexes.filter(({ expireAfterSeconds }) => expireAfterSeconds !== undefined)
    expect(expiring.map(({ key, expireAfterSeconds }) => [key, expireAfterSeconds])).toEqual([
      [{ doneAt: 1 }, 8 * 86_400],
    ])
  })
})
