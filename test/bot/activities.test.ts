import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ShownMessage } from '../support/teams/fake-connector.ts'
import { TENANT, type TeamsAnswer, type TeamsChat, type TeamsPerson } from '../support/teams/fake-teams.ts'
import { wordsOf } from '../support/teams/playground.ts'
import { waitFor } from '../support/wait-for.ts'
import { startBotWorld, type BotWorld } from './bot-world.ts'

const FIXTURES = join(import.meta.dirname, '../fixtures/teams')
const NAMES = readdirSync(FIXTURES).map((file) => file.replace(/\.json$/, ''))

let world: BotWorld
let olga: TeamsPerson

beforeAll(async () => {
  world = await startBotWorld()
  olga = world.teams.person('Olga')
  await world.teams.personalChat(olga).say(olga, 'help')
})
afterAll(async () => {
  await world.close()
})

/** Every use of a fixture has a conversation of its own unless it names one. */
let lastUse = 0
function fixture(name: string, change: Record<string, unknown> = {}): Record<string, unknown> {
  const text = readFileSync(join(FIXTURES, `${name}.json`), 'utf8')
  const activity = JSON.parse(text) as Record<string, unknown>
  const use = (lastUse += 1)
  const unique = text
    .replaceAll('a:1personalChatOfAnnaWithTheBot', `a:fixture-${use}`)
    .replaceAll('0f1e2d3c4b5a69788796a5b4c3d2e1f0', String(use).padStart(32, '0'))
    .replaceAll('groupchat00000000000000000000', `groupchat${use}`)
  const { serviceUrl } = world.teams.connector
  return { ...activity, ...(JSON.parse(unique) as object), serviceUrl, ...change }
}

function conversationIdOf(activity: Record<string, unknown>): string {
  return (activity['conversation'] as { id: string }).id
}

const send = (activity: Record<string, unknown>): Promise<TeamsAnswer> => world.teams.send(activity)
const cardsIn = (activity: Record<string, unknown>): ShownMessage[] =>
  world.teams.connector.messages(conversationIdOf(activity).split(';')[0])
const placeIn = (activity: Record<string, unknown>): ReturnType<BotWorld['store']['teamsPlaces']['find']> =>
  world.store.teamsPlaces.findByConversation(TENANT, conversationIdOf(activity).split(';')[0] ?? '')

/** An activity of one chat of Olga's. */
const bySomebody = (person: TeamsPerson): { from: object } => ({
  from: { id: person.id, name: person.name, aadObjectId: person.objectId },
})

let lastChat = 0
function newPerson(name: string): { person: TeamsPerson; chat: TeamsChat } {
  const person = world.teams.person(name, { id: `29:1${name}${(lastChat += 1)}` })
  const chat = world.teams.personalChat({ ...person, name: `${name}${lastChat}` })
  world.teams.connector.setRoster(chat.id, [{ ...person, aadObjectId: person.objectId ?? '' }])
  return { person, chat }
}

describe('every activity that Teams is known to send', () => {
  it.each(NAMES)('is answered as it should be: %s', async (name) => {
    const { status } = await send(fixture(name))
    const refused = /adaptive-card\.(submit|empty)|unknown$|config-fetch/.test(name)
    expect(status).toBe(name.startsWith('invoke.') && refused ? 400 : 200)
  })

  it.each(NAMES)('harms nothing without what it usually has: %s', async (name) => {
    const bare = {
      from: undefined,
      channelData: undefined,
      value: undefined,
      entities: undefined,
      text: undefined,
    }
    const changes = [{ from: undefined }, { recipient: undefined, membersAdded: undefined }, bare]
    const answers = await Promise.all(changes.map((change) => send({ ...fixture(name), ...change })))
    for (const { status } of answers) expect([200, 400]).toContain(status)
  })

  it('tells the place, the person, the language and the clocks', async () => {
    const activity = fixture('message.personal', bySomebody(olga))
    await send(activity)
    expect(await placeIn(activity)).toMatchObject({
      kind: 'personal',
      tenantId: TENANT,
      person: { teamsUserId: olga.id, objectId: olga.objectId },
      locale: 'de-DE',
      timeZone: 'Europe/Berlin',
      reference: { serviceUrl: world.teams.connector.serviceUrl },
    })
    const inChannel = fixture('message.channel.mention')
    await send(inChannel)
    expect(await placeIn(inChannel)).toMatchObject({
      kind: 'channel',
      conversationId: expect.not.stringContaining(';'),
      person: null,
      team: { id: '19:teamGeneral00000000000000000000@thread.tacv2' },
      name: 'Allgemein',
      timeZone: null,
    })
  })

  it('replaces the address of the service, which may change at any time', async () => {
    const activity = fixture('message-reaction.added')
    await send(activity)
    await send({ ...activity, type: 'messageReaction' })
    const place = await placeIn(activity)
    expect(place?.reference).toMatchObject({ serviceUrl: world.teams.connector.serviceUrl })
  })

  it('does not take a chat in which somebody only searches for one of the bot', async () => {
    const activity = fixture('invoke.compose-query')
    await send(activity)
    expect(await placeIn(activity)).toBeNull()
  })

  it('does not take the chat of two people for the personal one of either', async () => {
    const conversation = { id: '19:aaaa_bbbb@unq.gbl.spaces', conversationType: 'personal', tenantId: TENANT }
    const activity = fixture('invoke.adaptive-card.manual', { ...bySomebody(olga), conversation })
    await send(activity)
    expect(await placeIn(activity)).toMatchObject({ kind: 'group', userId: null })
  })
})

describe('an installation', () => {
  it('is greeted once, although it is told twice and at the same time (DX-TEAMS-01)', async () => {
    const { person, chat } = newPerson('Anna')
    await Promise.all(Array.from({ length: 3 }, () => chat.install(person)))
    expect(chat.cards()).toHaveLength(1)
    expect(wordsOf(chat.cards()[0]?.card)).toContain('Hello Anna!')
    await chat.install(person)
    expect(chat.cards()).toHaveLength(1)
  })

  it('tells a stranger what to do', async () => {
    const { person, chat } = newPerson('Nobody')
    await chat.install(person)
    expect(wordsOf(chat.cards()[0]?.card)).toMatch(/Nobody in Callover is known/)
  })

  it('greets a team in its channel, and tells it how to begin', async () => {
    const activity = fixture('installation-update.add.team')
    await send(activity)
    await send(
      fixture('conversation-update.members-added.bot.team', { conversation: activity['conversation'] }),
    )
    expect(cardsIn(activity)).toHaveLength(1)
    expect(wordsOf(cardsIn(activity)[0]?.card)).toContain('Kanal verbinden')
  })

  it('is not greeted again when the app is only upgraded, and not when people join', async () => {
    const upgrade = fixture('installation-update.add-upgrade.personal')
    const joined = fixture('conversation-update.members-added.people.team')
    await send(upgrade)
    await send(joined)
    expect([...cardsIn(upgrade), ...cardsIn(joined)]).toEqual([])
    expect(await placeIn(upgrade)).not.toBeNull()
  })

  it('ends with its removal, but not with an upgrade or with people who leave', async () => {
    const here = fixture('message.personal', bySomebody(olga))
    await send(here)
    const conversation = here['conversation']
    await send(fixture('installation-update.remove-upgrade.personal', { conversation }))
    expect(await placeIn(here)).not.toBeNull()
    await send(fixture('installation-update.remove.personal', { conversation }))
    expect(await placeIn(here)).toBeNull()
    const team = fixture('installation-update.add.team')
    await send(team)
    await send(
      fixture('conversation-update.members-removed.people.team', { conversation: team['conversation'] }),
    )
    expect(await placeIn(team)).not.toBeNull()
    await send(
      fixture('conversation-update.members-removed.bot.team', { conversation: team['conversation'] }),
    )
    expect(await placeIn(team)).toBeNull()
  })

  it.each(['team-deleted', 'team-hard-deleted'])('ends with its team (%s)', async (event) => {
    const team = fixture('installation-update.add.team')
    await send(team)
    await send(fixture(`conversation-update.${event}`, { conversation: team['conversation'] }))
    expect(await placeIn(team)).toBeNull()
  })

  it('outlives an archive, from which a team may come back', async () => {
    const team = fixture('installation-update.add.team')
    await send(team)
    await send(fixture('conversation-update.team-archived', { conversation: team['conversation'] }))
    expect(await placeIn(team)).not.toBeNull()
  })

  it('follows what happens to a channel, which is told in the general one', async () => {
    const channel = fixture('message.channel.mention')
    await send(channel)
    const id = conversationIdOf(channel).split(';')[0]
    const data = (name: string, eventType: string): Record<string, unknown> => ({
      channelData: { channel: { id, name }, team: { id: '19:t' }, eventType, tenant: { id: TENANT } },
    })
    await send(fixture('conversation-update.channel-renamed', data('Queue', 'channelRenamed')))
    expect(await placeIn(channel)).toMatchObject({ name: 'Queue' })
    await send(fixture('conversation-update.channel-deleted', data('Queue', 'channelDeleted')))
    expect(await placeIn(channel)).toBeNull()
  })
})

describe('who somebody is', () => {
  it('is learnt from the roster once, and known by the account in Entra from then on', async () => {
    const { person, chat } = newPerson('Luca')
    await chat.say(person, 'help')
    const luca = await world.principalOf('Luca')
    expect(await world.placeOf(chat)).toMatchObject({ userId: luca.userId })
    expect(await world.store.people.findUser(luca.userId)).toMatchObject({
      entra: { tenantId: TENANT, objectId: person.objectId },
    })
    world.teams.connector.setRoster(chat.id, [])
    await chat.say(person, 'mine')
    expect(wordsOf(chat.cards().at(-1)?.card)).toContain('Nothing is assigned to you')
  })

  it('is not known of guests without an account, although the roster has an address', async () => {
    const { person, chat } = newPerson('Olga')
    await chat.say({ ...person, objectId: null }, 'queue')
    expect(wordsOf(chat.cards().at(-1)?.card)).toContain('guests')
    expect((await world.placeOf(chat)).userId).toBeNull()
  })

  it('is not taken from people of another organisation, whoever they say they are', async () => {
    const { person, chat } = newPerson('Carla')
    const foreign = { ...person, tenantId: 'foreign' }
    world.teams.connector.setRoster(chat.id, [{ ...foreign, aadObjectId: person.objectId ?? '' }])
    await chat.say(person, 'queue')
    expect(wordsOf(chat.cards().at(-1)?.card)).toContain('We have not met yet')
    const shared = fixture('message.channel.mention', {
      from: { id: person.id, name: 'Carla', aadObjectId: person.objectId, tenantId: 'foreign' },
    })
    await send(shared)
    expect(wordsOf(cardsIn(shared).at(-1)?.card)).toContain('niemand')
  })

  it('is nobody while the roster cannot be asked, and the answer comes all the same', async () => {
    const { person, chat } = newPerson('Paula')
    world.teams.connector.script([{ status: 502 }], 'member')
    await chat.say(person, 'queue')
    expect(wordsOf(chat.cards().at(-1)?.card)).toContain('We have not met yet')
  })
})

describe('what people write', () => {
  it.each([
    ['help', /What I can do/],
    ['Hilfe', /What I can do/],
    ['queue', /Nobody is waiting|Waiting for an answer/],
    ['meine Chats', /Nothing is assigned to you/],
    ['status', /You are available/],
    ['estado ausente', /You are away/],
    ['beschikbaar', /You are available/],
    ['notifications', /Choose what I tell you about/],
    ['connect channel', /only works in a channel/],
    ['disconnect channel', /only works in a channel/],
    ['sing me a song', /I do not know that one/],
  ])('is answered: %s', async (text, words) => {
    const { person, chat } = newPerson('Olga')
    const known = { ...olga, id: person.id }
    expect((await chat.say(known, text)).status).toBe(200)
    expect(wordsOf(chat.cards().at(-1)?.card)).toMatch(words)
  })

  it('is heard without the mentions of the bot, however many, and without its copy as HTML', async () => {
    for (const name of ['message.group.mentions', 'message.personal.rich-text', 'message.channel.mention']) {
      const activity = fixture(name, { ...bySomebody(olga), locale: 'en-GB' })
      await send(activity)
      expect(wordsOf(cardsIn(activity).at(-1)?.card)).toMatch(
        name === 'message.channel.mention' ? /waiting/i : /What I can do/,
      )
    }
  })

  it('is answered with what to do instead when it is a file', async () => {
    const activity = fixture('message.personal.file', { ...bySomebody(olga), locale: 'en-GB' })
    await send(activity)
    expect(wordsOf(cardsIn(activity).at(-1)?.card)).toContain('I cannot pass on files')
  })

  it('is answered in the language of whoever wrote, or in the one they chose here', async () => {
    const activity = fixture('message.personal', bySomebody(world.teams.person('Somebody')))
    await send(activity)
    expect(wordsOf(cardsIn(activity).at(-1)?.card)).toContain('Was ich kann')
    const { userId } = await world.principalOf('Olga')
    await world.store.people.setLocale(userId, 'nl')
    const chosen = fixture('message.personal', bySomebody(olga))
    await send(chosen)
    expect(wordsOf(cardsIn(chosen).at(-1)?.card)).toMatch(/wachtrij/i)
    await world.store.people.setLocale(userId, null)
  })

  it('is answered in the thread where it was written', async () => {
    const activity = fixture('message.channel.mention', bySomebody(olga))
    await send(activity)
    expect(cardsIn(activity).at(-1)?.conversationId).toBe(conversationIdOf(activity))
  })

  it('is answered although Teams does not take the answer at first', async () => {
    const { chat } = newPerson('Olga')
    world.teams.connector.script([{ status: 429, headers: { 'retry-after': '0' } }, { status: 502 }], 'post')
    await chat.say(olga, 'help')
    expect(chat.cards()).toHaveLength(1)
  })

  it('ends well although Teams takes no answer at all', async () => {
    const { chat } = newPerson('Olga')
    world.teams.connector.script([{ status: 403, code: 'BotNotInConversationRoster' }], 'post')
    expect((await chat.say(olga, 'help')).status).toBe(200)
  })

  it('tells nothing about customers where others read along but masked titles (OMNI-START-03)', async () => {
    const customer = await world.customer('My secret is 4711')
    const channel = world.teams.channel('Queue', [olga])
    for (const text of ['queue', 'status', 'mine', 'notifications', 'status away'])
      await channel.say(olga, text)
    const told = channel.cards().map(({ card }) => wordsOf(card))
    expect(told).toHaveLength(5)
    expect(told[0]).toContain(customer.title.replaceAll('*', '•').slice(0, 4))
    expect(told.join(' ')).not.toMatch(/4711|Person/)
    expect(told.slice(2).every((words) => words.includes('only works in your own chat'))).toBe(true)
    const own = world.teams.personalChat(olga)
    await own.say(olga, 'queue')
    expect(wordsOf(own.cards().at(-1)?.card)).toContain('My secret is 4711')
  })

  it('shows a stranger no queue', async () => {
    const stranger = world.teams.person('Stranger')
    const chat = world.teams.personalChat(stranger)
    for (const text of ['queue', 'mine', 'status', 'notifications', 'anything'])
      await chat.say(stranger, text)
    expect(chat.cards()).toHaveLength(5)
    for (const { card } of chat.cards()) expect(wordsOf(card)).toContain('We have not met yet')
  })
})

describe('a channel', () => {
  it('is connected by whoever may, shows it to everybody, and is let go again', async () => {
    const channel = world.teams.channel('Service', [olga])
    await channel.say(olga, 'connect channel')
    const form = channel.cards()[0]
    if (form === undefined) throw new Error('no form')
    await channel.press(olga, form, 'connect', { queues: world.environmentId })
    const place = await world.placeOf(channel)
    expect(place.subscription).toMatchObject({ environmentId: world.environmentId, serviceIds: null })
    await waitFor('everybody sees it', () => channel.cards()[0]?.updates === 1)
    expect(wordsOf(channel.cards()[0]?.card)).toContain('Connected')
    await channel.say(olga, 'disconnect channel')
    expect((await world.placeOf(channel)).subscription).toBeNull()
    await channel.say(olga, 'disconnect channel')
    expect(wordsOf(channel.cards().at(-1)?.card)).toContain('Nothing is connected here')
  })

  it('is not connected by an agent, nor with several environments at once', async () => {
    const anna = world.teams.person('Anna')
    const channel = world.teams.channel('Agents', [olga, anna])
    await channel.say(olga, 'connect channel')
    const form = channel.cards()[0]
    if (form === undefined) throw new Error('no form')
    const refused = await channel.press(anna, form, 'connect', { queues: world.environmentId })
    expect(refused.body).toMatchObject({
      statusCode: 200,
      type: 'application/vnd.microsoft.activity.message',
    })
    const two = `${world.environmentId},${'a'.repeat(24)}`
    await channel.press(olga, form, 'connect', { queues: two })
    expect((await world.placeOf(channel)).subscription).toBeNull()
  })
})

describe('what Teams asks for', () => {
  it('is a list of results for a search, and the card of the one that was chosen', async () => {
    const customer = await world.customer('searched')
    const query = fixture('invoke.compose-query', {
      ...bySomebody(olga),
      value: {
        commandId: 'searchChats',
        parameters: [{ name: 'search', value: customer.contactName.slice(7) }],
      },
    })
    const found = await send(query)
    expect(found.body).toMatchObject({ composeExtension: { type: 'result' } })
    const select = fixture('invoke.compose-select-item', {
      ...bySomebody(olga),
      value: { conversationId: customer.id },
    })
    expect((await send(select)).body).toMatchObject({ composeExtension: { type: 'result' } })
    const url = `https://callover.example.test/#/c/${customer.id}`
    const link = fixture('invoke.compose-query-link', { ...bySomebody(olga), value: { url } })
    expect((await send(link)).body).toMatchObject({ composeExtension: { type: 'result' } })
  })

  it('is not told to strangers, nor what does not exist', async () => {
    const customer = await world.customer('hidden')
    const url = `https://callover.example.test/#/c/${customer.id}`
    const stranger = bySomebody(world.teams.person('Stranger'))
    expect((await send(fixture('invoke.compose-query-link', { ...stranger, value: { url } }))).body).toEqual(
      {},
    )
    expect((await send(fixture('invoke.compose-query-link', bySomebody(olga)))).body).toEqual({})
    const query = await send(fixture('invoke.compose-query', stranger))
    expect(JSON.stringify(query.body)).not.toContain('Person')
  })

  it('is a dialog only for a conversation', async () => {
    const answer = await send(fixture('invoke.task-fetch', bySomebody(olga)))
    expect(answer.body).toMatchObject({ task: { type: 'message' } })
  })
})
