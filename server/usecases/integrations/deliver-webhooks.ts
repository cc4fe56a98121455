import { createHmac } from 'node:crypto'
import { nextAttemptAt, WEBHOOK_PATIENCE_MS } from '../../domain/webhook-retries.ts'
import { SIGNATURE_HEADER, signatureHeader, signedContent } from '../../domain/webhook-signature.ts'
import { jobLog } from '../../lib/logger.ts'
import type { Webhook, WebhookDelivery, WebhookTurn } from '../../store/store.ts'
import { auditedBySystem } from '../audit.ts'
import type { Deps } from '../ports.ts'
import { hidesNumbers, withoutNumbers } from './hide-numbers.ts'
import { forgetWebhooks } from './webhook-targets.ts'
import { shownAddress } from './webhooks.ts'

/** How a receiver answered; `status` `null`: it did not, or may not be asked. */
export interface WebhookAnswer {
  status: number | null
  /** What a `Retry-After` asks for. */
  retryAfterMs?: number
}

/** Posts a delivery to wherever a webhook points. Takes ten seconds at most and never throws. */
export interface WebhookSender {
  post(request: {
    url: string
    headers: Readonly<Record<string, string>>
    body: string
  }): Promise<WebhookAnswer>
}

/** What is delivered in one turn; the ten seconds that each may take fit into the lease. */
const PER_TURN = 4
const LEASE_MS = 60_000
const GONE = 410

/** Takes the next turn of a conversation and webhook, of no webhook in `except`; `null` when none is due. */
export function takeWebhookTurn(
  deps: Deps,
  now: Date,
  except: readonly string[],
): Promise<WebhookTurn | null> {
  return deps.store.webhooks.takeTurn(now, new Date(now.getTime() + LEASE_MS), except)
}

/**
 * Delivers what waits in one conversation for one webhook, in order. What does not get through is tried again with growing
 * pauses, and holds up what follows in its conversation, for a day. A webhook that is gone (410), or to which nothing has got
 * through for a day, is switched off. `now` is the machine's time.
 */
export async function deliverTurn(
  deps: Deps,
  sender: WebhookSender,
  turn: WebhookTurn,
  now: () => Date,
): Promise<void> {
  const { webhooks } = deps.store
  for (let count = 0; count < PER_TURN; count += 1) {
    const { webhook, delivery } = await webhooks.nextOf(turn)
    if (webhook?.active !== true) {
      await webhooks.switchOff(turn.webhookId, now())
      return
    }
    if (delivery === null) return webhooks.endTurn(turn, null, now())
    const next = await deliver(deps, sender, { webhook, delivery, now })
    if (next === 'off') return
    if (next !== null) return webhooks.endTurn(turn, next, now())
  }
  await webhooks.endTurn(turn, now(), now())
}

interface Attempt {
  webhook: Webhook
  delivery: WebhookDelivery
  now: () => Date
}

/** When this delivery is tried again; `null` when it is settled, `off` when the webhook was switched off over it. */
async function deliver(deps: Deps, sender: WebhookSender, attempt: Attempt): Promise<Date | null | 'off'> {
  const { webhook, delivery, now } = attempt
  const answer = await sender.post(await requestOf(deps, attempt))
  const { status } = answer
  if (status !== null && status >= 200 && status < 300) {
    await deps.store.webhooks.settle(delivery.id, { state: 'delivered', status, nextAttemptAt: null }, now())
    if (webhook.failingSince !== null) await deps.store.webhooks.noteSuccess(webhook.id)
    return null
  }
  const at = now()
  jobLog.warn({ webhookId: webhook.id, deliveryId: delivery.id, status }, 'webhook not delivered')
  const since = (await deps.store.webhooks.noteFailure(webhook.id, at)) ?? at
  const attempts = delivery.attempts + 1
  const next = nextAttemptAt({ createdAt: delivery.createdAt, attempts }, at, answer.retryAfterMs)
  const hopeless = status === GONE || at.getTime() - since.getTime() >= WEBHOOK_PATIENCE_MS
  const state = hopeless || next === null ? 'failed' : 'waiting'
  await deps.store.webhooks.settle(
    delivery.id,
    { state, status, nextAttemptAt: state === 'failed' ? null : next },
    at,
  )
  if (!hopeless) return next
  await switchOff(deps, webhook, { status, at, since })
  return 'off'
}

async function requestOf(
  deps: Deps,
  { webhook, delivery, now }: Attempt,
): Promise<Parameters<WebhookSender['post']>[0]> {
  const { environmentId, event, id, at } = delivery
  const stored: unknown = JSON.parse(delivery.data ?? 'null')
  // Decided when it leaves: numbers may have been hidden since it was noted.
  const data = (await hidesNumbers(deps, environmentId))
    ? await withoutNumbers(deps, environmentId, stored)
    : stored
  const body = JSON.stringify({ id, event, at: at.toISOString(), environmentId, data })
  const seconds = Math.floor(now().getTime() / 1000)
  const mac = createHmac('sha256', webhook.secret).update(signedContent(seconds, body)).digest('hex')
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Callover-Webhooks/1',
    [SIGNATURE_HEADER]: signatureHeader(seconds, mac),
  }
  return { url: webhook.url, headers, body }
}

async function switchOff(
  deps: Deps,
  { id, environmentId, url }: Webhook,
  { status, at, since }: { status: number | null; at: Date; since: Date },
): Promise<void> {
  const switched = await auditedBySystem(
    deps,
    environmentId,
    {
      verb: 'deactivated',
      object: { kind: 'webhook', id, name: shownAddress(url) },
      before: { active: true },
      after: { active: false, failingSince: since, status },
    },
    { change: () => deps.store.webhooks.switchOff(id, at) },
  )
  forgetWebhooks(deps.store, environmentId)
  if (switched !== null) jobLog.warn({ webhookId: id, status }, 'webhook switched off')
}
