import { excerpt } from '../domain/clean-text.ts'
import type { Conversation, ConversationMove, LastMessage, Message } from '../store/entities.ts'
import type { Deps } from './ports.ts'
import { publishConversation, publishMessage } from './publish.ts'
import { tellOfChange, untoldOf } from './teams/tell-change.ts'

const EXCERPT_LENGTH = 140

/**
 * Brings the messages of a noted move to where they belong and counts both conversations anew. Each step may be
 * repeated, so a crash is made good by doing all of it again.
 */
export async function finishMove(
  deps: Deps,
  to: Conversation,
  move: ConversationMove,
): Promise<Conversation> {
  const { environmentId } = to
  await deps.store.messages.move(environmentId, move.from, to.id, move.messageIds)
  await recount(deps, environmentId, move.from)
  const settled = await recount(deps, environmentId, to.id, move.from)
  await tellOfMoved(deps, environmentId, move.messageIds ?? [])
  return settled ?? to
}

/**
 * Tells where chosen messages are now: neither conversation shows by itself which ones went. Where all went, the conversation
 * itself says so.
 */
async function tellOfMoved(deps: Deps, environmentId: string, messageIds: readonly string[]): Promise<void> {
  for (const id of messageIds) {
    const message = await deps.store.messages.find(environmentId, id)
    if (message !== null) await publishMessage(deps, 'message:updated', message)
  }
}

/** Finishes what a crash has left half done. */
export async function finishMoves(deps: Deps): Promise<void> {
  for (const conversation of await deps.store.conversations.withMoves(50)) {
    for (const move of conversation.moves) await finishMove(deps, conversation, move)
  }
}

async function recount(
  deps: Deps,
  environmentId: string,
  conversationId: string,
  arrivedFrom?: string,
): Promise<Conversation | null> {
  const { inboundCount, newest } = await deps.store.messages.summarise(environmentId, conversationId)
  const counted = {
    inboundCount,
    lastMessage: newest === null ? null : previewOf(newest),
    ...(arrivedFrom === undefined ? {} : { arrivedFrom }),
    // Cards show how many messages there are, and the customer may wait elsewhere from now on.
    ...untoldOf(deps, arrivedFrom === undefined ? 'shown' : 'turn'),
  }
  const conversation = await deps.store.conversations.recount(
    environmentId,
    conversationId,
    counted,
    deps.clock.now(),
  )
  if (conversation !== null) {
    await publishConversation(deps, conversation)
    await tellOfChange(deps, conversation)
  }
  return conversation
}

function previewOf(message: Message): LastMessage {
  return {
    id: message.id,
    direction: message.direction,
    kind: message.kind,
    text: message.text === undefined ? null : excerpt(message.text, EXCERPT_LENGTH),
    at: message.at,
    authorName: message.author.name,
    delivery: message.delivery?.status ?? null,
  }
}
