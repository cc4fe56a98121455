import type { CallTimers } from '../options.ts'
import { createSid } from '../identifiers.ts'
import type {
  CallerAction,
  CallFailure,
  CallStep,
  CallView,
  Clip,
  NewCall,
  TranscriptEntry,
} from './model.ts'

/** Ends whatever waits on a call that is over. */
export class CallOver extends Error {
  override readonly name = 'CallOver'
}

/** What becomes of an action: the wait is over, goes on for so long from now (`null`: for ever), or has no ear for it. */
export type Taken<T> = { done: T } | { goOnMs: number | null } | null

interface Waiting {
  take(action: CallerAction): boolean
  abandon(): void
}

export interface CallSurroundings {
  timers: CallTimers
  startedAt: string
  changed(call: Call): void
  /** Once, when it is over. */
  ended(call: Call): void
}

type Entry = TranscriptEntry extends infer E ? (E extends { id: number } ? Omit<E, 'id'> : never) : never

/** One call: where it is, what was said, and who waits for what. Knows nothing of documents. */
export class Call {
  readonly sid = createSid('CA')
  readonly about: NewCall
  readonly startedAt: string
  readonly transcript: TranscriptEntry[] = []
  readonly clips = new Map<string, Clip>()
  /** The clip of every played entry. */
  readonly clipOf = new Map<number, Clip>()
  /** Sent when the caller hangs up in the middle of a verb whose end the product wants to hear of. */
  hangUpRequest: (() => void) | null = null
  /** Once the call is over: until the product has heard of it. */
  farewell: Promise<void> = Promise.resolve()
  #state: CallStep = { step: 'dialling' }
  #since = performance.now()
  #answeredAt: number | null = null
  #endedAt: number | null = null
  #waiting: Waiting | null = null
  readonly #surroundings: CallSurroundings

  constructor(about: NewCall, surroundings: CallSurroundings) {
    this.about = about
    this.startedAt = surroundings.startedAt
    this.#surroundings = surroundings
  }

  get state(): CallStep {
    return this.#state
  }

  get over(): boolean {
    return this.#state.step === 'ended'
  }

  get answered(): boolean {
    return this.#answeredAt !== null
  }

  /** Whole seconds between answer and end, or by now. */
  get seconds(): number {
    return Math.round((this.connectedMs ?? 0) / 1_000)
  }

  get connectedMs(): number | null {
    return this.#answeredAt === null ? null : (this.#endedAt ?? performance.now()) - this.#answeredAt
  }

  answer(): void {
    this.#answeredAt ??= performance.now()
  }

  enter(state: Exclude<CallStep, { step: 'ended' }>): void {
    if (this.over) throw new CallOver()
    this.#state = state
    this.#since = performance.now()
    this.#surroundings.changed(this)
  }

  /** Appends to the transcript; whoever changes the entry afterwards calls `tell`. */
  note<E extends Entry>(entry: E): E & { id: number } {
    const full = { ...entry, id: this.transcript.length + 1 }
    this.transcript.push(full)
    this.tell()
    return full
  }

  tell(): void {
    this.#surroundings.changed(this)
  }

  /**
   * Waits until `take` says that an action ended it, or the time is over (`null`: for ever). Throws `CallOver` when
   * the call ends first.
   */
  wait<T>(ms: number | null, take: (action: CallerAction) => Taken<T>, timedOut: () => T): Promise<T> {
    if (this.over) return Promise.reject(new CallOver())
    return new Promise((resolve, reject) => {
      let cancel = (): void => undefined
      const settle = (value: T): void => {
        cancel()
        this.#waiting = null
        resolve(value)
      }
      const arm = (forMs: number | null): void => {
        cancel()
        if (forMs !== null) cancel = this.#surroundings.timers.after(forMs, () => settle(timedOut()))
      }
      this.#waiting = {
        take(action) {
          const taken = take(action)
          if (taken === null) return false
          if ('done' in taken) settle(taken.done)
          else arm(taken.goOnMs)
          return true
        },
        abandon() {
          cancel()
          reject(new CallOver())
        },
      }
      arm(ms)
    })
  }

  /** Whether anybody was listening for it. */
  act(action: CallerAction): boolean {
    return this.#waiting?.take(action) ?? false
  }

  end(by: Extract<CallStep, { step: 'ended' }>['by'], failure?: CallFailure): void {
    if (this.over) return
    this.#endedAt = performance.now()
    this.#state = { step: 'ended', by, ...(failure === undefined ? {} : { failure }) }
    this.#since = this.#endedAt
    const waiting = this.#waiting
    this.#waiting = null
    waiting?.abandon()
    this.#surroundings.changed(this)
    this.#surroundings.ended(this)
  }

  view(): CallView {
    const { line, from, contactId } = this.about
    return {
      id: this.sid,
      line: { name: line.name, phoneNumber: line.phoneNumber },
      from,
      contactId,
      startedAt: this.startedAt,
      connectedMs: this.connectedMs === null ? null : Math.round(this.connectedMs),
      state: this.#state,
      elapsedMs: Math.round(performance.now() - this.#since),
      transcript: this.transcript.map((entry) => ({ ...entry })),
    }
  }
}
