import { controlApi, EVENTS_ADDRESS } from './control-api.ts'
import { applyUpdate, type PhoneState } from './phone-state.ts'
import { updates, type Update } from './wire.ts'

export interface Snapshot {
  state: PhoneState | null
  connected: boolean
}

const CLOCK_CHECK_MS = 30_000

/** The page's one connection to the simulator; a store for `useSyncExternalStore`. */
export class Connection {
  #snapshot: Snapshot = { state: null, connected: false }
  readonly #listeners = new Set<() => void>()
  #source: EventSource | null = null
  #clockTimer: number | undefined

  readonly snapshot = (): Snapshot => this.#snapshot

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Opens the connection; the returned function closes it. Lost connections come back by themselves. */
  readonly open = (): (() => void) => {
    const source = new EventSource(EVENTS_ADDRESS)
    this.#source = source
    source.addEventListener('open', () => this.#set({ ...this.#snapshot, connected: true }))
    source.addEventListener('error', () => {
      this.#set({ ...this.#snapshot, connected: false })
      // The browser gives up after an answer that is no stream, such as the 503 of a starting server.
      if (source.readyState === EventSource.CLOSED && this.#source === source)
        window.setTimeout(this.#reopen, 2_000)
    })
    for (const name of Object.keys(updates) as Update['name'][]) {
      source.addEventListener(name, (event: MessageEvent<string>) => this.#receive(name, event.data))
    }
    this.#clockTimer = window.setInterval(() => void this.#checkClock(), CLOCK_CHECK_MS)
    return () => {
      this.#source = null
      window.clearInterval(this.#clockTimer)
      source.close()
    }
  }

  readonly #reopen = (): void => {
    if (this.#source === null) return
    window.clearInterval(this.#clockTimer)
    this.open()
  }

  /** The product may move the clock, too, and the machine may have slept. */
  async #checkClock(): Promise<void> {
    try {
      this.#receive('clock', JSON.stringify(await controlApi.now()))
    } catch {
      // The stream notices a lost connection by itself.
    }
  }

  #receive(name: Update['name'], text: string): void {
    const data = updates[name].safeParse(JSON.parse(text))
    // An update of another version: the page is older than the server.
    if (!data.success) return
    const update = { name, data: data.data } as Update
    this.#set({ connected: true, state: applyUpdate(this.#snapshot.state, update, Date.now()) })
  }

  #set(snapshot: Snapshot): void {
    this.#snapshot = snapshot
    for (const listener of this.#listeners) listener()
  }
}
