import { MOST_LABELS, type Relabelling } from '../contract/label-routes.ts'
import type { ConversationStatus, ConversationView } from '../contract/conversation.ts'
import type { SystemEntry } from '../contract/message.ts'
import { cleanName } from '../domain/clean-text.ts'
import { ALL, isActive, movableFrom } from '../domain/conversation-state.ts'
import { ConflictError, InvalidInputError } from '../lib/errors.ts'
import type { Conversation } from '../store/entities.ts'
import { actOn } from './access.ts'
import type { Actor, Deps, Principal } from './ports.ts'
import { publishConversation, publishMessage } from './publish.ts'
import { tellOfChange, untoldOf } from './teams/tell-change.ts'
import { viewConversation } from './views.ts'

/** Gives the conversation to a member (`me`: the principal) or to nobody. Doing it twice changes nothing. */
export async function assignConversation(
  deps: Deps,
  principal: Principal,
  conversationId: string,
  memberId: string | null,
): Promise<ConversationView> {
  const { actor, conversation } = await actOn(deps, principal, conversationId, 'conversation:assign')
  if (memberId === 'me' && actor.grants !== undefined)
    throw new ConflictError('an API key has no conversations of its own')
  const assigneeId = memberId === 'me' ? actor.memberId : memberId
  const assignee =
    assigneeId === null ? null : (await deps.directory.members(actor.environmentId)).get(assigneeId)
  if (assignee === undefined) throw new InvalidInputError([{ path: 'memberId', message: 'no such member' }])
  if (conversation.assigneeId === assigneeId) return viewConversation(deps, conversation, actor.memberId)
  const changed = await deps.store.conversations.change(
    actor.environmentId,
    conversation.id,
    ALL,
    { assigneeId, ...untoldOf(deps, 'assignment', { by: actor.memberId, before: conversation.assigneeId }) },
    deps.clock.now(),
  )
  const view = await finish(deps, actor, changed, {
    event: assignee === null ? 'unassigned' : 'assigned',
    ...(assignee === null ? {} : { to: assignee.name }),
  })
  // After it stands in the thread, where cards read who did it.
  if (changed !== null) await tellOfChange(deps, changed)
  return view
}

/**
 * The principal takes a conversation that nobody has; what is a colleague's stays theirs, whoever was faster. Answers with who
 * has it now. Doing it twice changes nothing.
 */
export async function takeConversation(
  deps: Deps,
  principal: Principal,
  conversationId: string,
): Promise<{ holderId: string; conversation: Conversation }> {
  const { actor, conversation } = await actOn(deps, principal, conversationId, 'conversation:assign')
  const { environmentId, memberId, name } = actor
  const taken = await deps.store.conversations.take(
    environmentId,
    conversation.id,
    { memberId, ...untoldOf(deps, 'assignment', { by: memberId }) },
    deps.clock.now(),
  )
  if (taken !== null) {
    await finish(deps, actor, taken, { event: 'assigned', to: name })
    await tellOfChange(deps, taken)
    return { holderId: memberId, conversation: taken }
  }
  const current = await deps.store.conversations.find(environmentId, conversation.id)
  if (current === null || current.assigneeId === null)
    throw new ConflictError('somebody has just given it back')
  return { holderId: current.assigneeId, conversation: current }
}

/** Settles the matter; nothing can be sent until it is reopened (OMNI-END-01). */
export async function resolveConversation(
  deps: Deps,
  principal: Principal,
  conversationId: string,
): Promise<ConversationView> {
  return move(deps, principal, conversationId, { status: 'resolved', event: 'resolved' })
}

/** Sets the matter aside: the customer's next message opens a new conversation (OMNI-PAUSE-01, -02). */
export async function pauseConversation(
  deps: Deps,
  principal: Principal,
  conversationId: string,
): Promise<ConversationView> {
  return move(deps, principal, conversationId, { status: 'paused' })
}

/** Opens it again (OMNI-END-03, OMNI-PAUSE-03). Throws `ConflictError` while another one of the contact is active. */
export async function reopenConversation(
  deps: Deps,
  principal: Principal,
  conversationId: string,
): Promise<ConversationView> {
  return move(deps, principal, conversationId, { status: 'open', event: 'reopened' })
}

/** Hides it until a time or until the customer writes. */
export async function snoozeConversation(
  deps: Deps,
  principal: Principal,
  conversationId: string,
  until: Date,
): Promise<ConversationView> {
  if (until <= deps.clock.now())
    throw new InvalidInputError([{ path: 'until', message: 'must lie in the future' }])
  return move(deps, principal, conversationId, { status: 'snoozed', until })
}

/** Sets the labels; the same ones in whatever order change nothing that anybody sees. */
export async function labelConversation(
  deps: Deps,
  principal: Principal,
  conversationId: string,
  given: readonly string[],
): Promise<ConversationView> {
  const { actor, conversation } = await actOn(deps, principal, conversationId, 'conversation:resolve')
  const labels = cleanLabels(given)
  const changed = await deps.store.conversations.change(
    actor.environmentId,
    conversation.id,
    ALL,
    { labels },
    deps.clock.now(),
  )
  return finish(deps, actor, changed, null)
}

/**
 * Adds and removes labels; those that others add or remove at the same moment are added and removed as well. Throws
 * `InvalidInputError` when there would be too many.
 */
export async function relabelConversation(
  deps: Deps,
  principal: Principal,
  conversationId: string,
  { add, remove }: Relabelling,
): Promise<ConversationView> {
  const { actor, conversation } = await actOn(deps, principal, conversationId, 'conversation:resolve')
  const change = { add: cleanLabels(add), remove: cleanLabels(remove), most: MOST_LABELS }
  const { environmentId } = actor
  const changed = await deps.store.conversations.relabel(
    environmentId,
    conversation.id,
    change,
    deps.clock.now(),
  )
  if (changed === 'too many')
    throw new InvalidInputError([{ path: 'add', message: `at most ${MOST_LABELS} labels` }])
  return finish(deps, actor, changed, null)
}

function cleanLabels(given: readonly string[]): string[] {
  return [...new Set(given.map(cleanName))].filter((label) => label !== '')
}

interface Move {
  status: ConversationStatus
  until?: Date
  event?: SystemEntry['event']
}

async function move(
  deps: Deps,
  principal: Principal,
  conversationId: string,
  to: Move,
): Promise<ConversationView> {
  const { actor, conversation } = await actOn(deps, principal, conversationId, 'conversation:resolve')
  const { status, until } = to
  const from = until === undefined ? movableFrom(status) : [...movableFrom(status), status]
  const changed = await deps.store.conversations.change(
    actor.environmentId,
    conversation.id,
    from,
    {
      status,
      active: isActive(status),
      snoozedUntil: until ?? null,
      // What is settled or set aside waits for nobody.
      ...(isActive(status) ? {} : { waitingSince: null }),
      ...untoldOf(deps, 'shown', { by: actor.memberId }),
    },
    deps.clock.now(),
  )
  if (changed === null) return alreadyThere(deps, actor, conversation.id, status)
  const view = await finish(deps, actor, changed, to.event === undefined ? null : { event: to.event })
  await tellOfChange(deps, changed)
  return view
}

/** Nothing was changed: fine when it is where it should be, a conflict when somebody has moved it elsewhere. */
async function alreadyThere(
  deps: Deps,
  actor: Actor,
  conversationId: string,
  status: ConversationStatus,
): Promise<ConversationView> {
  const current = await deps.store.conversations.find(actor.environmentId, conversationId)
  if (current?.status !== status) throw new ConflictError(`the conversation is ${current?.status ?? 'gone'}`)
  return viewConversation(deps, current, actor.memberId)
}

async function finish(
  deps: Deps,
  actor: Actor,
  changed: Conversation | null,
  entry: SystemEntry | null,
): Promise<ConversationView> {
  if (changed === null) throw new ConflictError('the conversation is gone')
  if (entry !== null) await writeEntry(deps, actor, changed, entry)
  await publishConversation(deps, changed)
  return viewConversation(deps, changed, actor.memberId)
}

/** Says in the thread what happened, at the place that the change itself has reserved. */
async function writeEntry(
  deps: Deps,
  actor: Actor,
  conversation: Conversation,
  entry: SystemEntry,
): Promise<void> {
  const now = deps.clock.now()
  const { message } = await deps.store.messages.insert({
    environmentId: actor.environmentId,
    conversationId: conversation.id,
    contactId: conversation.contactId,
    seq: conversation.seq,
    direction: 'system',
    kind: 'system',
    at: now,
    receivedAt: now,
    author: { kind: 'member', id: actor.memberId, name: actor.name },
    system: { ...entry, by: actor.name },
  })
  await publishMessage(deps, 'message:created', message)
}
