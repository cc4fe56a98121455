import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { asError, listenTo, waiting, type CallerState, type VoiceCaller } from './caller.ts'

/*
 * A stand-in for VIER Cognitive Voice Gateway: a real HTTP server with the call API and the recording API, and callers
 * whose events it posts to a bot. What prompts take and leave follows VIER's description of `/call/prompt`.
 */

/** A command as it came; `authorised`: with the token of its call. */
export interface VierCommand {
  method: string
  path: string
  body: Record<string, unknown>
  authorised: boolean
}

export interface VierOptions {
  /** What the bot expects in `Authorization`. */
  botToken: string
}

export interface VierCaller extends VoiceCaller {
  readonly dialogId: string
  /** Commands for this call, in order. */
  readonly commands: readonly VierCommand[]
  /** Posts any event as the gateway would; resolves with the status of the answer. */
  post(step: string, event: Record<string, unknown>): Promise<number>
  /** How the next forward ends: a reason of the platform's, or `null` for success. */
  forwardFails(reason: string | null): void
  /** The recording's file; `null` when none was made. */
  recording(): Buffer | null
}

export interface VierPlatform {
  /** The callback address of all calls. */
  readonly url: string
  /** Somebody about to ring the bot at this address. */
  caller(botUrl: string): VierCaller
  /** The status of the answers to these commands; 204 otherwise. */
  fail(path: string, status: number | null): void
  close(): Promise<void>
}

interface Prompt {
  text: string
  name: string
  /** By key. */
  choices: Map<string, string>
  words: Map<string, string>
  submit: Set<string>
  minDigits: number
  maxDigits: number
  digits: string
}

const RESELLER = 'ed4aff6d-c6f8-4ac9-ab67-d072ef45d001'
const PROJECT = 'd30b1c38-b2fd-39c8-bec2-b26887133001'

export async function startVierPlatform(options: VierOptions): Promise<VierPlatform> {
  const calls = new Map<string, Call>()
  const failures = new Map<string, number>()
  const server = createServer((request, response) => {
    void answer(request, response, calls, failures).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
  return {
    url,
    caller(botUrl) {
      const call = new Call(botUrl, url, options.botToken)
      calls.set(call.dialogId, call)
      return call
    },
    fail(path, status) {
      if (status === null) failures.delete(path)
      else failures.set(path, status)
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  calls: ReadonlyMap<string, Call>,
  failures: ReadonlyMap<string, number>,
): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString()
  const body = (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>
  const path = new URL(request.url ?? '/', 'http://gateway').pathname.replace('/v1', '')
  const [, , reseller, named] = path.split('/')
  const isRecording = path.startsWith('/recording/')
  const call = calls.get(String(isRecording ? named : body['dialogId']))
  if (call === undefined || (isRecording && reseller !== RESELLER)) return void response.writeHead(404).end()
  const authorised = request.headers.authorization === `Bearer ${call.authToken}`
  call.commands.push({ method: request.method ?? '', path, body, authorised })
  const failure = failures.get(path)
  if (failure !== undefined) return void response.writeHead(failure).end()
  if (!authorised) return void response.writeHead(401).end()
  const result = isRecording ? call.serveRecording(request.method ?? '', path) : await call.obey(path, body)
  if (result.body === undefined) return void response.writeHead(result.status).end()
  const type = Buffer.isBuffer(result.body) ? 'audio/mpeg' : 'application/json'
  const content = Buffer.isBuffer(result.body) ? result.body : JSON.stringify(result.body)
  response.writeHead(result.status, { 'content-type': type }).end(content)
}

interface Result {
  status: number
  body?: unknown
}

class Call implements VierCaller {
  readonly dialogId = randomUUID()
  readonly authToken = `call-token-${randomUUID()}`
  readonly commands: VierCommand[] = []
  readonly untilListening: VoiceCaller['untilListening']
  readonly untilEnded: VoiceCaller['untilEnded']
  readonly #botUrl: string
  readonly #callback: string
  readonly #botToken: string
  #state: CallerState = 'idle'
  #heard: string[] = []
  #language = 'de-DE'
  /** Goes on after the caller has spoken, as the gateway's does. */
  #prompt: Prompt | null = null
  /** The caller has done something, and no new question has come since. */
  #answered = true
  #forwardFailure: string | null = null
  #recorded: 'no' | 'running' | 'done' = 'no'
  #time = Date.now()
  #problem: Error | undefined

  constructor(botUrl: string, callback: string, botToken: string) {
    this.#botUrl = botUrl
    this.#callback = callback
    this.#botToken = botToken
    const { untilListening, untilEnded } = waiting(
      () => this.state(),
      () => this.#problem,
    )
    this.untilListening = untilListening
    this.untilEnded = untilEnded
  }

  async dial({ from, to }: { from: string; to: string }): Promise<void> {
    this.#state = 'talking'
    const session = { local: to, remote: from, callType: 'INBOUND', language: this.#language }
    const status = await this.post('session', {
      ...session,
      transcriberLanguage: this.#language,
      synthesizerLanguage: this.#language,
      customSipHeaders: {},
      customDialogData: {},
      configuration: null,
    })
    if (status >= 300) {
      this.#state = 'ended'
      throw new Error(`the bot rejected the call: ${status}`)
    }
  }

  heard(): string[] {
    return this.#heard.splice(0)
  }

  state(): CallerState {
    if (this.#state !== 'talking') return this.#state
    return this.#prompt !== null && takesKeys(this.#prompt) && !this.#answered ? 'listening' : 'talking'
  }

  async press(keys: string): Promise<void> {
    for (const key of keys.split('')) await this.#pressOne(key)
  }

  async #pressOne(key: string): Promise<void> {
    this.#expectToBeConnected()
    const prompt = this.#prompt
    if (prompt === null) {
      await this.#must('message', {
        type: 'DTMF',
        text: key,
        confidence: 100,
        vendor: '',
        triggeredBargeIn: false,
      })
      return
    }
    if (prompt.name === 'MultipleChoice') {
      const id = prompt.choices.get(key)
      if (id !== undefined) await this.#answer({ name: 'MultipleChoice', id, synonym: `DTMF_${key}` })
      return
    }
    if (!prompt.submit.has(key) && /\d/.test(key)) prompt.digits += key
    if (prompt.submit.has(key) || prompt.digits.length >= prompt.maxDigits) {
      await this.#answer({ name: 'Number', value: prompt.digits })
    }
  }

  async say(text: string, confidence = 0.9): Promise<void> {
    this.#expectToBeConnected()
    const id = this.#prompt?.words.get(text.toLowerCase())
    if (id !== undefined) {
      await this.#answer({ name: 'MultipleChoice', id, synonym: text })
      return
    }
    this.#answered = true
    await this.#must('message', {
      type: 'SPEECH',
      text,
      confidence: Math.round(confidence * 100),
      vendor: 'GOOGLE',
      triggeredBargeIn: false,
    })
  }

  async staySilent(): Promise<void> {
    this.#expectToBeConnected()
    const prompt = this.#prompt
    if (prompt === null) {
      this.#answered = true
      await this.#must('inactivity', { duration: 7000 })
      return
    }
    const isNumber = prompt.name === 'Number' && prompt.digits.length >= prompt.minDigits
    await this.#answer(isNumber ? { name: 'Number', value: prompt.digits } : { name: 'Timeout' })
  }

  async hangUp(): Promise<void> {
    this.#expectToBeConnected()
    await this.#end('callerTerminated')
  }

  forwardFails(reason: string | null): void {
    this.#forwardFailure = reason
  }

  recording(): Buffer | null {
    return this.#recorded === 'done' ? Buffer.from(`ID3 recording of ${this.dialogId}`) : null
  }

  async post(step: string, event: Record<string, unknown>): Promise<number> {
    const response = await fetch(`${this.#botUrl}/${step}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.#botToken}` },
      body: JSON.stringify({
        dialogId: this.dialogId,
        projectContext: { projectToken: PROJECT, resellerToken: RESELLER },
        callback: this.#callback,
        authToken: this.authToken,
        // Two events of one call never share an instant.
        timestamp: (this.#time += 1),
        language: this.#language,
        ...event,
      }),
    })
    await response.arrayBuffer()
    return response.status
  }

  async #must(step: string, event: Record<string, unknown>): Promise<void> {
    const status = await this.post(step, event)
    if (status >= 300) throw new Error(`the bot answered ${status} to ${step}`)
  }

  #expectToBeConnected(): void {
    if (this.#state !== 'talking' && this.#state !== 'forwarded')
      throw new Error(`the call is ${this.#state}`)
  }

  async #answer(type: Record<string, unknown>): Promise<void> {
    this.#prompt = null
    this.#answered = true
    await this.#must('answer', { type, confidence: 100, vendor: '' })
  }

  async #end(reason: string): Promise<void> {
    if (this.#state === 'ended') return
    if (this.#recorded === 'running') this.#recorded = 'done'
    await this.#must('terminated', { reason })
    this.#state = 'ended'
    if (this.#recorded === 'done') await this.#announceRecording()
  }

  async #announceRecording(): Promise<void> {
    await this.#must('recording', { status: 'Available', recordingId: 'default' })
  }

  /** What happens by itself, after the answer to a command. */
  #afterwards(task: () => Promise<void>): void {
    setImmediate(() => {
      task().catch((error: unknown) => {
        this.#problem = asError(error)
      })
    })
  }

  async obey(path: string, body: Record<string, unknown>): Promise<Result> {
    if (this.#state === 'ended' || this.#state === 'forwarded') return { status: 404 }
    switch (path) {
      case '/call/say':
        return this.#speak(body)
      case '/call/prompt':
        return this.#ask(body)
      case '/call/play':
        return { status: typeof body['url'] === 'string' ? 204 : 400 }
      case '/call/transcription/switch':
        if (typeof body['language'] === 'string') this.#language = body['language']
        return { status: 204 }
      case '/call/recording/start':
        if (this.#recorded !== 'no') return { status: 400 }
        this.#recorded = 'running'
        return { status: 204 }
      case '/call/recording/stop':
        return this.#stopRecording(body)
      case '/call/forward':
        return this.#forward(body)
      case '/call/drop':
        this.#afterwards(() => this.#end('botTerminated'))
        return { status: 204 }
      default:
        return { status: 404 }
    }
  }

  #speak({ text }: Record<string, unknown>): Result {
    if (typeof text !== 'string' || text.trim() === '') return { status: 400 }
    const words = listenTo(text)
    if (words !== '') this.#heard.push(words)
    return { status: 204 }
  }

  #ask(body: Record<string, unknown>): Result {
    const prompt = readPrompt(body)
    if (prompt === null) return { status: 400 }
    const result = this.#speak(body)
    if (result.status !== 204) return result
    this.#prompt = prompt
    this.#answered = false
    return result
  }

  #stopRecording({ terminate }: Record<string, unknown>): Result {
    if (this.#recorded !== 'running') return { status: 400 }
    if (terminate === true) {
      this.#recorded = 'done'
      this.#afterwards(() => this.#announceRecording())
    }
    return { status: 204 }
  }

  async #forward({ destinationNumber, ringTimeout }: Record<string, unknown>): Promise<Result> {
    if (typeof destinationNumber !== 'string') return { status: 400 }
    const ringTime = Math.min(50, Number(ringTimeout))
    await new Promise((resolve) => setTimeout(resolve, ringTime))
    if (this.#forwardFailure !== null) {
      return { status: 200, body: { status: 'Failure', reason: this.#forwardFailure, message: '', ringTime } }
    }
    this.#state = 'forwarded'
    const success = { status: 'Success', ringTime, ringStartTimestamp: this.#time, dialogId: randomUUID() }
    return { status: 200, body: success }
  }

  serveRecording(method: string, path: string): Result {
    const file = this.recording()
    if (file === null) return { status: 404 }
    if (method === 'DELETE') {
      this.#recorded = 'no'
      return { status: 204 }
    }
    if (path.endsWith('/file.mp3')) return { status: 200, body: file }
    const lossy = `${this.#callback}/recording/${RESELLER}/${this.dialogId}/file.mp3`
    return {
      status: 200,
      body: { phase: 'BOT', recordingId: 'default', duration: 1000, lossy, lossless: lossy },
    }
  }
}

/** Keys that telephones have. */
function takesKeys({ name, choices }: Prompt): boolean {
  return name === 'Number' || [...choices.keys()].some((key) => /^[0-9*#]$/.test(key))
}

/** `null` for what the gateway would refuse. */
function readPrompt({ type, timeout, text }: Record<string, unknown>): Prompt | null {
  if (typeof type !== 'object' || type === null || typeof timeout !== 'number' || typeof text !== 'string') {
    return null
  }
  const {
    name,
    choices = {},
    submitInputs = [],
    minDigits,
    maxDigits,
  } = type as {
    name: string
    choices?: Record<string, string[]>
    submitInputs?: string[]
    minDigits?: number
    maxDigits?: number
  }
  const synonyms = Object.entries(choices).flatMap(([id, words]) => words.map((word) => [word, id] as const))
  const isUnique = new Set(synonyms.map(([word]) => word)).size === synonyms.length
  const isComplete =
    name === 'MultipleChoice'
      ? synonyms.length > 0 && isUnique
      : name === 'Number' && (submitInputs.length > 0 || maxDigits !== undefined)
  if (!isComplete) return null
  const isKey = ([word]: readonly [string, string]) => word.startsWith('DTMF_')
  return {
    text,
    name,
    choices: new Map(synonyms.filter(isKey).map(([word, id]) => [word.slice(5), id])),
    words: new Map(synonyms.filter((pair) => !isKey(pair)).map(([word, id]) => [word.toLowerCase(), id])),
    submit: new Set(submitInputs.map((input) => input.replace('DTMF_', ''))),
    minDigits: minDigits ?? Number.POSITIVE_INFINITY,
    maxDigits: maxDigits ?? Number.POSITIVE_INFINITY,
    digits: '',
  }
}
