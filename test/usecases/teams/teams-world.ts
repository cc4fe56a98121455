import { randomUUID } from 'node:crypto'
import type { NotificationPreferences } from '../../../server/contract/teams.ts'
import { defaultPreferences } from '../../../server/domain/notification-rules.ts'
import type { CardContent, ConversationCard } from '../../../server/domain/teams-card.ts'
import { TeamsError, type TeamsFailure } from '../../../server/lib/errors.ts'
import type { Conversation, TeamsCard, TeamsPlace } from '../../../server/store/entities.ts'
import { applyInboundEvent } from '../../../server/usecases/apply-inbound-event.ts'
import type { ActivityFeed, Deps, TeamsMessenger } from '../../../server/usecases/ports.ts'
import { deliverCard, type Pauses } from '../../../server/usecases/teams/deliver-card.ts'
import { savePreferences } from '../../../server/usecases/teams/preferences.ts'
import { forgetReach } from '../../../server/usecases/teams/reach.ts'
import type { TestStore } from '../../support/store.ts'
import { createUsecaseWorld, textOf, type UsecaseWorld } from '../../support/usecase-world.ts'

export const TENANT = '11111111-2222-4333-8444-555555555555'
export const ALL_LANES = Array.from({ length: 32 }, (_, lane) => lane)
/** No pause that a test would have to sit out. */
export const NO_PAUSES: Pauses = { firstMs: 0, maxMs: 0 }

/** A card as it stands in a place. */
export interface Shown {
  placeId: string
  activityId: string
  content: CardContent
  /** Whether posting it alerted the person. */
  alert: boolean
  updates: number
}

/** Teams as far as the use cases know it. */
export class FakeTeams implements TeamsMessenger {
  readonly shown: Shown[] = []
  /** Asked before every call: a failure is thrown, before or (`after`) after it has had its effect. */
  fails: (call: { placeId: string; update: boolean }) => { failure: TeamsFailure; after?: boolean } | null =
    () => null
  /** Every call in order. */
  readonly calls: { placeId: string; cardId: string; update: boolean }[] = []

  async post(place: TeamsPlace, content: CardContent, alert: boolean): Promise<string> {
    const activityId = `activity-${this.shown.length}`
    return this.#call(place.id, content, false, () => {
      this.shown.push({ placeId: place.id, activityId, content, alert, updates: 0 })
      return activityId
    })
  }

  async update(place: TeamsPlace, activityId: string, content: CardContent): Promise<void> {
    const shown = this.shown.find((one) => one.activityId === activityId && one.placeId === place.id)
    if (shown === undefined) throw new Error(`nothing was posted as ${activityId}`)
    return this.#call(place.id, content, true, () => {
      shown.content = content
      shown.updates += 1
    })
  }

  /** Cards in a place, oldest first. */
  in(place: TeamsPlace): Shown[] {
    return this.shown.filter(({ placeId }) => placeId === place.id)
  }

  async #call<T>(placeId: string, content: CardContent, update: boolean, effect: () => T): Promise<T> {
    // As over a network: whoever else runs meanwhile gets on.
    await Promise.resolve()
    this.calls.push({ placeId, cardId: content.cardId, update })
    const failing = this.fails({ placeId, update })
    if (failing !== null && failing.after !== true) throw new TeamsError(failing.failure)
    const result = effect()
    if (failing !== null) throw new TeamsError(failing.failure)
    return result
  }
}

export class FakeFeed implements ActivityFeed {
  readonly told: { placeId: string; cardId: string; link: string }[] = []
  tries = 0
  fails: () => TeamsFailure | null = () => null

  tell(place: TeamsPlace, { cardId }: CardContent, link: string): Promise<void> {
    this.tries += 1
    const failure = this.fails()
    if (failure !== null) return Promise.reject(new TeamsError(failure))
    this.told.push({ placeId: place.id, cardId, link })
    return Promise.resolve()
  }
}

export interface TeamsWorld extends UsecaseWorld {
  teams: FakeTeams
  /** How often workers were woken for cards. */
  woken: number
  places: Record<string, TeamsPlace>
  /** Opens a personal chat with the bot. */
  chatWith(name: string, preferences?: Partial<NotificationPreferences>): Promise<TeamsPlace>
  prefer(name: string, preferences: Partial<NotificationPreferences>): Promise<void>
  channel(options?: { serviceIds?: string[] | null; connected?: boolean }): Promise<TeamsPlace>
  /** Takes every place away, and all cards with them. */
  leaveAll(): Promise<void>
  /** A customer writes; resolves with the conversation after it. */
  write(from: string, ...texts: string[]): Promise<Conversation>
  conversationOf(from: string): Promise<Conversation>
  /** Works off what is due `ahead` milliseconds from now, until nothing is. */
  work(options?: { deps?: Deps; aheadMs?: number }): Promise<void>
  /** What the principal's clock shows moves on. */
  pass(ms: number): void
  cards(): Promise<TeamsCard[]>
}

export async function createTeamsWorld(store: TestStore): Promise<TeamsWorld> {
  const base = await createUsecaseWorld(store)
  const teams = new FakeTeams()
  const places: Record<string, TeamsPlace> = {}
  let lastMessage = 0
  const world = Object.assign(base, { teams, places, woken: 0 }) as TeamsWorld
  world.deps = { ...base.deps, teams, homeTenantId: TENANT }
  world.deps.jobs = { ...world.deps.jobs, cardsChanged: () => void (world.woken += 1) }
  return Object.assign(world, placesOf(world, store), {
    async write(from: string, ...texts: string[]) {
      for (const body of texts) {
        lastMessage += 1
        await world.receive(textOf(from, `wamid.${from}.${lastMessage}`, world.now, { text: { body } }))
        for (const event of await world.pending()) {
          await applyInboundEvent(world.deps, event)
          await store.intake.finish([event.id])
        }
      }
      return world.conversationOf(from)
    },
    async conversationOf(from: string) {
      const query = { words: [from], sort: 'activity' as const, after: null, limit: 1 }
      const { items } = await store.conversations.list(world.environmentId, query)
      if (items[0] === undefined) throw new Error(`no conversation with ${from}`)
      return items[0]
    },
    async work({ deps = world.deps, aheadMs = 2_000 } = {}) {
      for (;;) {
        const now = new Date(Date.now() + aheadMs)
        const heads = await store.teamsCards.heads(ALL_LANES, now, 100)
        if (heads.length === 0) return
        for (const card of heads) await deliverCard(deps, card, now, { pauses: NO_PAUSES })
      }
    },
    pass(ms: number) {
      world.now = new Date(world.now.getTime() + ms)
    },
    async cards() {
      const ids = await store.raw.collection('teams_cards').find({}).sort({ arisenAt: 1, _id: 1 }).toArray()
      const found = await Promise.all(ids.map(({ _id }) => store.teamsCards.find(String(_id))))
      return found.filter((card) => card !== null)
    },
  })
}

type PlaceMethods = Pick<TeamsWorld, 'chatWith' | 'prefer' | 'channel' | 'leaveAll'>

function placesOf(world: TeamsWorld, store: TestStore): PlaceMethods {
  const remember = (kind: TeamsPlace['kind'], conversationId: string, teamsUserId: string | null) =>
    store.teamsPlaces.remember({
      tenantId: TENANT,
      conversationId,
      kind,
      reference: { conversation: { id: conversationId } },
      person: teamsUserId === null ? null : { teamsUserId, objectId: null },
      team: null,
      name: null,
      locale: 'de-DE',
      timeZone: 'Europe/Berlin',
      seenAt: world.now,
    })
  const prefer = async (name: string, preferences: Partial<NotificationPreferences>): Promise<void> => {
    const { userId } = await world.principalOf(name)
    await savePreferences(world.deps, userId, { ...defaultPreferences(), ...preferences })
  }
  return {
    prefer,
    async chatWith(name, preferences = {}) {
      const { userId } = await world.principalOf(name)
      const { id } = await remember('personal', `a:${randomUUID()}`, `29:${name}`)
      const place = await store.teamsPlaces.setUser(id, userId)
      if (place === null) throw new Error('not remembered')
      await prefer(name, preferences)
      world.places[place.id] = place
      return place
    },
    async channel({ serviceIds = null, connected = true } = {}) {
      const place = await remember('channel', `19:${randomUUID()}@thread.tacv2`, null)
      world.places[place.id] = place
      if (!connected) return place
      const { userId } = await world.principalOf('Olga')
      const { environmentId } = world
      const subscription = { environmentId, serviceIds, locale: 'nl' as const, by: userId, at: world.now }
      const subscribed = await store.teamsPlaces.setSubscription(place.id, subscription)
      forgetReach(world.deps)
      if (subscribed === null) throw new Error('not remembered')
      return subscribed
    },
    async leaveAll() {
      await Promise.all(Object.keys(world.places).map((id) => store.teamsPlaces.remove(id)))
      world.places = {}
      world.teams.shown.length = 0
      world.teams.calls.length = 0
      world.teams.fails = () => null
      forgetReach(world.deps)
    },
  }
}

/** What the only card in a place shows. */
export function onlyCard(teams: FakeTeams, place: TeamsPlace): ConversationCard {
  const [shown, ...others] = teams.in(place)
  if (shown === undefined || others.length > 0) throw new Error(`${teams.in(place).length} cards, not one`)
  if (shown.content.about !== 'conversation') throw new Error('a card about a service')
  return shown.content
}

/** The kinds of the cards in a place, oldest first. */
export function kindsIn(teams: FakeTeams, place: TeamsPlace): string[] {
  return teams.in(place).map(({ content }) => content.kind)
}

/** Notes, answers and changes by somebody need a key of their own. */
let clientIds = 0
export function newClientId(): string {
  clientIds += 1
  return `client-${clientIds}`
}
