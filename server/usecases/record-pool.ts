import type { ChannelRecord, Service } from '../store/entities.ts'
import type { Store } from '../store/store.ts'

/** How long a changed record may go unnoticed on this process. */
const FRESH_MS = 10_000

/** Something opened from a channel record. */
export interface Opened {
  record: ChannelRecord
  service: Service
}

/** Opened records by id and by name, kept until their record changes. */
export interface RecordPool<T extends Opened> {
  /** By id, or by name when that is unique. */
  find(idOrName: string): Promise<T | null>
  get(channelId: string): Promise<T | null>
  /** The records have changed: open anew. */
  invalidate(): void
}

interface Loaded<T> {
  byId: Map<string, T>
  /** Only names that are unique. */
  byName: Map<string, T>
}

/**
 * Opens every stored channel record that `open` knows how to; `before` is what was opened from it last. Answers of up
 * to ten seconds ago are reused, and the last ones that worked while the store is out of reach.
 */
export function createRecordPool<T extends Opened>(
  store: Store,
  open: (record: ChannelRecord, service: Service, before: T | undefined) => T | null,
): RecordPool<T> {
  let pool: Promise<Loaded<T>> | null = null
  let loadedAt = 0

  function current(): Promise<Loaded<T>> {
    if (pool !== null && Date.now() - loadedAt < FRESH_MS) return pool
    const previous = pool
    loadedAt = Date.now()
    const loading = load(store, open, previous)
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

async function load<T extends Opened>(
  store: Store,
  open: (record: ChannelRecord, service: Service, before: T | undefined) => T | null,
  previous: Promise<Loaded<T>> | null,
): Promise<Loaded<T>> {
  const known = (await previous?.catch(() => null))?.byId ?? new Map<string, T>()
  const unused = await store.accounts.unusedEnvironments()
  // As if they were not there: whoever calls or writes hears what strangers do (CVG-CUST-07).
  const records = (await store.channels.listAll()).filter(({ environmentId }) => !unused.has(environmentId))
  const services = new Map<string, Service>()
  for (const environmentId of new Set(records.map((record) => record.environmentId))) {
    for (const service of await store.services.list(environmentId)) services.set(service.id, service)
  }
  const byId = new Map<string, T>()
  for (const record of records) {
    const service = services.get(record.serviceId)
    const opened = service === undefined ? null : open(record, service, known.get(record.id))
    if (opened !== null) byId.set(record.id, opened)
  }
  return { byId, byName: uniqueNames(byId) }
}

function uniqueNames<T extends Opened>(byId: ReadonlyMap<string, T>): Map<string, T> {
  const byName = new Map<string, T>()
  const ambiguous = new Set<string>()
  for (const opened of byId.values()) {
    // What people connect is reached by its id: its name is theirs to choose and must not get in an operator's way.
    if (!opened.record.reachedByName) continue
    if (byName.has(opened.record.name)) ambiguous.add(opened.record.name)
    byName.set(opened.record.name, opened)
  }
  for (const name of ambiguous) byName.delete(name)
  return byName
}

/** Whether what was opened from a record is still right. */
export function sameSettings(before: Opened | undefined, record: ChannelRecord): boolean {
  return before !== undefined && JSON.stringify(before.record.settings) === JSON.stringify(record.settings)
}
