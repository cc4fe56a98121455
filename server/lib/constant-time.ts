import { createHash, timingSafeEqual } from 'node:crypto'

/** Compares digests, so that neither content nor length of a secret shows in the time taken. */
export function equalInConstantTime(given: string, expected: string): boolean {
  return timingSafeEqual(digestOf(given), digestOf(expected))
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
