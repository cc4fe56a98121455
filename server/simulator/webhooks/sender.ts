import { setMaxListeners } from 'node:events'
import type { World } from '../world.ts'
import type { BusinessNumber, Timing } from '../options.ts'
import type { Poster } from './post.ts'
import { encodeEnvelope, signatureOf, type WebhookChange } from './envelope.ts'

export interface PendingWebhook {
  id: number
  /** Webhooks of one lane leave in order. */
  lane: string
  phoneNumberId: string
  change: WebhookChange
  /** For the event log. */
  subject: string
  /** The inbound message that gets its second tick when this is acknowledged. */
  messageId?: string
  attempts: number
  /** Real time. */
  queuedAtMs: number
}

export interface WebhookSenderOptions {
  world: World
  number: (phoneNumberId: string) => BusinessNumber | undefined
  poster: Poster
  timing: Timing
  /** A webhook was answered with 200. */
  acknowledged: (webhook: PendingWebhook) => void
}

/** Requests under way at the same time; enough for hundreds of webhooks a second, and no flood of sockets. */
const MAX_CONCURRENT = 48
/** Meta puts up to 1000 updates into one POST; a simulated batch stays readable. */
const MAX_BATCH = 50
/** How long a lane collects what it is to send out of order. */
const GATHER_MS = 250

interface Lane {
  queue: PendingWebhook[]
  running: boolean
}

/**
 * Delivers webhooks: in order per lane (one lane per customer and number), concurrently across lanes, each
 * repeated until it is answered with 200. What is not delivered yet is part of the simulator's state.
 */
export class WebhookSender {
  readonly #options: WebhookSenderOptions
  readonly #lanes = new Map<string, Lane>()
  readonly #closing = new AbortController()
  readonly #waitingForSlot: (() => void)[] = []
  #active = 0
  #lastId = 0
  #started = false

  constructor(options: WebhookSenderOptions) {
    this.#options = options
    // Every lane may wait for it.
    setMaxListeners(0, this.#closing.signal)
  }

  enqueue(
    webhook: Pick<PendingWebhook, 'lane' | 'phoneNumberId' | 'change' | 'subject' | 'messageId'>,
  ): void {
    this.#push({ ...webhook, id: ++this.#lastId, attempts: 0, queuedAtMs: Date.now() })
  }

  /** Takes over what an earlier run had not delivered. */
  restore(webhooks: readonly PendingWebhook[]): void {
    for (const webhook of webhooks) this.#push({ ...webhook, id: ++this.#lastId, attempts: 0 })
  }

  start(): void {
    this.#started = true
    this.wake()
  }

  /** Looks at the switches again. */
  wake(): void {
    for (const name of this.#lanes.keys()) this.#run(name)
  }

  close(): void {
    this.#closing.abort()
    this.#options.poster.close()
    for (const release of this.#waitingForSlot.splice(0)) release()
  }

  pending(): PendingWebhook[] {
    return [...this.#lanes.values()].flatMap((lane) => lane.queue).toSorted((a, b) => a.id - b.id)
  }

  get size(): number {
    let size = 0
    for (const lane of this.#lanes.values()) size += lane.queue.length
    return size
  }

  #push(webhook: PendingWebhook): void {
    const lane = this.#lanes.get(webhook.lane) ?? { queue: [], running: false }
    lane.queue.push(webhook)
    this.#lanes.set(webhook.lane, lane)
    this.#options.world.tell({ kind: 'queue' })
    this.#run(webhook.lane)
  }

  #run(name: string): void {
    const lane = this.#lanes.get(name)
    if (lane === undefined || lane.running || !this.#mayRun()) return
    lane.running = true
    void this.#drain(lane).finally(() => {
      lane.running = false
      if (lane.queue.length === 0) this.#lanes.delete(name)
      else this.#run(name)
      this.#options.world.tell({ kind: 'queue' })
    })
  }

  #mayRun(): boolean {
    return this.#started && !this.#closing.signal.aborted && !this.#options.world.settings.webhooks.paused
  }

  async #drain(lane: Lane): Promise<void> {
    while (lane.queue.length > 0 && this.#mayRun()) {
      const { delayMs, reorder, batch, duplicate } = this.#options.world.settings.webhooks
      if (reorder) await this.#sleep(GATHER_MS)
      const parcel = pick(lane.queue, { reorder, batch })
      const oldest = parcel[0]
      if (oldest === undefined) return
      await this.#sleep(oldest.queuedAtMs + delayMs - Date.now())
      if (!this.#mayRun()) return
      if (!(await this.#post(parcel))) {
        await this.#sleep(this.#retryDelay(oldest.attempts))
        continue
      }
      for (const webhook of parcel) {
        lane.queue.splice(lane.queue.indexOf(webhook), 1)
        this.#options.acknowledged(webhook)
      }
      if (duplicate) await this.#post(parcel)
    }
  }

  #retryDelay(attempts: number): number {
    const { retryMs, maxRetryMs } = this.#options.timing
    return Math.min(maxRetryMs, retryMs * 2 ** Math.min(attempts - 1, 16))
  }

  /** Whether it was answered with 200. */
  async #post(parcel: readonly PendingWebhook[]): Promise<boolean> {
    const first = parcel[0]
    const number = first === undefined ? undefined : this.#options.number(first.phoneNumberId)
    if (first === undefined || number === undefined) return true
    await this.#takeSlot()
    const startedAt = performance.now()
    for (const webhook of parcel) webhook.attempts += 1
    let status = 0
    try {
      status = await this.#request(number, parcel)
    } catch {
      // No answer counts like a wrong one: it is tried again.
    } finally {
      this.#releaseSlot()
    }
    this.#options.world.addLogEntry({
      kind: 'webhook',
      method: 'POST',
      subject: parcel.length === 1 ? first.subject : `${parcel.length} × ${first.subject}`,
      status,
      durationMs: Math.round(performance.now() - startedAt),
      attempt: first.attempts,
    })
    return status === 200
  }

  #request(number: BusinessNumber, parcel: readonly PendingWebhook[]): Promise<number> {
    const body = encodeEnvelope(
      number.wabaId,
      parcel.map((webhook) => webhook.change),
    )
    return this.#options.poster.post({
      url: number.webhookUrl,
      headers: {
        'content-type': 'application/json',
        'user-agent': 'facebookexternalua',
        'x-hub-signature-256': signatureOf(body, number.appSecret),
      },
      body,
      timeoutMs: this.#options.timing.webhookTimeoutMs,
      signal: this.#closing.signal,
    })
  }

  async #takeSlot(): Promise<void> {
    if (this.#active >= MAX_CONCURRENT) {
      await new Promise<void>((resolve) => this.#waitingForSlot.push(resolve))
      return
    }
    this.#active += 1
  }

  #releaseSlot(): void {
    const next = this.#waitingForSlot.shift()
    if (next === undefined) this.#active -= 1
    else next()
  }

  async #sleep(ms: number): Promise<void> {
    if (ms <= 0 || this.#closing.signal.aborted) return
    await new Promise<void>((resolve) => {
      const done = (): void => {
        clearTimeout(timer)
        this.#closing.signal.removeEventListener('abort', done)
        resolve()
      }
      const timer = setTimeout(done, ms)
      this.#closing.signal.addEventListener('abort', done)
    })
  }
}

/** What goes into the next POST: the oldest, the newest when order is to be broken, or several at once. */
function pick(
  queue: readonly PendingWebhook[],
  { reorder, batch }: { reorder: boolean; batch: boolean },
): PendingWebhook[] {
  const ordered = reorder ? queue.toReversed() : queue
  if (!batch) return ordered.slice(0, 1)
  // Template webhooks carry the time in the entry and travel alone.
  return ordered[0]?.change.time === undefined
    ? ordered.filter((webhook) => webhook.change.time === undefined).slice(0, MAX_BATCH)
    : ordered.slice(0, 1)
}
