import type { CallFigures } from '../contract/call.ts'
import type { Call, CallInvitation, CallStepRecord } from './entities.ts'

/** What one event of a call changes. */
export type CallChange = Partial<
  Pick<
    Call,
    | 'language'
    | 'state'
    | 'actions'
    | 'result'
    | 'offered'
    | 'accepted'
    | 'otherNumber'
    | 'destination'
    | 'consent'
    | 'recording'
    | 'hungUpAt'
    | 'endedAt'
    | 'durationSeconds'
  >
>

/** A period, and optionally one service, over which calls are summed up. */
export interface CallPeriod {
  /** Begin of the first day and end of the last. */
  from: Date
  until: Date
  timeZone: string
  serviceId?: string
}

export interface CallStore {
  find(environmentId: string, callId: string): Promise<Call | null>
  findByExternalId(channelId: string, externalId: string): Promise<Call | null>
  /** Inserts; answers with the one that is there already when the platform's id is taken (a repeated webhook). */
  insert(call: Omit<Call, 'id'> & { id?: string }): Promise<{ call: Call; inserted: boolean }>
  /**
   * Applies one event: `turn` must be the call's present one, and `eventKey` must be new; `null` when another process
   * was faster, the event has been applied before, or the call has ended. Raises the turn.
   */
  advance(
    callId: string,
    event: { turn: number; eventKey: string | null; now: Date },
    change: CallChange & { step?: CallStepRecord },
  ): Promise<Call | null>
  /** Notes the end, once; `null` when it had been noted. Does not raise the turn. */
  finish(
    callId: string,
    end: { endedAt: Date; durationSeconds: number | null; result: Call['result']; hungUpAt: string | null },
  ): Promise<Call | null>
  /** Fills in a duration that became known after the end; `null` when there is one. */
  setDuration(callId: string, durationSeconds: number): Promise<Call | null>
  /** Ties the invitation to its call, once; `null` when it has one already. */
  setInvitation(callId: string, invitation: CallInvitation): Promise<Call | null>
  /** Moves what is known of an invitation forward, by its message. Instants that are set stay as they are. */
  recordInvitation(
    environmentId: string,
    messageId: string,
    news: Partial<
      Pick<
        CallInvitation,
        'status' | 'sentAt' | 'deliveredAt' | 'readAt' | 'failedAt' | 'answeredAt' | 'errorCode'
      >
    >,
  ): Promise<Call | null>
  /** The customer's first message after the invitation of this call, once. */
  recordAnswer(environmentId: string, callId: string, at: Date): Promise<Call | null>
  /**
   * Calls with a consent but no invitation: a crash came between. Oldest consent first. They are let go a day after it,
   * and at once when the result says that the invitation failed: then the caller has been told so.
   */
  withoutInvitation(before: Date, limit: number): Promise<Call[]>
  /** Calls that have not ended and of which nothing was heard since, the longest silent first. */
  silentSince(before: Date, limit: number): Promise<Call[]>
  /** Newest first. */
  list(
    environmentId: string,
    query: { serviceId?: string; result?: Call['result']; after: string | null; limit: number },
  ): Promise<{ items: Call[]; nextCursor: string | null }>
  /** Sums over the period: in all, by day of `timeZone` (`YYYY-MM-DD`, only days with calls), and by service. */
  figures(
    environmentId: string,
    period: CallPeriod,
  ): Promise<{
    total: CallFigures
    days: { date: string; figures: CallFigures }[]
    services: { serviceId: string; figures: CallFigures }[]
  }>
}
