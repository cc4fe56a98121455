import { createAdapter } from '@socket.io/redis-streams-adapter'
import { createClient } from 'redis'
import type { ServerOptions } from 'socket.io'
import { ConfigError } from '../lib/errors.ts'
import { realtimeLog } from '../lib/logger.ts'

/** How long a stopping process may still wait for the next event of the others. */
const BLOCK_MS = 1000

/** About a quarter of an hour at full load; a process that was away for longer refetches anyway. */
const STREAM_LENGTH = 10_000

export interface Cluster {
  adapter: NonNullable<ServerOptions['adapter']>
  close(): void
}

/** Together ten seconds: both may have been started at the same moment. */
const FIRST_TRIES = 20
const RETRY_MS = 500

/**
 * Connects this process's events with the others' through Redis. Throws `ConfigError` when Redis cannot be reached for ten
 * seconds at the start; when it is lost later, clients of this process still get this process's events.
 */
export async function joinCluster(redisUrl: string): Promise<Cluster> {
  let joined = false
  const connection = {
    url: redisUrl,
    // The adapter reads replies in the shapes of the older protocol.
    RESP: 2 as const,
    socket: {
      reconnectStrategy: (tries: number) =>
        (joined || tries < FIRST_TRIES ? RETRY_MS : false) as number | false,
    },
  }
  // Without an offline queue events fail at once while Redis is away, instead of being held back from our own clients.
  const publishing = createClient({ ...connection, disableOfflineQueue: true })
  publishing.on('error', (err: unknown) => {
    // Until then it may be starting as well.
    if (joined) realtimeLog.warn({ err }, 'redis connection failed')
    else realtimeLog.debug({ err }, 'redis not reached yet')
  })
  // The readers have to wait for Redis, not fail: they would try again without any pause.
  publishing.duplicate = (() => createClient(connection)) as unknown as typeof publishing.duplicate
  // The adapter does not look after this promise: a rejection would end the process.
  const publish = publishing.publish.bind(publishing)
  Object.assign(publishing, {
    publish: async (channel: string, message: Buffer) => {
      try {
        return await publish(channel, message)
      } catch (err) {
        realtimeLog.debug({ err }, 'other processes not reached')
        return 0
      }
    },
  })
  try {
    await publishing.connect()
  } catch (error) {
    throw new ConfigError([
      `REDIS_URL: cannot connect (${error instanceof Error ? error.message : 'unknown'})`,
    ])
  }
  joined = true
  return {
    adapter: createAdapter(publishing, {
      streamName: 'callover:events',
      channelPrefix: 'callover',
      maxLen: STREAM_LENGTH,
      blockTimeInMs: BLOCK_MS,
      onlyPlaintext: true,
    }),
    // Whatever is still under way does not matter to a process that stops.
    close: () => publishing.destroy(),
  }
}
