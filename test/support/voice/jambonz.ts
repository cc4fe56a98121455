import { createHmac, randomUUID } from 'node:crypto'
import { asError, listenTo, waiting, type CallerState, type VoiceCaller } from './caller.ts'

/*
 * A stand-in for jambonz: it interprets the verbs that a server answers with, and signs what it asks. How a `gather`
 * ends, which hooks are called, and that an array replaces the verbs that are left follows jambonz's feature server.
 */

export interface JambonzOptions {
  /** The application's calling webhook; its status webhook is `/status` below. */
  address: string
  webhookSecret: string
  /** The time of signatures. */
  now?: () => Date
  /** Milliseconds that a second of `pause` takes. */
  secondMs?: number
}

export type DialStatus = 'completed' | 'busy' | 'no-answer' | 'failed'

export interface JambonzCaller extends VoiceCaller {
  readonly callSid: string
  /** Verbs carried out, in order, nested ones left out. */
  readonly verbs: readonly Verb[]
  /** How the next `dial` ends. */
  forwardEnds(status: DialStatus): void
  /** The recogniser cannot be reached: the `gather` ends without its hook. */
  loseRecogniser(): Promise<void>
  /** Posts anything to an address, signed; resolves with the answer. */
  post(address: string, fields: Record<string, unknown>): Promise<{ status: number; verbs: Verb[] | null }>
}

export type Verb = Record<string, unknown> & { verb: string }

interface Gather {
  actionHook: string
  /** Digits only when absent. */
  input?: string[]
  finishOnKey?: string
  numDigits?: number
  minDigits?: number
  maxDigits?: number
  digits: string
}

export function createJambonzCaller(options: JambonzOptions): JambonzCaller {
  return new Call(options)
}

class Call implements JambonzCaller {
  readonly callSid = randomUUID()
  readonly verbs: Verb[] = []
  readonly untilListening: VoiceCaller['untilListening']
  readonly untilEnded: VoiceCaller['untilEnded']
  readonly #options: Required<JambonzOptions>
  #state: CallerState = 'idle'
  #parties = { from: '', to: '' }
  #heard: string[] = []
  #queue: Verb[] = []
  #gather: Gather | null = null
  #dialEnds: DialStatus = 'completed'
  #dialHook: string | null = null
  #problem: Error | undefined

  constructor(options: JambonzOptions) {
    this.#options = { now: () => new Date(), secondMs: 50, ...options }
    const { untilListening, untilEnded } = waiting(
      () => this.#state,
      () => this.#problem,
    )
    this.untilListening = untilListening
    this.untilEnded = untilEnded
  }

  async dial({ from, to }: { from: string; to: string }): Promise<void> {
    this.#parties = { from, to }
    this.#state = 'talking'
    await this.#hook(this.#options.address, {
      call_status: 'trying',
      sip_status: 100,
      sip: { method: 'INVITE', headers: { 'p-asserted-identity': '<sip:+491700000000@192.0.2.1>' } },
      defaults: { synthesizer: { vendor: 'google' }, recognizer: { vendor: 'google' } },
    })
    this.#proceed()
  }

  heard(): string[] {
    return this.#heard.splice(0)
  }

  state(): CallerState {
    return this.#state
  }

  async press(keys: string): Promise<void> {
    for (const key of keys.split('')) await this.#pressOne(key)
    // The time between two keys passes; keys that are short of the minimum wait for the end of the whole time.
    const gather = this.#gather
    if (gather === null || gather.digits === '') return
    if (gather.digits.length >= (gather.minDigits ?? Number.POSITIVE_INFINITY))
      await this.#enterDigits(gather)
  }

  async #pressOne(key: string): Promise<void> {
    this.#expectToBeConnected()
    const gather = this.#gather
    // Nobody listens: the key is lost.
    if (gather === null || gather.input?.includes('digits') === false) return
    if (key === gather.finishOnKey) {
      await this.#enterDigits(gather)
      return
    }
    gather.digits += key
    const { length } = gather.digits
    if (length === gather.numDigits || length === gather.maxDigits) await this.#enterDigits(gather)
  }

  async #enterDigits({ digits }: Gather): Promise<void> {
    await this.#resolve({ digits, reason: 'dtmfDetected' })
  }

  async say(text: string, confidence = 0.9): Promise<void> {
    this.#expectToBeConnected()
    if (this.#gather?.input?.includes('speech') !== true) return
    // The first key switches recognition off.
    if (this.#gather.digits !== '') return
    const alternatives = [{ confidence, transcript: text }]
    const speech = { language_code: 'de-DE', channel_tag: 1, is_final: true, alternatives }
    await this.#resolve({ speech, reason: 'speechDetected' })
  }

  async staySilent(): Promise<void> {
    this.#expectToBeConnected()
    const gather = this.#gather
    if (gather === null) throw new Error('nobody listens')
    const isEnough = gather.digits.length >= (gather.minDigits ?? Number.POSITIVE_INFINITY)
    if (isEnough) await this.#enterDigits(gather)
    else await this.#resolve({ reason: 'timeout' })
  }

  async loseRecogniser(): Promise<void> {
    if (this.#gather === null) throw new Error('nobody listens')
    this.#gather = null
    this.#state = 'talking'
    await this.#run()
  }

  async hangUp(): Promise<void> {
    this.#expectToBeConnected()
    if (this.#dialHook !== null) await this.#hook(this.#dialHook, this.#dialResult('completed'))
    await this.#end('caller')
  }

  forwardEnds(status: DialStatus): void {
    this.#dialEnds = status
  }

  async post(
    address: string,
    fields: Record<string, unknown>,
  ): Promise<{ status: number; verbs: Verb[] | null }> {
    const call = { call_sid: this.callSid, direction: 'inbound', call_id: this.callSid, ...this.#parties }
    const body = JSON.stringify({ ...call, call_status: 'in-progress', ...fields })
    const time = Math.floor(this.#options.now().getTime() / 1000)
    const signature = createHmac('sha256', this.#options.webhookSecret)
      .update(`${time}.${body}`)
      .digest('hex')
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'jambonz-signature': `t=${time},v1=${signature}` },
      body,
    })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('application/json') === true
    const answer: unknown = text === '' || !isJson ? null : JSON.parse(text)
    return { status: response.status, verbs: Array.isArray(answer) ? (answer as Verb[]) : null }
  }

  /** An array replaces what is left; anything else leaves it. */
  async #hook(address: string, fields: Record<string, unknown>): Promise<void> {
    const { status, verbs } = await this.post(address, fields)
    if (![200, 202, 204].includes(status)) throw new Error(`the server answered ${status}`)
    if (verbs !== null && verbs.length > 0) this.#queue = verbs
  }

  async #resolve(fields: Record<string, unknown>): Promise<void> {
    const gather = this.#gather
    if (gather === null) return
    this.#gather = null
    this.#state = 'talking'
    await this.#hook(gather.actionHook, fields)
    this.#proceed()
  }

  /** Verbs take their time; the caller need not wait for all of it. */
  #proceed(): void {
    this.#run().catch((error: unknown) => {
      this.#problem = asError(error)
    })
  }

  /** Carries out verbs until one waits for the caller. */
  async #run(): Promise<void> {
    while (this.#state === 'talking') {
      const verb = this.#queue.shift()
      if (verb === undefined) return this.#end('jambonz')
      this.verbs.push(verb)
      if ((await this.#perform(verb)) === 'waits') return
    }
  }

  async #perform(verb: Verb): Promise<'done' | 'waits'> {
    switch (verb.verb) {
      case 'say':
        this.#hear(verb)
        return 'done'
      case 'play':
      case 'config':
      case 'answer':
        return 'done'
      case 'pause':
        await new Promise((resolve) => setTimeout(resolve, Number(verb['length']) * this.#options.secondMs))
        return 'done'
      case 'redirect':
        await this.#hook(String(verb['actionHook']), {})
        return 'done'
      case 'gather':
        this.#hear((verb['say'] ?? {}) as Record<string, unknown>)
        this.#gather = { ...(verb as unknown as Gather), digits: '' }
        this.#state = 'listening'
        return 'waits'
      case 'dial':
        return this.#dial(String(verb['actionHook']))
      case 'hangup':
        await this.#end('jambonz')
        return 'waits'
      default:
        throw new Error(`invalid instruction: ${verb.verb}`)
    }
  }

  #hear({ text }: Record<string, unknown>): void {
    if (typeof text === 'string') this.#heard.push(listenTo(text))
  }

  async #dial(actionHook: string): Promise<'done' | 'waits'> {
    if (this.#dialEnds === 'completed') {
      this.#dialHook = actionHook
      this.#state = 'forwarded'
      return 'waits'
    }
    await this.#hook(actionHook, this.#dialResult(this.#dialEnds))
    return 'done'
  }

  #dialResult(status: DialStatus): Record<string, unknown> {
    return { dial_call_sid: randomUUID(), dial_call_status: status, dial_sip_status: 200 }
  }

  #expectToBeConnected(): void {
    if (this.#state === 'idle' || this.#state === 'ended') throw new Error(`the call is ${this.#state}`)
  }

  async #end(by: 'caller' | 'jambonz'): Promise<void> {
    if (this.#state === 'ended') return
    this.#gather = null
    this.#queue = []
    const status = { call_status: 'completed', call_termination_by: by, duration: 21 }
    await this.post(`${this.#options.address}/status`, status)
    this.#state = 'ended'
  }
}
