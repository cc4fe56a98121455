import type { TeamsCard, TeamsPlace } from '../../server/store/entities.ts'
import type { TeamsCardDocument } from '../../server/store/models/teams-card.ts'
import type { NewTeamsCard, Store } from '../../server/store/store.ts'
import type { TestStore } from '../support/store.ts'
import { NOON, someId } from './builders.ts'

type Seen = Parameters<Store['teamsPlaces']['remember']>[0]

/** A personal chat as an activity shows it. */
export function aSeenPlace(fields: Partial<Seen> = {}): Seen {
  return {
    tenantId: someId(),
    conversationId: `a:${someId()}`,
    kind: 'personal',
    reference: { serviceUrl: 'https://smba.example.test/emea/', bot: { id: '28:bot' } },
    person: { teamsUserId: `29:${someId()}`, objectId: someId() },
    team: null,
    name: null,
    locale: 'de-DE',
    timeZone: 'Europe/Berlin',
    seenAt: NOON,
    ...fields,
  }
}

/** A channel as an activity shows it. */
export function aSeenChannel(fields: Partial<Seen> = {}): Seen {
  return aSeenPlace({
    conversationId: `19:${someId()}@thread.tacv2`,
    kind: 'channel',
    person: null,
    team: { id: `19:${someId()}@thread.tacv2`, name: 'Kundendienst', groupId: someId() },
    name: 'Störungen',
    timeZone: null,
    ...fields,
  })
}

export function aNewCard(fields: Partial<NewTeamsCard> = {}): NewTeamsCard {
  return {
    environmentId: someId(),
    placeId: someId(),
    lane: 0,
    occasion: `turn:${someId()}:1`,
    kind: 'waiting',
    userId: someId(),
    serviceId: someId(),
    conversationId: someId(),
    messageId: null,
    inboundCount: 1,
    arisenAt: NOON,
    dueAt: NOON,
    ...fields,
  }
}

/** Adds one card and answers with it. */
export async function addCard(store: TestStore, fields: Partial<NewTeamsCard> = {}): Promise<TeamsCard> {
  const card = aNewCard(fields)
  await store.teamsCards.add([card])
  return cardOf(store, card)
}

/** The card that a place has of an occasion. */
export async function cardOf(
  store: TestStore,
  { placeId, occasion }: Pick<TeamsCard, 'placeId' | 'occasion'>,
): Promise<TeamsCard> {
  const document = await store.raw.collection<TeamsCardDocument>('teams_cards').findOne({ placeId, occasion })
  const card = document === null ? null : await store.teamsCards.find(document._id)
  if (card === null) throw new Error('no such card')
  return card
}

/** Remembers one place. */
export function addPlace(store: Store, fields: Partial<Seen> = {}): Promise<TeamsPlace> {
  return store.teamsPlaces.remember(aSeenPlace(fields))
}
