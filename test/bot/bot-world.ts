import express from 'express'
import { createBot, type Bot, type BotCloud, type BotCredentials } from '../../bot/index.ts'
import { handleErrors } from '../../server/http/error-handler.ts'
import { laneOf } from '../../server/domain/lanes.ts'
import { newId } from '../../server/lib/object-id.ts'
import type { Conversation, TeamsCard, TeamsPlace } from '../../server/store/entities.ts'
import { applyInboundEvent } from '../../server/usecases/apply-inbound-event.ts'
import type { Deps } from '../../server/usecases/ports.ts'
import { contentOfCard } from '../../server/usecases/teams/card-content.ts'
import { listen, type ListeningServer } from '../support/http-server.ts'
import { templateOf } from '../support/service-builders.ts'
import { closeTestStore, openTestStore, type TestStore } from '../support/store.ts'
import type { ShownMessage } from '../support/teams/fake-connector.ts'
import {
  APP_ID,
  startFakeTeams,
  TENANT,
  type FakeTeams,
  type TeamsChat,
} from '../support/teams/fake-teams.ts'
import { createUsecaseWorld, textOf, type UsecaseWorld } from '../support/usecase-world.ts'

/** How the bot of the tests is registered. */
export const CREDENTIALS: BotCredentials = {
  appId: APP_ID,
  appPassword: 'not-a-real-secret',
  tenantId: TENANT,
  appType: 'SingleTenant',
}

/** The bot behind HTTP, on a real store with the people of `provisioningFor`, before a Teams that signs. */
export interface BotWorld extends UsecaseWorld {
  store: TestStore
  bot: Bot
  teams: FakeTeams
  /** Where the bot listens. */
  url: string
  /** A customer who has just written; `null`: nothing but what was there. */
  customer(text?: string): Promise<Conversation>
  /** The card of a conversation in a chat where the app is installed, posted as the job would. */
  notify(chat: TeamsChat, conversation: Conversation): Promise<ShownMessage>
  find(conversation: Conversation): Promise<Conversation>
  /** What left for the customer. */
  sentTo(conversation: Conversation): Promise<string[]>
  placeOf(chat: TeamsChat): Promise<TeamsPlace>
  close(): Promise<void>
}

export interface BotWorldOptions {
  credentials?: BotCredentials | null
  production?: boolean
  homeTenantId?: string | null
}

export async function startBotWorld(options: BotWorldOptions = {}): Promise<BotWorld> {
  const { credentials = CREDENTIALS, production = true, homeTenantId = TENANT } = options
  const store = await openTestStore()
  const world = await createUsecaseWorld(store)
  let server: ListeningServer | null = null
  const messagesUrl = (): string => `${server?.url ?? ''}/api/messages`
  const teams = await startFakeTeams({ messagesUrl, unsigned: credentials === null })
  world.deps.homeTenantId = homeTenantId
  const bot = startBot(world.deps, { credentials, production, cloud: teams.tokens.cloud })
  server = await listen(appOf(bot))
  return Object.assign(world, {
    store,
    bot,
    teams,
    url: messagesUrl(),
    customer: (text?: string) => customerWrites(world, text),
    notify: (chat: TeamsChat, conversation: Conversation) => notify({ world, bot, chat, conversation }),
    find: async (conversation: Conversation) => {
      const found = await store.conversations.find(world.environmentId, conversation.id)
      if (found === null) throw new Error('no such conversation')
      return found
    },
    sentTo: (conversation: Conversation) => sentTo(world, conversation),
    placeOf: (chat: TeamsChat) => placeOf(world.deps, chat),
    async close() {
      await bot.stop()
      await server?.close()
      await teams.close()
      await closeTestStore(store)
    },
  })
}

function startBot(
  deps: Deps,
  options: { credentials: BotCredentials | null; production: boolean; cloud: BotCloud },
): Bot {
  const { cloud, ...rest } = options
  return createBot({ deps: () => deps, ...rest, ...(options.credentials === null ? {} : { cloud }) })
}

/** As the server mounts it. */
export function appOf(bot: Bot): express.Express {
  const app = express()
  app.use('/api/messages', bot.router)
  app.use(handleErrors)
  return app
}

let lastNumber = 0

async function customerWrites(world: UsecaseWorld, text = 'Is my parcel there?'): Promise<Conversation> {
  const from = `4917${String((lastNumber += 1)).padStart(8, '0')}`
  await world.receive(textOf(from, `wamid.${from}`, world.now, { text: { body: text } }))
  for (const event of await world.pending()) {
    await applyInboundEvent(world.deps, event)
    await world.deps.store.intake.finish([event.id])
  }
  const page = await world.deps.store.conversations.list(world.environmentId, {
    sort: 'activity',
    after: null,
    limit: 100,
  })
  const found = page.items.find(({ contactName }) => contactName === `Person ${from}`)
  if (found === undefined) throw new Error('the customer has no conversation')
  return found
}

/** Every test on its own place: cards that other use cases arise are left alone. */
async function notify(given: {
  world: UsecaseWorld
  bot: Bot
  chat: TeamsChat
  conversation: Conversation
}): Promise<ShownMessage> {
  const { world, bot, chat, conversation } = given
  const { deps, environmentId } = world
  const place = await placeOf(deps, chat)
  const occasion = `turn:${conversation.id}:${conversation.waitingSince?.getTime() ?? 0}`
  await deps.store.teamsCards.add([
    {
      environmentId,
      placeId: place.id,
      lane: laneOf(place.id),
      occasion,
      kind: 'waiting',
      userId: place.kind === 'personal' ? place.userId : null,
      serviceId: conversation.serviceId,
      conversationId: conversation.id,
      messageId: null,
      inboundCount: conversation.inboundCount,
      arisenAt: world.now,
      dueAt: world.now,
    },
  ])
  const card = await cardOf(deps, place, conversation)
  const content = await contentOfCard(deps, card, place)
  if (content === null || bot.messenger === null) throw new Error('nothing to post')
  const id = await bot.messenger.post(place, content, false)
  await deps.store.teamsCards.finish(card.id, { shown: card.wanted, activityId: id, done: false })
  const shown = chat.cards().find((message) => message.id === id)
  if (shown === undefined) throw new Error('the card did not arrive')
  // As it is at this moment: the chat's own goes on changing.
  return structuredClone(shown)
}

async function cardOf(deps: Deps, place: TeamsPlace, conversation: Conversation): Promise<TeamsCard> {
  const lanes = Array.from({ length: 64 }, (_, lane) => lane)
  const heads = await deps.store.teamsCards.heads(lanes, new Date(Date.now() + 3_600_000), 1000)
  const card = heads.find((one) => one.placeId === place.id && one.conversationId === conversation.id)
  if (card === undefined) throw new Error('there is no card')
  return card
}

async function sentTo({ deps, environmentId }: UsecaseWorld, conversation: Conversation): Promise<string[]> {
  const page = await deps.store.messages.page(environmentId, conversation.id, { before: null, limit: 100 })
  return page.items.filter(({ direction }) => direction === 'outbound').map(({ text }) => text ?? '')
}

async function placeOf(deps: Deps, chat: TeamsChat): Promise<TeamsPlace> {
  const place = await deps.store.teamsPlaces.findByConversation(TENANT, chat.id)
  if (place === null) throw new Error('the bot does not know this place')
  return place
}

/** An approved template of the WhatsApp channel; with values where its body has places. */
export async function addTemplate(world: BotWorld, change: { name: string; body: string }): Promise<void> {
  const [channel] = await world.store.channels.list(world.environmentId)
  if (channel === undefined) throw new Error('no channel')
  const keys = [...change.body.matchAll(/\{\{(\w+)\}\}/g)].map(([, key = '']) => ({ key }))
  const { id: _id, ...template } = templateOf({ channelId: channel.id, ...change, bodyParameters: keys })
  await world.store.templates.replaceAll(world.environmentId, channel.id, [
    {
      ...template,
      environmentId: world.environmentId,
      externalId: newId(),
      syncedAt: new Date(template.syncedAt),
    },
  ])
}
