import type { WebhookEvent } from '../../contract/integration-routes.ts'
import type { Store, Webhook } from '../../store/store.ts'

/** How long another process may go on as if a webhook had not been made, changed or deleted. */
const FRESH_MS = 5_000

interface Entry {
  loadedAt: number
  webhooks: Promise<Webhook[]>
}

/** By store, so that two servers within one process never know each other's webhooks. */
const caches = new WeakMap<Store, Map<string, Entry>>()

/**
 * The active webhooks of an environment that want to be told of an event. Asked for with every message, so the store is
 * asked once every few seconds only.
 */
export async function webhooksFor(
  store: Store,
  environmentId: string,
  event: WebhookEvent,
): Promise<Webhook[]> {
  const webhooks = await loaded(store, environmentId)
  return webhooks.filter(({ active, events }) => active && events.includes(event))
}

/** Makes this process ask the store again. */
export function forgetWebhooks(store: Store, environmentId: string): void {
  caches.get(store)?.delete(environmentId)
}

function loaded(store: Store, environmentId: string): Promise<Webhook[]> {
  const cache = caches.get(store) ?? new Map<string, Entry>()
  caches.set(store, cache)
  const known = cache.get(environmentId)
  const now = performance.now()
  if (known !== undefined && now - known.loadedAt < FRESH_MS) return known.webhooks
  const webhooks = store.webhooks.list(environmentId)
  cache.set(environmentId, { loadedAt: now, webhooks })
  webhooks.catch(() => cache.delete(environmentId))
  return webhooks
}
