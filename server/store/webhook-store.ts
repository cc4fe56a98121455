import type { WebhookEvent } from '../contract/integration-routes.ts'

/** An address that is told of what happens in an environment. */
export interface Webhook {
  id: string
  environmentId: string
  url: string
  events: WebhookEvent[]
  active: boolean
  /** Signs deliveries; decrypted. */
  secret: string
  /** By the clock of the rules. */
  createdAt: Date
  /** By the machine's clock. */
  failingSince: Date | null
  /** Raised by every change. */
  version: number
}

/** What is to be told to one webhook. Its times are the machine's, apart from `at`. */
export interface WebhookDelivery {
  id: string
  environmentId: string
  webhookId: string
  /** Deliveries of one conversation to one webhook keep their order. */
  conversationId: string
  event: WebhookEvent
  /** When it happened, by the clock of the rules. */
  at: Date
  /** The view as JSON; `null` once nothing is to be sent any more. */
  data: string | null
  state: 'waiting' | 'delivered' | 'failed'
  attempts: number
  /** HTTP status of the last attempt; `null`: no answer. */
  status: number | null
  createdAt: Date
  nextAttemptAt: Date | null
}

/** A delivery to be stored. */
export interface NewWebhookDelivery extends Pick<
  WebhookDelivery,
  'environmentId' | 'webhookId' | 'conversationId' | 'event' | 'at' | 'createdAt'
> {
  data: string
  /** Names what may be told once only; `null`: it may be told again. */
  dedupeKey: string | null
}

/** The turn to deliver what waits in one conversation for one webhook. */
export interface WebhookTurn {
  webhookId: string
  conversationId: string
  /** How much had been asked for when the turn was taken. */
  wanted: number
  until: Date
}

/** Outgoing webhooks and what they are still to be told. */
export interface WebhookStore {
  /** By age. */
  list(environmentId: string): Promise<Webhook[]>
  find(environmentId: string, webhookId: string): Promise<Webhook | null>
  insert(webhook: Omit<Webhook, 'id' | 'version' | 'failingSince'>): Promise<Webhook>
  /** A change based on `version`, which begins anew as working; `null` when it has changed since or is gone. */
  change(
    environmentId: string,
    webhookId: string,
    change: Pick<Webhook, 'url' | 'events' | 'active' | 'version'>,
  ): Promise<Webhook | null>
  /** With all its deliveries; `null` when it is gone. */
  delete(environmentId: string, webhookId: string): Promise<Webhook | null>
  /** `null` when it is off already. What waits for it has failed. */
  switchOff(webhookId: string, now: Date): Promise<Webhook | null>
  /** Notes that its deliveries go wrong, and answers with since when. */
  noteFailure(webhookId: string, now: Date): Promise<Date | null>
  noteSuccess(webhookId: string): Promise<void>
  /** Stores a delivery; `false` when `dedupeKey` was told before. */
  add(delivery: NewWebhookDelivery): Promise<boolean>
  /** Latest first. */
  deliveries(
    environmentId: string,
    webhookId: string,
    page: { after: string | null; limit: number },
  ): Promise<{ items: WebhookDelivery[]; nextCursor: string | null }>
  /** Takes the turn that has been due longest, of no webhook in `except`. Nobody else gets it before `until`. */
  takeTurn(now: Date, until: Date, except: readonly string[]): Promise<WebhookTurn | null>
  /** The webhook of a turn with the first delivery that waits; `webhook` `null`: it is gone. */
  nextOf(turn: WebhookTurn): Promise<{ webhook: Webhook | null; delivery: WebhookDelivery | null }>
  /** Counts an attempt with its outcome; with `nextAttemptAt` it goes on waiting. */
  settle(
    deliveryId: string,
    outcome: Pick<WebhookDelivery, 'state' | 'status' | 'nextAttemptAt'>,
    now: Date,
  ): Promise<void>
  /** Ends a turn; the next one is due at `at`, or when something more is asked for when that is `null`. */
  endTurn(turn: WebhookTurn, at: Date | null, now: Date): Promise<void>
}
