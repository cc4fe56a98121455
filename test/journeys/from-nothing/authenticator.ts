import { createHmac } from 'node:crypto'
import { waitFor } from '../../support/wait-for.ts'

const STEP_MS = 30_000
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** An authenticator app on somebody's phone. */
export interface Authenticator {
  /** A code that was not shown before; at most one of the next half minute, which clocks that run ahead show. */
  code(): Promise<string>
}

/** Knows nothing but the secret in Base32 that a person types into it; blanks between its groups count for nothing. */
export function createAuthenticator(secret: string): Authenticator {
  const key = bytesOf(secret)
  let last = 0
  return {
    async code() {
      const current = (): number => Math.floor(Date.now() / STEP_MS)
      await waitFor('a code that was not used before', () => last <= current(), STEP_MS + 5_000)
      last = Math.max(last + 1, current())
      return codeAt(key, last)
    },
  }
}

function bytesOf(base32: string): Buffer {
  const letters = base32.replaceAll(/\s/g, '').toUpperCase().split('')
  const bits = letters.map((letter) => {
    const value = ALPHABET.indexOf(letter)
    if (value < 0) throw new Error('the secret is no Base32')
    return value.toString(2).padStart(5, '0')
  })
  const bytes = bits.join('').match(/.{8}/g) ?? []
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)))
}

/** RFC 6238 with what `otpauth://` addresses say: SHA-1, six digits. */
function codeAt(key: Buffer, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const digest = createHmac('sha1', key).update(counter).digest()
  const offset = digest.readUInt8(digest.length - 1) & 15
  return String((digest.readUInt32BE(offset) & 0x7fff_ffff) % 1_000_000).padStart(6, '0')
}
