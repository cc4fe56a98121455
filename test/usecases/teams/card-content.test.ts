import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { StoredTemplate, TeamsCard, TeamsPlace } from '../../../server/store/entities.ts'
import { assignConversation, resolveConversation } from '../../../server/usecases/change-conversation.ts'
import type { Principal } from '../../../server/usecases/ports.ts'
import { sendMessage } from '../../../server/usecases/send-message.ts'
import { contentFor, contentOfCard } from '../../../server/usecases/teams/card-content.ts'
import { templateOf } from '../../support/service-builders.ts'
import { closeTestStore, openTestStore, type TestStore } from '../../support/store.ts'
import { createTeamsWorld, newClientId, onlyCard, TENANT, type TeamsWorld } from './teams-world.ts'

const HOUR_MS = 3_600_000

let store: TestStore
let world: TeamsWorld
let anna: Principal
let carla: Principal
let lastNumber = 4_915_600_000_000

beforeAll(async () => {
  store = await openTestStore()
  world = await createTeamsWorld(store)
  anna = await world.principalOf('Anna')
  carla = await world.principalOf('Carla')
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

async function setTemplates(channelId: string, templates: Partial<StoredTemplate>[]): Promise<void> {
  const { environmentId } = world
  await store.templates.replaceAll(
    environmentId,
    channelId,
    templates.map((change, index) => {
      const { id: _id, ...template } = templateOf({ channelId, status: 'APPROVED', sendable: true })
      return { ...template, environmentId, externalId: String(index), syncedAt: world.now, ...change }
    }),
  )
}

async function cardOf(place: TeamsPlace): Promise<TeamsCard> {
  const card = (await world.cards()).find(({ placeId }) => placeId === place.id)
  if (card === undefined) throw new Error('no card')
  return card
}

describe('in the personal chat of somebody who may see it, a card', () => {
  it('shows who wrote what, and what they may do with it', async () => {
    const chat = await world.chatWith('Anna')
    const conversation = await world.write(customer(), 'Hello', 'My bike is broken')
    await world.work()
    expect(onlyCard(world.teams, chat)).toMatchObject({
      about: 'conversation',
      kind: 'waiting',
      version: 2,
      locale: 'de',
      timeZone: 'Europe/Berlin',
      now: world.now,
      settled: false,
      by: null,
      failure: null,
      templates: [],
      conversation: {
        id: conversation.id,
        number: conversation.number,
        status: 'open',
        title: `Person ${customer()}`,
        service: 'Hotline',
        assignee: null,
        waitingSince: conversation.waitingSince,
        window: { open: true, closesAt: conversation.windowClosesAt, outside: 'templates' },
        fromCall: false,
        doneBy: null,
      },
      excerpt: [
        { from: 'contact', author: `Person ${customer()}`, kind: 'text', text: 'Hello' },
        { from: 'contact', text: 'My bike is broken' },
      ],
      reader: { memberId: anna.userId, can: { reply: true, assign: true, resolve: true } },
    })
  })

  it('shows the last three things that were said, cut short', async () => {
    const chat = await world.chatWith('Anna')
    const { id } = await world.write(customer(), 'one', 'ü'.repeat(500))
    world.pass(1_000)
    await sendMessage(world.deps, anna, id, { clientId: newClientId(), note: 'a note' })
    world.pass(1_000)
    await world.write(customer(), 'four')
    await world.work()
    const { excerpt } = onlyCard(world.teams, chat)
    expect(excerpt.map(({ from }) => from)).toEqual(['contact', 'note', 'contact'])
    expect(excerpt[0]!.text).toBe(`${'ü'.repeat(199)}…`)
  })

  it('speaks the language that its reader chose here, else that of Teams', async () => {
    const chat = await world.chatWith('Anna')
    await world.write(customer(), 'Hello')
    await store.people.setLocale(anna.userId, 'es')
    await world.work()
    expect(onlyCard(world.teams, chat).locale).toBe('es')
    await store.people.setLocale(anna.userId, null)
    await world.write(customer(), 'Hello?')
    await world.work()
    expect(onlyCard(world.teams, chat).locale).toBe('de')
  })

  it('falls back to the environment’s time zone where Teams tells none that is known', async () => {
    const chat = await world.chatWith('Anna')
    await store.teamsPlaces.remember({ ...chat, timeZone: 'W. Europe Standard Time', seenAt: world.now })
    await world.write(customer(), 'Hello')
    await world.work()
    expect(onlyCard(world.teams, chat).timeZone).toBe('Europe/Berlin')
  })

  it('leads into the conversation', async () => {
    const chat = await world.chatWith('Anna')
    const links = {
      ...world.deps.links,
      conversation: (target: object) => JSON.stringify(target),
    }
    const { id } = await world.write(customer(), 'Hello')
    const content = await contentOfCard({ ...world.deps, links }, await cardOf(chat), chat)
    expect(JSON.parse(content!.link)).toEqual({ conversationId: id, tenantId: TENANT })
  })
})

describe('where others read along, a card', () => {
  it('shows neither name nor number nor text', async () => {
    const channel = await world.channel()
    await world.write(customer(), 'My name is Erika, call +49 171 2345678')
    await world.work()
    const content = onlyCard(world.teams, channel)
    expect(content).toMatchObject({
      locale: 'nl',
      excerpt: [],
      reader: null,
      conversation: { service: 'Hotline', window: { open: true } },
    })
    expect(content.conversation.title).toMatch(/^WhatsApp \+49 \*{4}/)
    const shown = JSON.stringify(content)
    for (const secret of ['Erika', '2345678', 'Person', customer().slice(2)])
      expect(shown).not.toContain(secret)
  })
})

describe('while the window is closed, a card', () => {
  it('offers templates that need texts only, in the service’s languages first, ten at most', async () => {
    const chat = await world.chatWith('Anna')
    const { channelId } = await world.write(customer(), 'Hello')
    await setTemplates(channelId, [
      { name: 'z_german', language: 'de_AT' },
      { name: 'a_french', language: 'fr' },
      { name: 'b_english', language: 'en_US' },
      { name: 'c_paused', language: 'de', status: 'PAUSED', sendable: false },
      { name: 'd_picture', language: 'de', header: { kind: 'media', media: 'image' } },
      { name: 'e_place', language: 'de', header: { kind: 'location' } },
      { name: 'f_code', language: 'de', category: 'AUTHENTICATION' },
      {
        name: 'g_values',
        language: 'de',
        body: 'Dear {{1}}',
        bodyParameters: [{ key: '1', example: 'Erika' }],
        header: { kind: 'text', text: '{{title}}', parameters: [{ key: 'title' }] },
        buttons: [
          { kind: 'quick_reply', text: 'Ok', index: 0 },
          { kind: 'url', text: 'Track', index: 1, parameter: { key: '1', example: 'abc' } },
        ],
      },
      ...Array.from({ length: 12 }, (_, index) => ({ name: `x_${index}`, language: 'fr' })),
    ])
    world.pass(25 * HOUR_MS)
    await world.work()
    const { templates, conversation } = onlyCard(world.teams, chat)
    expect(conversation.window).toMatchObject({ open: false, outside: 'templates' })
    expect(templates).toHaveLength(10)
    expect(templates.slice(0, 4).map(({ name }) => name)).toEqual([
      'g_values',
      'z_german',
      'b_english',
      'a_french',
    ])
    expect(templates[0]).toEqual({
      name: 'g_values',
      language: 'de',
      body: 'Dear {{1}}',
      values: [
        { key: 'body.1', example: 'Erika' },
        { key: 'header.title', example: null },
        { key: 'buttons.1', example: 'abc' },
      ],
    })
  })
})

describe('the answer to a button', () => {
  const asked = (conversationId: string, cardId = '') => ({
    conversationId,
    kind: 'waiting' as const,
    cardId,
    version: 7,
  })

  it('is the conversation as whoever pressed may see it', async () => {
    const chat = await world.chatWith('Anna')
    const { id } = await world.write(customer(), 'Hello')
    const content = await contentFor(world.deps, anna, chat, asked(id))
    expect(content).toMatchObject({
      version: 7,
      settled: false,
      conversation: { title: `Person ${customer()}` },
      reader: { memberId: anna.userId },
    })
    expect(content.excerpt).toHaveLength(1)
  })

  it('in a channel stays masked, whoever pressed', async () => {
    const channel = await world.channel()
    const { id } = await world.write(customer(), 'Hello')
    const content = await contentFor(world.deps, anna, channel, asked(id))
    expect(content).toMatchObject({ excerpt: [], reader: { memberId: anna.userId } })
    expect(JSON.stringify(content)).not.toContain('Person')
    expect(await contentFor(world.deps, null, channel, asked(id))).toMatchObject({ reader: null })
  })

  it('is refused to who may not see it, and says nothing of what is elsewhere', async () => {
    const chat = await world.chatWith('Anna')
    const { id } = await world.write(customer(), 'Hello')
    await expect(contentFor(world.deps, carla, chat, asked(id))).rejects.toMatchObject({ code: 'forbidden' })
    const otto = await world.principalOf('Otto')
    await expect(contentFor(world.deps, otto, chat, asked(id))).rejects.toMatchObject({ code: 'not_found' })
    await expect(contentFor(world.deps, null, chat, asked(id))).rejects.toMatchObject({ code: 'not_found' })
    await expect(contentFor(world.deps, anna, chat, asked('0'.repeat(24)))).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  it('knows the card that it is on, and believes in no other', async () => {
    const [hers, his] = [await world.chatWith('Anna'), await world.chatWith('Luca')]
    const { id } = await world.write(customer(), 'Hello')
    await world.work()
    const card = await cardOf(hers)
    await sendMessage(world.deps, anna, id, { clientId: newClientId(), text: 'Hi' })
    world.pass(60_000)
    await world.write(customer(), 'Thanks, one more thing')
    // The turn that her card is about is over; without it the button is on a card that has just arisen.
    expect(await contentFor(world.deps, anna, hers, asked(id, card.id))).toMatchObject({ settled: true })
    expect(await contentFor(world.deps, anna, his, asked(id, card.id))).toMatchObject({ settled: false })
    expect(await contentFor(world.deps, anna, hers, asked(id, '0'.repeat(24)))).toMatchObject({
      settled: false,
    })
  })

  it('shows who resolved it', async () => {
    const chat = await world.chatWith('Anna')
    const { id } = await world.write(customer(), 'Hello')
    await assignConversation(world.deps, anna, id, 'me')
    await resolveConversation(world.deps, anna, id)
    expect(await contentFor(world.deps, anna, chat, asked(id))).toMatchObject({
      settled: true,
      conversation: { status: 'resolved', doneBy: 'Anna', assignee: { name: 'Anna' } },
      reader: { can: { reply: false, resolve: false } },
    })
  })
})

it('a card about what is not there any more has no content', async () => {
  const chat = await world.chatWith('Anna')
  await world.write(customer(), 'Hello')
  const card = await cardOf(chat)
  expect(await contentOfCard(world.deps, { ...card, conversationId: '0'.repeat(24) }, chat)).toBeNull()
  expect(await contentOfCard(world.deps, { ...card, messageId: '0'.repeat(24) }, chat)).toBeNull()
  expect(await contentOfCard(world.deps, { ...card, environmentId: '0'.repeat(24) }, chat)).toBeNull()
})
