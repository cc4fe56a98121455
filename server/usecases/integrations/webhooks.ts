import { createToken } from '../../auth/tokens.ts'
import type { WebhookDeliveryView, WebhookEvent, WebhookView } from '../../contract/integration-routes.ts'
import { ConflictError, InvalidInputError, NotFoundError } from '../../lib/errors.ts'
import type { Webhook, WebhookDelivery } from '../../store/store.ts'
import { actIn } from '../access.ts'
import { audited, type AuditNote } from '../audit.ts'
import type { Deps, Principal } from '../ports.ts'
import { forgetWebhooks } from './webhook-targets.ts'

const SECRET_PREFIX = 'whs_'
/** Everything that happens is told to each of them. */
const MOST_WEBHOOKS = 20
const DELIVERIES_PER_PAGE = 50

/** What a webhook is pointed at. */
export interface WebhookTarget {
  url: string
  events: readonly WebhookEvent[]
}

/** Names one webhook. */
export interface WebhookRefs {
  environmentId: string
  webhookId: string
}

/** The webhooks of an environment, the oldest first. */
export async function listWebhooks(
  deps: Deps,
  principal: Principal,
  environmentId: string,
): Promise<{ items: WebhookView[] }> {
  await actIn(deps, principal, environmentId, 'integration:manage')
  return { items: (await deps.store.webhooks.list(environmentId)).map(viewWebhook) }
}

/** Makes a webhook; the answer is the only place that ever shows its secret. */
export async function createWebhook(
  deps: Deps,
  principal: Principal,
  environmentId: string,
  target: WebhookTarget,
): Promise<{ webhook: WebhookView; secret: string }> {
  const actor = await actIn(deps, principal, environmentId, 'integration:manage')
  const { url, events } = checked(target)
  if ((await deps.store.webhooks.list(environmentId)).length >= MOST_WEBHOOKS)
    throw new ConflictError(`there are ${MOST_WEBHOOKS} webhooks already`)
  const secret = `${SECRET_PREFIX}${createToken()}`
  const createdAt = deps.clock.now()
  const made = { environmentId, url, events, active: true, secret, createdAt }
  const object = objectOf({ id: null, url })
  const webhook = await audited(
    deps,
    actor,
    { verb: 'created', object, before: {}, after: auditedOf(made) },
    {
      change: () => deps.store.webhooks.insert(made),
      noted: ({ id }) => ({ object: { ...object, id } }),
    },
  )
  forgetWebhooks(deps.store, environmentId)
  return { webhook: viewWebhook(webhook), secret }
}

/**
 * Points a webhook elsewhere, or switches it off or on again. What waits for one that is switched off is given up. Throws
 * `ConflictError` when it has changed since the version that the change is based on.
 */
export async function changeWebhook(
  deps: Deps,
  principal: Principal,
  { environmentId, webhookId }: WebhookRefs,
  change: WebhookTarget & { version: number; active: boolean },
): Promise<WebhookView> {
  const actor = await actIn(deps, principal, environmentId, 'integration:manage')
  const target = checked(change)
  const before = await deps.store.webhooks.find(environmentId, webhookId)
  if (before === null) throw new NotFoundError('no such webhook')
  const { version, active } = change
  const changed = await audited(
    deps,
    actor,
    {
      verb: 'changed',
      object: objectOf({ id: webhookId, url: target.url }),
      before: auditedOf(before),
      after: auditedOf({ ...target, active }),
    },
    {
      // What it was before is known of this very version only.
      change: async () =>
        before.version === version
          ? deps.store.webhooks.change(environmentId, webhookId, { ...target, version, active })
          : null,
      noted: (webhook) => ({ after: auditedOf(webhook) }),
    },
  )
  if (changed === null) throw new ConflictError('the webhook has been changed since')
  if (!active) await deps.store.webhooks.switchOff(webhookId, new Date())
  forgetWebhooks(deps.store, environmentId)
  return viewWebhook(changed)
}

/** Removes a webhook with all that waits for it. */
export async function deleteWebhook(
  deps: Deps,
  principal: Principal,
  { environmentId, webhookId }: WebhookRefs,
): Promise<void> {
  const actor = await actIn(deps, principal, environmentId, 'integration:manage')
  const known = await deps.store.webhooks.find(environmentId, webhookId)
  if (known === null) throw new NotFoundError('no such webhook')
  const deleted = await audited(
    deps,
    actor,
    { verb: 'deleted', object: objectOf(known), before: auditedOf(known), after: {} },
    {
      change: () => deps.store.webhooks.delete(environmentId, webhookId),
      noted: (webhook) => ({ object: objectOf(webhook), before: auditedOf(webhook) }),
    },
  )
  if (deleted === null) throw new NotFoundError('no such webhook')
  forgetWebhooks(deps.store, environmentId)
}

/** What was sent to a webhook lately, the latest first. */
export async function listWebhookDeliveries(
  deps: Deps,
  principal: Principal,
  { environmentId, webhookId }: WebhookRefs,
  cursor: string | null,
): Promise<{ items: WebhookDeliveryView[]; nextCursor: string | null }> {
  await actIn(deps, principal, environmentId, 'integration:manage')
  const webhook = await deps.store.webhooks.find(environmentId, webhookId)
  if (webhook === null) throw new NotFoundError('no such webhook')
  const page = { after: cursor, limit: DELIVERIES_PER_PAGE }
  const { items, nextCursor } = await deps.store.webhooks.deliveries(environmentId, webhookId, page)
  return { items: items.map(viewDelivery), nextCursor }
}

/** An address without its query, in which people put secrets: for the audit log. */
export function shownAddress(url: string): string {
  const { origin, pathname } = new URL(url)
  return `${origin}${pathname}`
}

/** Whoever can read an address must not be able to sign in with it: deliveries are proved by their signature. */
function checked({ url, events }: WebhookTarget): { url: string; events: WebhookEvent[] } {
  const { username, password } = new URL(url)
  if (username !== '' || password !== '')
    throw new InvalidInputError([{ path: 'url', message: 'must not contain a user name or a password' }])
  return { url, events: [...new Set(events)] }
}

function auditedOf({ url, events, active }: Pick<Webhook, 'url' | 'events' | 'active'>): object {
  return { url: shownAddress(url), events, active }
}

function objectOf({ id, url }: { id: string | null; url: string }): AuditNote['object'] {
  return { kind: 'webhook', id, name: shownAddress(url) }
}

function viewWebhook(webhook: Webhook): WebhookView {
  const { id, url, events, active, version } = webhook
  return {
    id,
    url,
    events,
    active,
    createdAt: webhook.createdAt.toISOString(),
    failingSince: webhook.failingSince?.toISOString() ?? null,
    version,
  }
}

function viewDelivery(delivery: WebhookDelivery): WebhookDeliveryView {
  const { id, event, state, attempts, status } = delivery
  return {
    id,
    event,
    createdAt: delivery.createdAt.toISOString(),
    state,
    attempts,
    status,
    nextAttemptAt: delivery.nextAttemptAt?.toISOString() ?? null,
  }
}
