import { errors, jwtVerify } from 'jose'
import { z } from 'zod'
import { cleanName } from '../domain/clean-text.ts'
import { UnauthenticatedError } from '../lib/errors.ts'
import { UnservedTenantError } from './entra-errors.ts'
import { createEntraKeys, type EntraKeys } from './entra-keys.ts'

/** Somebody as a valid token of Entra describes them. */
export interface EntraPerson {
  tenantId: string
  objectId: string
  name: string | null
  /**
   * Where mail reaches them, most reliable first, in lower case. Whoever administers their organisation can write anything
   * here, so it says who they are only to an environment that this organisation serves.
   */
  emails: readonly string[]
}

/** Checks tokens that Entra issued for us. */
export interface EntraTokens {
  /**
   * The person behind the access token that Teams gives a tab. Throws `UnauthenticatedError` for every token that is not
   * Entra's, not for us or not valid at this moment, `UnservedTenantError` for one of an organisation that is not served here,
   * and `EntraUnavailableError` when that cannot be found out.
   */
  verifyAccess(token: string): Promise<EntraPerson>
  /** The person behind the identity token that a sign-in with this nonce ended with. Throws as `verifyAccess` does. */
  verifyIdentity(token: string, nonce: string): Promise<EntraPerson>
}

export interface EntraTokenOptions {
  /** Entra's origin, without a slash at the end. */
  authority: string
  /** Of our registration at Entra. */
  clientId: string
  /** Where people reach us: the Application ID URI is made from its host. */
  publicUrl: string
  /** Whether people of this organisation may sign in here. */
  serves: (tenantId: string) => Promise<boolean>
  fetch: typeof fetch
  now?: () => Date
  elapsedMs?: () => number
}

/** The scope that the tab's tokens are for (Teams' page on single sign-on). */
export const TAB_SCOPE = 'access_as_user'

/** How far apart two clocks may be that nobody has set wrongly. */
const CLOCK_SKEW_SECONDS = 120

const LONGEST_TOKEN = 16_384

/** Hosts that issue version 1 tokens, by the host that people sign in at; both are Entra's of that cloud. */
const VERSION_1_ISSUERS: Readonly<Record<string, string>> = {
  'https://login.microsoftonline.com': 'https://sts.windows.net',
  'https://login.microsoftonline.us': 'https://sts.windows.net',
  'https://login.partner.microsoftonline.cn': 'https://sts.chinacloudapi.cn',
}

const guid = z.guid().toLowerCase()
const word = z.string().max(1024).optional().catch(undefined)

const claimsSchema = z.object({
  iss: z.string(),
  aud: z.string().toLowerCase(),
  tid: guid,
  oid: guid,
  scp: z.string().optional(),
  nonce: z.string().optional(),
  name: word,
  preferred_username: word,
  upn: word,
  email: word,
  /** Who vouches for a guest: another organisation than the one that issued the token. */
  idp: word,
  acct: z.union([z.string(), z.number()]).optional().catch(undefined),
})
type Claims = z.infer<typeof claimsSchema>

/** Checks tokens against Entra's keys; fetches those when the first token comes. */
export function createEntraTokens(options: EntraTokenOptions): EntraTokens {
  const { authority, serves } = options
  const clientId = options.clientId.toLowerCase()
  const keys = createEntraKeys({
    url: `${authority}/common/discovery/v2.0/keys`,
    fetch: options.fetch,
    elapsedMs: options.elapsedMs ?? (() => performance.now()),
  })
  const now = options.now ?? (() => new Date())
  const uris = applicationUris(options.publicUrl, clientId)

  async function verify(token: string, audiences: readonly string[]): Promise<Claims> {
    const claims = await signedClaims(token, keys, now())
    if (!audiences.includes(claims.aud)) throw refused('audience')
    if (!issuersOf(authority, claims.tid).includes(claims.iss)) throw refused('issuer')
    if (!(await serves(claims.tid))) throw new UnservedTenantError('organisation')
    return claims
  }

  return {
    async verifyAccess(token) {
      const claims = await verify(token, [clientId, ...uris])
      if (claims.scp?.split(' ').includes(TAB_SCOPE) !== true) throw refused('scope')
      return personOf(claims)
    },
    async verifyIdentity(token, nonce) {
      const claims = await verify(token, [clientId])
      if (claims.nonce !== nonce) throw refused('nonce')
      return personOf(claims)
    },
  }
}

/** `api://<host>/botid-<client>` when the registration is the bot's as well, `api://<host>/<client>` otherwise. */
function applicationUris(publicUrl: string, clientId: string): string[] {
  const host = new URL(publicUrl).host.toLowerCase()
  return [`api://${host}/botid-${clientId}`, `api://${host}/${clientId}`]
}

/**
 * The forms in which Entra names itself in a token of this organisation; which one comes depends on the registration's
 * `requestedAccessTokenVersion`. They are made from the token's own tenant, which is checked against the served ones: the
 * template of the common endpoint would let every organisation in. An authority that is none of Microsoft's clouds issues
 * both versions itself.
 */
function issuersOf(authority: string, tenantId: string): string[] {
  const version1 = VERSION_1_ISSUERS[authority.toLowerCase()] ?? authority
  return [`${authority}/${tenantId}/v2.0`, `${version1}/${tenantId}/`]
}

async function signedClaims(token: string, keys: EntraKeys, now: Date): Promise<Claims> {
  if (token.length > LONGEST_TOKEN) throw refused('length')
  const { payload, kid } = await checkSignature(token, keys, now)
  const claims = claimsSchema.safeParse(payload)
  if (!claims.success) throw refused('claims')
  if (!maySign(keys.issuerOf(kid), claims.data.tid)) throw refused('key of another organisation')
  return claims.data
}

async function checkSignature(
  token: string,
  keys: EntraKeys,
  now: Date,
): Promise<{ payload: unknown; kid: string | undefined }> {
  try {
    const { payload, protectedHeader } = await jwtVerify(token, requireKeyId(keys), {
      algorithms: ['RS256'],
      clockTolerance: CLOCK_SKEW_SECONDS,
      currentDate: now,
      requiredClaims: ['exp', 'nbf', 'iss', 'aud', 'tid', 'oid'],
    })
    return { payload, kid: protectedHeader.kid }
  } catch (error) {
    // The library's errors quote the token's content, which belongs into no log: only the reason is kept.
    if (error instanceof errors.JWTClaimValidationFailed) throw refused(`${error.claim} ${error.reason}`)
    if (error instanceof errors.JOSEError) throw refused(error.code)
    throw error
  }
}

/** Without a key id any of the keys would do, and Entra always names one. */
function requireKeyId(keys: EntraKeys): EntraKeys['find'] {
  return (header, token) => {
    if (typeof header?.kid !== 'string') throw new errors.JWKSNoMatchingKey()
    return keys.find(header, token)
  }
}

/**
 * Entra writes beside each key whose tokens it signs: `…/{tenantid}/…` for every organisation, or a single one, such as
 * that of personal accounts (Entra's page on claims validation, "signing key issuer").
 */
function maySign(keyIssuer: string | null, tenantId: string): boolean {
  if (keyIssuer === null) return true
  const parts = keyIssuer.toLowerCase().split('/')
  return parts.includes('{tenantid}') || parts.includes(tenantId)
}

function personOf(claims: Claims): EntraPerson {
  const name = cleanName(claims.name ?? '')
  const given = [claims.preferred_username, claims.upn, ...(isGuest(claims) ? [] : [claims.email])]
  const emails = given.flatMap((value) => emailOf(value) ?? [])
  return {
    tenantId: claims.tid,
    objectId: claims.oid,
    name: name === '' ? null : name,
    emails: [...new Set(emails)],
  }
}

/** Another organisation looks after a guest's details, so what it says about their mailbox counts for nothing. */
function isGuest({ idp, acct, iss }: Claims): boolean {
  return (idp !== undefined && idp !== iss) || String(acct) === '1'
}

/** A guest's account name (`anna_example.com#EXT#@…`) looks like an address and is none. */
function emailOf(value: string | undefined): string | null {
  const parsed = z.email().max(254).safeParse(value?.trim())
  return parsed.success ? parsed.data.toLowerCase() : null
}

function refused(reason: string): UnauthenticatedError {
  return new UnauthenticatedError(`token refused: ${reason}`)
}
