import { excerpt } from '../../domain/clean-text.ts'
import { isActive } from '../../domain/conversation-state.ts'
import { titleFor } from '../../domain/notification-rules.ts'
import { isSettled, turnOccasion, type Notified } from '../../domain/notification-state.ts'
import { can } from '../../domain/roles.ts'
import type { CardContent, CardMessage, ConversationCard, ServiceCard } from '../../domain/teams-card.ts'
import type { NotificationKind } from '../../contract/teams.ts'
import { NotFoundError } from '../../lib/errors.ts'
import type { Message, TeamsCard, TeamsPlace } from '../../store/entities.ts'
import { actOn } from '../access.ts'
import type { Deps, Principal } from '../ports.ts'
import { viewWindow } from '../views.ts'
import { cardTemplates } from './card-templates.ts'
import {
  lastAnswer,
  personalSight,
  sharedSight,
  sightOf,
  threadOf,
  type Sight,
  type Thread,
} from './card-sight.ts'
import { complaintsOf } from './complaints.ts'

const EXCERPT_MESSAGES = 3
const EXCERPT_LENGTH = 200

/** What a card shows at this moment; `null`: it is about nothing any more, or its reader may not see it. */
export async function contentOfCard(
  deps: Deps,
  card: TeamsCard,
  place: TeamsPlace,
): Promise<CardContent | null> {
  return (await lookAtCard(deps, card, place))?.content ?? null
}

/** A card's content, with what it was made from. */
export interface CardLook {
  content: CardContent
  /** `null` for a card about a service. */
  thread: Thread | null
}

/** As `contentOfCard`, for whoever has to decide whether the card is needed at all. */
export async function lookAtCard(deps: Deps, card: TeamsCard, place: TeamsPlace): Promise<CardLook | null> {
  const { conversationId } = card
  const sight = await sightOf(deps, card, place)
  if (sight === null) return null
  if (conversationId === null) {
    const content = await serviceCard(deps, card, sight)
    return content === null ? null : { content, thread: null }
  }
  const thread = await threadOf(deps, { ...card, conversationId })
  if (thread === null) return null
  const content = await drawConversation(deps, { place, sight, thread, notified: card, ...frameOf(card) })
  return { content, thread }
}

function frameOf({ id, wanted }: TeamsCard): { cardId: string; version: number } {
  return { cardId: id, version: wanted }
}

/**
 * A conversation as the answer to a button that `reader` pressed; `null`: as everybody in the place may see it. `cardId` may
 * be of no card that is kept, or of another one: then it is drawn as a card of this `kind` that has just arisen. Throws
 * `NotFoundError` and, when the reader may not see it, `ForbiddenError`.
 */
export async function contentFor(
  deps: Deps,
  reader: Principal | null,
  place: TeamsPlace,
  asked: { conversationId: string; kind: NotificationKind; cardId: string; version: number },
): Promise<ConversationCard> {
  const { conversationId, kind, cardId, version } = asked
  const card = await cardIn(deps, place, asked)
  const { environmentId } = await conversationFor(deps, reader, place, conversationId)
  const member = (await deps.directory.members(environmentId)).get(reader?.userId ?? '')
  const sight =
    member === undefined
      ? await sharedSight(deps, place, environmentId)
      : await personalSight(deps, place, member)
  const thread = await threadOf(deps, { environmentId, conversationId, messageId: card?.messageId ?? null })
  if (thread === null) throw new NotFoundError('no such conversation')
  const { id, waitingSince, inboundCount } = thread.conversation
  const arisenAt = deps.clock.now()
  const occasion = turnOccasion(id, waitingSince ?? arisenAt)
  const notified = card ?? { kind, occasion, arisenAt, inboundCount }
  return drawConversation(deps, { place, sight, thread, notified, cardId, version })
}

/** The card that a button says it is on, if it is one of this place and about this conversation. */
async function cardIn(
  deps: Deps,
  place: TeamsPlace,
  { cardId, conversationId }: { cardId: string; conversationId: string },
): Promise<TeamsCard | null> {
  const card = cardId === '' ? null : await deps.store.teamsCards.find(cardId)
  return card?.placeId === place.id && card.conversationId === conversationId ? card : null
}

async function conversationFor(
  deps: Deps,
  reader: Principal | null,
  place: TeamsPlace,
  conversationId: string,
): Promise<{ environmentId: string }> {
  if (reader !== null) return (await actOn(deps, reader, conversationId, 'conversation:see')).conversation
  const environmentId = place.subscription?.environmentId
  const found =
    environmentId === undefined ? null : await deps.store.conversations.find(environmentId, conversationId)
  if (found === null) throw new NotFoundError('no such conversation')
  return found
}

interface Drawing {
  place: TeamsPlace
  sight: Sight
  thread: Thread
  notified: Notified
  cardId: string
  version: number
}

async function drawConversation(deps: Deps, drawing: Drawing): Promise<ConversationCard> {
  const { place, sight, thread, notified, cardId, version } = drawing
  const { conversation, subject } = thread
  const window = await viewWindow(deps, conversation)
  const delivery = subject?.delivery?.status ?? null
  const readerId = sight.reader?.id ?? null
  const answeredAt = lastAnswer(thread)?.at ?? null
  const settled = isSettled(notified, { conversation, readerId, answeredAt, delivery })
  const offersTemplates =
    !settled && !window.open && window.outside === 'templates' && isActive(conversation.status)
  return {
    about: 'conversation',
    cardId,
    version,
    kind: notified.kind,
    locale: sight.locale,
    timeZone: sight.timeZone,
    now: deps.clock.now(),
    settled,
    link: deps.links.conversation({
      conversationId: conversation.id,
      ...(subject === null ? {} : { messageId: subject.id }),
      tenantId: place.tenantId,
    }),
    conversation: {
      ...(await describe(deps, thread, place)),
      window: {
        open: window.open,
        closesAt: window.closesAt === null ? null : new Date(window.closesAt),
        outside: window.outside,
      },
      doneBy: settled ? doneBy(thread, notified) : null,
    },
    excerpt: sight.personal ? excerptOf(thread) : [],
    reader: sight.reader === null ? null : readerOf(sight.reader, thread),
    by: byWhom(thread, notified, sight),
    failure: notified.kind === 'failed' && subject !== null ? failureOf(subject, sight) : null,
    templates: offersTemplates ? await cardTemplates(deps, conversation) : [],
  }
}

async function describe(
  deps: Deps,
  { conversation }: Thread,
  place: TeamsPlace,
): Promise<Omit<ConversationCard['conversation'], 'window' | 'doneBy'>> {
  const { environmentId, serviceId, assigneeId } = conversation
  const [services, members] = await Promise.all([
    deps.directory.services(environmentId),
    deps.directory.members(environmentId),
  ])
  return {
    id: conversation.id,
    number: conversation.number,
    status: conversation.status,
    title: titleFor(place.kind, conversation),
    service: services.get(serviceId)?.name ?? '',
    assignee: assigneeId === null ? null : { id: assigneeId, name: members.get(assigneeId)?.name ?? '' },
    waitingSince: conversation.waitingSince,
    snoozedUntil: conversation.snoozedUntil,
    fromCall: conversation.origin === 'call',
  }
}

function readerOf(
  reader: NonNullable<Sight['reader']>,
  { conversation }: Thread,
): NonNullable<ConversationCard['reader']> {
  const active = isActive(conversation.status)
  return {
    memberId: reader.id,
    can: {
      reply: active && can(reader, 'conversation:reply'),
      assign: can(reader, 'conversation:assign'),
      resolve: active && can(reader, 'conversation:resolve'),
    },
  }
}

/** Who answered or settled it, as far as the thread tells; who took it is its assignee. */
function doneBy(thread: Thread, { kind }: Notified): string | null {
  const { conversation, messages } = thread
  if (conversation.status === 'resolved') {
    const entry = messages.find(({ system }) => system?.event === 'resolved')
    return nameOrNull(entry?.system?.by)
  }
  const waits = conversation.waitingSince !== null
  if (conversation.status === 'paused' || kind === 'mentioned' || kind === 'failed' || waits) return null
  return nameOrNull(lastAnswer(thread)?.author.name)
}

function nameOrNull(name: string | undefined): string | null {
  return name === undefined || name === '' ? null : name
}

/** Who gave it to the reader, or wrote the note that names them. */
function byWhom({ messages, subject }: Thread, { kind }: Notified, { reader }: Sight): string | null {
  if (kind === 'mentioned') return nameOrNull(subject?.author.name)
  if (kind !== 'assigned' || reader === null) return null
  const entry = messages.find(({ system }) => system?.event === 'assigned' && system.to === reader.name)
  return nameOrNull(entry?.system?.by)
}

function excerptOf({ messages }: Thread): CardMessage[] {
  return messages
    .filter(({ direction }) => direction !== 'system')
    .slice(0, EXCERPT_MESSAGES)
    .toReversed()
    .map((message) => ({
      from: message.direction === 'inbound' ? 'contact' : message.direction === 'note' ? 'note' : 'team',
      author: message.author.name,
      kind: message.kind,
      text: shownText(message),
      at: message.at,
    }))
}

/** What was taken back is not shown any more. */
function shownText({ text, revokedAt }: Message): string | null {
  return text === undefined || revokedAt !== undefined ? null : excerpt(text, EXCERPT_LENGTH)
}

function failureOf(message: Message, { personal }: Sight): ConversationCard['failure'] {
  return {
    error: message.delivery?.error ?? { code: 'unknown' },
    text: personal ? shownText(message) : null,
  }
}

/** `null` when the service is gone. */
async function serviceCard(deps: Deps, card: TeamsCard, sight: Sight): Promise<ServiceCard | null> {
  const { environmentId, serviceId, id, wanted, kind } = card
  const service = (await deps.directory.services(environmentId)).get(serviceId)
  if (service === undefined) return null
  const environment = await deps.directory.environment(environmentId)
  const problems = await complaintsOf(deps, service)
  return {
    about: 'service',
    cardId: id,
    version: wanted,
    kind,
    locale: sight.locale,
    timeZone: sight.timeZone,
    now: deps.clock.now(),
    settled: problems === null,
    link: deps.links.service(serviceId),
    service: { id: serviceId, name: service.name, environment: environment?.name ?? '' },
    problems: problems ?? [],
  }
}
