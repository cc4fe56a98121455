/** What became of one call. */
export type Outcome<Answer> = { answer: Answer } | { error: unknown }

export interface Combining<Call, Answer> {
  /**
   * Makes one request for all calls and tells what became of each, in their order. Throws when the request failed as a
   * whole: then every call has failed.
   */
  run(calls: readonly Call[]): Promise<readonly Outcome<Answer>[]>
  /** The most calls of one request. */
  most: number
  /** Calls with an equal key are never part of the same request: each finds what the one before it left. */
  keyOf?(call: Call): string
  /**
   * Whether the calls of a request that failed as a whole are to be made again, each by itself, because one of them may be
   * to blame. Never, when not given.
   */
  separates?(error: unknown): boolean
  /** A request that takes longer than this holds back nobody any more, in milliseconds; ten seconds when not given. */
  patienceMs?: number
}

/** What becomes of one call that is made by itself. */
export async function attempt<Answer>(once: () => Promise<Answer>): Promise<Outcome<Answer>> {
  try {
    return { answer: await once() }
  } catch (error) {
    return { error }
  }
}

interface Waiting<Call, Answer> {
  call: Call
  key: string | undefined
  resolve(answer: Answer): void
  reject(error: unknown): void
}

const PATIENCE_MS = 10_000

/**
 * Gathers calls into requests: those of the same turn of the event loop, and those that come while a request is under way,
 * go out together as soon as it is done. So a call that comes alone goes out at once by itself, and the more there is to
 * do, the less each costs. Calls are taken in the order in which they came.
 */
export function combined<Call, Answer>(combining: Combining<Call, Answer>): (call: Call) => Promise<Answer> {
  const requests = new Requests(combining)
  return (call) => requests.add(call)
}

class Requests<Call, Answer> {
  readonly #combining: Combining<Call, Answer>
  #waiting: Waiting<Call, Answer>[] = []
  /** A request is being gathered or under way, and is not overdue. */
  #busy = false

  constructor(combining: Combining<Call, Answer>) {
    this.#combining = combining
  }

  add(call: Call): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ call, key: this.#combining.keyOf?.(call), resolve, reject })
      this.#next()
    })
  }

  #next(): void {
    if (this.#busy || this.#waiting.length === 0) return
    this.#busy = true
    setImmediate(() => void this.#request())
  }

  async #request(): Promise<void> {
    const taken = this.#take()
    let done = false
    const goOn = (): void => {
      if (done) return
      done = true
      clearTimeout(overdue)
      this.#busy = false
      this.#next()
    }
    const overdue = setTimeout(goOn, this.#combining.patienceMs ?? PATIENCE_MS).unref()
    await this.#settle(taken)
    goOn()
  }

  /** The first that are waiting, at most one of each key. */
  #take(): Waiting<Call, Answer>[] {
    const { most } = this.#combining
    const taken: Waiting<Call, Answer>[] = []
    const left: Waiting<Call, Answer>[] = []
    const keys = new Set<string>()
    for (const one of this.#waiting) {
      if (taken.length >= most || (one.key !== undefined && keys.has(one.key))) left.push(one)
      else taken.push(one)
      if (one.key !== undefined) keys.add(one.key)
    }
    this.#waiting = left
    return taken
  }

  /** Never rejects. */
  async #settle(taken: readonly Waiting<Call, Answer>[]): Promise<void> {
    try {
      const outcomes = await this.#combining.run(taken.map(({ call }) => call))
      taken.forEach((one, at) => {
        const outcome = outcomes[at]
        if (outcome === undefined) one.reject(new Error('the request told nothing of this call'))
        else if ('answer' in outcome) one.resolve(outcome.answer)
        else one.reject(outcome.error)
      })
    } catch (error) {
      if (taken.length > 1 && this.#combining.separates?.(error) === true)
        await Promise.all(taken.map((one) => this.#settle([one])))
      else for (const one of taken) one.reject(error)
    }
  }
}
