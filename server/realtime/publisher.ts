import { realtimeLog } from '../lib/logger.ts'
import { metrics } from '../lib/metrics.ts'
import type { Publisher } from '../usecases/ports.ts'
import type { IoServer } from './io.ts'
import { roomsOf } from './rooms.ts'

/** Publishes to rooms: an event is encoded once, however many clients get it. */
export function createPublisher(io: IoServer): Publisher {
  return {
    emit(audience, event, payload) {
      try {
        const { to, except } = roomsOf(audience)
        const rooms = io.sockets.adapter.rooms
        metrics.eventsPublished.inc({ event })
        metrics.eventsDelivered.inc(rooms.get(to)?.size ?? 0)
        const target = io.to(to)
        emitTo(except.length === 0 ? target : target.except(except), event, payload)
      } catch (err) {
        realtimeLog.error({ err, event }, 'event not published')
      }
    },
  }
}

/** Event and payload belong together by the port's signature; Socket.IO's own types cannot follow that. */
function emitTo(target: unknown, event: string, payload: unknown): void {
  ;(target as { emit(event: string, payload: unknown): void }).emit(event, payload)
}
