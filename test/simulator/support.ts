import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import {
  createSimulator,
  type BusinessNumber,
  type Simulator,
  type SimulatorOptions,
} from '../../server/simulator/index.ts'

export const NUMBER: Omit<BusinessNumber, 'webhookUrl'> = {
  phoneNumberId: '106540352242922',
  wabaId: '102290129340398',
  phoneNumber: '+49301234567',
  displayName: 'Muster GmbH',
  accessToken: 'token-1',
  appSecret: 'secret-1',
  verifyToken: 'verify-1',
}

export class TestClock {
  #now: number

  constructor(start = '2026-11-20T10:00:00.000Z') {
    this.#now = Date.parse(start)
  }

  now(): Date {
    return new Date(this.#now)
  }

  advance(ms: number): void {
    this.#now += ms
  }
}

export interface Delivered {
  signature: string | undefined
  raw: Buffer
  // eslint-disable-next-line typescript/no-explicit-any -- tests look into payloads of many shapes
  body: any
  // eslint-disable-next-line typescript/no-explicit-any -- as above
  value: any
}

/** Stands in for the product: takes webhooks, answers as it is told. */
export class Receiver {
  readonly delivered: Delivered[] = []
  /** Answers for the next webhooks; 200 when it is empty. */
  readonly answers: number[] = []
  challenge: (query: URLSearchParams) => string | null = (query) =>
    query.get('hub.verify_token') === NUMBER.verifyToken ? query.get('hub.challenge') : null
  readonly #server: Server
  readonly #waiting = new Set<() => void>()

  constructor() {
    this.#server = createServer((request, response) => void this.#answer(request, response))
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/webhooks/whatsapp/wa`
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  /** Payloads of one kind, in order of arrival. */
  messages() {
    return this.delivered.flatMap((item) => item.value.messages ?? [])
  }

  statuses() {
    return this.delivered.flatMap((item) => item.value.statuses ?? [])
  }

  /** Resolves when `holds` becomes true after some webhook. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise<void>((resolve) => this.#waiting.add(resolve))
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', 'http://x')
    if (request.method === 'GET') {
      const answer = this.challenge(url.searchParams)
      response.writeHead(answer === null ? 403 : 200).end(answer ?? '')
      return
    }
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const raw = Buffer.concat(chunks)
    const body = JSON.parse(raw.toString('utf8'))
    const status = this.answers.shift() ?? 200
    for (const change of body.entry[0].changes) {
      this.delivered.push({
        signature: request.headers['x-hub-signature-256'] as string | undefined,
        raw,
        body,
        value: change.value,
      })
    }
    response.writeHead(status).end()
    for (const wake of this.#waiting) wake()
    this.#waiting.clear()
  }
}

export function signatureOf(raw: Buffer, secret: string): string {
  return `sha256=${createHmac('sha256', secret).update(raw).digest('hex')}`
}

type Init = Omit<RequestInit, 'headers'> & { headers?: Record<string, string> }

export interface Rig {
  simulator: Simulator
  receiver: Receiver
  clock: TestClock
  /** Where the simulator's router is mounted. */
  url: string
  graph(path: string, init?: Init): Promise<{ status: number; body: ReturnType<typeof JSON.parse> }>
  send(body: Record<string, unknown>): Promise<{ status: number; body: ReturnType<typeof JSON.parse> }>
  api(path: string, init?: Init): Promise<Response>
  /** Stops the simulator but leaves the receiver. */
  stop(): Promise<void>
  close(): Promise<void>
}

export async function startRig(
  options: Partial<SimulatorOptions> & { receiver?: Receiver; start?: boolean } = {},
): Promise<Rig> {
  const receiver = options.receiver ?? new Receiver()
  const webhookUrl = await receiver.listen()
  const clock = (options.clock as TestClock | undefined) ?? new TestClock()
  const simulator = createSimulator({
    numbers: [{ ...NUMBER, webhookUrl }],
    stateFile: null,
    timing: { sentMs: 0, deliveredMs: 0, readMs: 0, retryMs: 1, maxRetryMs: 10 },
    ...options,
    clock,
  })
  const app = express()
  app.use('/simulator', simulator.router)
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/simulator`
  const graph: Rig['graph'] = async (path, init = {}) => {
    const response = await fetch(`${url}/graph/v26.0${path}`, {
      ...init,
      headers: { authorization: `Bearer ${NUMBER.accessToken}`, ...init.headers },
    })
    return { status: response.status, body: await response.json() }
  }
  if (options.start !== false) simulator.start()
  const stop = async (): Promise<void> => {
    await simulator.close()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return {
    simulator,
    receiver,
    clock,
    url,
    graph,
    send: (body) =>
      graph(`/${NUMBER.phoneNumberId}/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ messaging_product: 'whatsapp', recipient_type: 'individual', ...body }),
      }),
    api: (path, init = {}) =>
      fetch(`${url}/api${path}`, {
        ...init,
        headers: { 'content-type': 'application/json', ...init.headers },
      }),
    stop,
    async close() {
      await stop()
      await receiver.close()
    },
  }
}

export const HOUR_MS = 3_600_000
