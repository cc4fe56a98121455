import type { z } from 'zod'
import { problem, type ErrorCode, type Problem } from '../../../server/contract/errors.ts'
import {
  routes,
  type RouteBodyInput,
  type RouteKey,
  type RouteParams,
  type RouteQueryInput,
  type RouteResponse,
} from '../../../server/contract/http.ts'
import { attachment, type Attachment } from '../../../server/contract/message.ts'
import { ApiError, isAborted } from './api-error.ts'

const TIMEOUT_MS = 30_000
const SERVER_TIME_HEADER = 'x-server-time'

type Part<N extends string, T> = [T] extends [undefined]
  ? unknown
  : Partial<T> extends T
    ? { [K in N]?: T }
    : { [K in N]: T }

/** What a call of this route needs: exactly what the contract names. */
export type CallInput<K extends RouteKey> = Part<'params', RouteParams<K>> &
  Part<'query', RouteQueryInput<K>> &
  Part<'body', RouteBodyInput<K>> & { signal?: AbortSignal }

export interface Api {
  /** Calls a route of the contract and answers with what the contract promises, or throws an `ApiError`. */
  call: <K extends RouteKey>(key: K, input: CallInput<K>) => Promise<RouteResponse<K>>
  /** Uploads a file for a message of this conversation; may be aborted. */
  upload: (request: UploadRequest) => Promise<Attachment>
  /** The bytes of a file; `url` as the contract gives it. */
  download: (url: string, signal?: AbortSignal) => Promise<Blob>
}

export interface UploadRequest {
  conversationId: string
  file: File
  onProgress: (share: number) => void
  signal: AbortSignal
}

export interface ApiDeps {
  /** Where the API is, without a slash at the end. */
  base: string
  readToken: () => string | null
  /** The session has ended; told once per refused call. */
  onUnauthenticated?: () => void
  onServerTime?: (at: Date) => void
  fetch?: typeof fetch
}

interface LooseInput {
  params?: Record<string, string>
  query?: Record<string, unknown>
  body?: unknown
  signal?: AbortSignal
}

function fillPath(path: string, params: Record<string, string> = {}): string {
  return path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
}

function queryString(query: Record<string, unknown> = {}): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  if (pairs.length === 0) return ''
  return `?${new URLSearchParams(pairs.map(([name, value]) => [name, String(value)])).toString()}`
}

const CODE_BY_STATUS: Record<number, ErrorCode> = {
  400: 'invalid_input',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  413: 'payload_too_large',
  429: 'rate_limited',
}

function parseProblem(text: string): Problem | undefined {
  try {
    return problem.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/** A proxy in between answers in its own words; then the status has to do. */
function toApiError(status: number, text: string): ApiError {
  const found = parseProblem(text)
  if (found !== undefined) return new ApiError(found.code, { status, problem: found })
  if (status === 502 || status === 503 || status === 504) return new ApiError('offline', { status })
  return new ApiError(CODE_BY_STATUS[status] ?? 'internal_error', { status })
}

function parseAnswer<S extends z.ZodType>(schema: S, text: string): z.output<S> {
  let json: unknown
  try {
    json = text === '' ? {} : JSON.parse(text)
  } catch (cause) {
    throw new ApiError('internal_error', { cause })
  }
  const parsed = schema.safeParse(json)
  if (!parsed.success) throw new ApiError('internal_error', { cause: parsed.error })
  return parsed.data
}

export function createApi(deps: ApiDeps): Api {
  const send = deps.fetch ?? ((...args: Parameters<typeof fetch>) => fetch(...args))
  const headers = (): Record<string, string> => {
    const token = deps.readToken()
    return token === null ? {} : { authorization: `Bearer ${token}` }
  }

  async function request(url: string, init: RequestInit, signal?: AbortSignal): Promise<Response> {
    const timeout = AbortSignal.timeout(TIMEOUT_MS)
    let response: Response
    try {
      response = await send(url, {
        ...init,
        signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
      })
    } catch (cause) {
      if (signal?.aborted === true && isAborted(cause)) throw cause
      throw new ApiError('offline', { cause })
    }
    noteServerTime(response.headers.get(SERVER_TIME_HEADER))
    if (response.ok) return response
    return refuse(response.status, await response.text().catch(() => ''))
  }

  function noteServerTime(header: string | null): void {
    if (header === null) return
    const at = new Date(/^\d+$/.test(header) ? Number(header) : header)
    if (!Number.isNaN(at.getTime())) deps.onServerTime?.(at)
  }

  function refuse(status: number, text: string): never {
    const error = toApiError(status, text)
    if (error.code === 'unauthenticated') deps.onUnauthenticated?.()
    throw error
  }

  async function call<K extends RouteKey>(key: K, input: CallInput<K>): Promise<RouteResponse<K>> {
    const { params, query, body, signal } = input as LooseInput
    const [method = 'GET', path = ''] = key.split(' ')
    const response = await request(
      `${deps.base}${fillPath(path, params)}${queryString(query)}`,
      {
        method,
        headers: { ...headers(), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      },
      signal,
    )
    const text = await response.text().catch((cause: unknown) => {
      throw new ApiError('offline', { cause })
    })
    // The compiler cannot follow a generic key through the table, the schema itself makes it true.
    return parseAnswer(routes[key].response, text) as RouteResponse<K>
  }

  return {
    call,
    // `fetch` cannot tell how far an upload has come.
    upload: ({ conversationId, file, onProgress, signal }) =>
      new Promise((resolve, reject) => {
        const xhr = new XMLHttpRequest()
        xhr.open('POST', `${deps.base}/conversations/${encodeURIComponent(conversationId)}/attachments`)
        for (const [name, value] of Object.entries(headers())) xhr.setRequestHeader(name, value)
        xhr.upload.onprogress = (event) => {
          if (event.lengthComputable) onProgress(event.loaded / event.total)
        }
        xhr.onerror = () => reject(new ApiError('offline'))
        xhr.onabort = () => reject(new DOMException('aborted', 'AbortError'))
        xhr.onload = () => {
          try {
            if (xhr.status >= 200 && xhr.status < 300) resolve(parseAnswer(attachment, xhr.responseText))
            else refuse(xhr.status, xhr.responseText)
          } catch (error) {
            reject(error instanceof Error ? error : new ApiError('internal_error', { cause: error }))
          }
        }
        signal.addEventListener('abort', () => xhr.abort(), { once: true })
        const form = new FormData()
        form.append('file', file, file.name)
        xhr.send(form)
      }),
    async download(url, signal) {
      const response = await request(url, { headers: headers() }, signal)
      return response.blob()
    },
  }
}
