import type { Author } from '../contract/message.ts'
import { excerpt } from '../domain/clean-text.ts'
import { ACTIVE } from '../domain/conversation-state.ts'
import { laneOf } from '../domain/lanes.ts'
import { ConversationInactiveError } from '../lib/errors.ts'
import { metrics } from '../lib/metrics.ts'
import type { Conversation, Message, MessageContent, MessageDispatch } from '../store/entities.ts'
import type { Deps, OpenChannel } from './ports.ts'
import { publishConversation, publishMessage } from './publish.ts'
import { alongside, touchCards } from './teams/notify.ts'

const EXCERPT_LENGTH = 140

/** One message to be stored and sent, before it has its place in the conversation. */
export interface Draft {
  /** Unique per conversation: the same one again is the same message. */
  clientId: string
  content: MessageContent
  dispatch: MessageDispatch
  /** Leaves although the window is closed. */
  isTemplate: boolean
}

/** A draft with where it goes and who says it. */
export interface Queueing {
  conversation: Conversation
  open: OpenChannel
  author: Author
  draft: Draft
  /** Ends the customer's waiting time. */
  answers: boolean
  /** The message's id, for what must exist once in all conversations. */
  id?: string
}

/**
 * Stores one message as queued at the conversation's next place; it leaves through the outbox. Whether it may leave is
 * for the caller to check first. A draft whose `clientId` is taken is answered with the message that has it. Throws
 * `ConversationInactiveError`.
 */
export async function queueMessage(
  deps: Deps,
  queueing: Queueing,
): Promise<{ message: Message; inserted: boolean }> {
  const { conversation, open, author, draft } = queueing
  const { environmentId } = conversation
  const earlier =
    queueing.id === undefined
      ? await deps.store.messages.findByClientId(environmentId, conversation.id, draft.clientId)
      : await deps.store.messages.find(environmentId, queueing.id)
  if (earlier !== null) return { message: earlier, inserted: false }
  const now = deps.clock.now()
  const id = queueing.id ?? deps.newId()
  const updated = await takePlace(deps, queueing, id, now)
  const { message, inserted } = await deps.store.messages.insert({
    ...draft.content,
    id,
    environmentId,
    conversationId: conversation.id,
    contactId: conversation.contactId,
    channelId: open.record.id,
    seq: updated.seq,
    direction: 'outbound',
    at: now,
    receivedAt: now,
    clientId: draft.clientId,
    author,
    delivery: { status: 'queued', at: now, attempts: 0 },
    dispatch: draft.dispatch,
  })
  if (inserted) {
    metrics.outboxMessages.inc({ outcome: 'queued' })
    const files = (draft.content.attachments ?? []).map((attachment) => attachment.id)
    if (files.length > 0) await deps.store.files.attachTo(environmentId, files, message.id)
    deps.jobs.messageQueued(laneOf(conversation.id))
  }
  await publishConversation(deps, updated)
  await publishMessage(deps, 'message:created', message)
  await alongside({ conversationId: updated.id }, () => touchCards(deps, updated))
  return { message, inserted }
}

/** The message becomes the one that the list shows. */
async function takePlace(deps: Deps, queueing: Queueing, id: string, now: Date): Promise<Conversation> {
  const { conversation, author, draft, answers } = queueing
  const { kind, text } = draft.content
  const updated = await deps.store.conversations.applyOutbound(conversation.environmentId, conversation.id, {
    statuses: ACTIVE,
    lastMessage: {
      id,
      direction: 'outbound',
      kind,
      text: text === undefined ? null : excerpt(text, EXCERPT_LENGTH),
      at: now,
      authorName: author.name,
      delivery: 'queued',
    },
    answers,
    now,
  })
  if (updated === null) throw new ConversationInactiveError('the conversation has been settled or set aside')
  return updated
}
