import { hash, verify, type Options } from '@node-rs/argon2'
import { RateLimitedError } from '../lib/errors.ts'

/** OWASP's argon2id recommendation (Password Storage Cheat Sheet): 19 MiB, 2 passes, 1 lane; argon2id is the library's default. */
const PARAMETERS: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** A hash of nothing anybody can type, so that an unknown user costs as much time as a known one. */
const NOBODYS_HASH = hash(crypto.randomUUID(), PARAMETERS)
NOBODYS_HASH.catch(() => undefined)

/** Each check takes 19 MiB and a thread: this many at once, and no more than this many waiting for them. */
const CONCURRENT = 2
const LONGEST_QUEUE = 200

let running = 0
const waiting: (() => void)[] = []

/**
 * The password as it is hashed: keyboards and systems write the same letters in different ways (Unicode NFKC, as
 * NIST SP 800-63B advises).
 */
export function normalisedPassword(password: string): string {
  return password.normalize('NFKC')
}

/** Hashes a password for storing; the parameters and the salt are part of the result. */
export async function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(normalisedPassword(password), PARAMETERS))
}

/**
 * Whether the password fits. `null` stands for a user who is unknown or has no password: it takes the same work
 * and never fits. Throws `RateLimitedError` when too many checks are waiting already.
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  return inTurn(async () => {
    const stored = passwordHash ?? (await NOBODYS_HASH)
    // A hash may have been made of the password as it was typed. How often we look depends on what is typed alone.
    for (const candidate of new Set([normalisedPassword(password), password])) {
      if (await verify(stored, candidate)) return passwordHash !== null
    }
    return false
  })
}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= CONCURRENT) {
    if (waiting.length >= LONGEST_QUEUE) throw new RateLimitedError(1)
    await new Promise<void>((resolve) => waiting.push(resolve))
  } else {
    running += 1
  }
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    // The place is handed on rather than freed, so that nobody can slip in between.
    if (next === undefined) running -= 1
    else next()
  }
}
