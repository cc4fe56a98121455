import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ConversationView } from '../../server/contract/conversation.ts'
import type { ApiClient } from '../support/api-client.ts'
import {
  buttonOf,
  PERSONAL_CHAT,
  startPlayground,
  TEAM,
  wordsOf,
  type BotAction,
  type Playground,
} from '../support/teams/playground.ts'
import { waitFor } from '../support/wait-for.ts'
import { startWorld, type World } from '../support/world.ts'

const HOUR_MS = 3_600_000

let world: World
let playground: Playground
let olga: ApiClient

beforeAll(async () => {
  // Without credentials the bot takes whatever comes from this machine: the Playground signs nothing.
  world = await startWorld()
  olga = await world.signIn('Olga')
  playground = await startPlayground(`${world.server.url}/api/messages`, [
    { name: 'Olga', email: 'olga@example.test' },
    { name: 'Luca', email: 'luca@example.test' },
  ])
  await playground.install(PERSONAL_CHAT)
  await playground.install(TEAM)
})

afterAll(async () => {
  await playground?.close()
  await world?.close()
})

let lastNumber = 15_130_000_000

function newCustomer(name: string): ReturnType<World['simulator']['customer']> {
  lastNumber += 1
  return world.simulator.customer(`+49${lastNumber}`, { name })
}

async function conversationOf(name: string): Promise<ConversationView> {
  return waitFor(`conversation of ${name}`, async () => {
    const page = await olga.call('GET /environments/:id/conversations', {
      params: { id: world.environmentId },
      query: { q: name },
    })
    return page.items[0]
  })
}

/** The newest state of the card about this conversation in a chat. */
function cardAbout(
  conversation: ConversationView,
  chat: string,
  what: string,
  words: RegExp,
): Promise<BotAction> {
  return playground.seen(
    what,
    ({ card, conversationId }) =>
      card !== null &&
      conversationId.startsWith(chat) &&
      wordsOf(card).includes(`#${conversation.number}`) &&
      words.test(wordsOf(card)),
  )
}

function pressed(card: BotAction, verb: string): { verb: string; data: Record<string, unknown> } {
  const button = buttonOf(card.card, verb)
  if (button === null) throw new Error(`no button ${verb} on: ${wordsOf(card.card)}`)
  return button
}

describe('the bot in the Agents Playground', () => {
  it('greets once after it was installed, and knows who it talks to (DX-TEAMS-01)', async () => {
    const greeting = await playground.seen(
      'greeting',
      ({ card, conversationId }) => card !== null && conversationId === PERSONAL_CHAT,
    )
    expect(wordsOf(greeting.card)).toContain('Olga')
    const greetings = playground.actions.filter(
      ({ card, conversationId }) => card !== null && conversationId === PERSONAL_CHAT,
    )
    expect(greetings).toHaveLength(1)
  })

  it('answers commands in the languages of the manifest (DX-TEAMS-03)', async () => {
    for (const [command, words] of [
      ['help', /queue/i],
      ['Warteschlange', /./],
      ['status away', /away/i],
      ['estado disponible', /available/i],
    ] as const) {
      const before = playground.actions.length
      await playground.say(PERSONAL_CHAT, command)
      const answer = await playground.seen(
        command,
        (action) => playground.actions.indexOf(action) >= before && action.card !== null,
      )
      expect(wordsOf(answer.card)).toMatch(words)
    }
  })

  it('tells of a waiting chat, and whoever takes it shows on every copy (DX-TEAMS-01)', async () => {
    await playground.say(TEAM, 'connect channel')
    const choice = await playground.seen(
      'choice of queues',
      ({ card, conversationId }) => conversationId.startsWith(TEAM) && buttonOf(card, 'connect') !== null,
    )
    const connect = pressed(choice, 'connect')
    await playground.press(choice, { ...connect, data: { ...connect.data, queues: world.environmentId } })

    const customer = newCustomer('Petra Wartend')
    customer.sendText('Ist mein Paket schon da?')
    const conversation = await conversationOf('Wartend')
    const own = await cardAbout(conversation, PERSONAL_CHAT, 'own card', /./)
    expect(wordsOf(own.card)).toContain('Ist mein Paket schon da?')
    const shared = await cardAbout(conversation, TEAM, 'card of the channel', /./)
    expect(wordsOf(shared.card)).not.toContain('Paket')
    expect(wordsOf(shared.card)).not.toContain('Wartend')

    const answer = await playground.press(shared, pressed(shared, 'take'), 1)
    expect(wordsOf(answer.body)).toContain('Luca')
    await cardAbout(conversation, PERSONAL_CHAT, 'own copy names Luca', /Luca/)
    await cardAbout(conversation, TEAM, "the channel's copy names Luca", /Luca/)
    await waitFor(
      'assigned in the inbox',
      async () => (await conversationOf('Wartend')).assignee?.name === 'Luca',
    )
  })

  it('carries a reply from the card to the phone, once (NICE-INBOX-04)', async () => {
    const customer = newCustomer('Rita Antwort')
    customer.sendText('Haben Sie morgen offen?')
    const conversation = await conversationOf('Antwort')
    const card = await cardAbout(conversation, PERSONAL_CHAT, 'card', /./)
    const reply = pressed(card, 'reply')
    const filled = { ...reply, data: { ...reply.data, reply: 'Ja, ab neun Uhr.' } }
    await Promise.all([playground.press(card, filled), playground.press(card, filled)])
    expect((await customer.waitForMessage()).content).toEqual({ kind: 'text', text: 'Ja, ab neun Uhr.' })
    await cardAbout(conversation, PERSONAL_CHAT, 'settled card', /Olga/)
    await world.simulator.idle()
    expect(customer.messages().filter((message) => message.author === 'business')).toHaveLength(1)
  })

  it('offers a template once the window has closed, and sends it (DX-WA-05)', async () => {
    const customer = newCustomer('Wanda Fenster')
    customer.sendText('Hallo?')
    const conversation = await conversationOf('Fenster')
    const open = await cardAbout(conversation, PERSONAL_CHAT, 'card', /./)
    world.clock.advance(25 * HOUR_MS)
    const late = pressed(open, 'reply')
    const refused = await playground.press(open, { ...late, data: { ...late.data, reply: 'Zu spät?' } })
    expect(refused.status).toBe(200)
    const choose = buttonOf(refused.body, 'choose_template')
    expect(choose).not.toBeNull()
    const form = await playground.press(open, {
      verb: 'choose_template',
      data: { ...choose?.data, template: 'appointment_reminder\nde' },
    })
    const send = buttonOf(form.body, 'send_template')
    expect(send).not.toBeNull()
    const values = Object.fromEntries(inputsOf(form.body).map((name) => [name, 'Wert']))
    await playground.press(open, { verb: 'send_template', data: { ...send?.data, ...values } })
    const received = await customer.waitForMessage()
    expect(JSON.stringify(received.content)).toContain('Wert')
  })
})

/** Names of the inputs for a template's values. */
function inputsOf(card: unknown): string[] {
  if (Array.isArray(card)) return card.flatMap(inputsOf)
  if (typeof card !== 'object' || card === null) return []
  const { type, id } = card as { type?: string; id?: string }
  const own = type === 'Input.Text' && id?.startsWith('value.') === true ? [id] : []
  return [...own, ...Object.values(card).flatMap(inputsOf)]
}
