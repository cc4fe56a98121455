import type { ConversationView } from '../contract/conversation.ts'
import { isActive } from '../domain/conversation-state.ts'
import { ConflictError, InvalidInputError } from '../lib/errors.ts'
import { derivedId } from '../lib/object-id.ts'
import type { Conversation } from '../store/entities.ts'
import { actOn } from './access.ts'
import { finishMove } from './move-messages.ts'
import type { Deps, Principal } from './ports.ts'
import { publishConversation } from './publish.ts'
import { viewConversation } from './views.ts'

/**
 * Moves messages of another matter into a new conversation, which becomes the customer's only active one; the rest is
 * set aside (OMNI-SPLIT-02, OMNI-SPLIT-03). Asking again for the same messages leads to the same conversation, unless that was
 * merged meanwhile: then they are parted anew.
 */
export async function splitConversation(
  deps: Deps,
  principal: Principal,
  conversationId: string,
  messageIds: readonly string[],
): Promise<ConversationView> {
  const { actor, conversation } = await actOn(deps, principal, conversationId, 'conversation:resolve')
  const chosen = [...new Set(messageIds)].toSorted((a, b) => (a < b ? -1 : 1))
  const { id, before } = await findSplit(deps, conversation, chosen)
  if (before === null) await checkChosen(deps, conversation, chosen)
  const split = before ?? (await openSplit(deps, conversation, id, chosen))
  const [move] = split.moves
  const finished = move === undefined ? split : await finishMove(deps, split, move)
  return viewConversation(deps, finished, actor.memberId)
}

/** The conversation that these messages are, or are to be, in; each time they were merged back counts one further. */
async function findSplit(
  deps: Deps,
  { id: sourceId, environmentId }: Conversation,
  chosen: readonly string[],
): Promise<{ id: string; before: Conversation | null }> {
  for (let round = 0; ; round += 1) {
    const id = derivedId(sourceId, 'split', ...chosen, ...(round === 0 ? [] : [String(round)]))
    const before = await deps.store.conversations.find(environmentId, id)
    if (before === null || before.mergedIntoId === null) return { id, before }
  }
}

async function checkChosen(deps: Deps, conversation: Conversation, chosen: readonly string[]): Promise<void> {
  const refuse = (message: string): never => {
    throw new InvalidInputError([{ path: 'messageIds', message }])
  }
  const found = await Promise.all(
    chosen.map((id) => deps.store.messages.find(conversation.environmentId, id)),
  )
  if (found.some((message) => message?.conversationId !== conversation.id))
    refuse('not all are of this conversation')
  const inbound = found.filter((message) => message?.direction === 'inbound').length
  if (inbound === conversation.inboundCount) refuse('something of the customer must stay')
}

async function openSplit(
  deps: Deps,
  source: Conversation,
  id: string,
  messageIds: string[],
): Promise<Conversation> {
  const { environmentId } = source
  const now = deps.clock.now()
  const aside = { status: 'paused' as const, active: false, snoozedUntil: null, waitingSince: null }
  if (isActive(source.status)) {
    const paused = await deps.store.conversations.change(
      environmentId,
      source.id,
      [source.status],
      aside,
      now,
    )
    if (paused !== null) await publishConversation(deps, paused)
  }
  const { number: _number, untold: _untold, ...copied } = source
  const opened = await deps.store.conversations.insert({
    ...copied,
    id,
    status: 'open',
    active: true,
    snoozedUntil: null,
    lastMessage: null,
    lastActivityAt: now,
    inboundCount: 0,
    reads: {},
    previousId: source.id,
    mergedIntoId: null,
    moves: [{ from: source.id, messageIds }],
    labels: [],
    createdAt: now,
    updatedAt: now,
    searchWords: await deps.store.conversations.searchWords(environmentId, source.id),
  })
  if (opened !== null) return opened
  const existing = await deps.store.conversations.find(environmentId, id)
  if (existing === null) throw new ConflictError('the contact has another active conversation')
  return existing
}
