/** Runs work of the same key one after the other, work of different keys side by side. */
export class KeyedTurns {
  readonly #last = new Map<string, Promise<unknown>>()

  /** Runs `work` once everything given for this key before has ended, well or badly; answers as `work` does. */
  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key) ?? Promise.resolve()
    const mine = before.then(work, work)
    this.#last.set(key, mine)
    try {
      return await mine
    } finally {
      if (this.#last.get(key) === mine) this.#last.delete(key)
    }
  }
}
