import { createHash, randomBytes } from 'node:crypto'

const TOKEN_BYTES = 32

/** Longer ones are none of ours: not worth hashing. */
const LONGEST_TOKEN = 256

/** An opaque session token of 256 random bits. */
export function createToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url')
}

/**
 * What is stored and looked up instead of the token. A plain hash suffices: a random token cannot be guessed from
 * it, and looking up a hash gives a stopwatch nothing to learn.
 */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

/** The token of an `Authorization: Bearer` header; `null` when there is none. */
export function bearerToken(header: string | undefined): string | null {
  const token = /^bearer +([\w.~+/-]+=*) *$/i.exec(header ?? '')?.[1]
  return token === undefined || token.length > LONGEST_TOKEN ? null : token
}
