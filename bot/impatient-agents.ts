import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { Socket } from 'node:net'

/** A host that does not even accept a connection by then is not going to. */
const CONNECT_TIMEOUT_MS = 8000

/** Shorter than load balancers keep an idle connection, so that none is reused that they are about to close. */
const IDLE_MS = 20_000

/** Connections to the connector service, kept for reuse. */
export interface ImpatientAgents {
  forUrl(url: string): HttpAgent | HttpsAgent
  /** Closes what is open. */
  close(): void
}

/**
 * Agents that give up connecting with the error that a connection gets when nobody answers (`connect ETIMEDOUT`): a request
 * that failed so has certainly not arrived, which cannot be said of one that was cut off by a time limit of its own.
 */
export function createImpatientAgents(connectTimeoutMs = CONNECT_TIMEOUT_MS): ImpatientAgents {
  const plain = limitConnecting(new HttpAgent({ keepAlive: true, timeout: IDLE_MS }), {
    connectTimeoutMs,
    connected: 'connect',
  })
  const secure = limitConnecting(new HttpsAgent({ keepAlive: true, timeout: IDLE_MS }), {
    connectTimeoutMs,
    connected: 'secureConnect',
  })
  return {
    forUrl: (url) => (url.startsWith('https:') ? secure : plain),
    close() {
      plain.destroy()
      secure.destroy()
    },
  }
}

/** Node's types do not show `createConnection`, which agents are documented to have. */
function limitConnecting<A extends HttpAgent>(
  agent: A,
  limit: { connectTimeoutMs: number; connected: 'connect' | 'secureConnect' },
): A {
  const connect: unknown = Reflect.get(agent, 'createConnection')
  if (typeof connect !== 'function') throw new Error('agents of this Node do not connect by themselves')
  Reflect.set(agent, 'createConnection', (...given: unknown[]): unknown => {
    const socket: unknown = Reflect.apply(connect, agent, given)
    if (socket instanceof Socket) giveUpConnecting(socket, limit)
    return socket
  })
  return agent
}

function giveUpConnecting(
  socket: Socket,
  { connectTimeoutMs, connected }: { connectTimeoutMs: number; connected: 'connect' | 'secureConnect' },
): void {
  const timer = setTimeout(() => {
    socket.destroy(Object.assign(new Error('connect ETIMEDOUT'), { code: 'ETIMEDOUT' }))
  }, connectTimeoutMs)
  const stop = (): void => clearTimeout(timer)
  socket.once(connected, stop)
  socket.once('close', stop)
}
