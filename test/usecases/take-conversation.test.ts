import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyInboundEvent } from '../../server/usecases/apply-inbound-event.ts'
import { assignConversation, takeConversation } from '../../server/usecases/change-conversation.ts'
import { closeTestStore, openTestStore, openTestStoreAt, type TestStore } from '../support/store.ts'
import { createUsecaseWorld, textOf, type UsecaseWorld } from '../support/usecase-world.ts'

let store: TestStore
let world: UsecaseWorld

beforeAll(async () => {
  store = await openTestStore()
  world = await createUsecaseWorld(store)
})

afterAll(async () => {
  await closeTestStore(store)
})

async function newConversation(number: string) {
  await world.receive(textOf(number, `wamid.${number}`, world.now))
  for (const event of await world.pending()) {
    await applyInboundEvent(world.deps, event)
    await store.intake.finish([event.id])
  }
  const { items } = await store.conversations.list(world.environmentId, {
    words: [number],
    sort: 'activity',
    after: null,
    limit: 1,
  })
  return items[0]!
}

describe('taking a conversation', () => {
  it('is done by one of several who press at once, in different processes, and all learn who it is', async () => {
    const other = await openTestStoreAt(store.database)
    try {
      for (let round = 0; round < 5; round += 1) {
        const { id } = await newConversation(`49172600000${round}`)
        const people = await Promise.all(['Anna', 'Luca', 'Olga'].map((name) => world.principalOf(name)))
        const holders = await Promise.all(
          people.map(async (person, index) =>
            takeConversation(index % 2 === 0 ? world.deps : { ...world.deps, store: other }, person, id),
          ),
        )
        expect(new Set(holders.map(({ holderId }) => holderId)).size).toBe(1)
        const { items } = await store.messages.page(world.environmentId, id, { before: null, limit: 20 })
        expect(items.filter(({ system }) => system?.event === 'assigned')).toHaveLength(1)
      }
    } finally {
      await other.close()
    }
  })

  it("leaves what a colleague has with them, and one's own as it is", async () => {
    const { id } = await newConversation('491726000010')
    const [anna, luca] = await Promise.all([world.principalOf('Anna'), world.principalOf('Luca')])
    await assignConversation(world.deps, anna, id, 'me')
    expect((await takeConversation(world.deps, luca, id)).holderId).toBe(anna.userId)
    expect((await takeConversation(world.deps, anna, id)).holderId).toBe(anna.userId)
  })
})
