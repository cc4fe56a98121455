import type { Readable } from 'node:stream'
import type { Locale, Role } from '../contract/member.ts'
import type { DeliveryStatus } from '../contract/delivery.ts'
import type { CallStore, ServiceSettingsStore } from './call-store.ts'
import type {
  Account,
  ChannelHealth,
  ChannelRecord,
  Contact,
  ContactIdentity,
  Conversation,
  ConversationMove,
  Environment,
  FileRecord,
  IntakeEvent,
  LastMessage,
  Member,
  Service,
  Session,
  StoredTemplate,
  User,
} from './entities.ts'
import type { MessageStore } from './message-store.ts'
import type { RetentionStore } from './retention-store.ts'
import type { EntraIdentity } from './teams-entities.ts'
import type {
  AccessRequestStore,
  OneTimeCodeStore,
  PreferenceStore,
  TeamsCardStore,
  TeamsPlaceStore,
} from './teams-store.ts'

export type { CallChange, CallPeriod, CallStore, ServiceSettingsStore } from './call-store.ts'
export type { MessageStore } from './message-store.ts'
export type * from './retention-store.ts'
export type * from './teams-store.ts'

/**
 * The store in plain objects. No method spans two documents atomically: each is one write guarded by a unique
 * index or by a condition, and may be repeated. Whatever belongs to an environment takes its id first, so that
 * one customer can never reach another's rows.
 */
export interface Store {
  accounts: AccountStore
  people: PeopleStore
  services: ServiceStore
  serviceSettings: ServiceSettingsStore
  calls: CallStore
  channels: ChannelStore
  contacts: ContactStore
  conversations: ConversationStore
  messages: MessageStore
  intake: IntakeStore
  files: FileStore
  templates: TemplateStore
  sessions: SessionStore
  leases: LeaseStore
  retention: RetentionStore
  teamsPlaces: TeamsPlaceStore
  teamsCards: TeamsCardStore
  preferences: PreferenceStore
  accessRequests: AccessRequestStore
  oneTimeCodes: OneTimeCodeStore
  /** Throws when the database does not answer. */
  ping(): Promise<void>
  close(): Promise<void>
}

export interface AccountStore {
  /** Creates or updates by name; without `entraTenants` those stay as they are. */
  upsertAccount(account: Omit<Account, 'id' | 'entraTenants'> & { entraTenants?: string[] }): Promise<Account>
  /** Creates or updates by account and name. */
  upsertEnvironment(environment: Omit<Environment, 'id'>): Promise<Environment>
  findEnvironment(environmentId: string): Promise<Environment | null>
  findAccount(accountId: string): Promise<Account | null>
  /** Accounts whose people sign in with one of these organisations. */
  accountsOfTenants(tenantIds: readonly string[]): Promise<Account[]>
  /** Accounts that name no organisation of their own. */
  accountsWithoutTenant(): Promise<Account[]>
  environmentsOf(accountIds: readonly string[]): Promise<Environment[]>
}

export interface PeopleStore {
  /** Creates or updates by e-mail; `passwordHash` `undefined` leaves the password as it is. */
  upsertUser(user: { email: string; name: string; passwordHash?: string }): Promise<User>
  findUser(userId: string): Promise<User | null>
  findUserByEmail(email: string): Promise<User | null>
  setLocale(userId: string, locale: Locale | null): Promise<User | null>
  findUserByEntra(identity: EntraIdentity): Promise<User | null>
  /**
   * The user is this person in Entra from now on. `null` when the user is linked to another person already, or another
   * user to this one; linking the same again changes nothing.
   */
  linkEntra(userId: string, identity: EntraIdentity): Promise<User | null>
  setRoles(environmentId: string, userId: string, roles: Role[]): Promise<void>
  /** Environments a user works in. */
  membershipsOf(userId: string): Promise<{ environment: Environment; roles: Role[] }[]>
  membersOf(environmentId: string): Promise<Member[]>
  findMember(environmentId: string, userId: string): Promise<Member | null>
}

export interface ServiceStore {
  /** Creates or updates by environment and name. */
  upsert(service: Omit<Service, 'id'>): Promise<Service>
  list(environmentId: string): Promise<Service[]>
}

export interface ChannelStore {
  /** Creates or updates by service and name; settings are encrypted at rest. Health is left alone. */
  upsert(channel: Omit<ChannelRecord, 'id' | 'health'>): Promise<ChannelRecord>
  list(environmentId: string): Promise<ChannelRecord[]>
  listAll(): Promise<ChannelRecord[]>
  setHealth(environmentId: string, channelId: string, health: Partial<ChannelHealth>): Promise<void>
}

export interface ContactStore {
  find(environmentId: string, contactId: string): Promise<Contact | null>
  /** By any of the keys, the first key's match first. At most one per key. */
  findByKeys(environmentId: string, keys: readonly string[]): Promise<Contact[]>
  /**
   * The steady state of an inbound event in one write: finds the contact by `key`, widens its window on
   * `channelId` to `windowAt` (never backwards) and takes over the profile name. `null` when there is none.
   */
  touch(
    environmentId: string,
    key: string,
    change: { channelId: string; windowAt: Date | null; name: string | null },
  ): Promise<(Contact & { keys: string[] }) | null>
  /** Inserts; `null` when another contact holds one of the keys (a race: look again). */
  insert(contact: Omit<Contact, 'id'> & { keys: string[] }): Promise<Contact | null>
  /** Adds keys and identities; `false` when another contact holds one of the keys. */
  addKeys(
    environmentId: string,
    contactId: string,
    keys: string[],
    identities: ContactIdentity[],
  ): Promise<boolean>
  /** Takes keys away, for a number that now belongs to somebody else. */
  removeKeys(environmentId: string, contactId: string, keys: string[]): Promise<void>
  /** The platform refused a message of `at`: the window on this channel is closed until a newer inbound one. */
  refuseWindow(environmentId: string, contactId: string, channelId: string, at: Date): Promise<Contact | null>
  setMarketingOptOut(environmentId: string, contactId: string, at: Date | null): Promise<void>
}

export interface ConversationFilter {
  status?: readonly string[]
  /** `null`: nobody's. */
  assigneeId?: string | null
  serviceId?: string
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
    >,
    now: Date,
  ): Promise<Conversation | null>
  /** Gives it to the member if nobody has it; `null` when somebody has, or when it is not there. */
  take(
    environmentId: string,
    conversationId: string,
    memberId: string,
    now: Date,
  ): Promise<Conversation | null>
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
    counted: { inboundCount: number; lastMessage: LastMessage | null; arrivedFrom?: string },
    now: Date,
  ): Promise<Conversation | null>
  /** Notes that this auto reply is being sent; `false` when it has been noted before, by whomever. */
  addAutoReply(environmentId: string, conversationId: string, autoReply: string): Promise<boolean>
  /** The invitation of this call is what the customer's next message answers, in place of an earlier call's. */
  awaitAnswer(environmentId: string, conversationId: string, callId: string): Promise<Conversation | null>
  /** The invitation of this call has been answered; `false` when it was not the one awaited (any more). */
  clearAwaited(environmentId: string, conversationId: string, callId: string): Promise<boolean>
  /** Snoozed ones whose time has come, opened again. */
  wakeSnoozed(now: Date): Promise<Conversation[]>
}

export interface IntakeStore {
  /** Stores each event once; tells how many were new. All or an error: a partial write is repeated by the platform. */
  add(events: readonly Omit<IntakeEvent, 'id' | 'attempts'>[]): Promise<{ added: number; lanes: number[] }>
  /** The oldest events of these lanes that are due, in the order in which they came. */
  pending(lanes: readonly number[], now: Date, limit: number): Promise<IntakeEvent[]>
  finish(ids: readonly string[]): Promise<void>
  /** Tries again later; `parked` gives up and keeps it for a person to look at. */
  postpone(id: string, next: { at: Date } | { parked: string }): Promise<void>
  countParked(): Promise<number>
}

export interface FileStore {
  find(fileId: string): Promise<FileRecord | null>
  /** The recordings of a call, oldest first. */
  findByCall(environmentId: string, callId: string): Promise<FileRecord[]>
  /** Registers a file that is still with the platform. Repeating it with the same id changes nothing. */
  addPending(
    file: Omit<FileRecord, 'size' | 'state' | 'failure' | 'attempts' | 'sha256'> & { sha256: string | null },
  ): Promise<void>
  /** Stores an uploaded file; reads the stream to its end. Rejects when it is longer than `maxSize`. */
  addUploaded(
    file: Pick<
      FileRecord,
      'environmentId' | 'conversationId' | 'channelId' | 'kind' | 'fileName' | 'contentType' | 'createdAt'
    >,
    content: Buffer,
  ): Promise<FileRecord>
  attachTo(environmentId: string, fileIds: readonly string[], messageId: string): Promise<void>
  /** Claims a due pending file for one download. */
  claimPending(now: Date, leaseUntil: Date): Promise<FileRecord | null>
  storeContent(fileId: string, content: Buffer, contentType: string): Promise<FileRecord | null>
  failPending(
    fileId: string,
    next: { retryAt: Date } | { failure: NonNullable<FileRecord['failure']> },
  ): Promise<FileRecord | null>
  /** The bytes from `start` to `end` (exclusive), all without them. */
  read(fileId: string, range?: { start: number; end: number }): Readable
  readAll(fileId: string): Promise<Buffer>
}

export interface TemplateStore {
  /** Makes the channel's templates equal to `templates`. */
  replaceAll(
    environmentId: string,
    channelId: string,
    templates: readonly Omit<StoredTemplate, 'id'>[],
  ): Promise<void>
  list(environmentId: string, channelId: string): Promise<StoredTemplate[]>
  find(
    environmentId: string,
    channelId: string,
    name: string,
    language: string,
  ): Promise<StoredTemplate | null>
}

export interface SessionStore {
  /** Keeps a hash only. */
  insert(session: Omit<Session, 'id'> & { tokenHash: string }): Promise<Session>
  findByTokenHash(tokenHash: string, now: Date): Promise<Session | null>
  delete(sessionId: string): Promise<void>
}

export interface LeaseStore {
  /** Takes or renews each lease that is free, expired or ours; answers with those we hold. */
  hold(names: readonly string[], owner: string, now: Date, until: Date): Promise<string[]>
  release(names: readonly string[], owner: string): Promise<void>
  /** Everything held by anybody, for sharing the work out evenly. */
  holders(prefix: string, now: Date): Promise<{ name: string; owner: string }[]>
}
