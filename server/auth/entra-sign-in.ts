import {
  allowInsecureRequests,
  authorizationCodeGrant,
  AuthorizationResponseError,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientSecretPost,
  Configuration,
  customFetch,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  ResponseBodyError,
} from 'openid-client'
import { equalInConstantTime } from '../lib/constant-time.ts'
import { AppError } from '../lib/errors.ts'
import { readLimited } from '../lib/read-limited.ts'
import { EntraSignInError, EntraUnavailableError, type SignInFailure } from './entra-errors.ts'
import { createSignInStates, SIGN_IN_SECONDS, type SignInState } from './entra-state.ts'
import { TAB_SCOPE, type EntraPerson, type EntraTokens } from './entra-token.ts'

/** What somebody who goes to Microsoft wants. */
export interface SignInWish {
  /** A path on our pages, checked by the caller. */
  returnTo: string
  /** In a window of its own that Teams opened; then the consent that Teams could not get is asked for as well. */
  popup: boolean
  /** The organisation, when it is known; `null` leaves it to the configuration. */
  tenantId: string | null
  /** The account's name, so that nobody has to type it. */
  loginHint: string | null
  /** Lets the person choose an account even if only one is signed in there. */
  chooseAccount: boolean
}

/** Sign-in at Microsoft by OpenID Connect: code flow with PKCE, state and nonce. */
export interface EntraSignIn {
  /** Where to send the person, and what their browser has to bring back. */
  begin(wish: SignInWish): Promise<{ url: string; sealed: string }>
  /**
   * Whether they went there for a window that Teams opened: known even when everything else is lost. Decides about nothing
   * but which page tells them.
   */
  isPopup(query: URLSearchParams): boolean
  /**
   * What somebody who comes back had left with. `sealed` is what the browser brought, `null` when it brought nothing. Each is
   * good for one answer. Throws `EntraSignInError`.
   */
  resume(query: URLSearchParams, sealed: string | null): Promise<SignInState>
  /** Who came back. Throws `EntraSignInError`, or what the check of the token throws. */
  finish(query: URLSearchParams, left: SignInState): Promise<EntraPerson>
}

export interface EntraSignInOptions {
  authority: string
  clientId: string
  clientSecret: string
  /** The organisation that people are sent to; `null`: any, then the registration must be multi-tenant. */
  tenantId: string | null
  /** Registered at Entra, to the letter. */
  redirectUri: string
  secretKey: Buffer
  tokens: EntraTokens
  fetch: typeof fetch
  now?: () => Date
}

const TIMEOUT_SECONDS = 15
const LARGEST_ANSWER = 256 * 1024
const POPUP_MARK = 'p'
const WINDOW_MARK = 'w'

/** Signs people in at Entra; asks the network for nothing before somebody comes back from there. */
export function createEntraSignIn(options: EntraSignInOptions): EntraSignIn {
  const states = createSignInStates(options.secretKey)
  const now = options.now ?? (() => new Date())
  const spend = createSpentStates(now)

  return {
    async begin(wish) {
      const codeVerifier = randomPKCECodeVerifier()
      const left = {
        state: `${wish.popup ? POPUP_MARK : WINDOW_MARK}${randomState()}`,
        nonce: randomNonce(),
        codeVerifier,
        tenant: wish.tenantId ?? options.tenantId ?? 'organizations',
        returnTo: wish.returnTo,
        popup: wish.popup,
      }
      const url = buildAuthorizationUrl(configurationFor(options, left.tenant), {
        redirect_uri: options.redirectUri,
        response_mode: 'query',
        scope: scopeFor(options.clientId, wish.popup),
        state: left.state,
        nonce: left.nonce,
        code_challenge: await calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
        ...promptFor(wish),
        ...(wish.loginHint === null ? {} : { login_hint: wish.loginHint }),
      })
      return { url: url.href, sealed: await states.seal(left, now()) }
    },

    isPopup: (query) => query.get('state')?.startsWith(POPUP_MARK) === true,

    async resume(query, sealed) {
      const left = sealed === null ? null : await states.open(sealed, now())
      if (left === null) throw new EntraSignInError('expired', 'no state, or an old one')
      if (!equalInConstantTime(query.get('state') ?? '', left.state))
        throw new EntraSignInError('expired', 'the state is of another sign-in')
      if (!spend(left.state)) throw new EntraSignInError('expired', 'the state has been used')
      return left
    },

    async finish(query, left) {
      return options.tokens.verifyIdentity(await redeem(options, left, query), left.nonce)
    },
  }
}

/**
 * In a popup the tab's own scope is asked for as well. It is named by the client id rather than by the Application ID URI,
 * because Entra refuses the URI to the application it belongs to (AADSTS90009).
 */
function scopeFor(clientId: string, popup: boolean): string {
  return ['openid', 'profile', 'email', ...(popup ? [`${clientId}/${TAB_SCOPE}`] : [])].join(' ')
}

function promptFor(wish: SignInWish): { prompt?: string } {
  if (wish.popup) return { prompt: 'consent' }
  return wish.chooseAccount ? { prompt: 'select_account' } : {}
}

/** Entra's addresses are fixed per organisation, so nothing has to be discovered. */
function configurationFor(options: EntraSignInOptions, tenant: string): Configuration {
  const base = `${options.authority}/${tenant}`
  const configuration = new Configuration(
    {
      issuer: `${base}/v2.0`,
      authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
      token_endpoint: `${base}/oauth2/v2.0/token`,
    },
    options.clientId,
    {},
    ClientSecretPost(options.clientSecret),
  )
  configuration.timeout = TIMEOUT_SECONDS
  // An operator who names an authority without encryption has one on the same machine.
  if (options.authority.startsWith('http://')) allowInsecureRequests(configuration)
  return configuration
}

/** Turns the answer of Microsoft's page into an identity token, which is still to be checked. */
async function redeem(
  options: EntraSignInOptions,
  left: SignInState,
  query: URLSearchParams,
): Promise<string> {
  const configuration = configurationFor(options, left.tenant)
  const answer: { idToken?: string } = {}
  configuration[customFetch] = async (url, init) =>
    setIdTokenAside(await send(options.fetch, url, init as RequestInit), answer)
  const here = new URL(options.redirectUri)
  here.search = query.toString()
  try {
    await authorizationCodeGrant(configuration, here, {
      pkceCodeVerifier: left.codeVerifier,
      expectedState: left.state,
    })
  } catch (error) {
    throw failureOf(error)
  }
  if (answer.idToken === undefined) throw new EntraSignInError('failed', 'no identity token came')
  return answer.idToken
}

async function send(via: typeof fetch, url: string, init: RequestInit): Promise<Response> {
  let response: Response
  try {
    response = await via(url, init)
  } catch (cause) {
    throw new EntraUnavailableError('no answer from Microsoft', { cause })
  }
  if (response.status >= 500) throw new EntraUnavailableError(`Microsoft answers ${response.status}`)
  return response
}

/**
 * The library knows the issuer of one organisation, or Entra's template in Microsoft's public cloud only. So it never sees
 * the identity token: that is checked like every other token of Entra, by the organisations served here.
 */
async function setIdTokenAside(response: Response, answer: { idToken?: string }): Promise<Response> {
  const bytes = await readLimited(response, LARGEST_ANSWER)
  if (bytes === undefined) throw new EntraUnavailableError('the answer is too long')
  const headers = { 'content-type': response.headers.get('content-type') ?? '' }
  const text = bytes.toString('utf8')
  const parts = objectOf(text)
  if (!response.ok || parts === null) return new Response(text, { status: response.status, headers })
  const { id_token: idToken, ...others } = parts
  if (typeof idToken === 'string') answer.idToken = idToken
  return new Response(JSON.stringify(others), { status: response.status, headers })
}

function objectOf(text: string): Record<string, unknown> | null {
  try {
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : null
  } catch {
    return null
  }
}

/** Neither the code nor the description that names people gets any further than this. */
function failureOf(error: unknown): Error {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof AppError) return cause
    if (cause instanceof AuthorizationResponseError)
      return new EntraSignInError(
        meaningOf(cause.error, cause.error_description, cause.cause.get('error_subcode')),
        `Microsoft's page answered ${nameOf(cause.error)} ${numberOf(cause.error_description)}`,
      )
    if (cause instanceof ResponseBodyError)
      return new EntraSignInError(
        meaningOf(cause.error, cause.error_description, null),
        `the code was refused: ${nameOf(cause.error)} ${numberOf(cause.error_description)}`,
      )
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  return new EntraSignInError(
    code === 'OAUTH_TIMEOUT' ? 'unavailable' : 'failed',
    `the code was not redeemed: ${code}`,
  )
}

/** 65001: nobody has consented. 90093, 90094, 90095: only an administrator may. */
const CONSENT_NUMBERS = /^AADSTS(?:65001|9009[345])$/
/** The person said no to the consent. */
const REFUSED_CONSENT = 'AADSTS65004'

function meaningOf(error: string, description: string | undefined, subcode: string | null): SignInFailure {
  const number = numberOf(description)
  if (error === 'consent_required' || CONSENT_NUMBERS.test(number)) return 'consent_required'
  if (subcode === 'cancel' || error === 'access_denied' || number === REFUSED_CONSENT) return 'cancelled'
  if (error === 'temporarily_unavailable' || error === 'server_error') return 'unavailable'
  return 'failed'
}

/** The standard's name of an error, fit for a log. */
function nameOf(error: string): string {
  return /^[a-z_]{1,40}$/.test(error) ? error : 'something unknown'
}

/** Entra's number of an error, such as `AADSTS65004`. */
function numberOf(description: string | undefined): string {
  return /AADSTS\d{1,9}/.exec(description ?? '')?.[0] ?? ''
}

/**
 * Remembers which states have been answered, as long as they would be accepted: a copied cookie is worth nothing afterwards.
 * Another process does not know of it; there, Entra refuses the code, which it redeems once.
 */
function createSpentStates(now: () => Date): (state: string) => boolean {
  const spent = new Map<string, number>()
  return (state) => {
    const nowMs = now().getTime()
    for (const [old, untilMs] of spent) {
      if (untilMs > nowMs) break
      spent.delete(old)
    }
    if (spent.has(state)) return false
    spent.set(state, nowMs + SIGN_IN_SECONDS * 1000)
    return true
  }
}
