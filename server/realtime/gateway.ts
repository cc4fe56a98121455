import type { Server as HttpServer } from 'node:http'
import { Server } from 'socket.io'
import { CONTRACT_VERSION } from '../contract/common.ts'
import { AppError, ForbiddenError, UnauthenticatedError } from '../lib/errors.ts'
import { realtimeLog } from '../lib/logger.ts'
import { metrics } from '../lib/metrics.ts'
import type { Deps, Principal, Publisher } from '../usecases/ports.ts'
import { Client, type ClientContext } from './client.ts'
import { joinCluster, type Cluster } from './cluster.ts'
import { guardAgainstFlood } from './flood-guard.ts'
import type { IoServer, IoSocket } from './io.ts'
import { openNewsWire, type News } from './news.ts'
import { peopleIn } from './people-in.ts'
import { Presence } from './presence.ts'
import { createPublisher } from './publisher.ts'
import { environmentRoom, sessionRoom } from './rooms.ts'
import { ConversationEnvironments } from './subscriptions.ts'
import { CustomerTyping, machineTimers, type Timers } from './typing.ts'

export interface GatewayOptions {
  /**
   * Its `request` listener must be there already (it may call an app that is made later): the gateway takes
   * `/socket.io` for itself and hands the rest to the listeners it finds.
   */
  httpServer: HttpServer
  deps: Pick<Deps, 'directory' | 'clock'> & { store: Pick<Deps['store'], 'conversations'> }
  /** `null` for a single process. */
  redisUrl: string | null
  /** Whose session a token stands for; throws `UnauthenticatedError`. */
  authenticate: (token: string) => Promise<Principal>
  /** Shows a customer that somebody types; called every 20 seconds at most for each conversation. */
  onTyping?(principal: Principal, conversationId: string): Promise<void>
  /** Another process has told us something: look it up anew. The gateway checks its own connections itself. */
  onNews?(news: News): void
  timers?: Timers
}

export interface Gateway {
  publisher: Publisher
  /** Tells this process's clients the time at once, after it was set. */
  announceClock(): void
  /** Ids of the members who are listening to an environment, on whichever process. */
  connectedMembers(environmentId: string): Promise<ReadonlySet<string>>
  /** How many clients this process has. */
  connectedCount(): number
  /** Ends the connections of a session that was signed out, on whichever process. */
  endSession(sessionId: string): void
  /** Checks every session and its subscriptions now, as is done every half minute. */
  recheck(): Promise<void>
  /** Ends what roles do not allow any more, of this process's clients now and of the others' as soon as they are told. */
  rolesChanged(): void
  /** Tells the other processes what to look up anew; nothing for a single one. Never throws. */
  tell(news: News): void
  /** Disconnects everybody and closes the HTTP server as well. */
  close(): Promise<void>
}

const CLOCK_EVERY_MS = 60_000
const RECHECK_EVERY_MS = 30_000

/** Our largest event is an id or two. */
const LARGEST_PACKET = 16 * 1024

interface Connected {
  client: Client
  token: string
}

interface Admitted {
  token: string
  principal: Principal
}

/** Opens Socket.IO at `/socket.io`. Throws when Redis is configured and cannot be reached. */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const cluster = options.redisUrl === null ? null : await joinCluster(options.redisUrl)
  const io = listen(options.httpServer, cluster)
  const publisher = createPublisher(io)
  const context = contextOf(io, publisher, options)
  const connected = new Map<string, Connected>()
  const tokens = new WeakMap<IoSocket, Admitted>()

  io.use((socket, next) => {
    const remember = (admitted: Admitted): void => void tokens.set(socket, admitted)
    void letIn(socket, options.authenticate, remember, next)
  })
  io.on('connection', (socket) => {
    const admitted = tokens.get(socket)
    if (admitted === undefined) return
    const { token, principal } = admitted
    void socket.join(sessionRoom(principal.sessionId))
    guardAgainstFlood(socket)
    connected.set(socket.id, { client: new Client(socket, principal, context), token })
    metrics.socketsConnected.set(connected.size)
    socket.once('disconnect', () => {
      connected.delete(socket.id)
      metrics.socketsConnected.set(connected.size)
    })
    socket.emit('clock', clockOf(options.deps))
  })

  const recheck = (): Promise<void> => recheckAll(io, connected, options.authenticate)
  const wire = openNewsWire(io, (news) => {
    options.onNews?.(news)
    if (news.kind === 'access') void recheckRolesOf(connected)
  })
  // A single process has nobody to tell.
  const tell = (news: News): void => (cluster === null ? undefined : wire.tell(news))
  const announceClock = (): void => {
    io.local.emit('clock', clockOf(options.deps))
  }
  const timers = [
    setInterval(announceClock, CLOCK_EVERY_MS),
    setInterval(() => void recheck(), RECHECK_EVERY_MS),
  ]
  return {
    publisher,
    announceClock,
    recheck,
    tell,
    rolesChanged: () => {
      tell({ kind: 'access' })
      void recheckRolesOf(connected)
    },
    connectedMembers: async (environmentId) => {
      const people = await peopleIn(io, environmentRoom(environmentId))
      return new Set(people.map(({ id }) => id))
    },
    connectedCount: () => connected.size,
    endSession: (sessionId) => io.in(sessionRoom(sessionId)).disconnectSockets(true),
    close: async () => {
      timers.forEach((timer) => clearInterval(timer))
      await io.close()
      cluster?.close()
    },
  }
}

function listen(httpServer: HttpServer, cluster: Cluster | null): IoServer {
  return new Server(httpServer, {
    serveClient: false,
    transports: ['websocket', 'polling'],
    perMessageDeflate: false,
    maxHttpBufferSize: LARGEST_PACKET,
    ...(cluster === null ? {} : { adapter: cluster.adapter }),
  })
}

function contextOf(io: IoServer, publisher: Publisher, options: GatewayOptions): ClientContext {
  return {
    directory: options.deps.directory,
    publisher,
    environments: new ConversationEnvironments(options.deps.store),
    presence: new Presence(io, publisher),
    customerTyping: new CustomerTyping(),
    timers: options.timers ?? machineTimers,
    onTyping: async (principal, conversationId) => {
      try {
        await options.onTyping?.(principal, conversationId)
      } catch (err) {
        realtimeLog.warn({ err, conversationId }, 'typing not shown to the customer')
      }
    },
  }
}

async function letIn(
  socket: IoSocket,
  authenticate: GatewayOptions['authenticate'],
  remember: (admitted: Admitted) => void,
  next: (error?: Error) => void,
): Promise<void> {
  try {
    remember(await admit(socket, authenticate))
  } catch (error) {
    next(refusal(error))
    return
  }
  next()
}

async function admit(socket: IoSocket, authenticate: GatewayOptions['authenticate']): Promise<Admitted> {
  const token: unknown = socket.handshake.auth['token']
  // The handshake travels to other processes whenever they ask who is there: the token must not.
  socket.handshake.auth = {}
  if (typeof token !== 'string' || token === '') throw new UnauthenticatedError('no token')
  const principal = await authenticate(token)
  if (principal.apiKey !== undefined) throw new ForbiddenError('API keys listen through webhooks')
  socket.data.person = { id: principal.userId, name: principal.name }
  return { token, principal }
}

/** What the client gets as `connect_error`, with the code in its `data`. */
function refusal(error: unknown): Error {
  if (!(error instanceof AppError)) realtimeLog.error({ err: error }, 'client not admitted')
  const code = error instanceof AppError ? error.code : 'internal_error'
  return Object.assign(new Error(code), { data: { code } })
}

async function recheckAll(
  io: IoServer,
  connected: ReadonlyMap<string, Connected>,
  authenticate: GatewayOptions['authenticate'],
): Promise<void> {
  for (const [socketId, { client, token }] of connected) {
    try {
      await authenticate(token)
      await client.recheck()
    } catch (err) {
      if (err instanceof UnauthenticatedError) io.sockets.sockets.get(socketId)?.disconnect(true)
      // The store may be away for a moment; that is no reason to send everybody home.
      else realtimeLog.warn({ err }, 'session not checked')
    }
  }
}

/** Without the sessions: whoever ends one says so. */
async function recheckRolesOf(connected: ReadonlyMap<string, Connected>): Promise<void> {
  for (const { client } of connected.values()) {
    try {
      await client.recheck()
    } catch (err) {
      realtimeLog.warn({ err }, 'roles of a client not checked')
    }
  }
}

function clockOf(deps: Pick<Deps, 'clock'>): { now: string; contractVersion: number } {
  return { now: deps.clock.now().toISOString(), contractVersion: CONTRACT_VERSION }
}
