import { hashToken } from '../auth/tokens.ts'
import { UnauthenticatedError } from '../lib/errors.ts'
import { httpLog } from '../lib/logger.ts'
import type { Session } from '../store/entities.ts'
import type { Store } from '../store/store.ts'
import { authenticateKey, isApiKey } from './integrations/authenticate-key.ts'
import type { Deps, Principal } from './ports.ts'

/** How long a revoked session may go on in other processes, when these are not told. */
const TRUSTED_FOR_MS = 5000

/** How old the note of when a session was last used may become. */
const NOTED_EVERY_MS = 3 * 60_000

/** Bounds the memory; far more people than that are not active within five seconds. */
const MOST_ENTRIES = 10_000

interface Entry {
  principal: Promise<Principal>
  sessionId: string | null
  until: number
}

/** By store, so that two servers within one process never know each other's sessions. */
const caches = new WeakMap<Store, Map<string, Entry>>()

/**
 * Whose session a token stands for. A burst of calls with one token asks the store once: the answer is kept for
 * five seconds, or until the session is forgotten in this process. An API key is looked up every time. Throws
 * `UnauthenticatedError` for a token that is unknown, expired or of a user who is gone.
 */
export async function authenticate(deps: Pick<Deps, 'store'>, token: string): Promise<Principal> {
  if (isApiKey(token)) return authenticateKey(deps, token, new Date())
  const cache = cacheOf(deps.store)
  const tokenHash = hashToken(token)
  const now = performance.now()
  const known = cache.get(tokenHash)
  if (known !== undefined && now < known.until) return known.principal
  const entry: Entry = {
    principal: lookUp(deps.store, tokenHash),
    sessionId: null,
    until: now + TRUSTED_FOR_MS,
  }
  cache.delete(tokenHash)
  cache.set(tokenHash, entry)
  dropOldest(cache)
  try {
    const principal = await entry.principal
    entry.sessionId = principal.sessionId
    return principal
  } catch (error) {
    // Only good answers are kept: a guess must not fill the cache, a failing store not outlive its failure.
    if (cache.get(tokenHash) === entry) cache.delete(tokenHash)
    throw error
  }
}

/** Who tells the other processes that a session has ended, by store. */
const tellers = new WeakMap<Store, (sessionId: string) => void>()

/** From now on `tell` hears of every session of this store that is forgotten here. */
export function tellOfForgotten(store: Store, tell: (sessionId: string) => void): void {
  tellers.set(store, tell)
}

/** Makes every process ask the store again for a session that has ended or changed: this one at once. */
export function forgetSession(store: Store, sessionId: string): void {
  forgetSessionHere(store, sessionId)
  tellers.get(store)?.(sessionId)
}

/** The same for what another process has told us of. */
export function forgetSessionHere(store: Store, sessionId: string): void {
  const cache = cacheOf(store)
  for (const [tokenHash, entry] of cache) {
    // One that is being looked up right now may be of this session and have been read before it ended.
    if (entry.sessionId === sessionId || entry.sessionId === null) cache.delete(tokenHash)
  }
}

function cacheOf(store: Store): Map<string, Entry> {
  const cache = caches.get(store) ?? new Map<string, Entry>()
  caches.set(store, cache)
  return cache
}

async function lookUp(store: Store, tokenHash: string): Promise<Principal> {
  // The machine's time: a demonstration that moves the rules' clock must not sign its audience out.
  const session = await store.sessions.findByTokenHash(tokenHash, new Date())
  if (session === null) throw new UnauthenticatedError('unknown or expired session')
  const user = await store.people.findUser(session.userId)
  if (user === null) throw new UnauthenticatedError('the user is gone')
  noteUse(store, session)
  return {
    userId: user.id,
    sessionId: session.id,
    name: user.name,
    secondFactor: session.secondFactor,
    address: null,
  }
}

/** Notes that a session is in use, every few minutes. Nobody waits for it. */
function noteUse(store: Store, { id, userId, lastSeenAt }: Session): void {
  const now = new Date()
  if (!(lastSeenAt < new Date(now.getTime() - NOTED_EVERY_MS))) return
  Promise.all([store.sessions.touch(id, now), store.people.noteSeen(userId, now)]).catch((err: unknown) =>
    httpLog.warn({ err }, 'use of a session not noted'),
  )
}

function dropOldest(cache: Map<string, Entry>): void {
  if (cache.size <= MOST_ENTRIES) return
  const oldest = cache.keys().next()
  if (oldest.done !== true) cache.delete(oldest.value)
}
