import type { ChannelError } from '../../lib/errors.ts'
import { readLimited } from '../../lib/read-limited.ts'
import { failureOfAnswer, unclear, unreachable, type Effect } from './failure.ts'

/** How long the platform may take; its own latency is well below a second. */
const ANSWER_TIMEOUT_MS = 20_000
/** For files of up to 100 MB. */
export const TRANSFER_TIMEOUT_MS = 180_000
/** A page of a hundred templates has a few hundred kilobytes. */
const LARGEST_ANSWER = 16 * 1024 * 1024

export interface GraphSettings {
  apiBaseUrl: string
  accessToken: string
  /** Must appear in no error. */
  secrets: readonly string[]
}

export interface GraphRequest {
  method: 'GET' | 'POST'
  /** Below the base address; parts must be encoded. */
  path: string
  query?: Record<string, string>
  json?: unknown
  form?: FormData
  effect: Effect
  timeoutMs?: number
}

export interface GraphClient {
  /** The answer's JSON. Throws a `ChannelError` and nothing else. */
  call(request: GraphRequest): Promise<unknown>
  /** A GET with the token, redirects not followed. The caller answers for the host. Throws as `call` does. */
  open(url: URL): Promise<Response>
}

export function createGraphClient(settings: GraphSettings, fetch: typeof globalThis.fetch): GraphClient {
  const authorization = `Bearer ${settings.accessToken}`
  return {
    async call(request) {
      const headers = new Headers({ authorization, accept: 'application/json' })
      if (request.json !== undefined) headers.set('content-type', 'application/json')
      const body = request.form ?? (request.json === undefined ? undefined : JSON.stringify(request.json))
      const response = await reach(fetch, addressOf(request, settings.apiBaseUrl), request.effect, {
        method: request.method,
        headers,
        ...(body === undefined ? {} : { body }),
        // A redirect would carry the token elsewhere; Graph has none.
        redirect: 'manual',
        signal: AbortSignal.timeout(request.timeoutMs ?? ANSWER_TIMEOUT_MS),
      })
      return readAnswer(response, request.effect, settings.secrets)
    },
    open: async (url) =>
      reach(fetch, url, 'nothing', {
        headers: { authorization },
        redirect: 'manual',
        signal: AbortSignal.timeout(TRANSFER_TIMEOUT_MS),
      }),
  }
}

function addressOf(request: GraphRequest, apiBaseUrl: string): URL {
  const url = new URL(`${apiBaseUrl.replace(/\/+$/, '')}/${request.path}`)
  for (const [name, value] of Object.entries(request.query ?? {})) url.searchParams.set(name, value)
  return url
}

async function reach(
  fetch: typeof globalThis.fetch,
  url: URL,
  effect: Effect,
  init: RequestInit,
): Promise<Response> {
  try {
    return await fetch(url, init)
  } catch (error) {
    throw failureOfConnection(error, effect)
  }
}

async function readAnswer(response: Response, effect: Effect, secrets: readonly string[]): Promise<unknown> {
  const text = await readText(response)
  const body = text === undefined ? undefined : parseJson(text)
  if (!response.ok) {
    const retryAfter = response.headers.get('retry-after')
    throw failureOfAnswer({ status: response.status, body, retryAfter }, effect, secrets)
  }
  if (body !== undefined) return body
  const detail = `HTTP ${response.status} without a readable answer`
  throw effect === 'message' ? unclear(detail) : unreachable(detail)
}

/** `undefined` when the connection broke off meanwhile. */
async function readText(response: Response): Promise<string | undefined> {
  try {
    return (await readLimited(response, LARGEST_ANSWER))?.toString('utf8')
  } catch {
    return undefined
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Node's and undici's codes for a connection that was never made; after that the request may have arrived. */
const NEVER_CONNECTED: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EAI_NODATA',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
])
const CONNECTING: ReadonlySet<string> = new Set(['connect', 'getaddrinfo'])

function failureOfConnection(error: unknown, effect: Effect): ChannelError {
  const cause = error instanceof Error ? (error.cause ?? error) : error
  if (effect === 'nothing') return unreachable('the connection failed', { cause })
  if (neverConnected(cause)) return unreachable('no connection could be made', { cause })
  const name =
    error instanceof Error && error.name === 'TimeoutError' ? 'no answer in time' : 'the connection broke'
  return unclear(name, { cause })
}

function neverConnected(cause: unknown): boolean {
  // Several addresses were tried; each must have failed before anything was sent.
  if (cause instanceof AggregateError) return cause.errors.length > 0 && cause.errors.every(neverConnected)
  if (!(cause instanceof Error)) return false
  const { code, syscall } = cause as NodeJS.ErrnoException
  return NEVER_CONNECTED.has(code ?? '') || CONNECTING.has(syscall ?? '')
}
