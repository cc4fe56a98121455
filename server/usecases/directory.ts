import type { Store } from '../store/store.ts'
import type { Directory } from './ports.ts'

/** How long a changed name, role or setting may go unnoticed on this process. */
const FRESH_MS = 5_000

interface Entry<T> {
  loadedAt: number
  value: Promise<T>
}

/** Loads at most once per key and `FRESH_MS`; what fails is loaded anew the next time. */
function cached<T>(load: (key: string) => Promise<T>): { get(key: string): Promise<T>; clear(): void } {
  const entries = new Map<string, Entry<T>>()
  return {
    get(key) {
      const entry = entries.get(key)
      if (entry !== undefined && Date.now() - entry.loadedAt < FRESH_MS) return entry.value
      const value = load(key)
      entries.set(key, { loadedAt: Date.now(), value })
      value.catch(() => entries.delete(key))
      return value
    },
    clear: () => entries.clear(),
  }
}

/** Names, roles and settings of an environment from the store, cached for a few seconds. */
export function createDirectory(store: Store): Directory {
  const environments = cached((id) => store.accounts.findEnvironment(id))
  const accounts = cached((id) => store.accounts.findAccount(id))
  const services = cached(async (id) => new Map((await store.services.list(id)).map((one) => [one.id, one])))
  const members = cached(
    async (id) => new Map((await store.people.membersOf(id)).map((one) => [one.id, one])),
  )
  const settings = cached(
    async (id) => new Map((await store.serviceSettings.list(id)).map((one) => [one.serviceId, one])),
  )
  return {
    environment: (id) => environments.get(id),
    account: (id) => accounts.get(id),
    services: (id) => services.get(id),
    members: (id) => members.get(id),
    settings: (id) => settings.get(id),
    invalidate() {
      for (const cache of [environments, accounts, services, members, settings]) cache.clear()
    },
  }
}
