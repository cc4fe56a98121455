import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ConversationView } from '../../server/contract/conversation.ts'
import type { ApiClient } from '../support/api-client.ts'
import type { ConnectorCall, ShownMessage } from '../support/teams/fake-connector.ts'
import {
  APP_ID,
  startFakeTeams,
  TENANT,
  type FakeTeams,
  type TeamsChat,
} from '../support/teams/fake-teams.ts'
import { wordsOf } from '../support/teams/playground.ts'
import { waitFor } from '../support/wait-for.ts'
import { startWorld, type World } from '../support/world.ts'

const AGENTS = 100
const CUSTOMERS = 5
const PATIENCE_MS = 180_000

let world: World
let teams: FakeTeams
let anna: ApiClient
let chats: TeamsChat[]

beforeAll(async () => {
  let url = ''
  teams = await startFakeTeams({ messagesUrl: () => `${url}/api/messages` })
  world = await startWorld({ botCloud: teams.tokens.cloud }, () => ({}), {
    teams: { appId: APP_ID, appPassword: 'secret', tenantId: TENANT, appType: 'SingleTenant' },
    production: true,
  })
  url = world.server.url
  anna = await world.signIn('Anna')
  chats = await installEverywhere()
}, PATIENCE_MS)

afterAll(async () => {
  await world?.close()
  await teams?.close()
})

/** A hundred agents add the app, as Teams tells it. */
async function installEverywhere(): Promise<TeamsChat[]> {
  const { store, directory } = world.server.deps
  const people = Array.from({ length: AGENTS }, (_, index) => teams.person(`Agent${index}`))
  for (const { email, name } of people) {
    const user = await store.people.upsertUser({ email, name })
    await store.people.setRoles(world.environmentId, user.id, ['agent'])
  }
  directory.invalidate()
  return Promise.all(
    people.map(async (person) => {
      const chat = teams.personalChat(person)
      const answers = await chat.install(person)
      expect(answers.map(({ status }) => status)).toEqual([200, 200])
      return chat
    }),
  )
}

/** A stream of numbers from 0 to 1 that is the same at every run. */
function createChance(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** Refuses about a quarter of everything, as a busy Teams does; nothing that it refuses has arrived. */
function misbehave(): Map<number, number> {
  const chance = createChance(4711)
  const refused = new Map<number, number>()
  teams.connector.decide((call: ConnectorCall) => {
    if (call.kind !== 'post' && call.kind !== 'update') return null
    const dice = chance()
    const status = dice < 0.1 ? 429 : dice < 0.18 ? 502 : dice < 0.22 ? 412 : null
    if (status === null) return null
    refused.set(status, (refused.get(status) ?? 0) + 1)
    return { status, code: 'Busy', ...(status === 429 ? { headers: { 'retry-after': '1' } } : {}) }
  })
  return refused
}

async function conversationOf(name: string): Promise<ConversationView> {
  return waitFor(`conversation of ${name}`, async () => {
    const page = await anna.call('GET /environments/:id/conversations', {
      params: { id: world.environmentId },
      query: { q: name },
    })
    return page.items[0]
  })
}

function numberOn(message: ShownMessage): number | null {
  const found = /#(\d+)/.exec(wordsOf(message.card))
  return found === null ? null : Number(found[1])
}

function notificationsIn(chat: TeamsChat): ShownMessage[] {
  return chat.cards().filter((message) => numberOn(message) !== null)
}

describe('five hundred notifications for a hundred agents', () => {
  it(
    'arrive through a Teams that refuses every fifth request: none lost, none twice, in order, and all are updated',
    async () => {
      await waitFor('greetings', () => chats.every((chat) => chat.cards().length === 1), PATIENCE_MS)
      const refused = misbehave()
      const numbers: number[] = []
      for (let index = 0; index < CUSTOMERS; index += 1) {
        const name = `Kundin ${String.fromCodePoint(65 + index)}`
        world.simulator.customer(`+4915140000${100 + index}`, { name }).sendText(`Frage ${index}`)
        numbers.push((await conversationOf(name)).number)
      }
      const all = (): number => chats.reduce((sum, chat) => sum + notificationsIn(chat).length, 0)
      await waitFor('all cards', () => all() >= AGENTS * CUSTOMERS, PATIENCE_MS)
      expect(refused.size).toBe(3)

      const conversation = await conversationOf('Kundin C')
      await anna.call('POST /conversations/:id/assign', {
        params: { id: conversation.id },
        body: { memberId: 'me' },
      })
      const copies = (): ShownMessage[] =>
        chats.flatMap((chat) =>
          notificationsIn(chat).filter((card) => numberOn(card) === conversation.number),
        )
      await waitFor(
        'every copy names who took it',
        () => copies().every((copy) => wordsOf(copy.card).includes('Anna')),
        PATIENCE_MS,
      )
      for (const chat of chats) expect(notificationsIn(chat).map(numberOn)).toEqual(numbers)
      const alerts = chats.flatMap(notificationsIn).length
      expect(alerts).toBe(AGENTS * CUSTOMERS)
    },
    PATIENCE_MS * 2,
  )
})
