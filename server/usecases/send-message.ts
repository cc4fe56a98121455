import type { SendMessageBody } from '../contract/http.ts'
import type { MessageKind, MessageView } from '../contract/message.ts'
import { ACTIVE, ALL } from '../domain/conversation-state.ts'
import { replyWindow } from '../domain/reply-window.ts'
import {
  ConversationInactiveError,
  InvalidInputError,
  NotFoundError,
  WindowClosedError,
} from '../lib/errors.ts'
import type { Conversation, Message, MessageContent } from '../store/entities.ts'
import { actOn } from './access.ts'
import { clientIdOfPart, composeAttachments, composeTemplate, composeText } from './compose-outbound.ts'
import { showReadReceipt } from './mark-read.ts'
import type { Actor, Deps, OpenChannel, Principal } from './ports.ts'
import { publishConversation, publishMessage } from './publish.ts'
import { queueMessage, type Draft } from './queue-message.ts'
import { quoteMessage } from './receive-message.ts'
import { alongside, notifyMentioned, touchCards } from './teams/notify.ts'
import { viewMessage } from './views.ts'

/**
 * Accepts an agent's answer or note. What is accepted is durable and leaves by itself; a repeated request with the
 * same `clientId` is answered with the first one's message. Several attachments become several messages, the answer
 * is the first. Throws `WindowClosedError`, `ConversationInactiveError`, `InvalidInputError`,
 * `UnsupportedByChannelError`.
 */
export async function sendMessage(
  deps: Deps,
  principal: Principal,
  conversationId: string,
  body: SendMessageBody,
): Promise<MessageView> {
  const action = body.note === undefined ? 'conversation:reply' : 'conversation:note'
  const { actor, conversation } = await actOn(deps, principal, conversationId, action)
  const repeated = await deps.store.messages.findByClientId(
    actor.environmentId,
    conversation.id,
    body.clientId,
  )
  if (repeated !== null && !(await lacksParts(deps, conversation, body))) {
    if (body.note !== undefined) await tellOfNote(deps, conversation, repeated)
    return viewMessage(deps, repeated)
  }
  if (body.note !== undefined)
    return writeNote(deps, actor, conversation, { clientId: body.clientId, text: body.note })

  const open = await deps.channels.get(conversation.channelId)
  if (open === null) throw new NotFoundError('the channel of this conversation is gone')
  const drafts = await compose(deps, open, conversation, body)
  checkSendable(deps, open, conversation, drafts)
  let first: Message | null = null
  for (const draft of drafts) {
    const author = { kind: 'member' as const, id: actor.memberId, name: actor.name }
    const { message } = await queueMessage(deps, { conversation, open, author, draft, answers: true })
    first ??= message
  }
  if (first === null) throw new InvalidInputError([{ path: '', message: 'nothing to send' }])
  await showReadReceipt(deps, conversation, 'on_reply')
  return viewMessage(deps, first)
}

/** Whether a crash kept some messages of an answer with several files from being queued: the last one is missing then. */
async function lacksParts(
  deps: Deps,
  { environmentId, id }: Conversation,
  { clientId, attachments = [] }: SendMessageBody,
): Promise<boolean> {
  if (attachments.length < 2) return false
  const last = clientIdOfPart(clientId, attachments.length - 1)
  return (await deps.store.messages.findByClientId(environmentId, id, last)) === null
}

async function compose(
  deps: Deps,
  open: OpenChannel,
  conversation: Conversation,
  body: SendMessageBody,
): Promise<Draft[]> {
  if (body.template !== undefined) {
    return [await composeTemplate(deps, open, conversation, { clientId: body.clientId, ...body.template })]
  }
  const reply = body.replyTo === undefined ? {} : await replyParts(deps, open, conversation, body.replyTo)
  const drafts =
    body.attachments === undefined
      ? [composeText(open, body.clientId, body.text ?? '')]
      : await composeAttachments(deps, open, conversation, {
          clientId: body.clientId,
          attachments: body.attachments,
          ...(body.text === undefined ? {} : { caption: body.text }),
        })
  return drafts.map((draft, index) =>
    index === 0
      ? {
          ...draft,
          content: { ...draft.content, ...(reply.quote === undefined ? {} : { quote: reply.quote }) },
          dispatch: {
            ...draft.dispatch,
            ...(reply.externalId === undefined ? {} : { replyToExternalId: reply.externalId }),
          },
        }
      : draft,
  )
}

async function replyParts(
  deps: Deps,
  open: OpenChannel,
  conversation: Conversation,
  messageId: string,
): Promise<{ quote?: MessageContent['quote']; externalId?: string }> {
  const quoted = await deps.store.messages.find(conversation.environmentId, messageId)
  if (quoted === null || quoted.conversationId !== conversation.id) {
    throw new InvalidInputError([{ path: 'replyTo', message: 'no such message in this conversation' }])
  }
  if (quoted.externalId === undefined || !open.channel.capabilities.replyTo)
    return { quote: quoteMessage(quoted) }
  return { quote: quoteMessage(quoted), externalId: quoted.externalId }
}

/** The rules that are checked again when the message leaves (24-hour rule, DX-WA-01, DX-WA-05). */
function checkSendable(
  deps: Deps,
  open: OpenChannel,
  conversation: Conversation,
  drafts: readonly Draft[],
): void {
  if (!ACTIVE.includes(conversation.status))
    throw new ConversationInactiveError('the conversation is settled or set aside')
  if (drafts.every((draft) => draft.isTemplate)) return
  const window = replyWindow(open.channel.capabilities.window, conversation.window, deps.clock.now())
  if (!window.open && window.outside !== 'anything') throw new WindowClosedError(window.closesAt)
}

async function writeNote(
  deps: Deps,
  actor: Actor,
  conversation: Conversation,
  note: { clientId: string; text: string },
): Promise<MessageView> {
  const now = deps.clock.now()
  const updated = await deps.store.conversations.applyOutbound(actor.environmentId, conversation.id, {
    statuses: ALL,
    lastMessage: null,
    answers: false,
    now,
  })
  if (updated === null) throw new NotFoundError('the conversation is gone')
  const kind: MessageKind = 'text'
  const { message } = await deps.store.messages.insert({
    environmentId: actor.environmentId,
    conversationId: conversation.id,
    contactId: conversation.contactId,
    seq: updated.seq,
    direction: 'note',
    kind,
    text: note.text,
    at: now,
    receivedAt: now,
    clientId: note.clientId,
    author: { kind: 'member', id: actor.memberId, name: actor.name },
  })
  await publishConversation(deps, updated)
  await publishMessage(deps, 'message:created', message)
  await tellOfNote(deps, updated, message)
  return viewMessage(deps, message)
}

function tellOfNote(deps: Deps, conversation: Conversation, note: Message): Promise<void> {
  return alongside({ conversationId: conversation.id }, async () => {
    await notifyMentioned(deps, conversation, note)
    await touchCards(deps, conversation)
  })
}
