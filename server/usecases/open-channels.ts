import type { Connector, ConnectorEnvironment } from '../channels/channel.ts'
import { channelLog } from '../lib/logger.ts'
import type { ChannelRecord } from '../store/entities.ts'
import type { Store } from '../store/store.ts'
import type { ChannelPool, OpenChannel } from './ports.ts'

/** How long a changed channel may go unnoticed on this process. */
const FRESH_MS = 10_000

interface Pool {
  loadedAt: number
  byId: Map<string, OpenChannel>
  /** Only names that are unique. */
  byName: Map<string, OpenChannel>
}

/** Opens the stored channels whose connector is registered; a channel with broken settings is logged and left out. */
export function createChannelPool(
  store: Store,
  connectors: readonly Connector[],
  environment: ConnectorEnvironment,
): ChannelPool {
  let pool: Promise<Pool> | null = null
  let loadedAt = 0

  function current(): Promise<Pool> {
    if (pool !== null && Date.now() - loadedAt < FRESH_MS) return pool
    const previous = pool
    loadedAt = Date.now()
    const loading = load(store, connectors, environment, previous)
    pool = loading
    loading.catch(() => {
      if (pool === loading) pool = previous
    })
    return loading
  }

  return {
    async find(idOrName) {
      const { byId, byName } = await current()
      return byId.get(idOrName) ?? byName.get(idOrName) ?? null
    },
    async get(channelId) {
      return (await current()).byId.get(channelId) ?? null
    },
    invalidate() {
      loadedAt = 0
    },
  }
}

async function load(
  store: Store,
  connectors: readonly Connector[],
  environment: ConnectorEnvironment,
  previous: Promise<Pool> | null,
): Promise<Pool> {
  const known = (await previous?.catch(() => null))?.byId ?? new Map<string, OpenChannel>()
  const records = await store.channels.listAll()
  const byId = new Map<string, OpenChannel>()
  const services = new Map<string, OpenChannel['service']>()
  for (const environmentId of new Set(records.map((record) => record.environmentId))) {
    for (const service of await store.services.list(environmentId)) services.set(service.id, service)
  }
  for (const record of records) {
    const service = services.get(record.serviceId)
    const open = service === undefined ? null : openOne(record, service, { connectors, environment, known })
    if (open !== null) byId.set(record.id, open)
  }
  return { loadedAt: Date.now(), byId, byName: uniqueNames(byId) }
}

function openOne(
  record: ChannelRecord,
  service: OpenChannel['service'],
  from: {
    connectors: readonly Connector[]
    environment: ConnectorEnvironment
    known: Map<string, OpenChannel>
  },
): OpenChannel | null {
  const before = from.known.get(record.id)
  if (before !== undefined && JSON.stringify(before.record.settings) === JSON.stringify(record.settings)) {
    return { channel: before.channel, record, service }
  }
  const connector = from.connectors.find(
    (one) => one.kind === record.kind && one.provider === record.provider,
  )
  if (connector === undefined) return null
  try {
    return { channel: connector.open(record.settings, from.environment), record, service }
  } catch (err) {
    channelLog.error({ err, channelId: record.id }, 'channel not opened: its settings do not fit')
    return null
  }
}

function uniqueNames(byId: ReadonlyMap<string, OpenChannel>): Map<string, OpenChannel> {
  const byName = new Map<string, OpenChannel>()
  const ambiguous = new Set<string>()
  for (const open of byId.values()) {
    if (byName.has(open.record.name)) ambiguous.add(open.record.name)
    byName.set(open.record.name, open)
  }
  for (const name of ambiguous) byName.delete(name)
  return byName
}
