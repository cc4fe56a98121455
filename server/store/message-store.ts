import type { DeliveryStatus } from '../contract/delivery.ts'
import type { CallEntry, DeliveryError } from '../contract/message.ts'
import type { Message, MessageAttachment, MessageReaction } from './entities.ts'

export interface MessageStore {
  find(environmentId: string, messageId: string): Promise<Message | null>
  findByExternalId(channelId: string, externalId: string): Promise<Message | null>
  findByClientId(environmentId: string, conversationId: string, clientId: string): Promise<Message | null>
  /** Newest first by `(at, seq)`; reactions that travel as messages are left out. */
  page(
    environmentId: string,
    conversationId: string,
    query: { before: string | null; limit: number },
  ): Promise<{ items: Message[]; nextCursor: string | null }>
  /** Inserts; answers with the one that is there already when `externalId` or `clientId` is taken. */
  insert(message: Omit<Message, 'id'> & { id?: string }): Promise<{ message: Message; inserted: boolean }>
  /** Upserts a reaction of the contact or of a member; an empty emoji removes it. */
  setReaction(environmentId: string, messageId: string, reaction: MessageReaction): Promise<Message | null>
  edit(environmentId: string, messageId: string, text: string | undefined, at: Date): Promise<Message | null>
  revoke(environmentId: string, messageId: string, at: Date): Promise<Message | null>
  /** Adds a file, once. `null` when it is there already or the message is gone. */
  addAttachment(
    environmentId: string,
    messageId: string,
    attachment: MessageAttachment,
  ): Promise<Message | null>
  /** Brings a call's entry up to date. */
  setCall(environmentId: string, messageId: string, call: CallEntry): Promise<Message | null>
  /** Puts messages of one conversation, all without `messageIds`, into another. Repeating it changes nothing. */
  move(environmentId: string, from: string, to: string, messageIds: readonly string[] | null): Promise<void>
  /** What lists show of a conversation, from its messages. */
  summarise(
    environmentId: string,
    conversationId: string,
  ): Promise<{ inboundCount: number; newest: Message | null }>
  setAttachment(
    environmentId: string,
    messageId: string,
    attachment: MessageAttachment,
  ): Promise<Message | null>

  /**
   * The oldest unfinished message of each conversation in these lanes, oldest first: only these may leave. Those
   * that are `sending` already or wait for a later `nextAttemptAt` than `now` are left out, and so is what is behind them.
   */
  heads(lanes: readonly number[], now: Date, limit: number): Promise<Message[]>
  /** Claims a queued message for one attempt; `null` when somebody else was faster or it is no longer queued. */
  claim(messageId: string, now: Date, leaseUntil: Date): Promise<Message | null>
  /** Those in `sending` whose lease has run out: nobody knows whether the provider took them. */
  expireClaims(now: Date): Promise<Message[]>
  /** Moves the delivery on from one of `from`; `null` when it was elsewhere already. */
  advance(
    messageId: string,
    from: readonly DeliveryStatus[],
    to: {
      status: DeliveryStatus
      at: Date
      externalId?: string
      error?: DeliveryError
      nextAttemptAt?: Date
    },
  ): Promise<Message | null>
}
