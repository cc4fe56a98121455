import { randomUUID } from 'node:crypto'
import type { Request, Response } from 'express'
import type { Platform } from '../platform.ts'
import type { Change } from '../world.ts'
import { labView, messageView, numberViews, stateView, templateSummaries } from './views.ts'

const KEPT_EVENTS = 1000
const KEEP_ALIVE_MS = 20_000
/** Under load, counters would make most of the traffic: they are told at most this often. */
const LAB_EVERY_MS = 200

/**
 * Live updates as Server-Sent Events. A client begins with a `state` event holding everything; after a
 * lost connection it names its last event and gets what it missed, or the whole state again.
 */
export class EventStream {
  readonly #platform: Platform
  readonly #clients = new Set<Response>()
  readonly #kept: { id: number; text: string }[] = []
  /** Event ids of an earlier process mean nothing to this one. */
  readonly #run = randomUUID().slice(0, 8)
  readonly #stopListening: () => void
  #lastId = 0
  #labTimer: NodeJS.Timeout | undefined

  constructor(platform: Platform) {
    this.#platform = platform
    this.#stopListening = platform.world.onChange((change) => this.#tell(change))
  }

  connect(request: Request, response: Response): void {
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    })
    const missed = this.#since(request.get('last-event-id') ?? '')
    if (missed === null) {
      response.write(this.#format('state', stateView(this.#platform), this.#lastId))
    } else {
      for (const event of missed) response.write(event)
    }
    this.#clients.add(response)
    const keepAlive = setInterval(() => response.write(': \n\n'), KEEP_ALIVE_MS)
    response.on('close', () => {
      clearInterval(keepAlive)
      this.#clients.delete(response)
    })
  }

  close(): void {
    this.#stopListening()
    clearTimeout(this.#labTimer)
    for (const client of this.#clients) client.end()
  }

  #tell(change: Change): void {
    if (change.kind === 'sent') return
    if (change.kind === 'settings' || change.kind === 'queue') {
      this.#labTimer ??= setTimeout(() => {
        this.#labTimer = undefined
        this.#emit('lab', () => labView(this.#platform))
      }, LAB_EVERY_MS)
      this.#labTimer.unref()
      return
    }
    this.#emit(change.kind, () => this.#payload(change))
  }

  #payload(change: Exclude<Change, { kind: 'sent' | 'settings' | 'queue' }>): unknown {
    switch (change.kind) {
      case 'contact':
        return change.contact
      case 'message':
        return messageView(change.message)
      case 'call':
        return change.call
      case 'typing':
        return { phoneNumberId: change.phoneNumberId, contactId: change.contactId, until: change.until }
      case 'numbers':
        return numberViews(this.#platform)
      case 'templates':
        return templateSummaries(this.#platform)
      case 'clock':
        return { now: this.#platform.world.now() }
      case 'log':
        return change.entry
    }
  }

  #emit(name: string, payload: () => unknown): void {
    this.#lastId += 1
    if (this.#clients.size === 0) {
      // Nobody is watching: whoever comes back gets the whole state.
      this.#kept.length = 0
      return
    }
    const text = this.#format(name, payload(), this.#lastId)
    this.#kept.push({ id: this.#lastId, text })
    if (this.#kept.length > 2 * KEPT_EVENTS) this.#kept.splice(0, KEPT_EVENTS)
    for (const client of this.#clients) client.write(text)
  }

  #format(name: string, payload: unknown, id: number): string {
    return `event: ${name}\nid: ${this.#run}-${id}\ndata: ${JSON.stringify(payload)}\n\n`
  }

  /** What was told after this event; `null` when that cannot be said any more. */
  #since(lastEventId: string): string[] | null {
    const [run, position] = lastEventId.split('-')
    const id = Number(position)
    if (run !== this.#run || !Number.isInteger(id)) return null
    if (id === this.#lastId) return []
    const first = this.#kept[0]?.id
    if (first === undefined || id < first - 1 || id > this.#lastId) return null
    return this.#kept.filter((event) => event.id > id).map((event) => event.text)
  }
}
