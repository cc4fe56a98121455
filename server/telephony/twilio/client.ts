import { readLimited } from '../../lib/read-limited.ts'
import { failed, failureOfAnswer, unreachable } from './failure.ts'

/** A caller may be on the line while recordings are discarded. */
const ANSWER_TIMEOUT_MS = 15_000
/** For a recording of some megabytes. */
const TRANSFER_TIMEOUT_MS = 120_000
/** A list of a thousand recordings has about a megabyte. */
const LARGEST_ANSWER = 4 * 1024 * 1024
const API_VERSION = '2010-04-01'

export interface TwilioClientSettings {
  apiBaseUrl: string
  accountSid: string
  authToken: string
}

export interface TwilioRequest {
  method: 'GET' | 'POST' | 'DELETE'
  /** Below the account; its parts must be safe in an address. */
  path: string
  form?: Record<string, string>
}

export interface TwilioClient {
  /** The answer's JSON; `undefined` when there is none. Throws a `ChannelError` and nothing else. */
  call(request: TwilioRequest): Promise<unknown>
  /** A file, at most `maxSize` bytes of it. Throws as `call` does; `media_rejected` with detail `too_large` for more. */
  download(path: string, maxSize: number): Promise<{ content: Buffer; contentType: string }>
}

/** The part of Twilio's REST API that lines need. Asks no host but the given one, and follows no redirect. */
export function createTwilioClient(
  settings: TwilioClientSettings,
  fetch: typeof globalThis.fetch,
): TwilioClient {
  const { accountSid, authToken } = settings
  const credentials = Buffer.from(`${accountSid}:${authToken}`).toString('base64')
  const base = `${settings.apiBaseUrl.replace(/\/+$/, '')}/${API_VERSION}/Accounts/${accountSid}`
  const reach = async ({ method, path, form }: TwilioRequest, timeoutMs: number): Promise<Response> => {
    try {
      return await fetch(`${base}/${path}`, {
        method,
        headers: { authorization: `Basic ${credentials}` },
        ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      })
    } catch (cause) {
      throw unreachable('no answer', { cause })
    }
  }
  const refuse = async (response: Response): Promise<never> => {
    const body = parseJson(await read(response, LARGEST_ANSWER))
    const retryAfter = response.headers.get('retry-after')
    throw failureOfAnswer({ status: response.status, body, retryAfter }, [authToken, credentials])
  }
  return {
    async call(request) {
      const response = await reach(request, ANSWER_TIMEOUT_MS)
      if (!response.ok) return refuse(response)
      return parseJson(await read(response, LARGEST_ANSWER))
    },
    async download(path, maxSize) {
      const response = await reach({ method: 'GET', path }, TRANSFER_TIMEOUT_MS)
      if (!response.ok) return refuse(response)
      const content = await read(response, maxSize)
      if (content === undefined) throw failed({ reason: 'media_rejected', detail: 'too_large' })
      return { content, contentType: response.headers.get('content-type') ?? '' }
    },
  }
}

/** Throws like every other failure to reach the platform when the answer breaks off. */
async function read(response: Response, limit: number): Promise<Buffer | undefined> {
  try {
    return await readLimited(response, limit)
  } catch (cause) {
    throw unreachable('the answer broke off', { cause })
  }
}

function parseJson(content: Buffer | undefined): unknown {
  try {
    return content === undefined ? undefined : JSON.parse(content.toString('utf8'))
  } catch {
    return undefined
  }
}
