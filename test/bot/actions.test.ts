import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Conversation } from '../../server/store/entities.ts'
import type { ShownMessage } from '../support/teams/fake-connector.ts'
import type { TeamsAnswer, TeamsChat, TeamsPerson } from '../support/teams/fake-teams.ts'
import { buttonOf, wordsOf } from '../support/teams/playground.ts'
import { waitFor } from '../support/wait-for.ts'
import { addTemplate, startBotWorld, type BotWorld } from './bot-world.ts'

/** Tuesday, in Berlin it is one hour later. */
const NOON = new Date('2026-03-10T12:00:00.000Z')
const HOUR_MS = 3_600_000

let world: BotWorld
let anna: TeamsPerson
let luca: TeamsPerson
let stranger: TeamsPerson
let chatOfAnna: TeamsChat
let chatOfLuca: TeamsChat
let channel: TeamsChat

beforeAll(async () => {
  world = await startBotWorld()
  const { teams } = world
  ;[anna, luca, stranger] = [teams.person('Anna'), teams.person('Luca'), teams.person('Stranger')]
  const olga = teams.person('Olga')
  chatOfAnna = teams.personalChat(anna)
  chatOfLuca = teams.personalChat(luca)
  channel = teams.channel('Queue', [anna, luca, olga])
  await chatOfAnna.install(anna)
  await chatOfLuca.install(luca)
  await channel.say(olga, 'connect channel')
  const form = channel.cards()[0]
  if (form !== undefined) await channel.press(olga, form, 'connect', { queues: world.environmentId })
})
afterAll(async () => {
  await world.close()
})
beforeEach(() => {
  world.now = NOON
})

/** The card that a press was answered with. */
function cardIn(answer: TeamsAnswer): unknown {
  const body = z
    .object({
      statusCode: z.literal(200),
      type: z.literal('application/vnd.microsoft.card.adaptive'),
      value: z.unknown(),
    })
    .parse(answer.body)
  expect(answer.status).toBe(200)
  return body.value
}

/** The sentence beside a card that stays. */
function messageIn(answer: TeamsAnswer): string {
  expect(answer.status).toBe(200)
  return z
    .object({ type: z.literal('application/vnd.microsoft.activity.message'), value: z.string() })
    .parse(answer.body).value
}

async function waiting(
  text?: string,
): Promise<{ conversation: Conversation; own: ShownMessage; shared: ShownMessage }> {
  const conversation = await world.customer(text)
  return {
    conversation,
    own: await world.notify(chatOfAnna, conversation),
    shared: await world.notify(channel, conversation),
  }
}

/** The message as the next press finds it: with the card that the last press was answered with. */
const answered = (on: ShownMessage, answer: TeamsAnswer): ShownMessage => ({ ...on, card: cardIn(answer) })

describe('Take', () => {
  it('gives the conversation to whoever pressed, and the card says so', async () => {
    const { conversation, own } = await waiting()
    const card = cardIn(await chatOfAnna.press(anna, own, 'take'))
    const { userId } = await world.principalOf('Anna')
    expect((await world.find(conversation)).assigneeId).toBe(userId)
    expect(wordsOf(card)).toContain('is yours')
    expect(buttonOf(card, 'take')).toBeNull()
  })

  it('goes to one of several who press at the same moment, and the others are told who it is', async () => {
    const { conversation, own, shared } = await waiting()
    const [first, second] = await Promise.all([
      chatOfAnna.press(anna, own, 'take'),
      channel.press(luca, shared, 'take'),
    ])
    const { assigneeId } = await world.find(conversation)
    const names = new Map([
      [(await world.principalOf('Anna')).userId, 'Anna'],
      [(await world.principalOf('Luca')).userId, 'Luca'],
    ])
    const winner = names.get(assigneeId ?? '')
    const [losing, name] = winner === 'Anna' ? [second, 'Anna'] : [first, 'Luca']
    expect(wordsOf(cardIn(losing))).toContain(`${name} was faster`)
    const thread = await world.store.messages.page(world.environmentId, conversation.id, {
      before: null,
      limit: 50,
    })
    expect(thread.items.filter(({ system }) => system?.event === 'assigned')).toHaveLength(1)
  })

  it('takes nothing away from a colleague, and twice is as good as once', async () => {
    const { conversation, own, shared } = await waiting()
    await channel.press(luca, shared, 'take')
    await chatOfAnna.press(anna, own, 'take')
    await channel.press(luca, shared, 'take')
    expect((await world.find(conversation)).assigneeId).toBe((await world.principalOf('Luca')).userId)
  })

  it('shows everybody in a channel who has it, and tells them nothing else', async () => {
    const { shared } = await waiting('Is my secret safe?')
    const card = cardIn(await channel.press(luca, shared, 'take'))
    expect(wordsOf(card)).toContain('Luca')
    expect(wordsOf(card)).not.toMatch(/secret|Person/)
  })

  it('is refused to strangers, who see no more than before', async () => {
    const { conversation, shared } = await waiting()
    expect(messageIn(await channel.press(stranger, shared, 'take'))).toContain('Nobody in Callover is known')
    const guest = await channel.press({ ...anna, objectId: null }, shared, 'take')
    expect(messageIn(guest)).toContain('Nobody in Callover is known')
    expect((await world.find(conversation)).assigneeId).toBeNull()
  })

  it('is refused to whoever has no right to it, although the card is of a channel', async () => {
    const carla = world.teams.person('Carla')
    channel.join(carla)
    const { conversation, shared } = await waiting()
    const card = cardIn(await channel.press(carla, shared, 'take'))
    expect(wordsOf(card)).toContain('You may not do that')
    expect((await world.find(conversation)).assigneeId).toBeNull()
  })
})

describe('Reply', () => {
  it('leaves for the customer once, however often the press arrives', async () => {
    const { conversation, own } = await waiting()
    const press = (): Promise<TeamsAnswer> => chatOfAnna.press(anna, own, 'reply', { reply: 'On its way.' })
    const answers = await Promise.all([press(), press(), press()])
    await press()
    expect(wordsOf(cardIn(answers[0]!))).toContain('Your reply is on its way')
    expect(await world.sentTo(conversation)).toEqual(['On its way.'])
  })

  it('leaves again when it says something else, or the same from another state of the card', async () => {
    const { conversation, own } = await waiting()
    const version = Number(buttonOf(own.card, 'reply')?.data['version'])
    await chatOfAnna.press(anna, own, 'reply', { reply: 'Yes.' })
    await chatOfAnna.press(anna, own, 'reply', { reply: 'No.' })
    await chatOfAnna.press(anna, own, 'reply', { reply: 'Yes.', version: version + 1 })
    await chatOfAnna.press(anna, own, 'reply', { reply: 'Yes.', version: version + 1 })
    expect((await world.sentTo(conversation)).toSorted()).toEqual(['No.', 'Yes.', 'Yes.'])
  })

  it('is answered with a card of another version, from which the same words are another message', async () => {
    const { own } = await waiting()
    const before = Number(buttonOf(own.card, 'snooze')?.data['version'])
    const card = cardIn(await chatOfAnna.press(anna, own, 'snooze', { until: 'one_hour' }))
    expect(Number(buttonOf(card, 'reply')?.data['version'])).toBeGreaterThan(before)
  })

  it('is sent for each of two people who write the same', async () => {
    const { conversation, own } = await waiting()
    const copy = await world.notify(chatOfLuca, conversation)
    await chatOfAnna.press(anna, own, 'reply', { reply: 'Hello' })
    await chatOfLuca.press(luca, copy, 'reply', { reply: 'Hello' })
    expect(await world.sentTo(conversation)).toEqual(['Hello', 'Hello'])
  })

  it('keeps what was typed when the window has closed meanwhile, and offers templates (DX-WA-05)', async () => {
    await addTemplate(world, { name: 'we_are_back', body: 'We are back, {{1}}.' })
    const { conversation, own } = await waiting()
    world.now = new Date(NOON.getTime() + 25 * HOUR_MS)
    const answer = await chatOfAnna.press(anna, own, 'reply', { reply: 'I typed this for ten minutes.' })
    const card = cardIn(answer)
    expect(wordsOf(card)).toContain('Free replies have ended')
    expect(JSON.stringify(card)).toContain('I typed this for ten minutes.')
    expect(await world.sentTo(conversation)).toEqual([])

    const chosen = { template: 'we_are_back\nde' }
    const form = await chatOfAnna.press(anna, answered(own, answer), 'choose_template', chosen)
    expect(wordsOf(cardIn(form))).toContain('We are back')
    const filled = { 'value.body.1': 'Petra' }
    const send = (values: object): Promise<TeamsAnswer> =>
      chatOfAnna.press(anna, answered(own, form), 'send_template', { ...values })
    expect(wordsOf(cardIn(await send({})))).toContain('Something about this was not right')
    await Promise.all([send(filled), send(filled)])
    expect(await world.sentTo(conversation)).toEqual(['We are back, Petra.'])
  })

  it('sends a template without values at once', async () => {
    await addTemplate(world, { name: 'plain', body: 'Please call us.' })
    const { conversation, own } = await waiting()
    world.now = new Date(NOON.getTime() + 25 * HOUR_MS)
    const refused = await chatOfAnna.press(anna, own, 'reply', { reply: 'late' })
    const sent = await chatOfAnna.press(anna, answered(own, refused), 'choose_template', {
      template: 'plain\nde',
    })
    expect(wordsOf(cardIn(sent))).toContain('The template is on its way')
    expect(await world.sentTo(conversation)).toEqual(['Please call us.'])
  })

  it('keeps what was typed when it is refused for another reason, in the field where it was', async () => {
    const { conversation, own } = await waiting()
    const { userId } = await world.principalOf('Anna')
    await world.store.people.setRoles(world.environmentId, userId, ['analyst', 'agent'])
    const tooLong = 'x'.repeat(5000)
    const card = cardIn(await chatOfAnna.press(anna, own, 'reply', { reply: tooLong }))
    expect(wordsOf(card)).toContain('Something about this was not right')
    expect(JSON.stringify(card)).toContain(`"value":"${tooLong.slice(0, 100)}`)
    expect(wordsOf(cardIn(await chatOfAnna.press(anna, own, 'reply', { reply: '  ' })))).toContain(
      'Please write something first',
    )
    expect(await world.sentTo(conversation)).toEqual([])
  })
})

describe('Snooze, Resolve, Reopen', () => {
  it.each([
    ['one_hour', '2026-03-10T13:00:00.000Z'],
    ['three_hours', '2026-03-10T15:00:00.000Z'],
    // Nine o'clock in Berlin, where the person is.
    ['tomorrow', '2026-03-11T08:00:00.000Z'],
    ['next_week', '2026-03-16T08:00:00.000Z'],
  ])('snoozes until a time of the person (%s)', async (until, at) => {
    const { conversation, own } = await waiting()
    const card = cardIn(await chatOfAnna.press(anna, own, 'snooze', { until }))
    expect(wordsOf(card)).toContain('Snoozed until')
    expect(await world.find(conversation)).toMatchObject({ status: 'snoozed', snoozedUntil: new Date(at) })
  })

  it('snoozes over a change of clocks to nine on the wall', async () => {
    world.now = new Date('2026-03-28T12:00:00.000Z')
    const { conversation, own } = await waiting()
    await chatOfAnna.press(anna, own, 'snooze', { until: 'tomorrow' })
    expect((await world.find(conversation)).snoozedUntil).toEqual(new Date('2026-03-29T07:00:00.000Z'))
  })

  it('resolves and reopens, and twice is as good as once', async () => {
    const { conversation, own } = await waiting()
    await chatOfAnna.press(anna, own, 'resolve')
    const card = cardIn(await chatOfAnna.press(anna, own, 'resolve'))
    expect((await world.find(conversation)).status).toBe('resolved')
    expect(wordsOf(card)).toContain('Resolved')
    expect(buttonOf(card, 'reply')).toBeNull()
    await chatOfAnna.invoke(anna, 'adaptiveCard/action', {
      action: {
        type: 'Action.Execute',
        verb: 'reopen',
        data: { conversationId: conversation.id, version: 1 },
      },
    })
    expect((await world.find(conversation)).status).toBe('open')
  })

  it('says in a sentence why a settled conversation takes no reply, and keeps the text', async () => {
    const { conversation, own } = await waiting()
    await chatOfAnna.press(anna, own, 'resolve')
    const card = cardIn(await chatOfAnna.press(anna, own, 'reply', { reply: 'One more thing' }))
    expect(wordsOf(card)).toContain('This chat is closed')
    expect(JSON.stringify(card)).toContain('One more thing')
    expect(await world.sentTo(conversation)).toEqual([])
  })
})

describe('what comes from a client', () => {
  const execute = (verb: unknown, data: unknown): Promise<TeamsAnswer> =>
    chatOfAnna.invoke(anna, 'adaptiveCard/action', {
      action: { type: 'Action.Execute', verb, data },
      trigger: 'manual',
    })

  it.each([
    ['a verb of another app', 'doStuff', { a: 1 }],
    ['no verb', undefined, {}],
    ['no data', 'take', undefined],
    ['data that is a text', 'take', 'x'],
    ['an id that is none', 'take', { conversationId: '../../etc', version: 1 }],
    ['a version below zero', 'take', { conversationId: 'a'.repeat(24), version: -1 }],
    ['a snooze for ever', 'snooze', { conversationId: 'a'.repeat(24), version: 1, until: 'for ever' }],
    ['a reply that is an object', 'reply', { conversationId: 'a'.repeat(24), version: 1, reply: { a: 1 } }],
    ['an operator', 'reply', { conversationId: { $ne: null }, version: 1, reply: 'x' }],
    ['a queue that is none', 'connect', { queues: 'everything' }],
  ])(
    'is answered with a clear message beside the card when it is none of ours: %s',
    async (_name, verb, data) => {
      expect(messageIn(await execute(verb, data))).toContain('This card is out of date')
    },
  )

  it('opens nothing of other environments, whatever the card says', async () => {
    const other = await world.deps.store.conversations.findAnywhere('b'.repeat(24))
    expect(other).toBeNull()
    const answer = await execute('take', { conversationId: 'b'.repeat(24), version: 0 })
    expect(wordsOf(cardIn(answer))).toMatch(/not there any more/)
  })

  it('shows nothing of a conversation to whoever names its id in a chat of their own', async () => {
    const { conversation } = await waiting('Very private')
    const paula = world.teams.person('Paula')
    const chat = world.teams.personalChat(paula)
    const action = {
      type: 'Action.Execute',
      verb: 'refresh',
      data: { conversationId: conversation.id, version: 0 },
    }
    const answer = await chat.invoke(paula, 'adaptiveCard/action', { action, trigger: 'automatic' })
    expect(JSON.stringify(answer.body)).not.toMatch(/private|Person/)
    const lost = await world.teams.personalChat(stranger).invoke(stranger, 'adaptiveCard/action', { action })
    expect(JSON.stringify(lost.body)).not.toMatch(/private|Person/)
  })

  it('is not believed about its card: that of another place is as good as none', async () => {
    const { conversation, shared } = await waiting()
    const { cardId } = (buttonOf(shared.card, 'take')?.data ?? {}) as { cardId?: string }
    const data = { conversationId: conversation.id, cardId, version: 0 }
    const card = cardIn(await execute('refresh', data))
    expect(JSON.stringify(card)).not.toContain(cardId)
  })
})

describe('older clients', () => {
  it('get the same by a message: done, and the card replaced', async () => {
    const { conversation, own } = await waiting()
    await chatOfAnna.submit(anna, own, 'reply', { reply: 'By an old client' })
    await chatOfAnna.submit(anna, own, 'reply', { reply: 'By an old client' })
    expect(await world.sentTo(conversation)).toEqual(['By an old client'])
    await waitFor('the card is replaced', () =>
      chatOfAnna.cards().some(({ id, card }) => id === own.id && wordsOf(card).includes('on its way')),
    )
  })

  it('are told in a channel what did not work, and nothing of what they typed', async () => {
    const { conversation, shared } = await waiting()
    await channel.submit(luca, shared, 'take')
    const before = channel.cards().length
    await channel.submit(anna, shared, 'take')
    expect(channel.cards()).toHaveLength(before + 1)
    expect(wordsOf(channel.cards().at(-1)?.card)).toContain('Luca was faster')
    expect((await world.find(conversation)).assigneeId).toBe((await world.principalOf('Luca')).userId)
  })

  it('are told when their card is none of ours', async () => {
    const before = chatOfAnna.cards().length
    await world.teams.send({
      type: 'message',
      from: { id: anna.id, aadObjectId: anna.objectId },
      conversation: { id: chatOfAnna.id, conversationType: 'personal', tenantId: anna.tenantId },
      value: { actionId: 'channel-post' },
      locale: 'en',
    })
    expect(wordsOf(chatOfAnna.cards()[before]?.card)).toContain('This card is out of date')
  })
})

describe('lists and settings', () => {
  it('are answered anew after something was done on them', async () => {
    const conversation = await world.customer()
    await chatOfAnna.say(anna, 'queue')
    const list = chatOfAnna.cards().at(-1)!
    const data = { conversationId: conversation.id, version: 0, list: 'queue' }
    const action = { type: 'Action.Execute', verb: 'take', data }
    const card = cardIn(await chatOfAnna.invoke(anna, 'adaptiveCard/action', { action }, list.id))
    expect(wordsOf(card)).toContain('is yours')
    expect(wordsOf(card)).not.toContain(`#${conversation.number} `)
    await waitFor('the list is brought up to date for other devices', () =>
      chatOfAnna.cards().some(({ id, updates }) => id === list.id && updates === 1),
    )
  })

  it('keep what somebody wants to be told about', async () => {
    await chatOfLuca.say(luca, 'notifications')
    const form = chatOfLuca.cards().at(-1)!
    const filled = { kinds: 'waiting,mentioned', services: 'all', quiet: 'true', from: '22:00', to: '06:30' }
    const card = cardIn(await chatOfLuca.press(luca, form, 'save_notifications', filled))
    expect(wordsOf(card)).toContain('Saved')
    const { userId } = await world.principalOf('Luca')
    expect(await world.store.preferences.find(userId)).toEqual({
      availability: 'available',
      kinds: ['waiting', 'mentioned'],
      serviceIds: null,
      quietHours: { from: '22:00', to: '06:30', timeZone: 'Europe/Berlin' },
    })
    await chatOfLuca.say(luca, 'status away')
    expect((await world.store.preferences.find(userId))?.availability).toBe('away')
    const button = chatOfLuca.cards().at(-1)!
    await chatOfLuca.press(luca, button, 'set_availability')
    expect((await world.store.preferences.find(userId))?.availability).toBe('available')
  })

  it('of one person are not shown in a channel', async () => {
    const action = { type: 'Action.Execute', verb: 'show_notifications', data: {} }
    expect(messageIn(await channel.invoke(anna, 'adaptiveCard/action', { action }, '1'))).toContain(
      'only works in your own chat',
    )
  })
})

describe('a dialog', () => {
  const taskOf = (answer: TeamsAnswer): { type: string; value: unknown } =>
    z.object({ task: z.object({ type: z.string(), value: z.unknown() }) }).parse(answer.body).task

  it('asks for a reply, sends it once, and closes with a sentence', async () => {
    const { conversation } = await waiting('A question')
    const data = { conversationId: conversation.id, version: 0 }
    const opened = taskOf(await chatOfAnna.invoke(anna, 'task/fetch', { data }))
    expect(opened.type).toBe('continue')
    expect(JSON.stringify(opened.value)).toContain('A question')
    expect(JSON.stringify(opened.value)).not.toContain('Action.Execute')
    const reply = { data: { ...data, verb: 'reply', reply: 'An answer' } }
    const [closed] = await Promise.all([
      chatOfAnna.invoke(anna, 'task/submit', reply),
      chatOfAnna.invoke(anna, 'task/submit', reply),
    ])
    expect(taskOf(closed!)).toEqual({ type: 'message', value: 'Your reply is on its way.' })
    expect(await world.sentTo(conversation)).toEqual(['An answer'])
  })

  it('stays open with what was typed when it cannot be sent', async () => {
    await addTemplate(world, { name: 'dialog', body: 'Hello {{1}}.' })
    const { conversation } = await waiting()
    world.now = new Date(NOON.getTime() + 25 * HOUR_MS)
    const data = { conversationId: conversation.id, version: 0, verb: 'reply', reply: 'too late' }
    const task = taskOf(await chatOfAnna.invoke(anna, 'task/submit', { data }))
    expect(task.type).toBe('continue')
    expect(JSON.stringify(task.value)).toContain('too late')
    const chosen = { ...data, verb: 'choose_template', template: 'dialog\nde' }
    const form = taskOf(await chatOfAnna.invoke(anna, 'task/submit', { data: chosen }))
    expect(JSON.stringify(form.value)).toContain('value.body.1')
    expect(JSON.stringify(form.value)).not.toContain('Action.Execute')
  })

  it('shows strangers nothing', async () => {
    const { conversation } = await waiting('Not for you')
    const data = { conversationId: conversation.id, version: 0 }
    const answer = await world.teams.personalChat(stranger).invoke(stranger, 'task/fetch', { data })
    expect(taskOf(answer).type).toBe('message')
    expect(JSON.stringify(answer.body)).not.toContain('Not for you')
  })
})
