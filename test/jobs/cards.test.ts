import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { CardsJob } from '../../server/jobs/cards.ts'
import { createJobs } from '../../server/jobs/jobs.ts'
import type { Store } from '../../server/store/store.ts'
import type { Deps, TeamsMessenger } from '../../server/usecases/ports.ts'
import { closeTestStore, openTestStore, openTestStoreAt, type TestStore } from '../support/store.ts'
import { waitFor } from '../support/wait-for.ts'
import { ALL_LANES, createTeamsWorld, kindsIn, type TeamsWorld } from '../usecases/teams/teams-world.ts'

const LANES = { lanes: ALL_LANES }
const PAUSES = { firstMs: 1, maxMs: 10 }

let store: TestStore
let world: TeamsWorld
let lastNumber = 491_590_000_000
const stops: (() => Promise<unknown>)[] = []

beforeAll(async () => {
  store = await openTestStore()
  world = await createTeamsWorld(store)
})

afterAll(async () => {
  await closeTestStore(store)
})

beforeEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()))
  await world.leaveAll()
  world.pass(3_600_000)
})

function customers(count: number): string[] {
  return Array.from({ length: count }, () => String((lastNumber += 1)))
}

function startJob(deps: Deps, alone = false): CardsJob {
  const job = new CardsJob(deps, LANES, PAUSES)
  job.start(alone)
  stops.push(() => job.stop())
  return job
}

/** A messenger that hands every call to the fake only when it is let go. */
function heldBack(teams: TeamsMessenger): {
  messenger: TeamsMessenger
  held: { placeId: string; letGo: () => void }[]
} {
  const held: { placeId: string; letGo: () => void }[] = []
  const wait = (placeId: string): Promise<void> =>
    new Promise((resolve) => held.push({ placeId, letGo: resolve }))
  return {
    held,
    messenger: {
      post: async (place, ...rest) => {
        await wait(place.id)
        return teams.post(place, ...rest)
      },
      update: async (place, ...rest) => {
        await wait(place.id)
        return teams.update(place, ...rest)
      },
    },
  }
}

describe('the worker for cards', () => {
  it('sends one after the other in a place, and to many places side by side', async () => {
    const chats = [await world.chatWith('Anna'), await world.chatWith('Luca'), await world.chatWith('Olga')]
    for (const number of customers(3)) {
      world.pass(1_000)
      await world.write(number, 'Hello')
    }
    const { held, messenger } = heldBack(world.teams)
    startJob({ ...world.deps, teams: messenger })
    for (let round = 0; round < 3; round += 1) {
      await waitFor('one card on its way to each place', () => held.length === chats.length)
      expect(new Set(held.map(({ placeId }) => placeId)).size).toBe(chats.length)
      for (const { letGo } of held.splice(0)) letGo()
    }
    await waitFor('all cards', () => world.teams.shown.length === 9)
    for (const chat of chats) {
      const numbers = world.teams
        .in(chat)
        .map(({ content }) => (content.about === 'conversation' ? content.conversation.number : 0))
      expect(numbers).toEqual(numbers.toSorted((a, b) => a - b))
    }
  })

  it('finds what is due without being woken', async () => {
    const chat = await world.chatWith('Anna')
    startJob(world.deps)
    await world.write(customers(1)[0]!, 'Hello')
    await waitFor('the card', () => world.teams.in(chat).length === 1)
    expect(kindsIn(world.teams, chat)).toEqual(['waiting'])
  })

  it('starts nothing new once it is stopped, and finishes what is under way', async () => {
    const chat = await world.chatWith('Anna')
    for (const number of customers(2)) await world.write(number, 'Hello')
    const { held, messenger } = heldBack(world.teams)
    const job = startJob({ ...world.deps, teams: messenger })
    await waitFor('a card on its way', () => held.length === 1)
    const stopped = job.stop()
    held[0]!.letGo()
    await stopped
    job.wake()
    expect(world.teams.in(chat)).toHaveLength(1)
    expect((await world.cards()).map(({ shown }) => shown)).toEqual([1, 0])
  })

  it('takes up at once what a process that was killed left under way, when no other can be at it', async () => {
    const chat = await world.chatWith('Anna')
    await world.write(customers(1)[0]!, 'Hello')
    const { held, messenger } = heldBack(world.teams)
    const killed = new CardsJob({ ...world.deps, teams: messenger }, LANES, PAUSES)
    killed.start(false)
    await waitFor('a card on its way', () => held.length === 1)
    // What it does from here on is lost with it: the store that it writes to is gone.
    startJob(world.deps, true)
    await waitFor('the card', () => world.teams.in(chat).length === 1)
    expect(kindsIn(world.teams, chat)).toEqual(['waiting'])
    held[0]!.letGo()
    await killed.stop()
  })

  it('posts once where two processes hold the same lanes', async () => {
    const chats = [await world.chatWith('Anna'), await world.chatWith('Luca'), await world.chatWith('Olga')]
    const other: Store = await openTestStoreAt(store.database)
    const numbers = customers(6)
    startJob(world.deps)
    startJob({ ...world.deps, store: other })
    try {
      for (const number of numbers) await world.write(number, 'Hello')
      await waitFor('all cards', () => world.teams.shown.length >= chats.length * numbers.length)
    } finally {
      await Promise.all(stops.splice(0).map((stop) => stop()))
      await other.close()
    }
    for (const chat of chats) expect(world.teams.in(chat)).toHaveLength(numbers.length)
  })

  it('lets go what quiet hours held back that have been ended', async () => {
    const quietHours = { from: '00:00', to: '00:00', timeZone: 'UTC' }
    const chat = await world.chatWith('Anna', { quietHours })
    for (const number of customers(3)) await world.write(number, 'Hello')
    await world.prefer('Anna', {})
    startJob(world.deps)
    await waitFor('all cards', () => world.teams.in(chat).length === 3)
    expect((await world.cards()).map(({ shown }) => shown)).toEqual([1, 1, 1])
  })
})

describe('all workers of a process', () => {
  it('bring a message’s card to Teams, woken by its arrival', async () => {
    const chat = await world.chatWith('Anna')
    const deps: Deps = { ...world.deps }
    const jobs = createJobs(() => deps, 'one')
    deps.jobs = jobs.signals
    await jobs.start(true)
    stops.push(() => jobs.stop())
    const [number] = customers(1)
    await world.write(number!, 'Hello')
    jobs.signals.cardsChanged()
    await waitFor('the card', () => world.teams.in(chat).length === 1)
    expect(kindsIn(world.teams, chat)).toEqual(['waiting'])
  })

  it('leave cards alone where there is no bot', async () => {
    await world.chatWith('Anna')
    await world.write(customers(1)[0]!, 'Hello')
    const asked: string[] = []
    const teamsCards = new Proxy(store.teamsCards, {
      get(target, name) {
        asked.push(String(name))
        return Reflect.get(target, name) as unknown
      },
    })
    const jobs = createJobs(() => ({ ...world.deps, teams: null, store: { ...store, teamsCards } }), 'two')
    await jobs.start(true)
    jobs.signals.cardsChanged()
    await jobs.stop()
    expect(asked).toEqual([])
  })
})
