import type { ParkedEvent } from '../channel.ts'
import { hashOf } from './decode.ts'

/** Where an element stood in the payload: what its event needs besides its own content. */
export interface Origin {
  /** The webhook field, such as `messages`. */
  field: string
  /** The entry's time as it came; part of the key of events that have no id of their own. */
  entryTime: string | number | undefined
  /** The entry's time, or ours where the platform gave none. */
  at: Date
}

// Seconds have at most eleven digits until the year 5138; whatever is longer can only be milliseconds.
const LARGEST_SECONDS = 99_999_999_999
const LARGEST_MS = 99_999_999_999_999

/** Reads Unix seconds, given as string or number (status page); `undefined` when they are no time. */
export function readInstant(timestamp: string | number | undefined): Date | undefined {
  const digits = String(timestamp ?? '').trim()
  if (!/^\d{1,14}(?:\.\d+)?$/.test(digits)) return undefined
  const value = Math.trunc(Number(digits))
  if (value <= 0 || value > LARGEST_MS) return undefined
  return new Date(value > LARGEST_SECONDS ? value : value * 1000)
}

/** A key for what the platform gave no id: the same element sent again has the same one. */
export function contentKey(origin: Origin, element: unknown): string {
  return hashOf(origin.field, origin.entryTime ?? null, element)
}

/** Sets an element aside, whole. */
export function park(origin: Origin, reason: ParkedEvent['reason'], name: string, raw: unknown): ParkedEvent {
  return {
    type: 'parked',
    reason,
    name,
    dedupeKey: `parked:${contentKey(origin, raw)}`,
    at: origin.at,
    raw,
  }
}

/**
 * Reads one element; what its reader cannot cope with is set aside. One bad element must cost none of its
 * neighbours: an exception would make the platform send the whole batch again, for days.
 */
export function readElement<T>(
  origin: Origin,
  element: unknown,
  read: (element: unknown) => T | undefined,
): T | ParkedEvent {
  try {
    return read(element) ?? park(origin, 'unreadable', origin.field, element)
  } catch {
    return park(origin, 'unreadable', origin.field, element)
  }
}
