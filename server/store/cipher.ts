import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

/** Encrypts what must not be readable in the database or its backups. */
export interface Cipher {
  /** Text that only the same keys and the same `context` open again; made with the first key. */
  encrypt(value: unknown, context: string): string
  /** Throws `UndecryptableError` when none of the keys fits, the context is another one, or the text was changed. */
  decrypt(text: string, context: string): unknown
  /** Whether the text says that it was made with the first key: then there is nothing to renew. */
  isCurrent(text: string): boolean
}

/** A stored secret cannot be read: as a rule the process was started with another `SECRET_KEY`. */
export class UndecryptableError extends Error {
  override readonly name = 'UndecryptableError'

  constructor(context: string, options?: ErrorOptions) {
    super(
      `stored secret (${context}) cannot be decrypted: is SECRET_KEY the one it was encrypted with?`,
      options,
    )
  }
}

/**
 * Format `v1.<initialisation vector>.<tag>.<ciphertext>.<key id>`, each in base64url; the version allows for other ones.
 * Texts without the id of their key are as good: all keys are tried.
 */
const VERSION = 'v1'
const ALGORITHM = 'aes-256-gcm'
const KEY_BYTES = 32
/** What GCM is made for (NIST SP 800-38D). */
const IV_BYTES = 12
const TAG_BYTES = 16
/** Tells a handful of keys apart and nothing about them. */
const KEY_ID_BYTES = 6

interface Key {
  id: string
  bytes: Buffer
}

/**
 * Authenticated encryption with AES-256-GCM; each key has 32 bytes. The first one encrypts, all of them decrypt. The context is
 * authenticated, not stored.
 */
export function createCipher(given: Buffer | readonly [Buffer, ...Buffer[]]): Cipher {
  const [first, ...others] = Buffer.isBuffer(given) ? [given] : given
  const current = keyOf(first)
  const keys = [current, ...others.map(keyOf)]
  return {
    encrypt(value, context) {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv(ALGORITHM, current.bytes, iv, { authTagLength: TAG_BYTES })
      cipher.setAAD(Buffer.from(context))
      const content = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()])
      const parts = [iv, cipher.getAuthTag(), content].map((part) => part.toString('base64url'))
      return [VERSION, ...parts, current.id].join('.')
    },
    decrypt(text, context) {
      const [version, iv, tag, content, keyId] = text.split('.')
      if (version !== VERSION || iv === undefined || tag === undefined || content === undefined)
        throw new UndecryptableError(context)
      const parts = [iv, tag, content].map((part) => Buffer.from(part, 'base64url'))
      let cause: unknown
      for (const { bytes } of inOrder(keys, keyId)) {
        try {
          return open(bytes, parts, context)
        } catch (error) {
          cause = error
        }
      }
      throw new UndecryptableError(context, { cause })
    },
    isCurrent: (text) => text.split('.')[4] === current.id,
  }
}

function keyOf(bytes: Buffer): Key {
  if (bytes.length !== KEY_BYTES) throw new TypeError(`the secret key must have ${KEY_BYTES} bytes`)
  const id = createHash('sha256').update('callover key id').update(bytes).digest().subarray(0, KEY_ID_BYTES)
  return { id: id.toString('base64url'), bytes }
}

/** The one that the text names comes first. */
function inOrder(keys: readonly Key[], keyId: string | undefined): Key[] {
  return keys.toSorted((a, b) => Number(b.id === keyId) - Number(a.id === keyId))
}

function open(
  key: Buffer,
  [iv = Buffer.alloc(0), tag = Buffer.alloc(0), content = Buffer.alloc(0)]: readonly Buffer[],
  context: string,
): unknown {
  const decipher = createDecipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES })
  decipher.setAAD(Buffer.from(context))
  decipher.setAuthTag(tag)
  return JSON.parse(Buffer.concat([decipher.update(content), decipher.final()]).toString('utf8'))
}
