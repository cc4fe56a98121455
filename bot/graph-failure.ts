import { z } from 'zod'
import type { TeamsFailure } from '../server/lib/errors.ts'

/** Graph answers `{error: {code: 'Forbidden'}}`, Entra `{error: 'invalid_client'}`. */
const errorBody = z.object({ error: z.union([z.string(), z.object({ code: z.string() })]) })

/** An error's own code is short; whatever is longer is none of ours to pass on. */
const LONGEST_CODE = 64

/** Advised waits are believed up to this. */
const LONGEST_WAIT_MS = 3_600_000

/** Nothing has left when one of these is the reason. */
const NO_CONNECTION = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])
const TLS_FAULT = /^(CERT_|ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/

/** Worth another try: too much at once, or somebody else at work on the same. */
const LATER = new Set([408, 423, 425, 429])

/**
 * What an answer of Graph or of Entra's token endpoint means that is no success. Everything but load and outages is `refused`:
 * a person without the app (403, 404), a permission that nobody has given (401, 403), two apps of one registration (409).
 * https://learn.microsoft.com/graph/errors
 */
export async function failureOfAnswer(response: Response, now: Date): Promise<TeamsFailure> {
  const { status } = response
  const platformCode = codeIn(await response.text().catch(() => ''))
  const retryAfterMs = retryAfterOf(response.headers.get('retry-after'), now)
  return {
    outcome: status >= 500 || LATER.has(status) ? 'later' : 'refused',
    status,
    ...(platformCode === null ? {} : { platformCode }),
    ...(retryAfterMs === null ? {} : { retryAfterMs }),
  }
}

/** Whether a request that failed without an answer may have arrived all the same. */
export function mayHaveLeft(error: unknown): boolean {
  const code = codeOf(error instanceof Error ? error.cause : undefined) ?? codeOf(error)
  return code === null || !(NO_CONNECTION.has(code) || TLS_FAULT.test(code))
}

function codeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null
  return typeof error.code === 'string' ? error.code : null
}

function codeIn(body: string): string | null {
  try {
    const { error } = errorBody.parse(JSON.parse(body))
    return (typeof error === 'string' ? error : error.code).slice(0, LONGEST_CODE)
  } catch {
    return null
  }
}

/** Seconds or a date (RFC 9110, section 10.2.3). */
function retryAfterOf(given: string | null, now: Date): number | null {
  if (given === null || given.trim() === '') return null
  const seconds = Number(given)
  const waitMs = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(given) - now.getTime()
  return Number.isFinite(waitMs) ? Math.min(Math.max(0, Math.ceil(waitMs)), LONGEST_WAIT_MS) : null
}
