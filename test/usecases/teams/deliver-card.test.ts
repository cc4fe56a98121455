import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { TeamsFailure } from '../../../server/lib/errors.ts'
import type { Store } from '../../../server/store/store.ts'
import { applyInboundEvent } from '../../../server/usecases/apply-inbound-event.ts'
import { assignConversation, resolveConversation } from '../../../server/usecases/change-conversation.ts'
import type { Deps, Principal, TeamsMessenger } from '../../../server/usecases/ports.ts'
import { sendMessage } from '../../../server/usecases/send-message.ts'
import { deliverCard } from '../../../server/usecases/teams/deliver-card.ts'
import { releaseHeld } from '../../../server/usecases/teams/release-held.ts'
import { closeTestStore, openTestStore, openTestStoreAt, type TestStore } from '../../support/store.ts'
import { textOf } from '../../support/usecase-world.ts'
import {
  ALL_LANES,
  createTeamsWorld,
  FakeFeed,
  kindsIn,
  newClientId,
  NO_PAUSES,
  onlyCard,
  type TeamsWorld,
} from './teams-world.ts'

const HOUR_MS = 3_600_000

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

afterAll(async () => {
  await closeTestStore(store)
})

beforeEach(async () => {
  await world.leaveAll()
  world.pass(HOUR_MS)
  lastNumber += 1
})

const customer = (): string => String(lastNumber)

describe('quiet hours', () => {
  /** Around the time that the world's clock shows in Berlin. */
  function quietNow(hours: number) {
    const clock = (ms: number): string =>
      new Intl.DateTimeFormat('de-DE', {
        timeZone: 'Europe/Berlin',
        hour: '2-digit',
        minute: '2-digit',
      }).format(world.now.getTime() + ms)
    return { from: clock(-HOUR_MS), to: clock(hours * HOUR_MS), timeZone: 'Europe/Berlin' }
  }

  it('hold cards back to their end, and drop what is settled by then', async () => {
    const chat = await world.chatWith('Anna', { quietHours: quietNow(8) })
    const others = await world.chatWith('Luca')
    await world.write('491530100001', 'Hello')
    const { id } = await world.write('491530100002', 'Hello as well')
    await world.work({ aheadMs: 2 * HOUR_MS })
    expect(world.teams.in(chat)).toEqual([])
    expect(world.teams.in(others)).toHaveLength(2)
    world.pass(8 * HOUR_MS)
    await resolveConversation(world.deps, luca, id)
    await world.work({ aheadMs: 8 * HOUR_MS + 2_000 })
    expect(world.teams.in(chat).map(({ content }) => content.settled)).toEqual([false])
    expect(onlyCard(world.teams, chat).conversation.number).not.toBeNaN()
    expect(await world.cards().then((cards) => cards.filter(({ state }) => state === 'open'))).toHaveLength(2)
  })

  it('that have begun meanwhile hold back as well', async () => {
    const chat = await world.chatWith('Anna')
    await world.write(customer(), 'Hello')
    await world.prefer('Anna', { quietHours: quietNow(2) })
    await world.work()
    expect(world.teams.in(chat)).toEqual([])
    world.pass(2 * HOUR_MS)
    await world.work({ aheadMs: 2 * HOUR_MS + 2_000 })
    expect(kindsIn(world.teams, chat)).toEqual(['waiting'])
  })

  it('that somebody ends let go what they held, one after the other', async () => {
    const chat = await world.chatWith('Anna', { quietHours: quietNow(8) })
    for (const number of ['1', '2', '3']) await world.write(`49153020000${number}`, 'Hello')
    await world.work()
    const letGo = () => releaseHeld(world.deps, ALL_LANES, new Date())
    expect(await letGo(), 'not while they last').toBe(0)
    await world.prefer('Anna', {})
    for (const count of [1, 2, 3]) {
      expect(await letGo()).toBe(1)
      await world.work()
      expect(world.teams.in(chat)).toHaveLength(count)
    }
    expect(await letGo()).toBe(0)
  })

  it('that a moved clock has left behind let go as well', async () => {
    const chat = await world.chatWith('Anna', { quietHours: quietNow(1) })
    await world.write(customer(), 'Hello')
    world.pass(HOUR_MS)
    await releaseHeld(world.deps, ALL_LANES, new Date())
    await world.work()
    expect(world.teams.in(chat)).toHaveLength(1)
  })

  it('leave alone what Teams asked to send later', async () => {
    await world.chatWith('Anna')
    await world.write(customer(), 'Hello')
    world.teams.fails = () => ({ failure: { outcome: 'later', retryAfterMs: 60_000 } })
    await world.work()
    expect(world.teams.calls).toHaveLength(1)
    expect(await releaseHeld(world.deps, ALL_LANES, new Date())).toBe(0)
  })

  it('do not keep what is posted already from being brought up to date', async () => {
    const chat = await world.chatWith('Anna')
    const { id } = await world.write(customer(), 'Hello')
    await world.work()
    await world.prefer('Anna', { quietHours: quietNow(8) })
    await resolveConversation(world.deps, luca, id)
    await world.work()
    expect(onlyCard(world.teams, chat).settled).toBe(true)
  })
})

describe('what Teams answers', () => {
  const twice = async (): Promise<void> => {
    await world.write('491530300001', `first ${world.now.getTime()}`)
    world.pass(1_000)
    await world.write('491530300002', `second ${world.now.getTime()}`)
  }
  const fail = (failure: TeamsFailure, times: number): void => {
    world.teams.fails = () => (times-- > 0 ? { failure } : null)
  }

  it.each<[string, TeamsFailure]>([
    ['later', { outcome: 'later' }],
    ['nothing', { outcome: 'unknown' }],
  ])('%s: it is tried again, and what comes after it waits', async (_name, failure) => {
    const chat = await world.chatWith('Anna')
    await twice()
    fail(failure, 3)
    await world.work()
    const cards = world.teams.calls.map(({ cardId }) => cardId)
    expect(cards.slice(0, 4)).toEqual([cards[0], cards[0], cards[0], cards[0]])
    expect(cards).toHaveLength(5)
    expect(world.teams.in(chat)).toHaveLength(2)
  })

  it('later, with advice: not before that, however early a worker looks', async () => {
    await world.chatWith('Anna')
    await world.write(customer(), 'Hello')
    fail({ outcome: 'later', retryAfterMs: 60_000 }, 1)
    await world.work()
    await world.work({ aheadMs: 50_000 })
    expect(world.teams.calls).toHaveLength(1)
    await world.work({ aheadMs: 70_000 })
    expect(world.teams.calls).toHaveLength(2)
  })

  it('later, again and again: pauses double, within limits', async () => {
    await world.chatWith('Anna')
    await world.write(customer(), 'Hello')
    fail({ outcome: 'later' }, 100)
    for (let attempt = 0; attempt < 12; attempt += 1) {
      const [card] = await world.cards()
      const now = new Date(Math.max(card!.dueAt.getTime(), Date.now()))
      const most = Math.min(1_000 * 2 ** attempt, 300_000)
      await deliverCard(world.deps, card!, now)
      const [after] = await world.cards()
      // A pause begins when Teams has answered, which on a busy machine may be later than `now`.
      const latest = Math.max(now.getTime(), Date.now()) + most
      expect(after!.dueAt.getTime()).toBeGreaterThanOrEqual(now.getTime() + most / 2)
      expect(after!.dueAt.getTime()).toBeLessThanOrEqual(latest)
    }
  })

  it('later: what is settled meanwhile is never posted', async () => {
    const chat = await world.chatWith('Anna')
    const { id } = await world.write(customer(), 'Hello')
    fail({ outcome: 'later', retryAfterMs: 60_000 }, 1)
    await world.work()
    await resolveConversation(world.deps, luca, id)
    await world.work({ aheadMs: 120_000 })
    expect(world.teams.in(chat)).toEqual([])
    expect(world.teams.calls).toHaveLength(1)
  })

  it('gone: the place is forgotten with all its cards, and nothing is sent there any more', async () => {
    const [hers, his] = [await world.chatWith('Anna'), await world.chatWith('Luca')]
    await twice()
    world.teams.fails = ({ placeId }) => (placeId === hers.id ? { failure: { outcome: 'gone' } } : null)
    await world.work()
    expect(world.teams.calls.filter(({ placeId }) => placeId === hers.id)).toHaveLength(1)
    expect(await store.teamsPlaces.find(hers.id)).toBeNull()
    expect((await world.cards()).map(({ placeId }) => placeId)).toEqual([his.id, his.id])
    await world.write(customer(), 'Hello')
    await world.work()
    expect(world.teams.calls.filter(({ placeId }) => placeId === hers.id)).toHaveLength(1)
    expect(world.teams.in(his)).toHaveLength(3)
  })

  it('refused: this card is given up, the next one comes', async () => {
    const chat = await world.chatWith('Anna')
    await twice()
    fail({ outcome: 'refused', status: 413 }, 1)
    await world.work()
    expect(world.teams.in(chat)).toHaveLength(1)
    expect((await world.cards()).map(({ state }) => state)).toEqual(['done', 'open'])
  })

  it('refused to an update: the card stays as it was', async () => {
    const chat = await world.chatWith('Anna')
    const { id } = await world.write(customer(), 'Hello')
    await world.work()
    fail({ outcome: 'refused' }, 1)
    await resolveConversation(world.deps, luca, id)
    await world.work()
    expect(onlyCard(world.teams, chat).settled).toBe(false)
    expect(world.teams.calls).toHaveLength(2)
  })

  it('something that nobody knows: tried again, but not for ever', async () => {
    const chat = await world.chatWith('Anna')
    await twice()
    const [first] = await world.cards()
    const post = world.teams.post.bind(world.teams)
    let tries = 0
    const teams: TeamsMessenger = {
      post: (...args) => {
        if (args[1].cardId !== first!.id) return post(...args)
        tries += 1
        return Promise.reject(new Error('a mistake of ours'))
      },
      update: (...args) => world.teams.update(...args),
    }
    await world.work({ deps: { ...world.deps, teams } })
    expect(tries).toBe(12)
    expect(world.teams.in(chat)).toHaveLength(1)
  })
})

describe('a card', () => {
  it('alerts in a personal chat', async () => {
    const [chat, channel] = [await world.chatWith('Anna'), await world.channel()]
    await world.write(customer(), 'Hello')
    await world.work()
    expect(world.teams.in(chat)[0]).toMatchObject({ alert: true })
    expect(world.teams.in(channel)[0]).toMatchObject({ alert: false })
  })

  it('of somebody who may not see it any more is not sent', async () => {
    const chat = await world.chatWith('Olga')
    await world.write(customer(), 'Hello')
    await store.people.setRoles(world.environmentId, (await world.principalOf('Olga')).userId, ['analyst'])
    world.deps.directory.invalidate()
    await world.work()
    expect(world.teams.in(chat)).toEqual([])
    await store.people.setRoles(world.environmentId, (await world.principalOf('Olga')).userId, ['operator'])
    world.deps.directory.invalidate()
  })

  it('of a chat that is somebody else’s by now is not sent', async () => {
    const chat = await world.chatWith('Anna')
    await world.write(customer(), 'Hello')
    await store.teamsPlaces.setUser(chat.id, luca.userId)
    await world.work()
    expect(world.teams.in(chat)).toEqual([])
  })

  it('of a channel that follows something else by now is not sent', async () => {
    const channel = await world.channel()
    await world.write(customer(), 'Hello')
    const serviceIds = ['0'.repeat(24)]
    await store.teamsPlaces.setSubscription(channel.id, { ...channel.subscription!, serviceIds })
    await world.work()
    expect(world.teams.in(channel)).toEqual([])
  })

  it('that is wanted anew while it is on its way is brought up to date afterwards', async () => {
    const chat = await world.chatWith('Anna')
    const { id } = await world.write(customer(), 'Hello')
    let meanwhile: Promise<unknown> | null = null
    world.teams.fails = ({ update }) => {
      if (!update) meanwhile = assignConversation(world.deps, luca, id, 'me')
      return null
    }
    const post = world.teams.post.bind(world.teams)
    const teams: TeamsMessenger = {
      post: async (...args) => {
        const activityId = await post(...args)
        await meanwhile
        return activityId
      },
      update: (...args) => world.teams.update(...args),
    }
    await world.work({ deps: { ...world.deps, teams } })
    expect(onlyCard(world.teams, chat)).toMatchObject({
      settled: true,
      version: 2,
      conversation: { assignee: { name: 'Luca' } },
    })
  })
})

describe('with the activity feed', () => {
  let feed: FakeFeed
  let deps: Deps

  beforeEach(() => {
    feed = new FakeFeed()
    deps = { ...world.deps, feed }
  })

  it('the person is told there, once, and not by the bot’s message', async () => {
    const chat = await world.chatWith('Anna')
    const channel = await world.channel()
    const { id } = await world.write(customer(), 'Hello')
    await world.work({ deps })
    expect(world.teams.in(chat)[0]).toMatchObject({ alert: false, updates: 0 })
    expect(feed.told.map(({ placeId }) => placeId)).toEqual([chat.id])
    expect(feed.told[0]!.link).toContain(`/c/${id}`)
    await world.write(customer(), 'Anybody?')
    await world.work({ deps })
    expect(world.teams.in(chat)[0]).toMatchObject({ updates: 1 })
    expect(feed.told).toHaveLength(1)
    expect(world.teams.in(channel)).toHaveLength(1)
  })

  it.each<[string, TeamsFailure]>([
    ['later', { outcome: 'later' }],
    ['nothing', { outcome: 'unknown' }],
  ])('that answers %s, it is asked again without posting again', async (_name, failure) => {
    const chat = await world.chatWith('Anna')
    await world.write(customer(), 'Hello')
    feed.fails = () => (feed.tries <= 3 ? failure : null)
    await world.work({ deps })
    expect(world.teams.in(chat)).toHaveLength(1)
    expect(world.teams.calls).toHaveLength(1)
    expect(feed).toMatchObject({ tries: 4, told: [{ placeId: chat.id }] })
  })

  it.each<[string, TeamsFailure, number]>([
    ['refuses', { outcome: 'refused' }, 1],
    ['does not answer for long', { outcome: 'later' }, 6],
  ])('that %s, it is left alone; the cards are there', async (_name, failure, tries) => {
    const chat = await world.chatWith('Anna')
    await world.write(customer(), 'Hello')
    feed.fails = () => failure
    await world.work({ deps })
    expect(feed.tries).toBe(tries)
    await world.write('491530300009', 'Hello')
    feed.fails = () => null
    await world.work({ deps })
    expect(world.teams.in(chat)).toHaveLength(2)
    expect(feed.told).toHaveLength(1)
  })

  it('what is settled before it was told there is not told any more', async () => {
    const chat = await world.chatWith('Anna')
    const { id } = await world.write(customer(), 'Hello')
    feed.fails = () => ({ outcome: 'later', retryAfterMs: 60_000 })
    await world.work({ deps })
    await resolveConversation(deps, luca, id)
    feed.fails = () => null
    await world.work({ deps, aheadMs: 120_000 })
    expect(feed.told).toEqual([])
    expect(onlyCard(world.teams, chat).settled).toBe(true)
  })
})

describe('two processes', () => {
  it('that take the same card post it once', async () => {
    const chat = await world.chatWith('Anna')
    const other: Deps = { ...world.deps, store: await openTestStoreAt(store.database) }
    try {
      for (let round = 0; round < 5; round += 1) {
        await world.write(`49153040000${round}`, 'Hello')
        const now = new Date(Date.now() + 2_000)
        const [head] = await store.teamsCards.heads(ALL_LANES, now, 10)
        await Promise.all([world.deps, other, other].map((deps) => deliverCard(deps, head!, now)))
        expect(world.teams.in(chat)).toHaveLength(round + 1)
      }
    } finally {
      await other.store.close()
    }
  })

  it('that work off the same message ask for its card once', async () => {
    const chat = await world.chatWith('Anna')
    await world.receive(textOf(customer(), `wamid.${customer()}.same`, world.now))
    const [event] = await world.pending()
    await Promise.allSettled([applyInboundEvent(world.deps, event!), applyInboundEvent(world.deps, event!)])
    await applyInboundEvent(world.deps, event!)
    await store.intake.finish([event!.id])
    await world.work()
    expect(world.teams.in(chat)).toHaveLength(1)
  })
})

class Crash extends Error {}

/** Every part of a store that cards have to do with, dying at its `n`th call: before doing it, or after. */
function dyingStore(n: number, moment: 'before' | 'after'): { store: Store; died: () => boolean } {
  let calls = 0
  const wrap = <T extends object>(part: T): T =>
    new Proxy(part, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name)
        if (typeof member !== 'function') return member
        return async (...args: unknown[]) => {
          calls += 1
          if (calls > n || (calls === n && moment === 'before')) throw new Crash()
          const result: unknown = await Reflect.apply(member, target, args)
          if (calls === n) throw new Crash()
          return result
        }
      },
    })
  const { teamsCards, teamsPlaces, preferences, conversations, messages, people } = store
  const parts = { teamsCards, teamsPlaces, preferences, conversations, messages, people }
  const dying = Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, wrap(part)]))
  return { store: { ...store, ...dying }, died: () => calls >= n }
}

/** One at a time while it can, then never again: what a process that died leaves behind. */
async function dieAt(n: number, moment: 'before' | 'after', run: (deps: Deps) => Promise<unknown>) {
  const dying = dyingStore(n, moment)
  await run({ ...world.deps, store: dying.store }).catch((error: unknown) => {
    if (!(error instanceof Crash)) throw error
  })
  return dying.died()
}

describe.each(['before', 'after'] as const)('a crash %s any call of the store', (moment) => {
  const AFTER_LEASES = { aheadMs: 120_000 }

  it('loses no notification of a customer’s message that is worked off again', async () => {
    const [hers, his] = [await world.chatWith('Anna'), await world.chatWith('Luca')]
    for (let n = 1, alive = false; !alive; n += 1) {
      expect(n, 'the steps come to an end').toBeLessThan(60)
      const from = `49154${moment === 'before' ? 1 : 2}${String(n).padStart(6, '0')}`
      await world.receive(textOf(from, `wamid.${from}`, world.now))
      const [event] = await world.pending()
      alive = !(await dieAt(n, moment, (deps) => applyInboundEvent(deps, event!)))
      await applyInboundEvent(world.deps, { ...event!, attempts: 1 })
      await store.intake.finish([event!.id])
      await world.work()
      expect([world.teams.in(hers).length, world.teams.in(his).length], `died at ${n}`).toEqual([n, n])
    }
  })

  it('loses no posting, and repeats one only when it dies between Teams’ answer and the note of it', async () => {
    const chat = await world.chatWith('Anna')
    let repeated = 0
    for (let n = 1, alive = false; !alive; n += 1) {
      expect(n, 'the steps come to an end').toBeLessThan(40)
      await world.write(`49155${moment === 'before' ? 1 : 2}${String(n).padStart(6, '0')}`, 'Hello')
      world.teams.shown.length = 0
      const now = new Date(Date.now() + 2_000)
      const [head] = await store.teamsCards.heads(ALL_LANES, now, 10)
      alive = !(await dieAt(n, moment, (deps) => deliverCard(deps, head!, now, { pauses: NO_PAUSES })))
      const before = world.teams.in(chat).length
      await world.work(AFTER_LEASES)
      const posted = world.teams.in(chat)
      expect(posted.length, `died at ${n}`).toBeGreaterThanOrEqual(1)
      expect(posted.length, `died at ${n}`).toBeLessThanOrEqual(2)
      expect(posted.length, `died at ${n}`).toBeLessThanOrEqual(before + 1)
      repeated += posted.length - 1
      const [card] = (await world.cards()).filter(({ id }) => id === head!.id)
      expect(card).toMatchObject({ state: 'open', activityId: posted.at(-1)!.activityId })
    }
    expect(repeated).toBeLessThanOrEqual(1)
  })

  it('loses no update', async () => {
    const chat = await world.chatWith('Anna')
    for (let n = 1, alive = false; !alive; n += 1) {
      expect(n, 'the steps come to an end').toBeLessThan(40)
      const from = `49156${moment === 'before' ? 1 : 2}${String(n).padStart(6, '0')}`
      const { id } = await world.write(from, 'Hello')
      await world.work(AFTER_LEASES)
      await sendMessage(world.deps, anna, id, { clientId: newClientId(), text: 'Hi' })
      const now = new Date(Date.now() + 2_000)
      const [head] = await store.teamsCards.heads(ALL_LANES, now, 10)
      alive = !(await dieAt(n, moment, (deps) => deliverCard(deps, head!, now, { pauses: NO_PAUSES })))
      await world.work(AFTER_LEASES)
      expect(world.teams.in(chat), `died at ${n}`).toHaveLength(n)
      expect(world.teams.in(chat).at(-1)!.content.settled, `died at ${n}`).toBe(true)
    }
  })
})
