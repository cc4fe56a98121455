import { z } from 'zod'

/** Our own identifiers: opaque to clients, 24 hexadecimal digits. */
export const id = z.string().regex(/^[0-9a-f]{24}$/)

/** An instant as ISO 8601 in UTC, with milliseconds. */
export const instant = z.iso.datetime()

/** Opaque position in a list, given back as `nextCursor`; `null` marks the end. */
export const cursor = z.string().max(512)

/** A page of a list. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: cursor.nullable() })
}

/** Raised when the shape of views or events changes incompatibly; a tab of another version reloads itself. */
export const CONTRACT_VERSION = 1
