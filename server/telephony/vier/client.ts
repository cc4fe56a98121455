import { ChannelError, type ChannelFailure } from '../../lib/errors.ts'
import { discard, readLimited } from '../../lib/read-limited.ts'

export const CONNECTOR_ID = 'telephony-vier'

/** A caller is waiting. */
const ANSWER_TIMEOUT_MS = 5000
const DOWNLOAD_TIMEOUT_MS = 60_000
/** Answers hold a status and an address or two. */
const LARGEST_ANSWER = 64 * 1024
const RETRY_AFTER_MS = 5000
const LONGEST_RETRY_AFTER_MS = 3_600_000

/**
 * What a request does when it succeeds. `heard`: the caller notices, so an unclear end must not be repeated.
 * `nothing`: repeating is harmless.
 */
export type Effect = 'heard' | 'nothing'

/** Where a call's commands go, and what opens the door there. */
export interface Access {
  callback: string
  authToken: string
}

export interface GatewayRequest {
  method: 'GET' | 'POST' | 'DELETE'
  /** Below the callback address; parts must be encoded. */
  path: string
  json?: unknown
  effect: Effect
  timeoutMs?: number
}

export interface GatewayAnswer {
  status: number
  /** As parsed; `undefined` when it was no JSON. */
  body: unknown
  retryAfter: string | null
}

export interface Gateway {
  /** Any answer, whatever its status. Throws a `ChannelError` when there is none, or for a strange address. */
  send(access: Access, request: GatewayRequest): Promise<GatewayAnswer>
  /** A file that the gateway gave the address of; the token goes to the gateway's own host only. Throws as `send` does. */
  download(
    access: Access,
    address: string,
    maxSize: number,
  ): Promise<{ content: Buffer; contentType: string }>
}

/** Talks to the gateway's addresses, `origins`, and to nobody else. */
export function createGateway(origins: ReadonlySet<string>, fetch: typeof globalThis.fetch): Gateway {
  return {
    async send(access, { method, path, json, effect, timeoutMs }) {
      const url = addressOf(access, path, origins)
      const headers = headersOf(access, { accept: 'application/json' })
      if (json !== undefined) headers.set('content-type', 'application/json')
      const response = await reach(fetch, url, effect, {
        method,
        headers,
        ...(json === undefined ? {} : { body: JSON.stringify(json) }),
        // A redirect would carry the token elsewhere.
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs ?? ANSWER_TIMEOUT_MS),
      })
      const text = await readText(response)
      const retryAfter = response.headers.get('retry-after')
      return { status: response.status, body: parseJson(text), retryAfter }
    },
    async download(access, address, maxSize) {
      const url = new URL(address)
      const own = url.origin === addressOf(access, '', origins).origin
      if (!own && url.protocol !== 'https:') throw misconfigured('the recording is at an unprotected address')
      const response = await reach(fetch, url, 'nothing', {
        headers: own ? headersOf(access, {}) : new Headers(),
        redirect: 'error',
        signal: AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS),
      })
      if (!response.ok) throw await failureOfResponse(response)
      return readFile(response, maxSize)
    },
  }
}

/** Why the platform did not do as it was told. `undefined`: it did. */
export function failureOf({ status, retryAfter }: GatewayAnswer, effect: Effect): ChannelError | undefined {
  if (status >= 200 && status < 300) return undefined
  const known = { platformCode: String(status), outcome: 'not-sent' as const }
  if (status === 429) {
    return failed({ ...known, reason: 'rate_limited', retryAfterMs: readRetryAfter(retryAfter) })
  }
  if (status === 408 || status >= 500)
    return unavailable(`HTTP ${status}`, effect, { platformCode: String(status) })
  if (status === 401 || status === 403) {
    return failed({ ...known, reason: 'channel_misconfigured', channelBroken: true })
  }
  // The call is over, or a voice has gone: trying again changes neither.
  if (status === 404)
    return failed({ ...known, reason: 'unknown', detail: 'no such call, voice or recording' })
  // Something else answers at this address, or it has moved.
  if (status < 400) return failed({ ...known, reason: 'channel_misconfigured', channelBroken: true })
  return failed({ ...known, reason: 'invalid_content' })
}

export function failed(failure: Omit<ChannelFailure, 'connector'>, options?: ErrorOptions): ChannelError {
  return new ChannelError({ connector: CONNECTOR_ID, ...failure }, options)
}

/** What we were given to reach the platform by is unusable. */
export function misconfigured(detail: string): ChannelError {
  return failed({ reason: 'channel_misconfigured', outcome: 'not-sent', detail })
}

function unavailable(
  detail: string,
  effect: Effect,
  { platformCode, cause }: { platformCode?: string; cause?: unknown } = {},
): ChannelError {
  const code = platformCode === undefined ? {} : { platformCode }
  const reason = 'channel_unavailable' as const
  const failure =
    effect === 'heard'
      ? { reason, outcome: 'unknown' as const, detail, ...code }
      : {
          reason,
          outcome: 'not-sent' as const,
          detail,
          retryAfterMs: RETRY_AFTER_MS,
          maxAttempts: 8,
          ...code,
        }
  return failed(failure, cause === undefined ? undefined : { cause })
}

/** Checked again although webhooks were: a token is not sent on the word of whoever stored the address. */
function addressOf({ callback }: Access, path: string, origins: ReadonlySet<string>): URL {
  const url = URL.canParse(callback) ? new URL(callback + path) : null
  if (url === null || !origins.has(url.origin) || url.username !== '' || url.password !== '') {
    throw misconfigured('the call has no address of the platform')
  }
  return url
}

function headersOf({ authToken }: Access, others: Record<string, string>): Headers {
  const headers = new Headers(others)
  if (authToken !== '') headers.set('authorization', `Bearer ${authToken}`)
  return headers
}

async function reach(
  fetch: typeof globalThis.fetch,
  url: URL,
  effect: Effect,
  init: RequestInit,
): Promise<Response> {
  try {
    return await fetch(url, init)
  } catch (cause) {
    const late = cause instanceof Error && cause.name === 'TimeoutError'
    throw unavailable(late ? 'no answer in time' : 'the connection failed', effect, { cause })
  }
}

async function failureOfResponse(response: Response): Promise<ChannelError> {
  await discard(response)
  const answer = { status: response.status, body: undefined, retryAfter: response.headers.get('retry-after') }
  return failureOf(answer, 'nothing') ?? misconfigured(`HTTP ${response.status}`)
}

/** Empty when the connection broke off meanwhile, or for more than any answer holds: the status says enough. */
async function readText(response: Response): Promise<string> {
  try {
    return (await readLimited(response, LARGEST_ANSWER))?.toString('utf8') ?? ''
  } catch {
    return ''
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function readFile(response: Response, maxSize: number) {
  const content = await readLimited(response, maxSize).catch((cause: unknown) => {
    throw unavailable('the download broke off', 'nothing', { cause })
  })
  if (content === undefined) {
    throw failed({ reason: 'media_rejected', outcome: 'not-sent', detail: 'too_large' })
  }
  return { content, contentType: response.headers.get('content-type') ?? 'audio/mpeg' }
}

function readRetryAfter(header: string | null): number {
  const seconds = Number(header ?? Number.NaN)
  return seconds > 0 ? Math.min(seconds * 1000, LONGEST_RETRY_AFTER_MS) : RETRY_AFTER_MS
}
