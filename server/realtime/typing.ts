import type { Publisher } from '../usecases/ports.ts'

/** The contract's promise: a sign of typing goes stale after this long without another. */
const STALE_AFTER_MS = 10_000

/** Clients say "typing" with every few keys; the team is told this often. */
const REPEATED_AFTER_MS = 3000

/** WhatsApp shows its indicator for up to 25 seconds; repeating it earlier is wasted. */
const CUSTOMER_TOLD_AFTER_MS = 20_000

const MOST_CONVERSATIONS = 1000

/** Limits how often the customers of this process are told that somebody types. */
export class CustomerTyping {
  readonly #toldAt = new Map<string, number>()

  /** Whether it is time to tell this conversation's customer; if so, that counts as done. */
  isDue(conversationId: string, nowMs: number): boolean {
    const toldAt = this.#toldAt.get(conversationId)
    if (toldAt !== undefined && nowMs - toldAt < CUSTOMER_TOLD_AFTER_MS) return false
    if (this.#toldAt.size >= MOST_CONVERSATIONS) this.#dropOld(nowMs)
    this.#toldAt.set(conversationId, nowMs)
    return true
  }

  #dropOld(nowMs: number): void {
    for (const [conversationId, toldAt] of this.#toldAt) {
      if (nowMs - toldAt >= CUSTOMER_TOLD_AFTER_MS) this.#toldAt.delete(conversationId)
    }
  }
}

/** Timers as a dependency, so that tests need not wait. */
export interface Timers {
  now(): number
  after(ms: number, run: () => void): () => void
}

export const machineTimers: Timers = {
  now: () => performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

interface Ongoing {
  conversationId: string
  environmentId: string
  announcedAt: number
  cancel: () => void
}

/** What one client types: in one conversation at a time, off by itself when the signs stop. */
export class TypingSignal {
  readonly #person: { id: string; name: string }
  readonly #publisher: Publisher
  readonly #timers: Timers
  #ongoing: Ongoing | null = null

  constructor(person: { id: string; name: string }, publisher: Publisher, timers: Timers) {
    this.#person = person
    this.#publisher = publisher
    this.#timers = timers
  }

  start(conversationId: string, environmentId: string): void {
    const before = this.#ongoing
    if (before !== null && before.conversationId !== conversationId) this.stop()
    before?.cancel()
    const now = this.#timers.now()
    const isNew = before === null || before.conversationId !== conversationId
    const announce = isNew || now - before.announcedAt >= REPEATED_AFTER_MS
    this.#ongoing = {
      conversationId,
      environmentId,
      announcedAt: announce ? now : before.announcedAt,
      cancel: this.#timers.after(STALE_AFTER_MS, () => this.stop()),
    }
    if (announce) this.#announce(this.#ongoing, true)
  }

  /** Ends it; with a conversation given, only if it was there. */
  stop(conversationId?: string): void {
    const ongoing = this.#ongoing
    if (ongoing === null || (conversationId !== undefined && ongoing.conversationId !== conversationId))
      return
    ongoing.cancel()
    this.#ongoing = null
    this.#announce(ongoing, false)
  }

  /** Ends it if it is in this environment. */
  stopIn(environmentId: string): void {
    if (this.#ongoing?.environmentId === environmentId) this.stop()
  }

  #announce({ conversationId, environmentId }: Ongoing, typing: boolean): void {
    const audience = { environmentId, exceptMemberIds: [this.#person.id] }
    this.#publisher.emit(audience, 'typing', { conversationId, by: 'member', member: this.#person, typing })
  }
}
