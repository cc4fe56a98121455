import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LANES } from '../../server/domain/lanes.ts'
import { LaneHolder } from '../../server/jobs/lanes.ts'
import { closeTestStore, openTestStore, type TestStore } from '../support/store.ts'
import { waitFor } from '../support/wait-for.ts'

let store: TestStore

beforeAll(async () => {
  store = await openTestStore()
})

afterAll(async () => {
  await closeTestStore(store)
})

describe('lanes', { timeout: 60_000 }, () => {
  it('are shared evenly with a process that starts later, none held twice, and taken over when one stops', async () => {
    const first = new LaneHolder(store.leases, 'first', () => undefined, 50)
    const second = new LaneHolder(store.leases, 'second', () => undefined, 50)
    await first.start(false)
    expect(first.lanes).toHaveLength(LANES)
    await second.start(false)
    await waitFor(
      'an even share',
      () => first.lanes.length === LANES / 2 && second.lanes.length === LANES / 2,
    )
    expect(new Set([...first.lanes, ...second.lanes]).size).toBe(LANES)
    await second.stop()
    expect(second.lanes).toEqual([])
    await waitFor('all of them again', () => first.lanes.length === LANES)
    await first.stop()
  })

  it('of a process that was killed are taken at once where nobody else can hold any', async () => {
    const killed = new LaneHolder(store.leases, 'killed', () => undefined)
    await killed.start(true)
    let renewals = 0
    const leases: TestStore['leases'] = {
      ...store.leases,
      hold: (names, ...rest) => {
        renewals += 1
        return store.leases.hold(names, ...rest)
      },
    }
    const restarted = new LaneHolder(leases, 'restarted', () => undefined, 20)
    await restarted.start(true)
    expect(restarted.lanes).toHaveLength(LANES)
    // The dead one's presence does not make it give up half of them when it renews.
    await waitFor('some renewals', () => renewals > 8)
    expect(restarted.lanes).toHaveLength(LANES)
    await restarted.stop()
    await killed.stop()
  })
})
