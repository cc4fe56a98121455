import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** Encrypts what must not be readable in the database or its backups. */
export interface Cipher {
  /** Text that only the same key and the same `context` open again. */
  encrypt(value: unknown, context: string): string
  /** Throws `UndecryptableError` when the key or the context is another one, or the text was changed. */
  decrypt(text: string, context: string): unknown
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

/** Format `v1.<initialisation vector>.<tag>.<ciphertext>`, each in base64url; the version allows for other ones. */
const VERSION = 'v1'
const ALGORITHM = 'aes-256-gcm'
const KEY_BYTES = 32
/** What GCM is made for (NIST SP 800-38D). */
const IV_BYTES = 12
const TAG_BYTES = 16

/** Authenticated encryption with AES-256-GCM; `key` has 32 bytes. The context is authenticated, not stored. */
export function createCipher(key: Buffer): Cipher {
  if (key.length !== KEY_BYTES) throw new TypeError(`the secret key must have ${KEY_BYTES} bytes`)
  return {
    encrypt(value, context) {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES })
      cipher.setAAD(Buffer.from(context))
      const content = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()])
      return [VERSION, ...[iv, cipher.getAuthTag(), content].map((part) => part.toString('base64url'))].join(
        '.',
      )
    },
    decrypt(text, context) {
      const [version, iv, tag, content] = text.split('.')
      if (version !== VERSION || iv === undefined || tag === undefined || content === undefined)
        throw new UndecryptableError(context)
      try {
        const decipher = createDecipheriv(ALGORITHM, key, Buffer.from(iv, 'base64url'), {
          authTagLength: TAG_BYTES,
        })
        decipher.setAAD(Buffer.from(context))
        decipher.setAuthTag(Buffer.from(tag, 'base64url'))
        const plain = Buffer.concat([decipher.update(content, 'base64url'), decipher.final()])
        return JSON.parse(plain.toString('utf8'))
      } catch (cause) {
        throw new UndecryptableError(context, { cause })
      }
    },
  }
}
