import { jobLog } from '../lib/logger.ts'
import type { Message } from '../store/entities.ts'
import type { Deps } from '../usecases/ports.ts'
import { dispatchMessage, releaseLostAttempts } from '../usecases/dispatch-message.ts'
import type { LaneHolder } from './lanes.ts'
import { Loop } from './loop.ts'

const IDLE_MS = 500
/** Requests to providers under way at once. */
const CONCURRENCY = 64
const LOST_EVERY_MS = 5_000
const END_OF_TIME = new Date(8.64e15)

/**
 * Sends what is queued on the lanes that this process holds: one message at a time per conversation, in order,
 * many conversations side by side.
 */
export class OutboxJob {
  readonly #deps: Deps
  readonly #lanes: LaneHolder
  readonly #loop: Loop
  readonly #underWay = new Map<string, Promise<void>>()
  #lostCheckedAt = 0

  constructor(deps: Deps, lanes: LaneHolder) {
    this.#deps = deps
    this.#lanes = lanes
    this.#loop = new Loop('outbox', IDLE_MS, () => this.#step())
  }

  /** `alone`: whatever is being sent according to the store was left behind by a process that died. */
  async start(alone: boolean): Promise<void> {
    if (alone) await releaseLostAttempts(this.#deps, END_OF_TIME)
    this.#loop.start()
  }

  wake(): void {
    this.#loop.wake()
  }

  /** Starts nothing new and resolves when all requests under way have been answered and recorded. */
  async stop(): Promise<void> {
    await this.#loop.stop()
    await Promise.all(this.#underWay.values())
  }

  async #step(): Promise<boolean> {
    const now = new Date()
    if (now.getTime() - this.#lostCheckedAt > LOST_EVERY_MS) {
      this.#lostCheckedAt = now.getTime()
      await releaseLostAttempts(this.#deps, now)
    }
    const room = CONCURRENCY - this.#underWay.size
    if (room <= 0 || this.#lanes.lanes.length === 0) return false
    const heads = await this.#deps.store.messages.heads(this.#lanes.lanes, now, CONCURRENCY)
    const next = heads.filter((message) => !this.#underWay.has(message.conversationId)).slice(0, room)
    for (const message of next) this.#send(message, now)
    return false
  }

  #send(message: Message, now: Date): void {
    const { conversationId, id: messageId } = message
    const sending = dispatchMessage(this.#deps, message, now)
      .catch((err: unknown) => jobLog.error({ err, messageId }, 'message not dispatched'))
      .finally(() => {
        this.#underWay.delete(conversationId)
        this.#loop.wake()
      })
    this.#underWay.set(conversationId, sending)
  }
}
