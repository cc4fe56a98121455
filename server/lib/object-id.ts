import { createHash, randomBytes } from 'node:crypto'

/** An id that is always the same for the same parts, so that a repeated step writes the same document. */
export function derivedId(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\u0000')).digest('hex').slice(0, 24)
}

/** A new id: seconds first, so that ids made later sort later, then 64 random bits. */
export function newId(): string {
  const seconds = Math.floor(Date.now() / 1000) % 0x1_0000_0000
  return seconds.toString(16).padStart(8, '0') + randomBytes(8).toString('hex')
}
