import { z } from 'zod'
import { TeamsError } from '../server/lib/errors.ts'
import { failureOfAnswer } from './graph-failure.ts'

export interface GraphTokenOptions {
  /** Both without a slash at the end. */
  entraAuthority: string
  graphUrl: string
  credentials: { appId: string; appPassword: string }
  fetch: typeof fetch
  now: () => Date
  timeoutMs: number
}

/** Tokens with which the app speaks to Graph for itself, one for each organisation. */
export interface GraphTokens {
  /** Throws `TeamsError`; a request that fails is not remembered. */
  of(tenantId: string): Promise<string>
  /** This one is not taken any more: the next is fetched anew. */
  forget(tenantId: string, token: string): void
}

const answer = z.object({
  access_token: z.string().min(1),
  /** Seconds; some answer with a text. */
  expires_in: z.coerce.number().int().min(1),
})

/** Fetched anew while the old one is still good, so that none expires on its way. */
const RENEW_AHEAD_MS = 5 * 60_000

interface Known {
  token: Promise<string>
  /** `null` while it is being fetched. */
  fetched: { token: string; renewAt: number } | null
}

/**
 * Fetches tokens by the app's own secret (client credentials,
 * https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow) and keeps each until five minutes
 * before its end. Those who ask meanwhile share one request.
 */
export function createGraphTokens(options: GraphTokenOptions): GraphTokens {
  const known = new Map<string, Known>()

  function renew(tenantId: string): Promise<string> {
    const entry: Known = { token: Promise.resolve(''), fetched: null }
    known.set(tenantId, entry)
    entry.token = fetchToken(options, tenantId).then(
      ({ token, lifeMs }) => {
        const renewAt = options.now().getTime() + Math.max(0, lifeMs - RENEW_AHEAD_MS)
        entry.fetched = { token, renewAt }
        return token
      },
      (error: unknown) => {
        if (known.get(tenantId) === entry) known.delete(tenantId)
        throw error
      },
    )
    return entry.token
  }

  return {
    of(tenantId) {
      const entry = known.get(tenantId)
      if (entry === undefined) return renew(tenantId)
      const isFresh = entry.fetched === null || options.now().getTime() < entry.fetched.renewAt
      return isFresh ? entry.token : renew(tenantId)
    },
    forget(tenantId, token) {
      if (known.get(tenantId)?.fetched?.token === token) known.delete(tenantId)
    },
  }
}

async function fetchToken(
  options: GraphTokenOptions,
  tenantId: string,
): Promise<{ token: string; lifeMs: number }> {
  const response = await post(options, tenantId)
  if (!response.ok) throw new TeamsError(await failureOfAnswer(response, options.now()))
  const parsed = answer.safeParse(await response.json().catch(() => null))
  if (!parsed.success) throw new TeamsError({ outcome: 'later', status: response.status })
  return { token: parsed.data.access_token, lifeMs: parsed.data.expires_in * 1000 }
}

/** Asking for a token twice does nothing twice: whatever keeps the answer away, it is worth another try. */
async function post(options: GraphTokenOptions, tenantId: string): Promise<Response> {
  const { entraAuthority, graphUrl, credentials, timeoutMs } = options
  try {
    return await options.fetch(`${entraAuthority}/${tenantId}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: credentials.appId,
        client_secret: credentials.appPassword,
        scope: `${graphUrl}/.default`,
      }),
      // A secret goes nowhere but where it was addressed to.
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
  } catch (cause) {
    throw new TeamsError({ outcome: 'later' }, { cause })
  }
}
