import type { ChannelRecord, Service } from '../store/entities.ts'
import type { Deps, OpenChannel, OpenLine } from './ports.ts'

/** What a service speaks and writes with. */
export interface ServiceChannels {
  /** The channel on which it invites; `null` when there is none, or none that can be opened. */
  whatsapp: OpenChannel | null
  line: OpenLine | null
  /** All records of the service, as the store has them at this moment. */
  records: readonly ChannelRecord[]
}

/** A service's channels, opened. Where it has several of a kind, the first one that opens counts. */
export async function channelsOf(
  deps: Deps,
  service: Pick<Service, 'id' | 'environmentId'>,
): Promise<ServiceChannels> {
  const all = await deps.store.channels.list(service.environmentId)
  const records = all.filter(({ serviceId }) => serviceId === service.id)
  const ofKind = (kind: ChannelRecord['kind']): ChannelRecord[] => records.filter((one) => one.kind === kind)
  return {
    whatsapp: await firstOpen(ofKind('whatsapp'), (channelId) => deps.channels.get(channelId)),
    line: await firstOpen(ofKind('telephony'), (channelId) => deps.lines.get(channelId)),
    records,
  }
}

async function firstOpen<T>(
  records: readonly ChannelRecord[],
  get: (channelId: string) => Promise<T | null>,
): Promise<T | null> {
  for (const record of records) {
    const open = await get(record.id)
    if (open !== null) return open
  }
  return null
}
