import type { ConversationDetail } from '../../../../server/contract/conversation.ts'

/** Labelling, splitting and merging are for whoever may end a matter or take it up again, in whatever state it is. */
export function mayRearrange(can: ConversationDetail['can'] | undefined): boolean {
  return can !== undefined && (can.resolve || can.reopen)
}
