import type { Connector, ConnectorEnvironment } from '../channels/channel.ts'
import { channelLog } from '../lib/logger.ts'
import type { ChannelRecord } from '../store/entities.ts'
import type { Store } from '../store/store.ts'
import type { ProviderEnvironment, TelephonyProvider } from '../telephony/provider.ts'
import type { ChannelPool, LinePool } from './ports.ts'
import { createRecordPool, sameSettings } from './record-pool.ts'

/** Opens the stored channels whose connector is registered; a channel with broken settings is logged and left out. */
export function createChannelPool(
  store: Store,
  connectors: readonly Connector[],
  environment: ConnectorEnvironment,
): ChannelPool {
  return createRecordPool(store, (record, service, before) => {
    if (before !== undefined && sameSettings(before, record))
      return { channel: before.channel, record, service }
    const connector = connectors.find((one) => one.kind === record.kind && one.provider === record.provider)
    if (connector === undefined) return null
    const channel = openSafely(record, () => connector.open(record.settings, environment))
    return channel === null ? null : { channel, record, service }
  })
}

/** The same for voice lines, which are channel records of kind `telephony`. */
export function createLinePool(
  store: Store,
  providers: readonly TelephonyProvider[],
  environment: ProviderEnvironment,
): LinePool {
  return createRecordPool(store, (record, service, before) => {
    if (record.kind !== 'telephony') return null
    if (before !== undefined && sameSettings(before, record)) return { line: before.line, record, service }
    const provider = providers.find((one) => one.provider === record.provider)
    if (provider === undefined) return null
    const line = openSafely(record, () => provider.open(record.settings, environment))
    return line === null ? null : { line, record, service }
  })
}

function openSafely<T>(record: ChannelRecord, open: () => T): T | null {
  try {
    return open()
  } catch (err) {
    channelLog.error({ err, channelId: record.id }, 'channel not opened: its settings do not fit')
    return null
  }
}
