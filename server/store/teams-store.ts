import type { NotificationPreferences } from '../contract/teams.ts'
import type {
  AccessRequest,
  EntraIdentity,
  TeamsCard,
  TeamsPlace,
  TeamsSubscription,
} from './teams-entities.ts'

/** Where the bot may write. */
export interface TeamsPlaceStore {
  /**
   * Remembers a place as an activity shows it: creates it, or brings it up to date (reference, names, locale, time zone,
   * `seenAt`); what an activity leaves out (`null`) stays. Subscription, user and greeting are left alone.
   */
  remember(
    place: Pick<
      TeamsPlace,
      | 'tenantId'
      | 'conversationId'
      | 'kind'
      | 'reference'
      | 'person'
      | 'team'
      | 'name'
      | 'locale'
      | 'timeZone'
      | 'seenAt'
    >,
  ): Promise<TeamsPlace>
  find(placeId: string): Promise<TeamsPlace | null>
  findByConversation(tenantId: string, conversationId: string): Promise<TeamsPlace | null>
  /** Personal chats of these users. */
  personalOf(userIds: readonly string[]): Promise<TeamsPlace[]>
  /** Channels and group chats that are told about this environment. */
  subscribedTo(environmentId: string): Promise<TeamsPlace[]>
  /** The person of this chat is this user; `null` forgets. */
  setUser(placeId: string, userId: string | null): Promise<TeamsPlace | null>
  setSubscription(placeId: string, subscription: TeamsSubscription | null): Promise<TeamsPlace | null>
  /** Notes that the greeting is being given; `false` when it was noted before, by whomever. */
  welcome(placeId: string, at: Date): Promise<boolean>
  /** The bot is not there any more. Its cards there go with it. */
  remove(placeId: string): Promise<void>
}

/** A card as it is asked for. */
export type NewTeamsCard = Pick<
  TeamsCard,
  | 'environmentId'
  | 'placeId'
  | 'lane'
  | 'occasion'
  | 'kind'
  | 'userId'
  | 'serviceId'
  | 'conversationId'
  | 'messageId'
  | 'inboundCount'
  | 'arisenAt'
  | 'dueAt'
>

/** Cards, and the work on them: what `wanted` is ahead of `shown` has to be sent. */
export interface TeamsCardStore {
  /** Asks for cards; a place that was told of this occasion before is left alone. Answers with how many are new. */
  add(cards: readonly NewTeamsCard[]): Promise<number>
  find(cardId: string): Promise<TeamsCard | null>
  /** Open cards of a conversation or service are to be brought up to date. Answers with the lanes that have work now. */
  touchConversation(environmentId: string, conversationId: string): Promise<number[]>
  touchService(environmentId: string, serviceId: string): Promise<number[]>
  /** Those of a service that are open, of one kind. */
  openOfService(environmentId: string, serviceId: string, kind: TeamsCard['kind']): Promise<TeamsCard[]>
  /** The first piece of work of each place on these lanes, in the order in which the cards arose, if it is due. */
  heads(lanes: readonly number[], now: Date, limit: number): Promise<TeamsCard[]>
  /** Takes a head for one attempt; `null` when somebody else has it. Free again at `leaseUntil`. */
  claim(cardId: string, now: Date, leaseUntil: Date): Promise<TeamsCard | null>
  /**
   * Version `shown` has reached Teams; `done` when nothing will change any more, unless something was wanted meanwhile. An empty
   * `activityId`: it was not needed yet and has not been posted, a later change may still need it.
   */
  finish(cardId: string, result: { shown: number; activityId: string; done: boolean }): Promise<void>
  /** Not needed after all: closed without being sent. */
  drop(cardId: string): Promise<void>
  /** Sent again later. `counts`: this was an attempt that failed. */
  postpone(cardId: string, until: Date, counts: boolean): Promise<void>
  /** The activity feed has been told, or is not to be. */
  setFed(cardId: string): Promise<void>
}

export interface PreferenceStore {
  /** `null`: never chosen. */
  find(userId: string): Promise<NotificationPreferences | null>
  findMany(userIds: readonly string[]): Promise<ReadonlyMap<string, NotificationPreferences>>
  save(userId: string, preferences: NotificationPreferences): Promise<void>
}

export interface AccessRequestStore {
  /**
   * Stores a request; a pending one of the same person is brought up to date, a declined one stays declined, an approved
   * one becomes pending again (they may have been removed since).
   */
  ask(
    request: EntraIdentity & { name: string; email: string; message: string | null; at: Date },
  ): Promise<AccessRequest>
  find(requestId: string): Promise<AccessRequest | null>
  /** Pending ones from these tenants, oldest first. */
  pending(tenantIds: readonly string[], limit: number): Promise<AccessRequest[]>
  /** Decides a pending request; `null` when somebody else has decided it. */
  decide(
    requestId: string,
    decision: { state: 'approved' | 'declined'; at: Date; by: string },
  ): Promise<AccessRequest | null>
}

/** Codes that are worth something once and for a moment. Only their hashes are kept. */
export interface OneTimeCodeStore {
  insert(code: { hash: string; userId: string; expiresAt: Date }): Promise<void>
  /** Redeems it; `null` when it is unknown, spent or expired. */
  spend(hash: string, now: Date): Promise<{ userId: string } | null>
}
