import type { ConversationView } from '../contract/conversation.ts'
import { ALL, isActive } from '../domain/conversation-state.ts'
import { InvalidInputError, NotFoundError } from '../lib/errors.ts'
import type { Conversation } from '../store/entities.ts'
import { actOn } from './access.ts'
import { finishMove } from './move-messages.ts'
import type { Deps, Principal } from './ports.ts'
import { publishConversation } from './publish.ts'
import { tellOfChange, untoldOf } from './teams/tell-change.ts'
import { viewConversation } from './views.ts'

/** As many as can be set (see the contract). */
const MOST_LABELS = 20

/**
 * Takes other conversations of the same customer in, with their labels and all their messages in the order of their time; they stay
 * in the history as resolved (OMNI-MERGE-01 to 05). When one of them was the active one, this one is it now.
 * May be repeated.
 */
export async function mergeConversations(
  deps: Deps,
  principal: Principal,
  conversationId: string,
  sourceIds: readonly string[],
): Promise<ConversationView> {
  const { actor, conversation } = await actOn(deps, principal, conversationId, 'conversation:resolve')
  const sources = await findSources(deps, conversation, sourceIds)
  let target = conversation
  for (const source of sources) {
    target = await takeIn(deps, target, source)
  }
  return viewConversation(deps, target, actor.memberId)
}

async function findSources(
  deps: Deps,
  target: Conversation,
  ids: readonly string[],
): Promise<Conversation[]> {
  const found = await Promise.all(
    [...new Set(ids)].map((id) => deps.store.conversations.find(target.environmentId, id)),
  )
  return found.map((source) => {
    const fits =
      source !== null &&
      source.id !== target.id &&
      source.contactId === target.contactId &&
      source.serviceId === target.serviceId
    if (!fits) {
      throw new InvalidInputError([
        { path: 'conversationIds', message: 'must be others of the same customer and service' },
      ])
    }
    return source
  })
}

async function takeIn(deps: Deps, target: Conversation, source: Conversation): Promise<Conversation> {
  const { environmentId } = target
  const now = deps.clock.now()
  const over = { status: 'resolved' as const, active: false, snoozedUntil: null, waitingSince: null }
  const merged = await deps.store.conversations.change(
    environmentId,
    source.id,
    ALL,
    { ...over, mergedIntoId: target.id, ...untoldOf(deps, 'shown') },
    now,
  )
  if (merged !== null) await publishConversation(deps, merged)
  const labels = [...new Set([...target.labels, ...source.labels])].slice(0, MOST_LABELS)
  if (labels.length > target.labels.length)
    await deps.store.conversations.change(environmentId, target.id, ALL, { labels }, now)
  const move = { from: source.id, messageIds: null }
  const seq = merged?.seq ?? source.seq
  const expecting = await deps.store.conversations.expectMove(environmentId, target.id, { ...move, seq }, now)
  if (expecting === null) throw new NotFoundError('the conversation is gone')
  const finished = await finishMove(deps, expecting, move)
  await takeOver(deps, target, source)
  if (!isActive(source.status) || isActive(finished.status)) return finished
  const opened = await deps.store.conversations.change(
    environmentId,
    target.id,
    ALL,
    {
      status: 'open',
      active: true,
      snoozedUntil: null,
      waitingSince: source.waitingSince,
      ...untoldOf(deps, 'turn'),
    },
    now,
  )
  if (opened !== null) {
    await publishConversation(deps, opened)
    await tellOfChange(deps, opened)
  }
  return opened ?? finished
}

/** What the source has promised and said by itself holds in the conversation that goes on. */
async function takeOver(deps: Deps, target: Conversation, source: Conversation): Promise<void> {
  const { conversations } = deps.store
  if (source.awaitingCallId !== null)
    await conversations.awaitAnswer(target.environmentId, target.id, source.awaitingCallId)
  for (const key of source.autoReplies) await conversations.addAutoReply(target.environmentId, target.id, key)
}
