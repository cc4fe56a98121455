import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import twilio from 'twilio'
import {
  createSimulator,
  type CallTimers,
  type Simulator,
  type SimulatorOptions,
  type VoiceLine,
} from '../../server/simulator/index.ts'
import { NUMBER, TestClock } from './support.ts'

export const HOTLINE = '+493023125000'
export const MOBILE = '+491713920012'
export const TOKEN = 'auth-token-of-the-line'

export interface Told {
  path: string
  method: string
  fields: Record<string, string>
  /** By the official library, against the address as it arrived. */
  signed: boolean
}

export interface Answer {
  status?: number
  contentType?: string
  body: string | Buffer
  /** Never answers. */
  hang?: boolean
}

/** A TwiML document around these verbs. */
export function twiml(verbs: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><Response>${verbs}</Response>`
}

/** Stands in for the product: answers each address below `/voice` with what was prepared for it. */
export class Product {
  readonly told: Told[] = []
  readonly #pages = new Map<string, (fields: Record<string, string>) => Answer>()
  readonly #waiting = new Set<() => void>()
  readonly #server = createServer((request, response) => void this.#answer(request, response))
  url = ''

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/voice`
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  /** What is answered at `/voice<path>`; verbs, or a whole answer. */
  at(path: string, answer: string | Answer | ((fields: Record<string, string>) => string)): this {
    this.#pages.set(`/voice${path}`, (fields) => {
      if (typeof answer === 'object') return answer
      return { body: twiml(typeof answer === 'string' ? answer : answer(fields)) }
    })
    return this
  }

  /** Requests to one address, in order. */
  of(path: string): Told[] {
    return this.told.filter((item) => item.path === `/voice${path}`)
  }

  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise<void>((resolve) => this.#waiting.add(resolve))
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const fields = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString('utf8')))
    const url = new URL(request.url ?? '', this.url)
    const signature = String(request.headers['x-twilio-signature'])
    const signed = twilio.validateRequest(TOKEN, signature, url.href, fields)
    const query = Object.fromEntries(url.searchParams)
    const told = { path: url.pathname, method: request.method ?? '', fields: { ...query, ...fields }, signed }
    this.told.push(told)
    const page = this.#pages.get(url.pathname)
    const {
      status = 200,
      contentType = 'text/xml; charset=utf-8',
      body,
      hang,
    } = page?.(told.fields) ?? {
      status: 404,
      body: '',
    }
    if (hang !== true) response.writeHead(status, { 'content-type': contentType }).end(body)
    for (const wake of this.#waiting) wake()
    this.#waiting.clear()
  }
}

/** Time that only moves when it is told to. */
export class ManualTimers implements CallTimers {
  #now = 0
  readonly #set = new Set<{ at: number; run: () => void }>()

  after(ms: number, run: () => void): () => void {
    const timer = { at: this.#now + ms, run }
    this.#set.add(timer)
    return () => this.#set.delete(timer)
  }

  async pass(ms: number): Promise<void> {
    const end = this.#now + ms
    for (;;) {
      const next = [...this.#set].filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0]
      if (next === undefined) break
      this.#set.delete(next)
      this.#now = next.at
      next.run()
      await new Promise((resolve) => setImmediate(resolve))
    }
    this.#now = end
  }
}

export interface VoiceRig {
  simulator: Simulator
  product: Product
  clock: TestClock
  line: VoiceLine
  /** Where the simulator's router is mounted. */
  url: string
  api(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: ReturnType<typeof JSON.parse> }>
  rest(
    method: string,
    path: string,
    init?: { fields?: Record<string, string>; token?: string },
  ): Promise<Response>
  close(): Promise<void>
}

export async function startVoiceRig(options: Partial<SimulatorOptions> = {}): Promise<VoiceRig> {
  const product = new Product()
  await product.listen()
  const clock = new TestClock('2026-11-21T10:15:30.000Z')
  const app = express()
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/simulator`
  const line = {
    name: 'line',
    phoneNumber: HOTLINE,
    accountSid: 'AC00000000000000000000000000000abc',
    authToken: TOKEN,
    webhookUrl: product.url,
    apiBaseUrl: `${url}/twilio`,
  }
  const simulator = createSimulator({
    numbers: [{ ...NUMBER, webhookUrl: `${product.url}/whatsapp` }],
    lines: [line],
    clock,
    stateFile: null,
    speech: 'instant',
    ...options,
  })
  app.use('/simulator', simulator.router)
  return {
    simulator,
    product,
    clock,
    line,
    url,
    async api(method, path, body) {
      const response = await fetch(`${url}/api${path}`, {
        method,
        headers: { 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await response.text()
      return { status: response.status, body: text === '' ? null : JSON.parse(text) }
    },
    rest(method, path, { fields, token = TOKEN } = {}) {
      return fetch(`${url}/twilio/2010-04-01/Accounts/${line.accountSid}${path}`, {
        method,
        headers: { authorization: `Basic ${Buffer.from(`${line.accountSid}:${token}`).toString('base64')}` },
        ...(fields === undefined ? {} : { body: new URLSearchParams(fields) }),
      })
    },
    async close() {
      await simulator.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await product.close()
    },
  }
}
