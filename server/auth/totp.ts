import { createHmac, randomBytes } from 'node:crypto'
import { equalInConstantTime } from '../lib/constant-time.ts'

/** Time-based one-time passwords (RFC 6238) as every authenticator app computes them: HMAC-SHA-1, 30 seconds, six digits. */
const STEP_SECONDS = 30
const DIGITS = 6

/** As long as the hash, as RFC 4226 recommends. */
const SECRET_BYTES = 20

/** Clocks of phones are a little off: the code before and the one after are good as well (RFC 6238, section 5.2). */
const TOLERATED_STEPS = [0, -1, 1]

/** A fresh secret. */
export function createTotpSecret(): Buffer {
  return randomBytes(SECRET_BYTES)
}

/** The number of the time step at `at`. */
export function totpStep(at: Date): number {
  return Math.floor(at.getTime() / 1000 / STEP_SECONDS)
}

/** The code of a time step (RFC 4226, section 5.3). */
export function totpCodeOf(secret: Buffer, step: number, digits = DIGITS): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const digest = createHmac('sha1', secret).update(counter).digest()
  const offset = (digest.at(-1) ?? 0) & 0x0f
  const number = digest.readUInt32BE(offset) & 0x7fff_ffff
  return String(number % 10 ** digits).padStart(digits, '0')
}

/**
 * The time step that a code belongs to; `null` when it is wrong, too old, or too early. Blanks count for nothing. Whether the
 * code was used before is for the caller to find out.
 */
export function stepOfCode(secret: Buffer, code: string, at: Date): number | null {
  const given = code.replaceAll(/\s/g, '')
  if (!/^\d{6}$/.test(given)) return null
  const current = totpStep(at)
  // All of them are computed, whichever fits.
  const fitting = TOLERATED_STEPS.map((offset) => current + offset).filter((step) =>
    equalInConstantTime(totpCodeOf(secret, Math.max(0, step)), given),
  )
  return fitting[0] ?? null
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** RFC 4648 without padding, as authenticator apps expect it. */
export function base32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('')
  const groups = bits.match(/.{1,5}/g) ?? []
  return groups.map((group) => BASE32[Number.parseInt(group.padEnd(5, '0'), 2)]).join('')
}

/** What an authenticator app reads from the picture (Key URI Format). */
export function totpUri({ secret, account }: { secret: Buffer; account: string }): string {
  const label = `${encodeURIComponent('Callover')}:${encodeURIComponent(account)}`
  const query = `secret=${base32(secret)}&issuer=Callover&algorithm=SHA1&digits=${DIGITS}&period=${STEP_SECONDS}`
  return `otpauth://totp/${label}?${query}`
}
