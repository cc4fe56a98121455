import { io, type Socket } from 'socket.io-client'
import type { ClientToServer, ServerToClient } from '../../server/contract/events.ts'
import type { RouteBodyInput, RouteKey, RouteQueryInput, RouteResponse } from '../../server/contract/http.ts'
import { routes } from '../../server/contract/http.ts'

export interface CallOptions<K extends RouteKey> {
  params?: Record<string, string>
  query?: RouteQueryInput<K>
  body?: RouteBodyInput<K>
}

/** An integration's view of the product: HTTP and Socket.IO by the contract, nothing of the inside. */
export class ApiClient {
  readonly url: string
  token = ''

  constructor(url: string) {
    this.url = url
  }

  async signIn(email: string, password: string): Promise<this> {
    const { token } = await this.call('POST /sessions', { body: { email, password } })
    this.token = token
    return this
  }

  /** The answer, parsed by the contract; throws `ApiFailure` for every problem. */
  async call<K extends RouteKey>(key: K, options: CallOptions<K> = {}): Promise<RouteResponse<K>> {
    const response = await this.raw(key, options)
    const json: unknown = await response.json()
    if (!response.ok) throw new ApiFailure(response.status, json as { code?: string })
    return routes[key].response.parse(json) as RouteResponse<K>
  }

  async raw<K extends RouteKey>(key: K, options: CallOptions<K> = {}): Promise<Response> {
    const [method = 'GET', template = ''] = key.split(' ')
    const path = template.replaceAll(/:(\w+)/g, (_, name: string) => options.params?.[name] ?? '')
    const query = new URLSearchParams(
      Object.entries((options.query ?? {}) as Record<string, unknown>).map(([name, value]) => [
        name,
        String(value),
      ]),
    )
    return fetch(`${this.url}/api/v1${path}?${query.toString()}`, {
      method,
      headers: {
        ...(this.token === '' ? {} : { authorization: `Bearer ${this.token}` }),
        ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    })
  }

  async environmentId(): Promise<string> {
    const me = await this.call('GET /me')
    const [environment] = me.environments
    if (environment === undefined) throw new Error('no environment')
    return environment.id
  }

  /** Connected; nothing is subscribed yet. */
  async connect(): Promise<Socket<ServerToClient, ClientToServer>> {
    const socket: Socket<ServerToClient, ClientToServer> = io(this.url, {
      auth: { token: this.token },
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
    })
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve)
      socket.once('connect_error', reject)
    })
    return socket
  }

  /** Connected and subscribed. */
  async socket(environmentId: string): Promise<Socket<ServerToClient, ClientToServer>> {
    const socket = await this.connect()
    const answer = await socket.timeout(10_000).emitWithAck('subscribe', { environmentId })
    if (!answer.ok) throw new Error(`not subscribed: ${answer.error.code}`)
    return socket
  }
}

export class ApiFailure extends Error {
  readonly status: number
  readonly code: string

  constructor(status: number, problem: { code?: string }) {
    super(`${status} ${problem.code ?? ''}`)
    this.status = status
    this.code = problem.code ?? ''
  }
}
