import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeTestStore, openTestStore, type TestStore } from '../support/store.ts'
import { minutesLater, NOON, someId } from './builders.ts'

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => closeTestStore(store))

describe('leases', () => {
  it('are held by whoever takes them first, until they run out', async () => {
    const names = ['a', 'b'].map((name) => `${someId()}:${name}`)
    expect((await store.leases.hold(names, 'one', NOON, minutesLater(1))).sort()).toEqual([...names].sort())
    expect(await store.leases.hold(names, 'two', NOON, minutesLater(5))).toEqual([])
    expect(await store.leases.hold(names, 'two', minutesLater(1), minutesLater(5))).toHaveLength(2)
    expect(await store.leases.hold(names, 'one', minutesLater(2), minutesLater(5))).toEqual([])
    expect(await store.leases.hold([], 'one', NOON, minutesLater(5))).toEqual([])
  })

  it('can be renewed, also after they have run out', async () => {
    const name = someId()
    await store.leases.hold([name], 'one', NOON, minutesLater(1))
    expect(await store.leases.hold([name], 'one', minutesLater(3), minutesLater(4))).toEqual([name])
    expect(await store.leases.hold([name], 'two', minutesLater(3), minutesLater(4))).toEqual([])
  })

  it('can be taken from everybody by a process that knows itself to be alone', async () => {
    const name = someId()
    await store.leases.hold([name], 'dead', NOON, minutesLater(1))
    expect(await store.leases.hold([name], 'one', new Date(8.64e15), minutesLater(1))).toEqual([name])
  })

  it('have one owner each when many want them at once', async () => {
    const names = Array.from({ length: 8 }, () => someId())
    const owners = Array.from({ length: 8 }, (_, index) => `owner-${index}`)
    for (let round = 0; round < 5; round += 1) {
      const now = minutesLater(round * 10)
      const held = await Promise.all(
        owners.map((owner) => store.leases.hold(names, owner, now, minutesLater(round * 10 + 1))),
      )
      expect(held.flat().sort()).toEqual([...names].sort())
    }
  })

  it('are given back by their owner only', async () => {
    const name = someId()
    await store.leases.hold([name], 'one', NOON, minutesLater(1))
    await store.leases.release([name], 'two')
    expect(await store.leases.hold([name], 'two', NOON, minutesLater(1))).toEqual([])
    await store.leases.release([name], 'one')
    await store.leases.release([], 'one')
    expect(await store.leases.hold([name], 'two', NOON, minutesLater(1))).toEqual([name])
  })

  it('are listed by the beginning of their name while they last', async () => {
    const prefix = `lane.${someId()}:`
    await store.leases.hold([`${prefix}1`], 'one', NOON, minutesLater(1))
    await store.leases.hold([`${prefix}2`], 'two', NOON, minutesLater(2))
    await store.leases.hold([prefix.replace('.', 'x')], 'two', NOON, minutesLater(2))
    const holders = await store.leases.holders(prefix, NOON)
    expect(holders.sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
      { name: `${prefix}1`, owner: 'one' },
      { name: `${prefix}2`, owner: 'two' },
    ])
    expect(await store.leases.holders(prefix, minutesLater(1))).toEqual([
      { name: `${prefix}2`, owner: 'two' },
    ])
  })
})
