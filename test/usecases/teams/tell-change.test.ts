import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Conversation, TeamsPlace } from '../../../server/store/entities.ts'
import { assignConversation, takeConversation } from '../../../server/usecases/change-conversation.ts'
import type { Deps, Principal } from '../../../server/usecases/ports.ts'
import { tellOfChange, tellWhatIsUntold, untoldOf } from '../../../server/usecases/teams/tell-change.ts'
import { Crash, dyingStore } from '../../support/dying-store.ts'
import { closeTestStore, openTestStore, type TestStore } from '../../support/store.ts'
import { createTeamsWorld, type TeamsWorld } from './teams-world.ts'

let store: TestStore
let world: TeamsWorld
let anna: Principal
let luca: Principal
let lastNumber = 491_530_000_000

beforeAll(async () => {
  store = await openTestStore()
  world = await createTeamsWorld(store)
  anna = await world.principalOf('Anna')
  luca = await world.principalOf('Luca')
})
afterAll(() => closeTestStore(store))
beforeEach(async () => {
  await world.leaveAll()
  world.pass(3_600_000)
})

/** Kinds of the cards in a place, with how many of each were posted. */
const kindsIn = (place: TeamsPlace): string[] =>
  world.teams
    .in(place)
    .map(({ content }) => content.kind)
    .toSorted()

/** As if whoever made the changes had been gone for long. */
async function makeUp(): Promise<void> {
  const conversations = store.raw.collection('conversations')
  await conversations.updateMany({ untold: { $exists: true } }, { $set: { 'untold.at': new Date(0) } })
  await tellWhatIsUntold(world.deps)
  await world.work()
}

const untold = async ({ id }: Conversation): Promise<Conversation['untold']> =>
  (await store.conversations.find(world.environmentId, id))?.untold

interface Change {
  name: string
  before(conversation: Conversation): Promise<void>
  change(deps: Deps, conversation: Conversation): Promise<unknown>
  happened(conversation: Conversation): boolean
}

const CHANGES: Change[] = [
  {
    name: 'a conversation that is given to somebody',
    before: async () => {},
    change: (deps, { id }) => assignConversation(deps, anna, id, luca.userId),
    happened: ({ assigneeId }) => assigneeId === luca.userId,
  },
  {
    name: 'a conversation that is given back',
    before: async ({ id }) => void (await assignConversation(world.deps, luca, id, luca.userId)),
    change: (deps, { id }) => assignConversation(deps, luca, id, null),
    happened: ({ assigneeId }) => assigneeId === null,
  },
]

/** What Anna and Luca have in their chats after a change during which the store dies at its `n`th call. */
async function outcome(
  one: Change,
  { n, moment }: { n: number; moment: 'before' | 'after' },
): Promise<{ died: boolean; happened: boolean; told: string[][] }> {
  await world.leaveAll()
  lastNumber += 1
  const places = [await world.chatWith('Anna'), await world.chatWith('Luca')]
  const conversation = await world.write(String(lastNumber), 'Hello')
  await one.before(conversation)
  await world.work()
  const parts = ['conversations', 'messages', 'teamsCards'] as const
  const dying = dyingStore(store, { n, moment, parts })
  await one.change({ ...world.deps, store: dying.store }, conversation).catch((error: unknown) => {
    if (!(error instanceof Crash)) throw error
  })
  const now = await world.conversationOf(String(lastNumber))
  await makeUp()
  expect([n, await untold(conversation)]).toEqual([n, undefined])
  return { died: dying.died(), happened: one.happened(now), told: places.map(kindsIn) }
}

describe.each(CHANGES)('$name', (change) => {
  it.each(['before', 'after'] as const)(
    'is told of once, whenever the server dies %s a write',
    { timeout: 120_000 },
    async (moment) => {
      const { told } = await outcome(change, { n: Infinity, moment })
      const otherwise: unknown[] = []
      for (let n = 1; ; n += 1) {
        const after = await outcome(change, { n, moment })
        if (after.happened && JSON.stringify(after.told) !== JSON.stringify(told))
          otherwise.push([n, after.told])
        if (!after.died) break
      }
      expect(otherwise).toEqual([])
    },
  )
})

describe('the mark of a change', () => {
  it('is taken away once it has been told, and not before', async () => {
    const place = await world.chatWith('Luca')
    const conversation = await world.write(String((lastNumber += 1)), 'Hello')
    const given = await store.conversations.change(
      world.environmentId,
      conversation.id,
      ['open'],
      { assigneeId: luca.userId, ...untoldOf(world.deps, 'assignment', { by: anna.userId }) },
      world.now,
    )
    expect(await untold(conversation)).toBeDefined()
    if (given !== null) await tellOfChange(world.deps, given)
    expect(await untold(conversation)).toBeUndefined()
    await world.work()
    expect(kindsIn(place)).toContain('assigned')
  })

  it('stays when a lesser change comes before it was told, and goes when the conversation is given to another', async () => {
    const conversation = await world.write(String((lastNumber += 1)), 'Hello')
    const change = (set: object) =>
      store.conversations.change(world.environmentId, conversation.id, ['open'], set, world.now)
    const first = await change({
      assigneeId: luca.userId,
      ...untoldOf(world.deps, 'assignment', { by: anna.userId }),
    })
    const second = await change({ labels: ['a'], ...untoldOf(world.deps, 'shown') })
    expect(second?.untold).toEqual(first?.untold)
    const third = await change({
      assigneeId: null,
      ...untoldOf(world.deps, 'assignment', { by: luca.userId }),
    })
    expect(third?.untold).toMatchObject({ seq: third?.seq, by: luca.userId })
    // Somebody who tells of the first change now does not take the mark of the third away.
    if (first !== null) await tellOfChange(world.deps, first)
    expect((await untold(conversation))?.seq).toBe(third?.seq)
    await makeUp()
    expect(await untold(conversation)).toBeUndefined()
  })

  it('is not written where there is no bot', async () => {
    const conversation = await world.write(String((lastNumber += 1)), 'Hello')
    await takeConversation({ ...world.deps, teams: null }, anna, conversation.id)
    expect(await untold(conversation)).toBeUndefined()
  })
})
