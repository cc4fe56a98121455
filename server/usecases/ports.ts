import type { Channel } from '../channels/channel.ts'
import type { ServerEvents } from '../contract/events.ts'
import type { Role } from '../contract/member.ts'
import type { TeamsPackageView } from '../contract/package-routes.ts'
import type { KeyedQueue } from '../lib/keyed-queue.ts'
import type { CardContent } from '../domain/teams-card.ts'
import type {
  ChannelRecord,
  Environment,
  Member,
  Service,
  ServiceSettingsRecord,
  TeamsPlace,
} from '../store/entities.ts'
import type { Store } from '../store/store.ts'
import type { Line } from '../telephony/provider.ts'

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

/** Addresses that lead people to what they are told about. */
export interface Links {
  /** Into Teams where the app is at home there, otherwise into the inbox in the browser. */
  conversation(target: { conversationId: string; messageId?: string; tenantId: string | null }): string
  /** A service in the studio. */
  service(serviceId: string): string
  inbox(tenantId: string | null): string
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
  /** The organisation in Entra that the server belongs to; people of others need an account that names theirs. */
  homeTenantId: string | null
  /** A new identifier of ours. */
  newId(): string
}

/** Somebody signed in, before any environment. */
export interface Principal {
  userId: string
  sessionId: string
  name: string
}

/** Somebody acting within one environment, with what they may do there. */
export interface Actor {
  memberId: string
  name: string
  environmentId: string
  roles: readonly Role[]
}
