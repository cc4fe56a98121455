import { TeamsError } from '../server/lib/errors.ts'
import type { CardContent } from '../server/domain/teams-card.ts'
import type { TeamsPlace } from '../server/store/entities.ts'
import type { ActivityFeed } from '../server/usecases/ports.ts'
import { feedEntryOf } from './graph-entry.ts'
import { failureOfAnswer, mayHaveLeft } from './graph-failure.ts'
import { createGraphTokens, type GraphTokens } from './graph-tokens.ts'

export interface ActivityFeedOptions {
  /** Without a slash at the end; other ones in national clouds. */
  graphUrl: string
  entraAuthority: string
  /** Of the app registration that the manifest names; a managed identity has no such secret. */
  credentials: { appId: string; appPassword: string }
  fetch?: typeof fetch
  now?: () => Date
  /** Nobody waits longer for one answer. */
  timeoutMs?: number
}

const REQUEST_TIMEOUT_MS = 10_000

/** Graph takes no longer link, and no other than one that leads into Teams. */
const LONGEST_LINK = 1024
const TEAMS_LINK = /^https:\/\/(?:[a-z]+\.)?teams\.(?:microsoft\.(?:com|us)|cloud\.microsoft)\/l\//

const GUID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i

interface Sending {
  options: ActivityFeedOptions
  send: typeof fetch
  now: () => Date
  timeoutMs: number
  tokens: GraphTokens
}

/**
 * Tells people's activity feed in Teams through Microsoft Graph, as the app itself
 * (https://learn.microsoft.com/graph/api/userteamwork-sendactivitynotification; permission `TeamsActivity.Send.User` of the app,
 * or `TeamsActivity.Send` for the organisation). Whoever has not got the app is refused by Graph: that says nothing about their
 * card.
 */
export function createActivityFeed(options: ActivityFeedOptions): ActivityFeed {
  const { fetch: send = fetch, now = () => new Date(), timeoutMs = REQUEST_TIMEOUT_MS } = options
  const { entraAuthority, graphUrl, credentials } = options
  const tokens = createGraphTokens({ entraAuthority, graphUrl, credentials, fetch: send, now, timeoutMs })
  const sending: Sending = { options, send, now, timeoutMs, tokens }
  return { tell: (place, content, link) => tell(sending, place, { content, link }) }
}

async function tell(
  sending: Sending,
  { tenantId, person }: TeamsPlace,
  { content, link }: { content: CardContent; link: string },
): Promise<void> {
  const objectId = person?.objectId ?? ''
  const webUrl = fitLink(link)
  // Both become part of an address; without them there is nobody to tell, or nothing to lead to.
  if (!GUID.test(tenantId) || !GUID.test(objectId) || webUrl === null) {
    throw new TeamsError({ outcome: 'refused' })
  }
  const { activityType, topic, preview, parameters } = feedEntryOf(content)
  await post(sending, tenantId, {
    url: `${sending.options.graphUrl}/v1.0/users/${objectId}/teamwork/sendActivityNotification`,
    body: JSON.stringify({
      topic: { source: 'text', value: topic, webUrl },
      activityType,
      previewText: { content: preview },
      templateParameters: parameters,
    }),
  })
}

/** What only helps where Teams does not open is left out of a link that is too long. */
function fitLink(link: string): string | null {
  if (!TEAMS_LINK.test(link)) return null
  if (link.length <= LONGEST_LINK) return link
  const shorter = new URL(link)
  shorter.searchParams.delete('webUrl')
  return shorter.href.length <= LONGEST_LINK ? shorter.href : null
}

/** A token that is not taken any more (a changed secret, a revoked consent) is fetched anew, once. */
async function post(
  sending: Sending,
  tenantId: string,
  request: { url: string; body: string },
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const token = await sending.tokens.of(tenantId)
    const response = await requestOnce(sending, request, token)
    if (response.ok) {
      await response.body?.cancel()
      return
    }
    if (response.status !== 401 || attempt > 1) {
      throw new TeamsError(await failureOfAnswer(response, sending.now()))
    }
    await response.body?.cancel()
    sending.tokens.forget(tenantId, token)
  }
}

async function requestOnce(
  { send, timeoutMs }: Sending,
  { url, body }: { url: string; body: string },
  token: string,
): Promise<Response> {
  try {
    return await send(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
  } catch (cause) {
    throw new TeamsError({ outcome: mayHaveLeft(cause) ? 'unknown' : 'later' }, { cause })
  }
}
