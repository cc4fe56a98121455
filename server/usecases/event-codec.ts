import type { InboundEvent } from '../channels/channel.ts'

/**
 * Events are kept as JSON text: their `raw` part is whatever the platform sent, with keys and depths that no
 * document database takes.
 */
export function encodeEvent(event: InboundEvent): string {
  try {
    return JSON.stringify(event)
  } catch {
    // Only nesting beyond the engine's stack fails here; everything we read from it is shallow.
    return JSON.stringify({ ...event, raw: null })
  }
}

/** The event as it was given to `encodeEvent`. */
export function decodeEvent(text: string): InboundEvent {
  const event = JSON.parse(text) as InboundEvent
  return { ...event, at: new Date(event.at) }
}
