import type { Readable } from 'node:stream'
import type { Locale, Role } from '../contract/member.ts'
import type { AccountDeletionStore, AccountStore } from './account-store.ts'
import type { AdministrationStore } from './administration-store.ts'
import type { ApiKeyStore } from './api-key-store.ts'
import type { AuditStore } from './audit-store.ts'
import type { CallStore } from './call-store.ts'
import type { ChannelStore } from './channel-store.ts'
import type { ConversationFiguresStore } from './conversation-figures-store.ts'
import type { ConversationStore } from './conversation-store.ts'
import type {
  Contact,
  ContactIdentity,
  Environment,
  FileRecord,
  IntakeEvent,
  Member,
  StoredTemplate,
  User,
} from './entities.ts'
import type { EnvironmentSettingsStore } from './environment-settings-store.ts'
import type { InvitationStore } from './invitation-store.ts'
import type { MembershipStore } from './membership-store.ts'
import type { FactorStore } from './factor-store.ts'
import type { LeftRecordingStore } from './left-recording-store.ts'
import type { LinkStore } from './link-store.ts'
import type { MessageStore } from './message-store.ts'
import type { OrderStore } from './order-store.ts'
import type { PlaceStore } from './place-store.ts'
import type { PrivacyStore } from './privacy-store.ts'
import type { RetentionStore } from './retention-store.ts'
import type { SecretStore } from './secret-store.ts'
import type { ServiceSettingsStore } from './service-settings-store.ts'
import type { ServiceStore } from './service-store.ts'
import type { SessionStore } from './session-store.ts'
import type { SetupStore } from './setup-store.ts'
import type { EntraIdentity } from './teams-entities.ts'
import type {
  AccessRequestStore,
  OneTimeCodeStore,
  PreferenceStore,
  TeamsCardStore,
  TeamsPlaceStore,
} from './teams-store.ts'
import type { ThrottleStore } from './throttle-store.ts'
import type { WebhookStore } from './webhook-store.ts'

export type * from './account-store.ts'
export type * from './administration-store.ts'
export type * from './api-key-store.ts'
export type { CallChange, CallPeriod, CallStore } from './call-store.ts'
export type * from './conversation-figures-store.ts'
export type * from './conversation-store.ts'
export type { ChannelStore } from './channel-store.ts'
export type { MessageStore } from './message-store.ts'
export type * from './left-recording-store.ts'
export type * from './order-store.ts'
export type * from './place-store.ts'
export type * from './privacy-store.ts'
export type * from './retention-store.ts'
export type * from './service-settings-store.ts'
export type * from './service-store.ts'
export type * from './teams-store.ts'
export type * from './throttle-store.ts'
export type * from './webhook-store.ts'

/**
 * The store in plain objects. No method spans two documents atomically: each is one write guarded by a unique
 * index or by a condition, and may be repeated. Whatever belongs to an environment takes its id first, so that
 * one customer can never reach another's rows.
 */
export interface Store {
  accounts: AccountStore
  accountDeletions: AccountDeletionStore
  administration: AdministrationStore
  orders: OrderStore
  people: PeopleStore
  places: PlaceStore
  memberships: MembershipStore
  invitations: InvitationStore
  environmentSettings: EnvironmentSettingsStore
  services: ServiceStore
  serviceSettings: ServiceSettingsStore
  calls: CallStore
  channels: ChannelStore
  contacts: ContactStore
  conversations: ConversationStore
  conversationFigures: ConversationFiguresStore
  messages: MessageStore
  intake: IntakeStore
  files: FileStore
  templates: TemplateStore
  sessions: SessionStore
  secrets: SecretStore
  secondFactors: FactorStore
  links: LinkStore
  throttles: ThrottleStore
  setup: SetupStore
  leases: LeaseStore
  retention: RetentionStore
  teamsPlaces: TeamsPlaceStore
  teamsCards: TeamsCardStore
  preferences: PreferenceStore
  accessRequests: AccessRequestStore
  oneTimeCodes: OneTimeCodeStore
  audit: AuditStore
  apiKeys: ApiKeyStore
  webhooks: WebhookStore
  privacy: PrivacyStore
  leftRecordings: LeftRecordingStore
  /** Throws when the database does not answer. */
  ping(): Promise<void>
  close(): Promise<void>
}

export interface PeopleStore {
  /** Creates or updates by e-mail; `passwordHash` `undefined` leaves the password as it is. */
  upsertUser(user: { email: string; name: string; passwordHash?: string }): Promise<User>
  findUser(userId: string): Promise<User | null>
  /** Whether there is any user at all. */
  isAnybodyThere(): Promise<boolean>
  findUserByEmail(email: string): Promise<User | null>
  setLocale(userId: string, locale: Locale | null): Promise<User | null>
  /** Sets the password's hash; `null` when it is not `before` any more (when that is given), or there is no such user. */
  setPassword(userId: string, change: { passwordHash: string; before?: string | null }): Promise<User | null>
  /** They used the product at `at`; an earlier instant changes nothing. */
  noteSeen(userId: string, at: Date): Promise<void>
  findUserByEntra(identity: EntraIdentity): Promise<User | null>
  /**
   * The user is this person in Entra from now on. `null` when the user is linked to another person already, or another
   * user to this one; linking the same again changes nothing.
   */
  linkEntra(userId: string, identity: EntraIdentity): Promise<User | null>
  setRoles(environmentId: string, userId: string, roles: Role[]): Promise<void>
  /**
   * Environments a user works in: those they are a member of, and those below the agencies they are a member of, without those
   * of accounts that are not in use.
   */
  membershipsOf(userId: string): Promise<{ environment: Environment; roles: Role[] }[]>
  /** With the members of the agency above, whose roles count here too (DX-ROLE-10). Nobody while the account is not in use. */
  membersOf(environmentId: string): Promise<Member[]>
  /** A member of this very environment. */
  findMember(environmentId: string, userId: string): Promise<Member | null>
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
  /** Makes one template what it is given as; answers with its id and what it was, `null` when it was not there. */
  put(
    environmentId: string,
    channelId: string,
    template: Omit<StoredTemplate, 'id'>,
  ): Promise<{ id: string; before: StoredTemplate | null }>
  /** Answers with what was removed; `null` when it was not there. */
  remove(environmentId: string, channelId: string, templateId: string): Promise<StoredTemplate | null>
  list(environmentId: string, channelId: string): Promise<StoredTemplate[]>
  find(
    environmentId: string,
    channelId: string,
    name: string,
    language: string,
  ): Promise<StoredTemplate | null>
}

export interface LeaseStore {
  /** Takes or renews each lease that is free, expired or ours; answers with those we hold. */
  hold(names: readonly string[], owner: string, now: Date, until: Date): Promise<string[]>
  release(names: readonly string[], owner: string): Promise<void>
  /** Everything held by anybody, for sharing the work out evenly. */
  holders(prefix: string, now: Date): Promise<{ name: string; owner: string }[]>
}
