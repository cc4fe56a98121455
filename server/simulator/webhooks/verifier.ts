import type { BusinessNumber, Timing } from '../options.ts'
import type { World } from '../world.ts'
import { verifyWebhook, type Verification } from './verification.ts'

/** Verifies webhook addresses, again and again until each has answered as it should. */
export class Verifier {
  readonly #options: { world: World; timing: Timing; fetch: typeof fetch }
  readonly #results = new Map<string, Verification>()
  readonly #timers = new Map<string, NodeJS.Timeout>()
  readonly #closing = new AbortController()

  constructor(options: { world: World; timing: Timing; fetch: typeof fetch }) {
    this.#options = options
  }

  result(phoneNumberId: string): Verification {
    return this.#results.get(phoneNumberId) ?? { state: 'pending' }
  }

  verify(number: BusinessNumber, attempt = 1): void {
    if (this.#closing.signal.aborted) return
    clearTimeout(this.#timers.get(number.phoneNumberId))
    const url = number.webhookUrl
    void verifyWebhook(number, this.#options.fetch, this.#closing.signal).then((result) => {
      if (this.#closing.signal.aborted || number.webhookUrl !== url) return
      this.#results.set(number.phoneNumberId, result)
      this.#options.world.tell({ kind: 'numbers' })
      if (result.state === 'verified') return
      const { retryMs, maxRetryMs } = this.#options.timing
      const timer = setTimeout(
        () => this.verify(number, attempt + 1),
        Math.min(maxRetryMs, Math.max(100, retryMs) * 2 ** Math.min(attempt - 1, 16)),
      )
      this.#timers.set(number.phoneNumberId, timer.unref())
    })
  }

  close(): void {
    this.#closing.abort()
    for (const timer of this.#timers.values()) clearTimeout(timer)
  }
}
