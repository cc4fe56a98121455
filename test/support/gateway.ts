import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { io, type Socket } from 'socket.io-client'
import type { Ack, ClientToServer, ServerEvents, ServerToClient } from '../../server/contract/events.ts'
import { createGateway, type Gateway, type GatewayOptions } from '../../server/realtime/gateway.ts'
import type { Timers } from '../../server/realtime/typing.ts'
import { authenticate } from '../../server/usecases/authenticate.ts'
import { createFakeDeps, type FakeDeps } from './fakes.ts'

export type TestClient = Socket<ServerToClient, ClientToServer>

/** Timers that run when a test says so. */
export interface FakeTimers extends Timers {
  advance(ms: number): void
}

export function createFakeTimers(): FakeTimers {
  let now = 0
  const waiting = new Set<{ at: number; run: () => void }>()
  return {
    now: () => now,
    after: (ms, run) => {
      const timer = { at: now + ms, run }
      waiting.add(timer)
      return () => void waiting.delete(timer)
    },
    advance: (ms) => {
      now += ms
      for (const timer of waiting) {
        if (timer.at > now) continue
        waiting.delete(timer)
        timer.run()
      }
    },
  }
}

export interface TestGateway {
  gateway: Gateway
  deps: FakeDeps
  timers: FakeTimers
  server: Server
  url: string
  /** Connects with a token; resolves when that has succeeded and the first event is there. */
  connect(token: string): Promise<TestClient>
  /** A client that has not connected yet. */
  client(token: unknown): TestClient
  close(): Promise<void>
}

export async function startGateway(
  options: Partial<GatewayOptions> & { deps?: FakeDeps } = {},
): Promise<TestGateway> {
  const deps = options.deps ?? createFakeDeps()
  const timers = createFakeTimers()
  const server = createServer((_request, response) => response.end('app'))
  const gateway = await createGateway({
    httpServer: server,
    redisUrl: null,
    authenticate: (token) => authenticate(deps, token),
    timers,
    ...options,
    deps,
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const clients: TestClient[] = []
  const client = (token: unknown): TestClient => {
    const made: TestClient = io(url, {
      auth: { token } as { token: string },
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      autoConnect: false,
    })
    clients.push(made)
    return made
  }
  return {
    gateway,
    deps,
    timers,
    server,
    url,
    client,
    connect: async (token) => {
      const made = client(token)
      const clock = nextEvent(made, 'clock')
      made.connect()
      await clock
      return made
    },
    close: async () => {
      for (const made of clients) made.disconnect()
      await gateway.close()
    },
  }
}

/** The next event of this name; rejects when the connection is refused meanwhile. */
export function nextEvent<E extends keyof ServerEvents>(
  client: TestClient,
  event: E,
): Promise<ServerEvents[E]> {
  return new Promise((resolve, reject) => {
    client.once('connect_error', reject)
    const listener = (payload: ServerEvents[E]): void => {
      client.off('connect_error', reject)
      resolve(payload)
    }
    ;(client.once as (event: string, listener: (payload: never) => void) => void).call(
      client,
      event,
      listener,
    )
  })
}

/** Emits whatever is given and resolves with the acknowledgement. */
export function ask(client: TestClient, event: string, payload?: unknown): Promise<Ack> {
  const untyped = client as unknown as Socket
  return payload === undefined
    ? (untyped.timeout(10_000).emitWithAck(event) as Promise<Ack>)
    : (untyped.timeout(10_000).emitWithAck(event, payload) as Promise<Ack>)
}

/** Everything of this kind that a client gets from now on. */
export function collect<E extends keyof ServerEvents>(client: TestClient, event: E): ServerEvents[E][] {
  const got: ServerEvents[E][] = []
  ;(client.on as (event: string, listener: (payload: never) => void) => void).call(
    client,
    event,
    (payload: ServerEvents[E]) => got.push(payload),
  )
  return got
}
