import { RateLimitedError } from '../lib/errors.ts'
import { realtimeLog } from '../lib/logger.ts'
import { acknowledgerOf, failure } from './ack.ts'
import type { IoSocket } from './io.ts'

/** People type and click a few times a second; reconnecting clients subscribe and open all at once. */
const BURST = 60
const PER_SECOND = 20

/** So many refused events are no mistake any more. */
const MOST_REFUSED = 100

/** Refuses events beyond a sensible pace, and ends the connection of a client that does not mind. */
export function guardAgainstFlood(socket: IoSocket): void {
  let tokens = BURST
  let filledAt = performance.now()
  let refused = 0
  socket.use((event, next) => {
    const now = performance.now()
    tokens = Math.min(BURST, tokens + ((now - filledAt) / 1000) * PER_SECOND)
    filledAt = now
    if (tokens >= 1) {
      tokens -= 1
      next()
      return
    }
    refused += 1
    acknowledgerOf(event)(failure(new RateLimitedError(1)))
    if (refused > MOST_REFUSED) {
      realtimeLog.warn({ userId: socket.data.person.id }, 'flooding client disconnected')
      socket.disconnect(true)
    }
  })
}
