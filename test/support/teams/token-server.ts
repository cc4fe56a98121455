import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey, type JWTPayload } from 'jose'
import type { BotCloud } from '../../../bot/cloud.ts'

const ISSUER = 'https://api.botframework.com'

/** What a token of the tests says, other than it should. */
export interface TokenFault {
  claims?: JWTPayload & { serviceurl?: string }
  /** Seconds from now; in the past for an expired one. */
  expiresIn?: number
  /** Signs with another key, names an unknown one, or does not sign at all. */
  signature?: 'forged' | 'unknown key' | 'none' | 'other channel'
}

/** The Bot Framework's keys: describes and serves them, and signs what Teams sends. */
export interface TokenServer {
  cloud: BotCloud
  /** A bearer token for activities that name this service URL. */
  sign(appId: string, serviceUrl: string, fault?: TokenFault): Promise<string>
  /** Answers nothing but errors from now on, or answers again. */
  setDown(down: boolean): void
  /** How often the bot has asked for a token of its own. */
  tokensFetched: number
  close(): Promise<void>
}

interface Key {
  kid: string
  endorsements: string[]
  privateKey: CryptoKey
  jwk: object
}

async function createKey(kid: string, endorsements: string[]): Promise<Key> {
  const { publicKey, privateKey } = await generateKeyPair('RS256')
  const jwk = { ...(await exportJWK(publicKey)), kid, use: 'sig', endorsements }
  return { kid, endorsements, privateKey, jwk }
}

export async function startTokenServer(): Promise<TokenServer> {
  const [teams, webchat, forged] = await Promise.all([
    createKey('teams', ['msteams']),
    createKey('webchat', ['webchat']),
    createKey('teams', ['msteams']),
  ])
  let down = false
  const server = createServer((request, response) => {
    const base = `http://${request.headers.host}`
    const body =
      request.url === '/keys'
        ? { keys: [teams.jwk, webchat.jwk] }
        : { issuer: ISSUER, jwks_uri: `${base}/keys` }
    response.writeHead(down ? 503 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const tokens: TokenServer = {
    cloud: {
      openIdMetadataUrl: `${url}/openid`,
      tokenIssuer: ISSUER,
      loginUrl: 'https://login.microsoftonline.com/botframework.com',
      oauthScope: ISSUER,
      oauthUrl: ISSUER,
      token: () => {
        tokens.tokensFetched += 1
        return Promise.resolve('token-of-the-bot')
      },
    },
    tokensFetched: 0,
    async sign(appId, serviceUrl, fault = {}) {
      const now = Math.floor(Date.now() / 1000)
      const claims = { serviceurl: serviceUrl, iss: ISSUER, aud: appId, nbf: now - 3600, ...fault.claims }
      const expiry = now + (fault.expiresIn ?? 300)
      if (fault.signature === 'none') return new UnsecuredJWT({ ...claims, exp: expiry }).encode()
      const key =
        fault.signature === 'forged' ? forged : fault.signature === 'other channel' ? webchat : teams
      const kid = fault.signature === 'unknown key' ? 'nobody' : key.kid
      return new SignJWT({ ...claims, exp: expiry })
        .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' })
        .sign(key.privateKey)
    },
    setDown: (value) => {
      down = value
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return tokens
}
