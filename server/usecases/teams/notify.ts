import { laneOf } from '../../domain/lanes.ts'
import { mentionedMembers } from '../../domain/mentions.ts'
import { isToldInShared, whoIsTold, type News } from '../../domain/notification-rules.ts'
import {
  assignedOccasion,
  countToRead,
  failedOccasion,
  mentionedOccasion,
  turnOccasion,
  windowOccasion,
} from '../../domain/notification-state.ts'
import { quietUntil } from '../../domain/notification-times.ts'
import { can } from '../../domain/roles.ts'
import { botLog } from '../../lib/logger.ts'
import type { Conversation, Message, TeamsPlace } from '../../store/entities.ts'
import type { NewTeamsCard } from '../../store/store.ts'
import type { Deps } from '../ports.ts'
import { isReached, reachOf, type Reach, type Reachable } from './reach.ts'

/**
 * Before the first posting an open inbox gets the time to say that its reader sees the message anyway: it does so when
 * somebody has looked at it for 0.6 s, and a card must be in Teams within 2 s.
 */
export const GRACE_MS = 900

/** What is to be told: the news, and what its cards are about. */
export interface Telling extends News {
  environmentId: string
  occasion: string
  /** `null`: the service itself. */
  conversation: Conversation | null
  messageId: string | null
}

/**
 * Runs what is done besides a use case: what fails is logged and makes nothing else fail. `about` is what the log names.
 */
export async function alongside(about: object, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (err) {
    botLog.error({ err, ...about }, 'not told in teams')
  }
}

/**
 * A customer waits, or has written more: whoever has the conversation is told, of one that nobody has everybody who may
 * answer, once per turn; what is shown already is brought up to date. `exceptFor`: people who know, such as whoever gave it
 * back by the change `again`. May be repeated. Throws when the store does.
 */
export async function notifyTurn(
  deps: Deps,
  conversation: Conversation,
  { again, exceptFor = [] }: { again?: number; exceptFor?: readonly string[] } = {},
): Promise<void> {
  const reach = await reachIn(deps, conversation.environmentId)
  if (reach === null) return
  await touch(deps, conversation)
  const { assigneeId, waitingSince, serviceId, environmentId, id } = conversation
  if (waitingSince === null || conversation.status !== 'open') return
  const telling: Telling = {
    kind: assigneeId === null ? 'waiting' : 'answered',
    serviceId,
    memberIds: assigneeId === null ? null : [assigneeId],
    environmentId,
    occasion: turnOccasion(id, waitingSince, again),
    conversation,
    messageId: null,
  }
  await tell(deps, reach, telling, exceptFor)
}

/** The conversation was given to its assignee by somebody else, by the change `seq`. May be repeated. Throws when the store does. */
export async function notifyAssigned(
  deps: Deps,
  conversation: Conversation,
  { by, seq }: { by: string | null; seq: number },
): Promise<void> {
  const { assigneeId, environmentId, serviceId, id } = conversation
  if (assigneeId === null || assigneeId === by) return
  const reach = await reachIn(deps, environmentId)
  if (reach === null) return
  await tell(deps, reach, {
    kind: 'assigned',
    serviceId,
    memberIds: [assigneeId],
    environmentId,
    occasion: assignedOccasion(id, seq),
    conversation,
    messageId: null,
  })
}

/** A note names members. May be repeated. Throws when the store does. */
export async function notifyMentioned(deps: Deps, conversation: Conversation, note: Message): Promise<void> {
  const { environmentId, serviceId } = conversation
  const reach = await reachIn(deps, environmentId)
  if (reach === null || reach.people.length === 0) return
  const named = await namedIn(deps, note)
  if (named.length === 0) return
  await tell(deps, reach, {
    kind: 'mentioned',
    serviceId,
    memberIds: named,
    environmentId,
    occasion: mentionedOccasion(note.id),
    conversation,
    messageId: note.id,
  })
}

/** The members whom a note names, without its author. Only those who may see it can be meant, as in the inbox's own list. */
async function namedIn(deps: Deps, note: Message): Promise<string[]> {
  if (note.direction !== 'note' || note.text === undefined) return []
  const members = [...(await deps.directory.members(note.environmentId)).values()].filter((member) =>
    can(member, 'conversation:see'),
  )
  return mentionedMembers(note.text, members).filter((id) => id !== note.author.id)
}

/**
 * A message does not arrive: whoever wrote it is told, and of what the service says by itself whoever has the conversation.
 * May be told before that is recorded, so that nothing is lost in between; what turns out to be otherwise is not sent. May be
 * repeated. Throws when the store does.
 */
export async function notifyFailed(deps: Deps, message: Message): Promise<void> {
  const { environmentId, conversationId, author, kind } = message
  // A reaction that is not seen is nothing to come back for.
  if (kind === 'reaction') return
  const reach = await reachIn(deps, environmentId)
  if (reach === null) return
  const conversation = await deps.store.conversations.find(environmentId, conversationId)
  if (conversation === null) return
  await touch(deps, conversation)
  // An integration writes with a key, which nobody can be told by.
  const members = await deps.directory.members(environmentId)
  const isPerson = author.kind === 'member' && author.id !== undefined && members.has(author.id)
  const personId = isPerson ? (author.id ?? null) : conversation.assigneeId
  if (personId === null) return
  await tell(deps, reach, {
    kind: 'failed',
    serviceId: conversation.serviceId,
    memberIds: [personId],
    environmentId,
    occasion: failedOccasion(message.id, message.delivery?.attempts ?? 0),
    conversation,
    messageId: message.id,
  })
}

/** The customer's window is about to close and nobody has answered. May be repeated. Throws when the store does. */
export async function notifyClosing(deps: Deps, conversation: Conversation): Promise<void> {
  const { assigneeId, windowClosesAt, serviceId, environmentId, id } = conversation
  if (windowClosesAt === null) return
  const reach = await reachIn(deps, environmentId)
  if (reach === null) return
  await tell(deps, reach, {
    kind: 'window_closing',
    serviceId,
    memberIds: assigneeId === null ? null : [assigneeId],
    environmentId,
    occasion: windowOccasion(id, windowClosesAt),
    conversation,
    messageId: null,
  })
}

/** What is shown of a conversation is to be brought up to date. Throws when the store does. */
export async function touchCards(
  deps: Deps,
  conversation: Pick<Conversation, 'id' | 'environmentId'>,
): Promise<void> {
  if ((await reachIn(deps, conversation.environmentId)) !== null) await touch(deps, conversation)
}

/** How far back a note still counts as what somebody may be reading. */
const LOOK_BACK = 20

/** A member has read the conversation; `before`: how far they had. Notes that name them are done with. Never throws. */
export async function notifyRead(
  deps: Deps,
  conversation: Conversation,
  { memberId, before }: { memberId: string; before: number },
): Promise<void> {
  const { environmentId, id } = conversation
  if (deps.teams === null || (conversation.reads[memberId] ?? 0) <= before) return
  await alongside({ conversationId: id }, async () => {
    const reach = await reachOf(deps, environmentId)
    if (!reach.people.some(({ userId }) => userId === memberId)) return
    const { items } = await deps.store.messages.page(environmentId, id, { before: null, limit: LOOK_BACK })
    const named = await Promise.all(items.map((message) => namedIn(deps, message)))
    // Reading is frequent and changes nothing else of what a card shows.
    if (named.some((ids) => ids.includes(memberId))) await touch(deps, conversation)
  })
}

/** `null` when there is nobody to tell, so that what follows costs nothing. */
async function reachIn(deps: Deps, environmentId: string): Promise<Reach | null> {
  if (deps.teams === null) return null
  const reach = await reachOf(deps, environmentId)
  return isReached(reach) ? reach : null
}

async function touch(
  deps: Deps,
  { environmentId, id }: Pick<Conversation, 'id' | 'environmentId'>,
): Promise<void> {
  const lanes = await deps.store.teamsCards.touchConversation(environmentId, id)
  if (lanes.length > 0) deps.jobs.cardsChanged()
}

/** Asks for a card in every place that is to be told. Places that know of the occasion are left alone. */
export async function tell(
  deps: Deps,
  reach: Reach,
  telling: Telling,
  exceptFor: readonly string[] = [],
): Promise<void> {
  const people = whoIsTold(telling, reach.people).filter(({ userId }) => !exceptFor.includes(userId))
  const shared = reach.shared.filter(
    ({ subscription }) => subscription !== null && isToldInShared(telling, subscription),
  )
  const cards = [
    ...people.map((person) => cardFor(deps, telling, person.place, person)),
    ...shared.map((place) => cardFor(deps, telling, place, null)),
  ]
  if (cards.length === 0) return
  if ((await deps.store.teamsCards.add(cards)) > 0) deps.jobs.cardsChanged()
}

function cardFor(
  deps: Deps,
  telling: Telling,
  place: TeamsPlace,
  person: Pick<Reachable, 'userId' | 'preferences'> | null,
): NewTeamsCard {
  const { environmentId, occasion, kind, serviceId, conversation, messageId } = telling
  const arisenAt = deps.clock.now()
  const quiet = person === null ? null : quietUntil(person.preferences.quietHours, arisenAt)
  const heldMs = quiet === null ? 0 : quiet.getTime() - arisenAt.getTime()
  const toRead = person === null || conversation === null ? null : countToRead(conversation, person.userId)
  return {
    environmentId,
    placeId: place.id,
    lane: laneOf(place.id),
    occasion,
    kind,
    userId: person?.userId ?? null,
    serviceId,
    conversationId: conversation?.id ?? null,
    messageId,
    inboundCount: toRead ?? conversation?.inboundCount ?? 0,
    arisenAt,
    // Leases and pauses go by the machine's clock, whatever the clock of a demonstration says.
    dueAt: new Date(Date.now() + Math.max(GRACE_MS, heldMs)),
  }
}
