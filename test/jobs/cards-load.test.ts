import { setImmediate } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CardsJob } from '../../server/jobs/cards.ts'
import type { TeamsFailure } from '../../server/lib/errors.ts'
import { TeamsError } from '../../server/lib/errors.ts'
import type { TeamsPlace } from '../../server/store/entities.ts'
import { resolveConversation } from '../../server/usecases/change-conversation.ts'
import type { TeamsMessenger } from '../../server/usecases/ports.ts'
import { forgetReach } from '../../server/usecases/teams/reach.ts'
import { closeTestStore, openTestStore, type TestStore } from '../support/store.ts'
import { waitFor } from '../support/wait-for.ts'
import { ALL_LANES, createTeamsWorld, TENANT, type TeamsWorld } from '../usecases/teams/teams-world.ts'

const AGENTS = 100
const CONVERSATIONS = 5

let store: TestStore
let world: TeamsWorld

beforeAll(async () => {
  store = await openTestStore()
  world = await createTeamsWorld(store)
})

afterAll(async () => {
  await closeTestStore(store)
})

/** The same numbers between 0 and 1 in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

async function employ(count: number): Promise<TeamsPlace[]> {
  const places: TeamsPlace[] = []
  for (let index = 0; index < count; index += 1) {
    const user = await store.people.upsertUser({
      email: `agent${index}@example.test`,
      name: `Agent ${index}`,
    })
    await store.people.setRoles(world.environmentId, user.id, ['agent'])
    const { id } = await store.teamsPlaces.remember({
      tenantId: TENANT,
      conversationId: `a:agent-${index}`,
      kind: 'personal',
      reference: {},
      person: { teamsUserId: `29:${index}`, objectId: null },
      team: null,
      name: null,
      locale: null,
      timeZone: null,
      seenAt: world.now,
    })
    const place = await store.teamsPlaces.setUser(id, user.id)
    if (place !== null) places.push(place)
  }
  world.deps.directory.invalidate()
  forgetReach(world.deps)
  return places
}

/** Teams on a bad day: of every ten calls three or four are turned away, in different ways. */
class BadDay implements TeamsMessenger {
  readonly posted = new Map<string, number[]>()
  readonly settled = new Set<string>()
  readonly underWay = new Set<string>()
  failures = 0
  /** A place that got two calls at once. */
  overlaps = 0
  most = 0
  readonly #random = seeded(4711)

  post: TeamsMessenger['post'] = async (place, content) => {
    if (content.about !== 'conversation') throw new Error('not what was to be told')
    await this.#travel(place.id)
    const numbers = this.posted.get(place.id) ?? []
    this.posted.set(place.id, [...numbers, content.conversation.number])
    return `${place.id} ${numbers.length}`
  }

  update: TeamsMessenger['update'] = async (place, activityId, content) => {
    await this.#travel(place.id)
    if (content.settled) this.settled.add(activityId)
  }

  async #travel(placeId: string): Promise<void> {
    if (this.underWay.has(placeId)) this.overlaps += 1
    this.underWay.add(placeId)
    this.most = Math.max(this.most, this.underWay.size)
    for (let turns = this.#random() * 5; turns > 0; turns -= 1) await setImmediate()
    this.underWay.delete(placeId)
    const failure = this.#failure()
    if (failure === null) return
    this.failures += 1
    throw new TeamsError(failure)
  }

  #failure(): TeamsFailure | null {
    const dice = this.#random()
    if (dice < 0.15) return { outcome: 'later', status: 429, retryAfterMs: 20 }
    if (dice < 0.25) return { outcome: 'later', status: 502 }
    if (dice < 0.35) return { outcome: 'later', status: 412 }
    return null
  }
}

describe('500 notifications for 100 agents, while Teams turns away every third', () => {
  it(
    'all arrive once, in order for each agent, and are all brought up to date',
    { timeout: 120_000 },
    async () => {
      const places = await employ(AGENTS)
      const teams = new BadDay()
      const deps = { ...world.deps, teams }
      const job = new CardsJob(deps, { lanes: ALL_LANES }, { firstMs: 5, maxMs: 40 })
      job.start(false)
      try {
        const conversations: string[] = []
        const numbers: number[] = []
        for (let index = 0; index < CONVERSATIONS; index += 1) {
          world.pass(1_000)
          const { id, number } = await world.write(`49160000000${index}`, `message ${index}`)
          conversations.push(id)
          numbers.push(number)
        }
        const count = (): number => [...teams.posted.values()].reduce((sum, { length }) => sum + length, 0)
        await waitFor('all cards', () => count() >= AGENTS * CONVERSATIONS, 100_000)
        const luca = await world.principalOf('Luca')
        for (const id of conversations) await resolveConversation(deps, luca, id)
        await waitFor('all outcomes', () => teams.settled.size >= AGENTS * CONVERSATIONS, 100_000)
        expect(teams.posted.size).toBe(AGENTS)
        for (const place of places) expect(teams.posted.get(place.id)).toEqual(numbers)
      } finally {
        await job.stop()
      }
      expect(await store.raw.collection('teams_cards').countDocuments({ state: 'done' })).toBe(500)
      expect(await store.raw.collection('teams_cards').countDocuments({})).toBe(500)
      expect(teams.failures).toBeGreaterThan(200)
      expect(teams).toMatchObject({ overlaps: 0 })
      expect(teams.most).toBeGreaterThan(8)
      expect(teams.most).toBeLessThanOrEqual(32)
    },
  )
})
