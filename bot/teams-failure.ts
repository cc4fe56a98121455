import { z } from 'zod'
import type { TeamsFailure } from '../server/lib/errors.ts'
import { mayHaveArrived } from './connector-client.ts'

/** A connector's answer as the SDK's error carries it. */
const answered = z.object({
  statusCode: z.number().int(),
  response: z
    .looseObject({ bodyAsText: z.string().nullish().catch(null) })
    .nullish()
    .catch(null),
})

/** What the connector itself says is wrong. */
const errorBody = z.object({ error: z.object({ code: z.string() }) })

/** The person has blocked the bot: the reason is JSON within the message (Microsoft, *Send proactive messages*). */
const blockedBody = z.object({ errorCode: z.number(), message: z.string() })
const blockedReason = z.object({ subCode: z.string() })

/** The place is there no longer, or not for us. */
const GONE_404 = new Set(['ConversationNotFound', 'BotNotInConversationRoster', 'ConversationDeleted'])

/**
 * Worth another try: too much at once, two operations at once on one conversation, an outage; or our own registration is wrong,
 * which somebody will put right.
 */
const LATER = new Set([401, 408, 412, 425, 429])

/** Advised waits are believed up to this. */
const LONGEST_WAIT_MS = 3_600_000

/**
 * What an error of the connector means (facts of the platform: *Rate limiting*, *Send proactive messages*). `operation`: an
 * update may be repeated at any time, a post whose answer was lost may not.
 */
export function failureOf(error: unknown, operation: 'post' | 'update'): TeamsFailure {
  const answer = answered.safeParse(error)
  if (!answer.success) return { outcome: operation === 'post' && mayHaveArrived(error) ? 'unknown' : 'later' }
  const { statusCode: status, response } = answer.data
  const platformCode = platformCodeOf(response?.bodyAsText ?? null)
  const retryAfterMs = retryAfter(error)
  return {
    outcome: outcomeOf({ status, platformCode, operation }),
    status,
    ...(platformCode === null ? {} : { platformCode }),
    ...(retryAfterMs === null ? {} : { retryAfterMs }),
  }
}

function outcomeOf(answer: {
  status: number
  platformCode: string | null
  operation: 'post' | 'update'
}): TeamsFailure['outcome'] {
  const { status, platformCode, operation } = answer
  // Accepted, but what was answered cannot be read.
  if (status < 300) return operation === 'post' ? 'unknown' : 'later'
  if (status >= 500 || LATER.has(status)) return 'later'
  // A proxy in between may refuse as well: only Teams itself can say that a place is gone.
  if ((status === 403 || status === 404) && platformCode === null) return 'later'
  if (status === 403) return 'gone'
  if (status === 404) return platformCode !== null && GONE_404.has(platformCode) ? 'gone' : 'refused'
  return 'refused'
}

function platformCodeOf(body: string | null): string | null {
  const content = jsonOf(body)
  const named = errorBody.safeParse(content)
  if (named.success) return named.data.error.code
  const blocked = blockedBody.safeParse(content)
  if (!blocked.success) return null
  const reason = blockedReason.safeParse(jsonOf(blocked.data.message))
  return reason.success ? reason.data.subCode : String(blocked.data.errorCode)
}

function jsonOf(text: string | null): unknown {
  if (text === null) return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const headersOf = z.object({ response: z.object({ headers: z.custom<{ get(name: string): unknown }>() }) })

/** Seconds or a date (RFC 9110, section 10.2.3). */
function retryAfter(error: unknown): number | null {
  const parsed = headersOf.safeParse(error)
  const headers = parsed.success ? parsed.data.response.headers : null
  if (typeof headers?.get !== 'function') return null
  const given = headers.get('retry-after')
  if (typeof given !== 'string' || given.trim() === '') return null
  const seconds = Number(given)
  const waitMs = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(given) - Date.now()
  if (!Number.isFinite(waitMs)) return null
  return Math.min(Math.max(0, Math.ceil(waitMs)), LONGEST_WAIT_MS)
}
