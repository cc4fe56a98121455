import type { ChannelHealth, ChannelRecord } from './entities.ts'

/** What the provisioning file says of a channel. */
export type ProvisionedChannel = Pick<
  ChannelRecord,
  'environmentId' | 'serviceId' | 'name' | 'kind' | 'provider' | 'address' | 'settings'
>

/** Linked numbers and accounts. Those that were disconnected are found by `find` alone. */
export interface ChannelStore {
  /** Creates or updates by service and name; settings are encrypted at rest. Health is left alone. */
  upsert(channel: ProvisionedChannel): Promise<ChannelRecord>
  list(environmentId: string): Promise<ChannelRecord[]>
  listAll(): Promise<ChannelRecord[]>
  find(environmentId: string, channelId: string): Promise<ChannelRecord | null>
  /**
   * `accountKey` names the number or account at the provider, which can be connected once. Throws `ConflictError` when it is
   * connected, or when the service has another channel of that name.
   */
  create(channel: ProvisionedChannel & { accountKey: string }): Promise<ChannelRecord>
  /** `null` when somebody else has changed it since `version`, or it was disconnected. Throws as `create` does. */
  change(
    environmentId: string,
    channelId: string,
    change: {
      version: number
      settings: Record<string, unknown>
      address: string
      accountKey: string
    },
  ): Promise<ChannelRecord | null>
  /** Wipes its settings and keeps its name, for what came in by it; `null` when it is not there (any more). */
  disconnect(environmentId: string, channelId: string, now: Date): Promise<ChannelRecord | null>
  setHealth(environmentId: string, channelId: string, health: Partial<ChannelHealth>): Promise<void>
}
