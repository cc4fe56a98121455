import { createHash, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from 'node:crypto'

import { CommandError } from '../errors.ts'

const ITERATIONS = 15_000

/** What a client has to prove. */
export interface ScramCredentials {
  username: string
  password: string
}

function hmac(key: Uint8Array, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}

function fields(message: string): Map<string, string> {
  return new Map(message.split(',').map((part) => [part.slice(0, 1), part.slice(2)]))
}

const salts = new WeakMap<ScramCredentials, { salt: Buffer; salted: Buffer }>()

/** Salting is slow on purpose, so it is done once for all connections. */
function saltedPassword(credentials: ScramCredentials): { salt: Buffer; salted: Buffer } {
  const known = salts.get(credentials)
  if (known) return known
  const salt = randomBytes(28)
  const made = { salt, salted: pbkdf2Sync(credentials.password, salt, ITERATIONS, 32, 'sha256') }
  salts.set(credentials, made)
  return made
}

/** The server's side of SCRAM-SHA-256 (RFC 5802, RFC 7677). */
export class ScramConversation {
  /** Set when the client has proved the password. */
  user: string | undefined
  private readonly credentials: ScramCredentials
  private readonly serverNonce: string
  private clientFirstBare = ''
  private serverFirst = ''
  private nonce = ''
  private knownUser = false

  constructor(credentials: ScramCredentials, serverNonce: string) {
    this.credentials = credentials
    this.serverNonce = serverNonce
  }

  /** Answers the client's first message. */
  first(message: string): string {
    const bare = /^n,[^,]*,(.*)$/s.exec(message)?.[1]
    const parts = fields(bare ?? '')
    const user = parts.get('n')?.replaceAll('=2C', ',').replaceAll('=3D', '=')
    const clientNonce = parts.get('r')
    if (bare === undefined || user === undefined || !clientNonce)
      throw new CommandError('AuthenticationFailed', 'Authentication failed.')
    const { salt } = saltedPassword(this.credentials)
    // An unknown user is turned away at the end only, so that names cannot be tried out.
    this.knownUser = user === this.credentials.username
    this.clientFirstBare = bare
    this.nonce = clientNonce + this.serverNonce
    this.serverFirst = `r=${this.nonce},s=${salt.toString('base64')},i=${ITERATIONS}`
    return this.serverFirst
  }

  /** Checks the client's proof and answers the server's own; undefined when it is wrong. */
  final(message: string): string | undefined {
    const parts = fields(message)
    const proof = Buffer.from(parts.get('p') ?? '', 'base64')
    const withoutProof = message.slice(0, message.lastIndexOf(',p='))
    if (parts.get('r') !== this.nonce || proof.length !== 32) return undefined
    const { salted } = saltedPassword(this.credentials)
    const authMessage = `${this.clientFirstBare},${this.serverFirst},${withoutProof}`
    const storedKey = createHash('sha256').update(hmac(salted, 'Client Key')).digest()
    const signature = hmac(storedKey, authMessage)
    const clientKey = Buffer.from(proof.map((byte, at) => byte ^ (signature[at] ?? 0)))
    const matches = timingSafeEqual(createHash('sha256').update(clientKey).digest(), storedKey)
    if (!matches || !this.knownUser) return undefined
    this.user = this.credentials.username
    return `v=${hmac(hmac(salted, 'Server Key'), authMessage).toString('base64')}`
  }
}
