import type { Call, Environment } from './entities.ts'

/** How much of what was deleted. */
export interface DeletionCounts {
  conversations: number
  messages: number
  /** Attachments and recordings, with their content. */
  files: number
  /** With what was said and understood. */
  calls: number
  contacts: number
  /** Webhooks that were kept for a while, or set aside. */
  events: number
}

/** What one run deleted: the protocol that it did. */
export interface DeletionRecord {
  id: string
  environmentId: string
  /** Everything older is gone. */
  before: Date
  startedAt: Date
  finishedAt: Date | null
  counts: DeletionCounts
}

/** Where a deletion goes on; opaque. `null`: at the beginning. */
export type DeletionPlace = string | null

/** Deletes what is older than an instant. Every step may be repeated, by several processes at once, and touches nothing younger. */
export interface RetentionStore {
  /** Environments of accounts that keep their data for a number of days only. */
  limited(): Promise<{ environment: Environment; days: number }[]>
  /** The next few conversations: their old messages with their files, and those of them of which nothing is left. */
  deleteConversations(
    environmentId: string,
    before: Date,
    after: DeletionPlace,
  ): Promise<{ counts: Partial<DeletionCounts>; next: DeletionPlace }>
  /** The next few calls that are over, with their recordings; what the platforms still hold is handed over as of `now`. */
  deleteCalls(
    environmentId: string,
    before: Date,
    now: Date,
  ): Promise<{ counts: Partial<DeletionCounts>; more: boolean }>
  /** Uploads that were never sent, and webhooks. */
  deleteLeftovers(
    environmentId: string,
    before: Date,
  ): Promise<{ counts: Partial<DeletionCounts>; more: boolean }>
  /**
   * The next few contacts whom nothing refers to any more. Those who do not want to be written to are kept: forgetting that
   * would be worse.
   */
  deleteContacts(
    environmentId: string,
    before: Date,
    after: DeletionPlace,
  ): Promise<{ counts: Partial<DeletionCounts>; next: DeletionPlace }>
  /**
   * The next few recordings of calls, with their content; `messageIds`: where they were shown. What the platforms still hold is
   * handed over as of `now`.
   */
  deleteRecordings(
    environmentId: string,
    before: Date,
    now: Date,
  ): Promise<{ files: number; messageIds: string[]; more: boolean }>
  /** Calls that ended before then and of which the words of the caller are kept, the longest ago first. */
  withWords(
    where: { environmentIds: readonly string[] } | { exceptIn: readonly string[] },
    endedBefore: Date,
    limit: number,
  ): Promise<Call[]>
  /** Deletes the words of the caller; `null` when the call is not there. */
  forgetWords(callId: string): Promise<Call | null>
  begin(record: Pick<DeletionRecord, 'environmentId' | 'before' | 'startedAt'>): Promise<string>
  count(recordId: string, counts: Partial<DeletionCounts>): Promise<void>
  finish(recordId: string, at: Date): Promise<void>
  /** Newest first. */
  records(environmentId: string, limit: number): Promise<DeletionRecord[]>
}
