import type { ConversationStatus } from '../contract/conversation.ts'

/** Statuses in which the customer's messages land in the conversation and answers can leave. */
export const ACTIVE: readonly ConversationStatus[] = ['open', 'snoozed']

export const ALL: readonly ConversationStatus[] = ['open', 'snoozed', 'paused', 'resolved']

/** From which statuses a conversation may be moved to `to`. Moving to where it is already changes nothing. */
export function movableFrom(to: ConversationStatus): readonly ConversationStatus[] {
  return ALL.filter((from) => from !== to && (to === 'open' || ACTIVE.includes(from)))
}

/** Whether the conversation is its contact's active one (OMNI-PAUSE-01, OMNI-END-01). */
export function isActive(status: ConversationStatus): boolean {
  return ACTIVE.includes(status)
}
