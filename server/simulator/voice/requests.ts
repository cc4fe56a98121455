import type { LogEntry } from '../model.ts'
import type { Timing, VoiceLine } from '../options.ts'
import type { Call } from './call.ts'
import type { CallFailure, Clip } from './model.ts'
import type { Parameters } from './parameters.ts'
import { voiceSignature } from './signature.ts'
import { parseTwiml, TwimlError, type Method, type Verb } from './twiml.ts'
import { wavLengthMs } from './wav.ts'

/** The product answered wrongly or not at all: the platform makes its announcement and hangs up. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed'
  readonly failure: CallFailure

  constructor(failure: CallFailure) {
    super(failure.code)
    this.failure = failure
  }
}

export interface CallRequest {
  /** Absolute. */
  url: string
  method: Method
  parameters: Parameters
  /** For the event log. */
  subject: string
}

/** A document and the address that relative ones in it belong to. */
export interface TwimlDocument {
  url: string
  verbs: readonly Verb[]
}

interface Answer {
  status: number
  contentType: string
  body: string
}

export interface RequestSurroundings {
  fetch: typeof fetch
  timing: Pick<Timing, 'callWebhookMs'>
  signal: AbortSignal
  log(entry: Omit<LogEntry, 'id' | 'at'>): void
}

const LARGEST_CLIP = 4 * 1024 * 1024
const CLIP_TIMEOUT_MS = 5_000
/** Of a sound whose length nobody knows. */
const USUAL_CLIP_MS = 3_000

/** Sends requests to the product as the platform does: signed, form-encoded, never a second time. */
export class Requests {
  readonly #surroundings: RequestSurroundings

  constructor(surroundings: RequestSurroundings) {
    this.#surroundings = surroundings
  }

  /** The document that the call goes on with. Throws `CallFailed`. */
  async ask(line: VoiceLine, request: CallRequest): Promise<TwimlDocument> {
    const answer = await this.#exchange(line, request)
    const { status } = answer
    if (status === 401 || status === 403) throw new CallFailed({ code: 'refused', status })
    if (status !== 200) throw new CallFailed({ code: 'wrong_status', status })
    if (!/^(?:text|application)\/xml\b/i.test(answer.contentType)) {
      throw new CallFailed({ code: 'wrong_content_type', detail: answer.contentType.slice(0, 100) })
    }
    try {
      return { url: request.url, verbs: parseTwiml(answer.body) }
    } catch (error) {
      if (!(error instanceof TwimlError)) throw error
      throw new CallFailed({ code: 'malformed_twiml', detail: error.message })
    }
  }

  /** Tells something whose answer does not matter. Never throws and is not repeated. */
  async tell(line: VoiceLine, request: CallRequest): Promise<void> {
    await this.#exchange(line, request).catch(() => undefined)
  }

  /** A sound to be played; `null` when it cannot be had, which the platform passes over. */
  async fetchClip(call: Call, url: string): Promise<Clip | null> {
    const known = call.clips.get(url)
    if (known !== undefined) return known
    const clip = await this.#fetchClip(call.about.line, url).catch(() => null)
    if (clip !== null) call.clips.set(url, clip)
    return clip
  }

  #fetchClip(line: VoiceLine, url: string): Promise<Clip | null> {
    return this.#inTime(CLIP_TIMEOUT_MS, async (signal) => {
      const headers = { 'x-twilio-signature': voiceSignature(line.authToken, url, {}) }
      const response = await this.#surroundings.fetch(url, { headers, signal })
      const contentType = (response.headers.get('content-type') ?? '').split(';')[0] ?? ''
      const content = Buffer.from(await response.arrayBuffer())
      if (!response.ok || !contentType.startsWith('audio/') || content.length > LARGEST_CLIP) return null
      return { content, contentType, lastsMs: wavLengthMs(content) ?? USUAL_CLIP_MS }
    })
  }

  async #exchange(line: VoiceLine, request: CallRequest): Promise<Answer> {
    const startedAt = performance.now()
    let status = 0
    try {
      return await this.#inTime(this.#surroundings.timing.callWebhookMs, async (signal) => {
        const response = await this.#send(line, request, signal)
        const body = await response.text()
        status = response.status
        return { status, contentType: response.headers.get('content-type') ?? '', body }
      })
    } finally {
      this.#surroundings.log({
        kind: 'webhook',
        method: request.method,
        subject: request.subject,
        status,
        durationMs: Math.round(performance.now() - startedAt),
      })
    }
  }

  /** Gives up after so long, or when the platform is closed. Throws `CallFailed` for whatever goes wrong. */
  async #inTime<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const { signal } = this.#surroundings
    // A signal made of others may be collected as garbage before it fires (Node 20), so there is one, and a timer.
    const abort = new AbortController()
    const stop = (): void => abort.abort()
    let late = false
    const timer = setTimeout(() => {
      late = true
      stop()
    }, ms)
    signal.addEventListener('abort', stop)
    if (signal.aborted) stop()
    try {
      return await work(abort.signal)
    } catch {
      throw new CallFailed({ code: late ? 'no_answer' : 'unreachable' })
    } finally {
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
    }
  }

  #send(line: VoiceLine, { url, method, parameters }: CallRequest, signal: AbortSignal): Promise<Response> {
    const address = new URL(url)
    address.hash = ''
    const posted = method === 'POST' ? parameters : {}
    if (method === 'GET') {
      for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value)
    }
    return this.#surroundings.fetch(address, {
      method,
      redirect: 'manual',
      headers: {
        'user-agent': 'TwilioProxy/1.1',
        accept: '*/*',
        'x-twilio-signature': voiceSignature(line.authToken, address.href, posted),
        ...(method === 'GET' ? {} : { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' }),
      },
      ...(method === 'GET' ? {} : { body: new URLSearchParams(posted).toString() }),
      signal,
    })
  }
}
