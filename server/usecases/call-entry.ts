import type { CallEntry } from '../contract/message.ts'
import { ALL } from '../domain/conversation-state.ts'
import { derivedId } from '../lib/object-id.ts'
import type { Call, Contact, Conversation } from '../store/entities.ts'
import { viewDeflectedCall } from './call-views.ts'
import type { Deps } from './ports.ts'
import { publishConversation, publishMessage } from './publish.ts'

/** The id of the thread's entry of a call. */
export function entryIdOf(callId: string): string {
  return derivedId(callId, 'entry')
}

/** What the thread shows of a call. */
function entryOf(call: Call): CallEntry {
  return {
    outcome: call.endedAt === null ? 'answered' : 'ended',
    ...(call.durationSeconds === null ? {} : { durationSeconds: call.durationSeconds }),
    deflected: viewDeflectedCall(call),
  }
}

/** Puts a call into a conversation's thread, at the time when it began. Repeating it changes nothing. */
export async function addCallEntry(
  deps: Deps,
  call: Call,
  contact: Contact,
  conversation: Conversation,
): Promise<void> {
  const id = entryIdOf(call.id)
  const { environmentId } = call
  if ((await deps.store.messages.find(environmentId, id)) !== null) return
  const now = deps.clock.now()
  const updated = await deps.store.conversations.applyOutbound(environmentId, conversation.id, {
    statuses: ALL,
    lastMessage: {
      id,
      direction: 'system',
      kind: 'call',
      text: null,
      at: call.startedAt,
      authorName: contact.name,
      delivery: null,
    },
    answers: false,
    now,
  })
  if (updated === null) throw new Error('conversation is gone: try again')
  const { message, inserted } = await deps.store.messages.insert({
    id,
    environmentId,
    conversationId: conversation.id,
    contactId: contact.id,
    seq: updated.seq,
    direction: 'system',
    kind: 'call',
    call: entryOf(call),
    attachments: [],
    at: call.startedAt,
    receivedAt: now,
    author: { kind: 'contact', id: contact.id, name: contact.name },
  })
  if (!inserted) return
  await publishConversation(deps, updated)
  await publishMessage(deps, 'message:created', message)
}

/** Shows what has become of a call where it has an entry. */
export async function refreshCallEntry(deps: Deps, call: Call): Promise<void> {
  if (call.invitation === null) return
  const message = await deps.store.messages.setCall(call.environmentId, entryIdOf(call.id), entryOf(call))
  if (message !== null) await publishMessage(deps, 'message:updated', message)
}
