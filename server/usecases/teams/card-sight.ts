import type { Locale } from '../../contract/member.ts'
import { mayBeTold, readerLocale } from '../../domain/notification-rules.ts'
import { firstTimeZone } from '../../domain/notification-times.ts'
import { can } from '../../domain/roles.ts'
import type { Conversation, Member, Message, TeamsCard, TeamsPlace } from '../../store/entities.ts'
import type { Store } from '../../store/store.ts'
import type { Deps } from '../ports.ts'

/** Who looks at a card and how they read. */
export interface Sight {
  /** `null` where several people read along. */
  reader: Member | null
  /** Names, texts and numbers of customers may be shown. */
  personal: boolean
  locale: Locale
  timeZone: string
}

/**
 * Who looks at a card in its place; `null` when they may not see it, or not any more: the chat is somebody else's by now, who
 * was told has left or lost the role, the channel follows another environment.
 */
export async function sightOf(
  deps: Deps,
  card: Pick<TeamsCard, 'environmentId' | 'userId' | 'kind' | 'conversationId'>,
  place: TeamsPlace,
): Promise<Sight | null> {
  const { environmentId } = card
  if (place.kind !== 'personal') {
    if (card.userId !== null || place.subscription?.environmentId !== environmentId) return null
    return sharedSight(deps, place, environmentId)
  }
  if (card.userId === null || card.userId !== place.userId) return null
  const reader = (await deps.directory.members(environmentId)).get(card.userId)
  if (reader === undefined || !mayBeTold(reader.roles, card.kind)) return null
  if (card.conversationId !== null && !can(reader, 'conversation:see')) return null
  return personalSight(deps, place, reader)
}

/** Everybody in a channel or group chat. */
export async function sharedSight(deps: Deps, place: TeamsPlace, environmentId: string): Promise<Sight> {
  return {
    reader: null,
    personal: false,
    locale: place.subscription?.locale ?? readerLocale(null, place.locale),
    timeZone: await timeZoneOf(deps, place, environmentId),
  }
}

/** One member, in a chat of their own or, pressing a button, among others. */
export async function personalSight(deps: Deps, place: TeamsPlace, reader: Member): Promise<Sight> {
  const user = await deps.store.people.findUser(reader.id)
  return {
    reader,
    personal: place.kind === 'personal',
    locale: readerLocale(user?.locale ?? null, place.locale),
    timeZone: await timeZoneOf(deps, place, reader.environmentId),
  }
}

async function timeZoneOf(deps: Deps, place: TeamsPlace, environmentId: string): Promise<string> {
  const environment = await deps.directory.environment(environmentId)
  return firstTimeZone(place.timeZone, environment?.timeZone ?? null)
}

/** What is looked at: the conversation and the end of its thread, newest first. */
export interface Thread {
  conversation: Conversation
  messages: readonly Message[]
  /** The note or the message that the card is about; `null` when it is about none. */
  subject: Message | null
}

/** Enough to find who answered or settled a conversation, and the last things that were said. */
const TAIL = 20

/** `null` when it is not there any more, or what the card is about is not. */
export async function threadOf(
  deps: Deps,
  about: { environmentId: string; conversationId: string; messageId: string | null },
): Promise<Thread | null> {
  const { environmentId, conversationId, messageId } = about
  const { conversations, messages } = deps.store
  const [read, subject] = await Promise.all([
    readTogether(deps.store, `${environmentId} ${conversationId}`, () =>
      Promise.all([
        conversations.find(environmentId, conversationId),
        messages.page(environmentId, conversationId, { before: null, limit: TAIL }),
      ]),
    ),
    messageId === null ? null : messages.find(environmentId, messageId),
  ])
  const [conversation, page] = read
  if (conversation === null || (messageId !== null && subject === null)) return null
  return { conversation, messages: page.items, subject }
}

type ThreadRead = Promise<[Conversation | null, { items: Message[] }]>

/** Reads that have not begun yet. */
const toBegin = new WeakMap<Store, Map<string, ThreadRead>>()

/**
 * A conversation in a hundred places is read for many of them at once. Whoever asks joins a read that has not begun, so that
 * nobody is shown less than what was there when they asked.
 */
function readTogether(store: Store, key: string, read: () => ThreadRead): ThreadRead {
  const waiting = toBegin.get(store) ?? new Map<string, ThreadRead>()
  toBegin.set(store, waiting)
  const joined = waiting.get(key)
  if (joined !== undefined) return joined
  const begun = new Promise<void>((resolve) => void setImmediate(resolve)).then(() => {
    waiting.delete(key)
    return read()
  })
  waiting.set(key, begun)
  return begun
}

/** The newest answer that a person gave, here or on the business's own phone. */
export function lastAnswer({ messages }: Thread): Message | null {
  return (
    messages.find(
      ({ direction, author }) =>
        direction === 'outbound' && (author.kind === 'member' || author.kind === 'phone'),
    ) ?? null
  )
}
