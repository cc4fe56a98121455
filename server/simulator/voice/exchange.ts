import { simulatorLog } from '../../lib/logger.ts'
import type { CallTimers, SimulatorOptions, Timing, VoiceLine } from '../options.ts'
import type { World } from '../world.ts'
import { Call, CallOver } from './call.ts'
import type { CallView, NewCall } from './model.ts'
import { endParameters, recordingParameters, type Parameters } from './parameters.ts'
import { Recordings, type Recording, type RecordingSource } from './recordings.ts'
import { CallFailed, Requests, type CallRequest } from './requests.ts'
import { runCall, type Desk } from './run.ts'
import { realTimers } from './timers.ts'
import type { RecordingCallback } from './twiml.ts'

export interface ExchangeOptions {
  world: World
  lines: readonly VoiceLine[]
  timing: Timing
  fetch: typeof fetch
  speech: NonNullable<SimulatorOptions['speech']>
  timers?: CallTimers | undefined
}

/** Why no call came about. */
export class DialRefusal extends Error {
  override readonly name = 'DialRefusal'
  readonly code: 'no_line' | 'unknown_number' | 'already_calling' | 'no_network'

  constructor(code: DialRefusal['code']) {
    super(code)
    this.code = code
  }
}

const KEPT_CALLS = 50
/** Four hours: the platform's own limit. */
const LONGEST_CALL_MS = 4 * 3_600_000
/** A recording is there a moment after it has ended. */
const RECORDING_READY_MS = 600

/** The voice platform: its lines, the calls on them, and what is recorded. Calls live in memory. */
export class Exchange {
  readonly recordings = new Recordings()
  readonly #options: ExchangeOptions
  readonly #lines: Map<string, VoiceLine>
  readonly #calls = new Map<string, Call>()
  readonly #closing = new AbortController()
  readonly #requests: Requests
  readonly #timers: CallTimers
  #pending = 0

  constructor(options: ExchangeOptions) {
    this.#options = options
    this.#timers = options.timers ?? realTimers
    this.#lines = new Map(options.lines.map((line) => [line.name, { ...line }]))
    this.#requests = new Requests({
      fetch: options.fetch,
      timing: options.timing,
      signal: this.#closing.signal,
      log: (entry) => options.world.addLogEntry(entry),
    })
    options.world.onChange((change) => {
      if (change.kind === 'contact' && !change.contact.online) this.#hangUpOf(change.contact.id)
    })
  }

  /** Requests to the product that have not been answered yet, and recordings that are not ready. */
  get pending(): number {
    return this.#pending
  }

  lines(): VoiceLine[] {
    return [...this.#lines.values()]
  }

  /** By name, or by number; the first one when nothing is asked for. Throws a `DialRefusal`. */
  line({ name, phoneNumber }: { name?: string | undefined; phoneNumber?: string | undefined }): VoiceLine {
    const lines = this.lines()
    if (lines.length === 0) throw new DialRefusal('no_line')
    const line = lines.find(
      (item) =>
        (name === undefined || item.name === name) &&
        (phoneNumber === undefined || item.phoneNumber === phoneNumber),
    )
    if (line === undefined) throw new DialRefusal(name === undefined ? 'unknown_number' : 'no_line')
    return line
  }

  setWebhook(name: string, webhookUrl: string): void {
    this.line({ name }).webhookUrl = webhookUrl
  }

  /** Newest last. */
  calls(): Call[] {
    return [...this.#calls.values()]
  }

  call(sid: string): Call | undefined {
    return this.#calls.get(sid)
  }

  views(): CallView[] {
    return this.calls().map((call) => call.view())
  }

  /** Rings. One phone makes one call at a time: throws a `DialRefusal`. */
  dial(about: NewCall): Call {
    const { contactId } = about
    const offline = contactId !== null && this.#options.world.contacts.get(contactId)?.online === false
    if (offline) throw new DialRefusal('no_network')
    const busy = this.calls().some((call) => !call.over && call.about.contactId === contactId)
    if (contactId !== null && busy) throw new DialRefusal('already_calling')
    const { world } = this.#options
    const call = new Call(about, {
      timers: this.#timers,
      startedAt: world.now(),
      changed: (changed) => world.tell({ kind: 'call', call: changed.view() }),
      ended: (ended) => this.#finish(ended),
    })
    this.#calls.set(call.sid, call)
    this.#forgetOld()
    call.tell()
    const stopLimit = this.#timers.after(LONGEST_CALL_MS, () => call.end('time_limit'))
    void this.#run(call).finally(stopLimit)
    return call
  }

  /** Starts a recording of a running call: by TwiML or by the API. */
  startRecording(call: Call, source: RecordingSource, callback: RecordingCallback): Recording {
    call.note({ kind: 'note', note: 'recording_started' })
    const { accountSid } = call.about.line
    const startedAt = this.#options.world.clock.now()
    return this.recordings.start({ callSid: call.sid, accountSid, source, startedAt, callback })
  }

  /** Ends it; a moment later it is ready, and whoever wanted to know is told. */
  stopRecording(recording: Recording): void {
    if (!this.recordings.stop(recording.sid)) return
    const call = this.#calls.get(recording.callSid)
    if (call !== undefined && !call.over) call.note({ kind: 'note', note: 'recording_stopped' })
    this.#begin()
    this.#timers.after(this.#options.speech === 'instant' ? 0 : RECORDING_READY_MS, () => {
      this.#end()
      // Deleted in the meantime: there is nothing to tell.
      if (this.recordings.find(recording.accountSid, recording.sid) === undefined) return
      recording.status = 'completed'
      const { url, method } = recording.callback
      if (url === null || call === undefined) return
      const parameters = recordingParameters(recording, this.recordingUrl(call.about.line, recording))
      void this.#tell(call, { url, method, parameters, subject: 'call recording ready' })
    })
  }

  /** Where the platform serves a recording. */
  recordingUrl(line: VoiceLine, { accountSid, sid }: Pick<Recording, 'accountSid' | 'sid'>): string {
    const base = line.apiBaseUrl ?? `${new URL(line.webhookUrl).origin}/simulator/twilio`
    return `${base}/2010-04-01/Accounts/${accountSid}/Recordings/${sid}`
  }

  close(): void {
    this.#closing.abort()
    for (const call of this.#calls.values()) call.end('failure', { code: 'unreachable' })
  }

  async #run(call: Call): Promise<void> {
    try {
      await runCall(this.#desk(), call)
      call.end('line')
    } catch (error) {
      if (error instanceof CallOver) return
      if (error instanceof CallFailed) {
        call.end('failure', error.failure)
        return
      }
      simulatorLog.error({ err: error }, 'simulated call failed')
      call.end('failure', { code: 'internal_error' })
    }
  }

  #desk(): Desk {
    return {
      instant: this.#options.speech === 'instant',
      ask: async (call, request) => {
        this.#begin()
        try {
          return await this.#requests.ask(call.about.line, request)
        } finally {
          this.#end()
        }
      },
      tell: (call, request) => void this.#tell(call, request),
      fetchClip: (call, url) => this.#requests.fetchClip(call, url),
      startRecording: (call, source, callback) => void this.startRecording(call, source, callback),
      stopRecording: (call) => this.#stopCurrent(call),
    }
  }

  #stopCurrent(call: Call): Parameters | null {
    const recording = this.recordings.current(call.sid)
    if (recording === undefined) return null
    this.stopRecording(recording)
    return {
      RecordingSid: recording.sid,
      RecordingUrl: this.recordingUrl(call.about.line, recording),
      RecordingDuration: String(recording.seconds),
    }
  }

  /** The call is over: what was recorded is finished, and the product is told once. */
  #finish(call: Call): void {
    if (this.#closing.signal.aborted) return
    if (call.state.step === 'ended' && call.state.by === 'caller') call.hangUpRequest?.()
    call.farewell = this.#tell(call, {
      url: `${call.about.line.webhookUrl}/status`,
      method: 'POST',
      parameters: endParameters(call, this.#options.world.clock.now()),
      subject: 'call status',
    })
    const recording = this.recordings.current(call.sid)
    if (recording !== undefined) this.stopRecording(recording)
  }

  /** Resolves when it was answered, or could not be told. */
  async #tell(call: Call, request: CallRequest): Promise<void> {
    this.#begin()
    await this.#requests.tell(call.about.line, request)
    this.#end()
  }

  #begin(): void {
    this.#pending += 1
  }

  #end(): void {
    this.#pending -= 1
    if (this.#pending === 0) this.#options.world.tell({ kind: 'queue' })
  }

  #hangUpOf(contactId: string): void {
    for (const call of this.#calls.values()) if (call.about.contactId === contactId) call.end('lost')
  }

  #forgetOld(): void {
    for (const call of this.#calls.values()) {
      if (this.#calls.size <= KEPT_CALLS) return
      if (call.over) this.#calls.delete(call.sid)
    }
  }
}
