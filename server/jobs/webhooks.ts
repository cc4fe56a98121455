import { jobLog } from '../lib/logger.ts'
import {
  deliverTurn,
  takeWebhookTurn,
  type WebhookSender,
} from '../usecases/integrations/deliver-webhooks.ts'
import type { Deps } from '../usecases/ports.ts'
import type { WebhookTurn } from '../store/store.ts'
import { Loop } from './loop.ts'

const IDLE_MS = 500
/** Requests under way at once. */
const CONCURRENCY = 32
/** Of these, to one webhook: a slow one must not hold up all others. */
const PER_WEBHOOK = 4

/**
 * Delivers to webhooks: one request at a time for each conversation of a webhook, in order. Processes share the work by turns,
 * whoever takes one has it.
 */
export class WebhooksJob {
  readonly #deps: Deps
  readonly #sender: WebhookSender
  readonly #loop: Loop
  readonly #underWay = new Map<Promise<void>, string>()

  constructor(deps: Deps, sender: WebhookSender) {
    this.#deps = deps
    this.#sender = sender
    this.#loop = new Loop('webhooks', IDLE_MS, () => this.#step())
  }

  start(): void {
    this.#loop.start()
  }

  /** Starts nothing new and resolves when all requests under way have been answered and recorded. */
  async stop(): Promise<void> {
    await this.#loop.stop()
    await Promise.all(this.#underWay.keys())
  }

  async #step(): Promise<boolean> {
    if (this.#underWay.size >= CONCURRENCY) return false
    const turn = await takeWebhookTurn(this.#deps, new Date(), this.#busyWebhooks())
    if (turn === null) return false
    this.#deliver(turn)
    return true
  }

  #busyWebhooks(): string[] {
    const counts = new Map<string, number>()
    for (const webhookId of this.#underWay.values()) counts.set(webhookId, (counts.get(webhookId) ?? 0) + 1)
    return [...counts].filter(([, count]) => count >= PER_WEBHOOK).map(([webhookId]) => webhookId)
  }

  #deliver(turn: WebhookTurn): void {
    const { webhookId } = turn
    const delivering = deliverTurn(this.#deps, this.#sender, turn, () => new Date())
      .catch((err: unknown) => jobLog.error({ err, webhookId }, 'webhook not served'))
      .finally(() => {
        this.#underWay.delete(delivering)
        this.#loop.wake()
      })
    this.#underWay.set(delivering, webhookId)
  }
}
