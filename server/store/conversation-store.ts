import type { DeliveryStatus } from '../contract/delivery.ts'
import type { Conversation, ConversationMove, LastMessage, Untold } from './entities.ts'

export interface ConversationFilter {
  status?: readonly string[]
  /** `null`: nobody's. */
  assigneeId?: string | null
  serviceId?: string
  /** Exactly this label is among theirs. */
  label?: string
  waiting?: boolean
  /** Only those whose window is open past this instant; for the order by window, which would begin with long closed ones. */
  windowOpenAt?: Date
  /** Folded words and digits; each must begin one of the conversation's search words. */
  words?: readonly string[]
}

export interface InboundApplied {
  /** Marks the change as done; a repeat with the same id changes nothing. */
  eventId: string
  /** Counts as unread and starts the waiting time. */
  counts: boolean
  channelId: string
  contactName: string
  searchWords: readonly string[]
  /** Newest wins by `at`; `null` leaves the list's preview alone. */
  lastMessage: LastMessage | null
  /** The contact's window on `channelId` after the event. */
  window: { lastInboundAt: Date | null; refusedAt: Date | null; closesAt: Date | null }
  now: Date
}

/** What follows from the messages that a conversation has. */
export interface Recounted {
  inboundCount: number
  lastMessage: LastMessage | null
  /** Ends the move from that conversation. */
  arrivedFrom?: string
  untold?: Omit<Untold, 'seq'>
}

export interface ConversationStore {
  find(environmentId: string, conversationId: string): Promise<Conversation | null>
  /** For a route that knows the conversation's id only: the caller must check the environment. */
  findAnywhere(conversationId: string): Promise<Conversation | null>
  findActive(environmentId: string, serviceId: string, contactId: string): Promise<Conversation | null>
  listOfContact(environmentId: string, contactId: string, limit: number): Promise<Conversation[]>
  /** Their numbers by id; those that are not there are left out. */
  numbersOf(environmentId: string, ids: readonly string[]): Promise<Map<string, number>>
  list(
    environmentId: string,
    query: ConversationFilter & {
      sort: 'activity' | 'waiting' | 'window'
      after: string | null
      limit: number
    },
  ): Promise<{ items: Conversation[]; nextCursor: string | null }>
  /**
   * Adds labels and removes others, and leaves those alone that somebody else gives or takes at the same moment. `null` when there
   * is no such conversation.
   */
  relabel(
    environmentId: string,
    conversationId: string,
    change: { add: readonly string[]; remove: readonly string[]; most: number },
    now: Date,
  ): Promise<Conversation | 'too many' | null>
  /** Labels of the conversations with the latest activity, the most used first; bounded work, so not necessarily all ever given. */
  labelsInUse(environmentId: string): Promise<string[]>
  /** Counts up to `cap`. */
  count(environmentId: string, filter: ConversationFilter, cap: number): Promise<number>
  /**
   * Inserts with the environment's next number; `null` when the contact has an active one already (a race), or when
   * `id` is taken (it was inserted before).
   */
  insert(
    conversation: Omit<Conversation, 'id' | 'number'> & { id?: string; searchWords: readonly string[] },
  ): Promise<Conversation | null>
  /**
   * Applies an inbound event once and reserves the next `seq` for its message, in one write. `repeated` when this
   * event was applied before: then only a `seq` was reserved. `null` when the contact has no active conversation.
   */
  applyInbound(
    environmentId: string,
    serviceId: string,
    contactId: string,
    change: InboundApplied,
  ): Promise<{ conversation: Conversation; repeated: boolean } | null>
  /**
   * Reserves a `seq` for something of ours and updates the preview; `answers` ends the waiting time. `null` when
   * the conversation is not in one of `statuses`.
   */
  applyOutbound(
    environmentId: string,
    conversationId: string,
    change: {
      statuses: readonly Conversation['status'][]
      lastMessage: LastMessage | null
      answers: boolean
      now: Date
    },
  ): Promise<Conversation | null>
  /** Sets the delivery shown in the list if `messageId` is still the last message. */
  setLastDelivery(
    environmentId: string,
    messageId: string,
    conversationId: string,
    status: DeliveryStatus,
  ): Promise<Conversation | null>
  /** Copies a contact's window to his active conversations on that channel. */
  setWindow(
    environmentId: string,
    contactId: string,
    channelId: string,
    window: { lastInboundAt: Date | null; refusedAt: Date | null; closesAt: Date | null },
    now: Date,
  ): Promise<Conversation[]>
  /**
   * Changes state or assignee, raising `seq`; `null` when the conversation is in none of `from`.
   * Throws `ConflictError` when it would be the contact's second active one.
   */
  change(
    environmentId: string,
    conversationId: string,
    from: readonly Conversation['status'][],
    set: Partial<
      Pick<
        Conversation,
        | 'status'
        | 'active'
        | 'assigneeId'
        | 'snoozedUntil'
        | 'waitingSince'
        | 'contactName'
        | 'title'
        | 'labels'
        | 'mergedIntoId'
      >
    > & { untold?: Omit<Untold, 'seq'> },
    now: Date,
  ): Promise<Conversation | null>
  /** Gives it to the member if nobody has it; `null` when somebody has, or when it is not there. */
  take(
    environmentId: string,
    conversationId: string,
    taken: { memberId: string; untold?: Omit<Untold, 'seq'> },
    now: Date,
  ): Promise<Conversation | null>
  /** Teams has been told of the change that raised the conversation to `seq`; a later change stays untold. */
  told(environmentId: string, conversationId: string, seq: number): Promise<void>
  /** Those with a change from before `before` that Teams has not been told of. */
  listUntold(before: Date, limit: number): Promise<Conversation[]>
  /** The member has read up to `count`; never backwards. */
  markRead(
    environmentId: string,
    conversationId: string,
    memberId: string,
    count: number,
  ): Promise<Conversation | null>
  /** Notes that messages are to come here, raising `seq` to at least `seq`. Noting it twice changes nothing. */
  expectMove(
    environmentId: string,
    conversationId: string,
    move: ConversationMove & { seq: number },
    now: Date,
  ): Promise<Conversation | null>
  /** The words it is found by, for a conversation that takes over from it. */
  searchWords(environmentId: string, conversationId: string): Promise<string[]>
  /** Those to which messages are still to come. */
  withMoves(limit: number): Promise<Conversation[]>
  /** Sets what follows from the messages that are there now; `arrivedFrom` ends the move from that conversation. */
  recount(
    environmentId: string,
    conversationId: string,
    counted: Recounted,
    now: Date,
  ): Promise<Conversation | null>
  /** Notes that this auto reply is being sent; `false` when it has been noted before, by whomever. */
  addAutoReply(environmentId: string, conversationId: string, autoReply: string): Promise<boolean>
  /** The invitation of this call is what the customer's next message answers, in place of an earlier call's. */
  awaitAnswer(environmentId: string, conversationId: string, callId: string): Promise<Conversation | null>
  /** The invitation of this call has been answered; `false` when it was not the one awaited (any more). */
  clearAwaited(environmentId: string, conversationId: string, callId: string): Promise<boolean>
  /** Snoozed ones whose time has come, opened again. */
  wakeSnoozed(now: Date, untold?: Omit<Untold, 'seq'>): Promise<Conversation[]>
}
