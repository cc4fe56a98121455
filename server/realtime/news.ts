import { z } from 'zod'
import { realtimeLog } from '../lib/logger.ts'
import type { IoServer } from './io.ts'

/** What processes tell each other, so that nobody goes by what was: each says what to look up anew. */
const news = z.discriminatedUnion('kind', [
  /** Names, roles, settings, or who may work where. */
  z.object({ kind: z.literal('directory') }),
  /** Channels and lines. */
  z.object({ kind: z.literal('channels') }),
  /** Somebody may do less: connections are to be held against the roles. */
  z.object({ kind: z.literal('access') }),
  /** A session has ended or has another second factor. */
  z.object({ kind: z.literal('session'), sessionId: z.string() }),
])
export type News = z.infer<typeof news>

const EVENT = 'news'

/** Socket.IO's types for what servers tell each other, without those for clients. */
interface BetweenServers {
  on(event: typeof EVENT, listener: (payload: unknown) => void): void
  serverSideEmit(event: typeof EVENT, payload: News): boolean
}

export interface NewsWire {
  /** Tells the other processes; the same within one turn of the event loop is told once. Never throws, never waits. */
  tell(item: News): void
}

/**
 * Between the processes that share events; a single one tells nobody. What is lost while Redis is away is noticed when
 * caches run out and connections are checked, within the bounds that hold without it.
 */
export function openNewsWire(io: IoServer, listen: (item: News) => void): NewsWire {
  const wire = io as unknown as BetweenServers
  const waiting = new Map<string, News>()
  wire.on(EVENT, (payload) => {
    const parsed = news.safeParse(payload)
    if (parsed.success) listen(parsed.data)
    else realtimeLog.warn('news of another version not understood')
  })
  const tellAll = (): void => {
    const items = [...waiting.values()]
    waiting.clear()
    for (const item of items) {
      try {
        wire.serverSideEmit(EVENT, item)
      } catch (err) {
        realtimeLog.debug({ err }, 'other processes not told')
      }
    }
  }
  return {
    tell(item) {
      if (waiting.size === 0) setImmediate(tellAll)
      waiting.set(JSON.stringify(item), item)
    },
  }
}
