import { createAdapter } from '@socket.io/redis-streams-adapter'
import { createClient } from 'redis'
import type { ServerOptions } from 'socket.io'
import { realtimeLog } from '../lib/logger.ts'

/** How long a stopping process may still wait for the next event of the others. */
const BLOCK_MS = 1000

/** About a quarter of an hour at full load; a process that was away for longer refetches anyway. */
const STREAM_LENGTH = 10_000

export interface Cluster {
  adapter: NonNullable<ServerOptions['adapter']>
  close(): Promise<void>
}

/**
 * Connects this process's events with the others' through Redis. Throws when Redis cannot be reached at the start;
 * when it is lost later, clients of this process still get this process's events.
 */
export async function joinCluster(redisUrl: string): Promise<Cluster> {
  // Without an offline queue events fail at once while Redis is away, instead of being held back from our own clients.
  const publishing = createClient({ url: redisUrl, disableOfflineQueue: true })
  // The readers have to wait for Redis, not fail: they would try again without any pause.
  publishing.duplicate = ((overrides?: object) =>
    createClient({ url: redisUrl, ...overrides }) as unknown) as typeof publishing.duplicate
  publishing.on('error', (err: unknown) => realtimeLog.warn({ err }, 'redis connection failed'))
  await publishing.connect()
  return {
    adapter: createAdapter(publishing, {
      streamName: 'callover:events',
      channelPrefix: 'callover',
      maxLen: STREAM_LENGTH,
      blockTimeInMs: BLOCK_MS,
      onlyPlaintext: true,
    }),
    close: async () => {
      await publishing.close()
    },
  }
}
