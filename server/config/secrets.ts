import { hkdfSync, randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigError } from '../lib/errors.ts'
import { errnoOf } from './faults.ts'

/** Shorter ones can be guessed: 32 characters of base64 carry 192 bits. */
const SHORTEST_SECRET = 32
const KEY_BYTES = 32

/** What separates keys: the present one comes first, then those before it. */
const SEPARATOR = ','

/** The keys that stored credentials are encrypted with: the present one first. */
export type SecretKeys = [Buffer, ...Buffer[]]

/**
 * The 32-byte keys that stored credentials are encrypted with. Any long string will do as `SECRET_KEY`; while a key is being
 * replaced there are several, separated by commas, the present one first. Without one a key is made once and kept in the data
 * directory, readable by this user only. The same secret always gives the same key. Throws `ConfigError` for a secret that is
 * too short or a directory that cannot be used.
 */
export function loadSecretKeys(secret: string | null, dataDir: string): SecretKeys {
  if (secret !== null) return deriveKeys(secret, 'SECRET_KEY')
  const path = join(dataDir, 'secret-key')
  return deriveKeys(readOrCreate(path, dataDir), path)
}

/** The present key alone. */
export function loadSecretKey(secret: string | null, dataDir: string): Buffer {
  return loadSecretKeys(secret, dataDir)[0]
}

function deriveKeys(secrets: string, source: string): SecretKeys {
  const [first = '', ...others] = secrets.split(SEPARATOR).map((secret) => secret.trim())
  return [deriveKey(first, source), ...others.map((secret) => deriveKey(secret, source))]
}

function deriveKey(secret: string, source: string): Buffer {
  if (secret.length < SHORTEST_SECRET) {
    throw new ConfigError([
      `${source} must have at least ${SHORTEST_SECRET} characters (each, where commas separate several keys)`,
    ])
  }
  return Buffer.from(hkdfSync('sha256', secret, '', 'callover secret key', KEY_BYTES))
}

function readOrCreate(path: string, dataDir: string): string {
  try {
    mkdirSync(dataDir, { recursive: true })
    try {
      // `wx`: of two processes starting at once, one writes and the other reads what it wrote.
      writeFileSync(path, `${randomBytes(KEY_BYTES).toString('base64')}\n`, { flag: 'wx', mode: 0o600 })
      // The mode of `writeFile` is subject to the umask.
      chmodSync(path, 0o600)
    } catch (error) {
      if (errnoOf(error) !== 'EEXIST') throw error
    }
    return readFileSync(path, 'utf8').trim()
  } catch (error) {
    throw new ConfigError([`DATA_DIR: cannot keep the secret key there (${errnoOf(error)})`])
  }
}
