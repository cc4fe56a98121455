import { jobLog } from '../lib/logger.ts'

/**
 * Runs a step again and again: at once when woken, otherwise every `idleMs`. Never twice at the same time; a step
 * that throws is logged and tried after a pause. `step` resolves with whether there may be more to do at once.
 */
export class Loop {
  readonly #name: string
  readonly #idleMs: number
  readonly #step: () => Promise<boolean>
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | null = null
  #woken = false
  #stopped = true

  constructor(name: string, idleMs: number, step: () => Promise<boolean>) {
    this.#name = name
    this.#idleMs = idleMs
    this.#step = step
  }

  start(): void {
    this.#stopped = false
    this.wake()
  }

  /** There is something to do. */
  wake(): void {
    this.#woken = true
    if (this.#stopped || this.#running !== null) return
    clearTimeout(this.#timer)
    this.#running = this.#run().finally(() => {
      this.#running = null
      if (this.#stopped) return
      if (this.#woken) this.wake()
      else this.#timer = setTimeout(() => this.wake(), this.#idleMs)
    })
  }

  /** Resolves when the step under way is done. */
  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await this.#running
  }

  async #run(): Promise<void> {
    try {
      do {
        this.#woken = false
        if (await this.#step()) this.#woken = true
      } while (this.#woken && !this.#stopped)
    } catch (err) {
      this.#woken = false
      jobLog.error({ err, job: this.#name }, 'job failed')
    }
  }
}
