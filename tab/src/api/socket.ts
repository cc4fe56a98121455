import { io, type Socket } from 'socket.io-client'
import { CONTRACT_VERSION } from '../../../server/contract/common.ts'
import { ack, serverEvents, type ClientEvents, type ServerEvents } from '../../../server/contract/events.ts'

/** One event of the server, named and parsed. */
export type LiveEvent = {
  [K in keyof ServerEvents]: { type: K; payload: ServerEvents[K] }
}[keyof ServerEvents]

export type Connection = 'connecting' | 'online' | 'reconnecting' | 'offline'

export interface LiveDeps {
  readToken: () => string | null
  environmentId: string
  onEvent: (event: LiveEvent) => void
  onConnection: (connection: Connection) => void
  /** Connected and subscribed; `again` when it had been connected before and may have missed something. */
  onSubscribed: (again: boolean) => void
  /** An event that breaks the contract: it has been dropped, what it was about must be fetched. */
  onBroken: (type: string, payload: unknown) => void
  /** The server refused the token. */
  onRefused: () => void
  /** The server speaks another version of the contract. */
  onOutdated: () => void
  url?: string
}

export interface Live {
  open: (conversationId: string | null) => void
  typing: (conversationId: string, on: boolean) => void
  /** Tries at once instead of waiting for the next attempt. */
  wake: () => void
  close: () => void
}

const RETRY_REFUSED_MS = 5000
const ACK_TIMEOUT_MS = 10_000

function parseEvent(type: keyof ServerEvents, payload: unknown): LiveEvent | null {
  const parsed = serverEvents[type].safeParse(payload)
  // Name and schema come from the same table, which the compiler cannot see through a variable.
  return parsed.success ? ({ type, payload: parsed.data } as LiveEvent) : null
}

/** The live connection of one environment: subscribes again after every reconnect and lets nothing unparsed through. */
export function openLive(deps: LiveDeps): Live {
  const socket: Socket = io(deps.url ?? '', {
    auth: (give) => give({ token: deps.readToken() ?? '' }),
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnectionDelayMax: 10_000,
  })
  let subscribedBefore = false
  let openConversation: string | null = null
  let retryTimer: ReturnType<typeof setTimeout> | undefined

  function emit<K extends keyof ClientEvents>(type: K, payload: ClientEvents[K]): void {
    // What was said while offline is said again on connecting, where it still matters.
    if (socket.connected) socket.emit(type, payload)
  }

  function subscribe(): void {
    socket
      .timeout(ACK_TIMEOUT_MS)
      .emit('subscribe', { environmentId: deps.environmentId }, (error: Error | null, answer: unknown) => {
        const parsed = ack.safeParse(answer)
        if (error !== null || !parsed.success) {
          if (socket.connected) subscribe()
          return
        }
        if (!parsed.data.ok) {
          deps.onRefused()
          return
        }
        deps.onConnection('online')
        deps.onSubscribed(subscribedBefore)
        subscribedBefore = true
        if (openConversation !== null) emit('conversation:open', { conversationId: openConversation })
      })
  }

  socket.on('connect', subscribe)
  socket.on('disconnect', () => {
    deps.onConnection('reconnecting')
    // The server ended it on purpose (a restart, a revoked session): the library would not come back by itself.
    if (!socket.active) retryLater()
  })
  socket.on('connect_error', () => {
    deps.onConnection(subscribedBefore ? 'reconnecting' : 'offline')
    if (!socket.active) {
      deps.onRefused()
      retryLater()
    }
  })
  for (const type of Object.keys(serverEvents) as (keyof ServerEvents)[]) {
    socket.on(type, (payload: unknown) => {
      const event = parseEvent(type, payload)
      if (event === null) deps.onBroken(type, payload)
      else if (event.type === 'clock' && event.payload.contractVersion !== CONTRACT_VERSION) deps.onOutdated()
      else deps.onEvent(event)
    })
  }

  function retryLater(): void {
    clearTimeout(retryTimer)
    retryTimer = setTimeout(() => socket.connect(), RETRY_REFUSED_MS)
  }

  return {
    open(conversationId) {
      if (openConversation !== null && conversationId === null) {
        emit('conversation:close', { conversationId: openConversation })
      }
      openConversation = conversationId
      if (conversationId !== null) emit('conversation:open', { conversationId })
    },
    typing(conversationId, on) {
      emit(on ? 'typing:start' : 'typing:stop', { conversationId })
    },
    wake() {
      if (socket.connected) return
      // Only a fresh start skips the rest of the pause between two attempts.
      socket.disconnect()
      socket.connect()
    },
    close() {
      clearTimeout(retryTimer)
      socket.removeAllListeners()
      socket.disconnect()
    },
  }
}
