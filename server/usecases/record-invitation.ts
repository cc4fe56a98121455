import { metrics } from '../lib/metrics.ts'
import type { Call, Conversation, Message } from '../store/entities.ts'
import type { CallStore } from '../store/store.ts'
import { refreshCallEntry } from './call-entry.ts'
import type { Deps } from './ports.ts'

type News = Parameters<CallStore['recordInvitation']>[2]

/** Ties what a platform says about an invitation to its call. Repeating it changes nothing. */
export async function recordInvitation(deps: Deps, message: Message): Promise<void> {
  const { delivery } = message
  if (message.dispatch?.callId === undefined || delivery === undefined) return
  const call = await deps.store.calls.recordInvitation(message.environmentId, message.id, newsOf(delivery))
  if (call === null) return
  if (delivery.status === 'sent' || delivery.status === 'delivered' || delivery.status === 'read') {
    metrics.callInvitations.inc({ outcome: delivery.status })
  }
  if (delivery.status === 'sent')
    metrics.callSecondsToInvitation.observe((delivery.at.getTime() - call.startedAt.getTime()) / 1000)
  if (delivery.status === 'failed') metrics.callInvitations.inc({ outcome: 'failed' })
}

function newsOf({ status, at, error }: NonNullable<Message['delivery']>): News {
  switch (status) {
    case 'sent':
      return { status, sentAt: at }
    // Statuses overtake each other: what must have come before is taken as known.
    case 'delivered':
      return { status, sentAt: at, deliveredAt: at }
    case 'read':
      return { status, sentAt: at, deliveredAt: at, readAt: at }
    case 'failed':
      return { status, failedAt: at, errorCode: error?.code ?? 'unknown' }
    case 'queued':
    case 'sending':
    case 'unconfirmed':
      return { status }
  }
}

/** The customer has written after being invited: the first time counts as the answer to the invitation. */
export async function recordAnswerToCall(deps: Deps, conversation: Conversation, at: Date): Promise<void> {
  const { awaitingCallId: callId, environmentId } = conversation
  if (callId === null) return
  const call: Call | null = await deps.store.calls.recordAnswer(environmentId, callId, at)
  await deps.store.conversations.clearAwaited(environmentId, conversation.id, callId)
  if (call === null) return
  metrics.callInvitations.inc({ outcome: 'answered' })
  metrics.callSecondsToFirstMessage.observe((at.getTime() - call.startedAt.getTime()) / 1000)
  await refreshCallEntry(deps, call)
}
