import { createHash } from 'node:crypto'

/** An id that is always the same for the same parts, so that a repeated step writes the same document. */
export function derivedId(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\u0000')).digest('hex').slice(0, 24)
}
