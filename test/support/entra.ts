import { createHash, createHmac, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto'
import express, { type Request, type Response } from 'express'
import { SignJWT, type JWTPayload } from 'jose'
import { listen } from './http-server.ts'

/** Somebody with an account at Entra. */
export interface EntraAccount {
  objectId: string
  name: string
  /** Their account name, as a rule an e-mail address. */
  username: string
  /** Where mail reaches them, when that is another address. */
  email?: string
  /** Another organisation than the stand-in's own. */
  tenantId?: string
}

export interface TokenOverrides {
  /** What the registration's `requestedAccessTokenVersion` says; 2 when absent. */
  version?: 1 | 2
  /** Replaces the audience that follows from the version. */
  audience?: string
  /** Replaces or adds claims; `undefined` leaves one out. */
  claims?: Record<string, unknown>
  /** Replaces or adds parts of the header; `undefined` leaves one out. */
  header?: Record<string, unknown>
  /** When it was issued, against the machine's time. */
  issuedAgoSeconds?: number
  lifetimeSeconds?: number
  /** Signed with a key that Entra does not know, under the id of one that it does. */
  forged?: boolean
}

export interface EntraOptions {
  tenantId: string
  clientId: string
  clientSecret: string
  people: readonly EntraAccount[]
  /** Of the Application ID URI; such as `callover.example.test`. */
  host?: string
  /** Where people may be sent back to; any address when absent. */
  redirectUris?: readonly string[]
}

/** A stand-in for Microsoft Entra on a port of its own, as strict as the real one where the product could be wrong. */
export interface EntraStandIn {
  /** For `ENTRA_AUTHORITY`. */
  authority: string
  /** The token that Teams gives a tab. */
  issueTeamsToken(person: EntraAccount, overrides?: TokenOverrides): Promise<string>
  /** The same with another algorithm: `none`, or HS256 with the public key as its secret. */
  issueWithWrongAlgorithm(person: EntraAccount, algorithm: 'none' | 'HS256'): Promise<string>
  /** The same, signed by a key that Entra publishes for other organisations. */
  issueWithForeignKey(person: EntraAccount): Promise<string>
  /** Who is signed in at Microsoft in the browser; without one, `login_hint` or the first person is. */
  signInAs(person: EntraAccount | null): void
  /** What the page answers instead of signing in, as `error` and its description; `null` ends that. */
  refuse(answer: { error: string; description?: string; subcode?: string } | null): void
  /** How identity tokens are issued from now on. */
  issueIdentity(overrides: TokenOverrides): void
  /** Signs with a new key and withdraws the old one. */
  rotateKeys(): void
  /** Does not answer any more; `false` ends that. */
  setDown(down: boolean): void
  /** How often the keys were fetched. */
  readonly keyRequests: number
  /** What the page was asked for, last first. */
  readonly visits: readonly URLSearchParams[]
  close(): Promise<void>
}

interface Key {
  kid: string
  privateKey: KeyObject
  publicKey: KeyObject
  /** Which organisations' tokens it signs. */
  issuer: string
}

interface Grant {
  person: EntraAccount
  redirectUri: string
  challenge: string
  nonce: string
}

/** Signs the tokens of personal accounts, and is published with all the others. */
const PERSONAL_TENANT = '9188040d-6c67-4c5b-b112-36a304b66dad'

export async function startEntra(options: EntraOptions): Promise<EntraStandIn> {
  const entra = new Entra(options)
  const app = express()
  app.use((_request, response, next) => {
    if (entra.down) response.destroy()
    else next()
  })
  app.get('/:tenant/v2.0/.well-known/openid-configuration', entra.describe)
  app.get('/:tenant/discovery/v2.0/keys', entra.publishKeys)
  app.get('/:tenant/oauth2/v2.0/authorize', entra.authorize)
  app.post('/:tenant/oauth2/v2.0/token', express.urlencoded({ extended: false }), entra.redeem)
  const server = await listen(app)
  entra.authority = server.url
  return Object.assign(entra, { close: () => server.close() })
}

class Entra implements Omit<EntraStandIn, 'close'> {
  authority = ''
  down = false
  keyRequests = 0
  readonly visits: URLSearchParams[] = []
  readonly #options: EntraOptions
  readonly #keys: Key[] = []
  readonly #grants = new Map<string, Grant>()
  #signedIn: EntraAccount | null = null
  #refusal: { error: string; description?: string; subcode?: string } | null = null
  #identity: TokenOverrides = {}

  constructor(options: EntraOptions) {
    this.#options = options
    // The current one, the next one, and one that signs for others only.
    this.#keys.push(this.#newKey('{tenantid}'), this.#newKey('{tenantid}'), this.#newKey(PERSONAL_TENANT))
  }

  async issueTeamsToken(person: EntraAccount, overrides: TokenOverrides = {}): Promise<string> {
    const { clientId, host = 'callover.example.test' } = this.#options
    const version = overrides.version ?? 2
    const audience = version === 2 ? clientId : `api://${host}/botid-${clientId}`
    const claims = { scp: 'access_as_user', azp: '5e3ce6c0-2b1f-4285-8d4b-75ee78787346', ...overrides.claims }
    return this.#issue(person, { audience, ...overrides, version, claims })
  }

  async issueWithWrongAlgorithm(person: EntraAccount, algorithm: 'none' | 'HS256'): Promise<string> {
    const [, payload = ''] = (await this.issueTeamsToken(person)).split('.')
    const key = this.#current
    const header = encode({ typ: 'JWT', alg: algorithm, kid: key.kid })
    const secret = key.publicKey.export({ type: 'spki', format: 'pem' })
    const signed = `${header}.${payload}`
    const signature = createHmac('sha256', secret).update(signed).digest('base64url')
    return `${signed}.${algorithm === 'none' ? '' : signature}`
  }

  signInAs(person: EntraAccount | null): void {
    this.#signedIn = person
  }

  refuse(answer: { error: string; description?: string; subcode?: string } | null): void {
    this.#refusal = answer
  }

  issueIdentity(overrides: TokenOverrides): void {
    this.#identity = overrides
  }

  rotateKeys(): void {
    this.#keys.shift()
    this.#keys.splice(1, 0, this.#newKey('{tenantid}'))
  }

  setDown(down: boolean): void {
    this.down = down
  }

  async issueWithForeignKey(person: EntraAccount): Promise<string> {
    const key = this.#keys.at(-1)!
    return this.#issue(person, { header: { kid: key.kid }, claims: { scp: 'access_as_user' } }, key)
  }

  describe = (request: Request, response: Response): void => {
    const base = `${this.authority}/${String(request.params['tenant'])}`
    response.json({
      issuer: `${this.authority}/{tenantid}/v2.0`,
      authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
      token_endpoint: `${base}/oauth2/v2.0/token`,
      jwks_uri: `${base}/discovery/v2.0/keys`,
      id_token_signing_alg_values_supported: ['RS256'],
      response_types_supported: ['code'],
      subject_types_supported: ['pairwise'],
    })
  }

  publishKeys = (_request: Request, response: Response): void => {
    this.keyRequests += 1
    const keys = this.#keys.map(({ kid, publicKey, issuer }) => ({
      ...publicKey.export({ format: 'jwk' }),
      kid,
      use: 'sig',
      issuer,
    }))
    // Entra adds parts to its keys that nobody has to know.
    response.json({
      keys: [...keys, { kty: 'EC', kid: 'of-another-kind', crv: 'P-256', cloud_instance: 'x' }],
    })
  }

  authorize = (request: Request, response: Response): void => {
    const query = new URL(request.originalUrl, 'http://stand-in').searchParams
    this.visits.unshift(query)
    const fault = this.#faultOf(String(request.params['tenant']), query)
    if (fault !== null) {
      response.status(400).type('text/plain').send(fault)
      return
    }
    const back = new URL(query.get('redirect_uri') ?? '')
    back.searchParams.set('state', query.get('state') ?? '')
    if (this.#refusal === null) back.searchParams.set('code', this.#grant(query))
    else {
      back.searchParams.set('error', this.#refusal.error)
      back.searchParams.set('error_description', this.#refusal.description ?? '')
      if (this.#refusal.subcode !== undefined) back.searchParams.set('error_subcode', this.#refusal.subcode)
    }
    response.redirect(302, back.href)
  }

  redeem = async (request: Request, response: Response): Promise<void> => {
    const body = request.body as Record<string, string | undefined>
    const { clientId, clientSecret } = this.#options
    if (body['client_id'] !== clientId || body['client_secret'] !== clientSecret) {
      response
        .status(401)
        .json({ error: 'invalid_client', error_description: 'AADSTS7000215: Invalid secret' })
      return
    }
    const grant = this.#grants.get(body['code'] ?? '')
    // Good once, whatever comes of it.
    this.#grants.delete(body['code'] ?? '')
    if (grant === undefined || !fits(grant, body)) {
      response
        .status(400)
        .json({ error: 'invalid_grant', error_description: 'AADSTS54005: already redeemed' })
      return
    }
    const claims = { nonce: grant.nonce, ...this.#identity.claims }
    const identity = { audience: clientId, ...this.#identity, claims }
    response.set('cache-control', 'no-store').json({
      token_type: 'Bearer',
      scope: 'openid profile email',
      expires_in: 3600,
      access_token: randomBytes(32).toString('base64url'),
      id_token: await this.#issue(grant.person, identity),
    })
  }

  #faultOf(tenant: string, query: URLSearchParams): string | null {
    const { clientId, redirectUris } = this.#options
    if (query.get('client_id') !== clientId) return 'AADSTS700016: no such application'
    if (redirectUris?.includes(query.get('redirect_uri') ?? '') === false)
      return 'AADSTS50011: no such reply address'
    if (query.get('response_type') !== 'code') return 'AADSTS900144: no such response type'
    if (query.get('code_challenge_method') !== 'S256') return 'AADSTS50148: PKCE is required'
    if (!/\bopenid\b/.test(query.get('scope') ?? '')) return 'AADSTS900144: the scope lacks openid'
    const home = this.#personFor(query).tenantId ?? this.#options.tenantId
    if (tenant !== 'organizations' && tenant !== home) return 'AADSTS50020: not a user of this organisation'
    return null
  }

  #personFor(query: URLSearchParams): EntraAccount {
    const hint = query.get('login_hint')
    const hinted = this.#options.people.find(({ username }) => username === hint)
    const person = this.#signedIn ?? hinted ?? this.#options.people[0]
    if (person === undefined) throw new Error('nobody has an account')
    return person
  }

  #grant(query: URLSearchParams): string {
    const code = randomBytes(24).toString('base64url')
    this.#grants.set(code, {
      person: this.#personFor(query),
      redirectUri: query.get('redirect_uri') ?? '',
      challenge: query.get('code_challenge') ?? '',
      nonce: query.get('nonce') ?? '',
    })
    return code
  }

  get #current(): Key {
    const [key] = this.#keys
    if (key === undefined) throw new Error('no key')
    return key
  }

  #newKey(signsFor: string): Key {
    return {
      ...generateKeyPairSync('rsa', { modulusLength: 2048 }),
      kid: randomBytes(8).toString('hex'),
      issuer: `https://login.microsoftonline.com/${signsFor}/v2.0`,
    }
  }

  #issue(person: EntraAccount, overrides: TokenOverrides, key = this.#current): Promise<string> {
    const { version = 2, issuedAgoSeconds = 0, lifetimeSeconds = 3600 } = overrides
    const tenantId = person.tenantId ?? this.#options.tenantId
    const issuedAt = Math.floor(Date.now() / 1000) - issuedAgoSeconds
    const claims: JWTPayload = {
      aud: overrides.audience ?? this.#options.clientId,
      iss: version === 2 ? `${this.authority}/${tenantId}/v2.0` : `${this.authority}/${tenantId}/`,
      iat: issuedAt,
      nbf: issuedAt,
      exp: issuedAt + lifetimeSeconds,
      name: person.name,
      oid: person.objectId,
      tid: tenantId,
      sub: randomBytes(16).toString('base64url'),
      ver: `${version}.0`,
      ...(version === 2 ? { preferred_username: person.username } : { upn: person.username }),
      ...(person.email === undefined ? {} : { email: person.email }),
      ...overrides.claims,
    }
    const header = { typ: 'JWT', alg: 'RS256', kid: key.kid, ...overrides.header }
    const signer = overrides.forged === true ? this.#newKey('{tenantid}') : key
    return new SignJWT(claims).setProtectedHeader(header).sign(signer.privateKey)
  }
}

function fits(grant: Grant, body: Record<string, string | undefined>): boolean {
  const challenge = createHash('sha256')
    .update(body['code_verifier'] ?? '')
    .digest('base64url')
  return (
    body['grant_type'] === 'authorization_code' &&
    body['redirect_uri'] === grant.redirectUri &&
    challenge === grant.challenge
  )
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
