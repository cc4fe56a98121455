import type { Channel } from '../channels/channel.ts'
import type { ServerEvents } from '../contract/events.ts'
import type { Role } from '../contract/member.ts'
import type { KeyedQueue } from '../lib/keyed-queue.ts'
import type { ChannelRecord, Environment, Member, Service, ServiceSettingsRecord } from '../store/entities.ts'
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
