import type { Channel, Connector, ConnectorEnvironment } from '../channels/channel.ts'
import type { ServerEvents } from '../contract/events.ts'
import type { Role } from '../contract/member.ts'
import type { Action, PlaceKind } from '../domain/roles.ts'
import type { TeamsPackageView } from '../contract/package-routes.ts'
import type { KeyedQueue } from '../lib/keyed-queue.ts'
import type { CardContent } from '../domain/teams-card.ts'
import type {
  Account,
  ChannelRecord,
  Environment,
  Member,
  Service,
  ServiceSettingsRecord,
  TeamsPlace,
} from '../store/entities.ts'
import type { Store } from '../store/store.ts'
import type { Line, TelephonyProvider } from '../telephony/provider.ts'

/** The time that rules go by. A demonstration may move it forward; leases and back-offs use the machine's own. */
export interface Clock {
  now(): Date
}

/** Who is to be told. Without `memberId`: everybody subscribed to the environment who may see conversations. */
export interface Audience {
  environmentId: string
  memberId?: string
  exceptMemberIds?: readonly string[]
}

/** Tells connected clients, on whichever process they are. Never throws, never waits. */
export interface Publisher {
  emit<E extends keyof ServerEvents>(audience: Audience, event: E, payload: ServerEvents[E]): void
}

/** Wakes the workers of this process; others find the work by looking. Never throws. */
export interface JobSignals {
  intakeAdded(lanes: readonly number[]): void
  messageQueued(lane: number): void
  fileQueued(): void
  /** The provider's templates may have changed. */
  templatesChanged(channelId: string): void
  /** Cards in Teams are to be sent or brought up to date. */
  cardsChanged(): void
}

/** A stored channel, opened. */
export interface OpenChannel {
  record: ChannelRecord
  service: Service
  channel: Channel
}

/** Opened channels, kept until their record changes. */
export interface ChannelPool {
  /** By id, or by name when that is unique. */
  find(idOrName: string): Promise<OpenChannel | null>
  get(channelId: string): Promise<OpenChannel | null>
  /** The records have changed: open anew. */
  invalidate(): void
}

/** A stored voice line, opened. */
export interface OpenLine {
  record: ChannelRecord
  service: Service
  line: Line
}

/** Opened voice lines, kept until their record changes. */
export interface LinePool {
  /** By id, or by name when that is unique. */
  find(idOrName: string): Promise<OpenLine | null>
  get(channelId: string): Promise<OpenLine | null>
  invalidate(): void
}

/** Names and roles that nearly every view needs: cached for a few seconds. */
export interface Directory {
  environment(environmentId: string): Promise<Environment | null>
  account(accountId: string): Promise<Account | null>
  services(environmentId: string): Promise<ReadonlyMap<string, Service>>
  members(environmentId: string): Promise<ReadonlyMap<string, Member>>
  /** By service: calls and auto replies read the published half. */
  settings(environmentId: string): Promise<ReadonlyMap<string, ServiceSettingsRecord>>
  invalidate(): void
}

/** What Teams shows of us; the bot. */
export interface TeamsMessenger {
  /**
   * Posts a card and resolves with its id at Teams. `alert`: the person's feed shows it. Keeps Teams' limits by itself, so it
   * may take a while. Throws `TeamsError` and nothing else.
   */
  post(place: TeamsPlace, content: CardContent, alert: boolean): Promise<string>
  /** Shows a card anew in its place. Throws as `post` does. */
  update(place: TeamsPlace, activityId: string, content: CardContent): Promise<void>
}

/** Tells the activity feed of people in Teams, through Microsoft Graph. Throws `TeamsError`. */
export interface ActivityFeed {
  /** `link` leads into Teams. */
  tell(place: TeamsPlace, content: CardContent, link: string): Promise<void>
}

/** What can be connected, and what opening it takes. */
export interface ChannelCatalogue {
  connectors: readonly Connector[]
  providers: readonly TelephonyProvider[]
  environment: ConnectorEnvironment
  /** Where platforms reach us, without a slash at the end; `null`: nobody has said. */
  publicUrl: string | null
  /** Addresses below which people may say that a platform is, besides its own hosts: those of a demonstration. */
  trustedBases: readonly string[]
}

/** Addresses that lead people to what they are told about. */
export interface Links {
  /** Into Teams where the app is at home there, otherwise into the inbox in the browser. */
  conversation(target: { conversationId: string; messageId?: string; tenantId: string | null }): string
  /** A service in the studio. */
  service(serviceId: string): string
  inbox(tenantId: string | null): string
  /** The page that redeems a link's token, which travels in the fragment: no server and no log sees it. */
  welcome(kind: 'invitation' | 'reset' | 'setup', token: string): string
}

/** Sends e-mail. Throws when the mail server did not take it. */
export interface Mailer {
  send(mail: { to: string; subject: string; text: string; html: string }): Promise<void>
}

/** Builds the package with which the app gets into Teams. */
export interface TeamsPackager {
  /** Never throws for what the configuration lacks. */
  look(): Promise<TeamsPackageView>
  /** `null`: the product's version. Throws `InvalidInputError` with one issue for every fault. */
  build(version: string | null): Promise<{ fileName: string; bytes: Uint8Array }>
}

/** What use cases are given. */
export interface Deps {
  store: Store
  channels: ChannelPool
  lines: LinePool
  directory: Directory
  publisher: Publisher
  jobs: JobSignals
  clock: Clock
  /** What concerns one phone call happens one after the other. */
  callQueue: KeyedQueue
  links: Links
  /** `null`: there is no bot. */
  teams: TeamsMessenger | null
  /** `null`: the activity feed is not used. */
  feed: ActivityFeed | null
  /** `null`: there is no package to be had here. */
  teamsPackage: TeamsPackager | null
  /** `null`: no mail server is configured; links are shown to whoever makes them instead. */
  mail: Mailer | null
  /** The organisation in Entra that the server belongs to; people of others need an account that names theirs. */
  homeTenantId: string | null
  /** Tells the sockets of all processes that somebody may do less: what they may not listen to any more ends. Never throws. */
  rolesChanged?(): void
  /** Absent: no channel can be connected here. */
  catalogue?: ChannelCatalogue
  /** A new identifier of ours. */
  newId(): string
}

/** Somebody signed in, before any environment. */
export interface Principal {
  userId: string
  sessionId: string
  name: string
  /**
   * Whether they have proved more than a password: a code of their second factor, or a sign-in with Microsoft, whose
   * organisation decides what it asks for.
   */
  secondFactor: boolean
  /** Where they come from, for the audit log; `null` for the bot. */
  address: string | null
  /** Not a person but an API key of this environment. */
  apiKey?: { id: string; environmentId: string; grants: readonly Action[] }
}

/** Somebody acting within one environment, with what they may do there. */
export interface Actor {
  memberId: string
  name: string
  environmentId: string
  kind: PlaceKind
  roles: readonly Role[]
  /** Of an API key. */
  grants?: readonly Action[]
  /** For the audit log. */
  address: string | null
}
