import { hkdfSync, randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigError } from '../lib/errors.ts'
import { errnoOf } from './faults.ts'

/** Shorter ones can be guessed: 32 characters of base64 carry 192 bits. */
const SHORTEST_SECRET = 32
const KEY_BYTES = 32

/**
 * The 32-byte key that stored credentials are encrypted with. Any long string will do as `SECRET_KEY`; without
 * one a key is made once and kept in the data directory, readable by this user only. The same secret always gives
 * the same key. Throws `ConfigError` for a secret that is too short or a directory that cannot be used.
 */
export function loadSecretKey(secret: string | null, dataDir: string): Buffer {
  if (secret !== null) return deriveKey(secret, 'SECRET_KEY')
  const path = join(dataDir, 'secret-key')
  return deriveKey(readOrCreate(path, dataDir), path)
}

function deriveKey(secret: string, source: string): Buffer {
  if (secret.length < SHORTEST_SECRET) {
    throw new ConfigError([`${source} must have at least ${SHORTEST_SECRET} characters`])
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
