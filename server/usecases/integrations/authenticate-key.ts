import { hashToken } from '../../auth/tokens.ts'
import type { RouteRight } from '../../contract/rights.ts'
import { grantsOf } from '../../domain/api-scopes.ts'
import { ForbiddenError, RateLimitedError, UnauthenticatedError } from '../../lib/errors.ts'
import type { Store } from '../../store/store.ts'
import type { Principal } from '../ports.ts'

/** How every API key begins: where it turns up, people and scanners know what it is. */
export const API_KEY_PREFIX = 'cok_'

/** Uses of a key are noted that often at most. */
const NOTED_EVERY_MS = 60_000

/** Requests that a key may make at once after a pause, on each process. */
export const KEY_BURST = 60
/** Requests a second that a key may make for ever, on each process. */
export const KEY_REQUESTS_PER_SECOND = 10

/** Whether a bearer token is an API key rather than a session's. */
export function isApiKey(token: string): boolean {
  return token.startsWith(API_KEY_PREFIX)
}

/**
 * Whom an API key stands for. The store is asked every time, so that a revoked key ends at once wherever it was revoked.
 * `now` is the machine's time, as for sessions. Throws `UnauthenticatedError` for a key that is unknown, revoked or expired.
 */
export async function authenticateKey(
  { store }: { store: Store },
  token: string,
  now: Date,
): Promise<Principal> {
  const key = await store.apiKeys.findByHash(hashToken(token))
  if (key === null || (key.expiresAt !== null && key.expiresAt <= now))
    throw new UnauthenticatedError('unknown, revoked or expired API key')
  if (key.lastUsedAt === null || now.getTime() - key.lastUsedAt.getTime() >= NOTED_EVERY_MS)
    await store.apiKeys.touch(key.id, now, new Date(now.getTime() - NOTED_EVERY_MS))
  const { id, environmentId, name, scopes } = key
  return {
    userId: id,
    sessionId: `api-key:${id}`,
    name,
    // A key is a factor of its own: who may make one is decided where it is made.
    secondFactor: true,
    address: null,
    apiKey: { id, environmentId, grants: grantsOf(scopes) },
  }
}

/**
 * Lets a request of an API key through; those of people pass untouched. Throws `ForbiddenError` for what people do about
 * themselves, `RateLimitedError` for too many requests.
 */
export function admitKey(limiter: KeyLimiter, principal: Principal, right: RouteRight | undefined): void {
  if (principal.apiKey === undefined) return
  limiter.take(principal.apiKey.id)
  if (right === 'self') throw new ForbiddenError('an API key is not a person')
}

interface Bucket {
  tokens: number
  /** In milliseconds of `performance.now()`. */
  at: number
}

/** Beyond that, buckets that are full again are forgotten. */
const MOST_BUCKETS = 10_000

/** A bucket of requests for every key: it holds a burst and fills steadily. */
export class KeyLimiter {
  readonly #buckets = new Map<string, Bucket>()
  readonly #now: () => number

  constructor(now: () => number = () => performance.now()) {
    this.#now = now
  }

  /** Throws `RateLimitedError` when the key's bucket is empty. */
  take(keyId: string): void {
    const now = this.#now()
    const { tokens, at } = this.#buckets.get(keyId) ?? { tokens: KEY_BURST, at: now }
    const filled = Math.min(KEY_BURST, tokens + ((now - at) / 1000) * KEY_REQUESTS_PER_SECOND)
    if (this.#buckets.size >= MOST_BUCKETS) this.#forgetFull(now)
    this.#buckets.set(keyId, { tokens: filled < 1 ? filled : filled - 1, at: now })
    if (filled < 1) throw new RateLimitedError(Math.ceil((1 - filled) / KEY_REQUESTS_PER_SECOND))
  }

  #forgetFull(now: number): void {
    const fullAfterMs = (KEY_BURST / KEY_REQUESTS_PER_SECOND) * 1000
    for (const [keyId, { at }] of this.#buckets) {
      if (now - at >= fullAfterMs) this.#buckets.delete(keyId)
    }
  }
}
