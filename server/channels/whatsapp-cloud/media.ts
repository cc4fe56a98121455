import { ChannelError } from '../../lib/errors.ts'
import type { FetchesMedia, InboundMedia, SendsMedia } from '../channel.ts'
import { discard, readLimited } from '../../lib/read-limited.ts'
import { TRANSFER_TIMEOUT_MS, type GraphClient } from './client.ts'
import { failed, failureOfAnswer, unreachable } from './failure.ts'
import { wireMediaAnswer, wireUploadAnswer } from './wire.ts'

/** Where Meta keeps media (media page). The token goes to no other host, whatever an answer says. */
const META_MEDIA_HOSTS: ReadonlySet<string> = new Set(['lookaside.fbsbx.com', 'graph.facebook.com'])
/** The address of a file lives five minutes (media page): one that is gone is asked for once more. */
const LOOKUPS = 2
const MAX_REDIRECTS = 3
/** Media can be had for seven days (media page), so a broken channel has time to be repaired. */
const AFTER_REPAIR = { retryAfterMs: 15 * 60_000, maxAttempts: 12, backoffFactor: 2 }

export interface MediaSettings {
  phoneNumberId: string
  apiBaseUrl: string
}

interface Lookup {
  url: URL
  contentType: string | undefined
}

/**
 * Reasons of its errors: `media_rejected` with detail `too_large`: more than `maxSize`; `attachment_missing` gone for good; anything else
 * may work later.
 */
export function createMediaFetcher(settings: MediaSettings, client: GraphClient): FetchesMedia['fetchMedia'] {
  return async (media, maxSize) => {
    for (let left = LOOKUPS; ; left -= 1) {
      const { url, contentType } = await lookUp(media, settings, client, maxSize)
      const response = await open(url, settings, client)
      if (isGone(response) && left > 1) {
        await discard(response)
        continue
      }
      const content = await download(response, maxSize)
      const sent = response.headers.get('content-type') ?? undefined
      return { content, contentType: contentType ?? sent ?? media.contentType }
    }
  }
}

function isGone(response: Response): boolean {
  return response.status === 404 || response.status === 410
}

async function lookUp(
  media: InboundMedia,
  settings: MediaSettings,
  client: GraphClient,
  maxSize: number,
): Promise<Lookup> {
  const answer = await findMedia(media, settings, client)
  const found = wireMediaAnswer.safeParse(answer).data
  const url = found === undefined || !URL.canParse(found.url) ? undefined : new URL(found.url)
  if (found === undefined || url === undefined) throw unreachable('the media answer has no address')
  if ((found.file_size ?? 0) > maxSize) throw tooLarge()
  return { url, contentType: found.mime_type }
}

async function findMedia(
  media: InboundMedia,
  settings: MediaSettings,
  client: GraphClient,
): Promise<unknown> {
  try {
    return await client.call({
      method: 'GET',
      path: encodeURIComponent(media.externalId),
      // Refuses ids of other numbers (media page).
      query: { phone_number_id: settings.phoneNumberId },
      effect: 'nothing',
    })
  } catch (error) {
    throw error instanceof ChannelError ? asMediaFailure(error) : error
  }
}

/** Graph's ways to say that there is no such id: a bad parameter, an unknown object. */
const UNKNOWN_MEDIA_CODES: ReadonlySet<string> = new Set(['33', '100', '803', '131052'])

function asMediaFailure(error: ChannelError): ChannelError {
  const { failure } = error
  if (UNKNOWN_MEDIA_CODES.has(failure.platformCode ?? '')) return gone(failure.platformCode)
  if (failure.channelBroken !== true) return error
  return new ChannelError({ ...failure, ...AFTER_REPAIR }, { cause: error.cause })
}

/** Follows redirects itself, so that each host is checked before it sees the token. */
async function open(start: URL, settings: MediaSettings, client: GraphClient): Promise<Response> {
  let url = start
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    if (!isTrusted(url, settings)) break
    const response = await client.open(url)
    const location = response.headers.get('location')
    if (response.status < 300 || response.status >= 400 || location === null) return response
    await discard(response)
    if (!URL.canParse(location, url.href)) break
    url = new URL(location, url)
  }
  throw failed({
    reason: 'channel_unavailable',
    outcome: 'not-sent',
    detail: 'the media are at an unknown host',
  })
}

function isTrusted(url: URL, { apiBaseUrl }: MediaSettings): boolean {
  if (url.username !== '' || url.password !== '') return false
  return (
    url.origin === new URL(apiBaseUrl).origin || (url.protocol === 'https:' && META_MEDIA_HOSTS.has(url.host))
  )
}

async function download(response: Response, maxSize: number): Promise<Buffer> {
  if (!response.ok) {
    await discard(response)
    if (isGone(response)) throw gone(undefined)
    const answer = {
      status: response.status,
      body: undefined,
      retryAfter: response.headers.get('retry-after'),
    }
    throw asMediaFailure(failureOfAnswer(answer, 'nothing', []))
  }
  const content = await readLimited(response, maxSize).catch((cause: unknown) => {
    throw unreachable('the download broke off', { cause })
  })
  if (content === undefined) throw tooLarge()
  return content
}

function tooLarge(): ChannelError {
  return failed({ reason: 'media_rejected', outcome: 'not-sent', detail: 'too_large' })
}

function gone(platformCode: string | undefined): ChannelError {
  const code = platformCode === undefined ? {} : { platformCode }
  return failed({ reason: 'attachment_missing', outcome: 'not-sent', detail: 'the media are gone', ...code })
}

/** Uploads a file; its id is good for thirty days (media page). */
export function createMediaUploader(settings: MediaSettings, client: GraphClient): SendsMedia['uploadMedia'] {
  return async ({ content, contentType, fileName }) => {
    const form = new FormData()
    form.set('messaging_product', 'whatsapp')
    form.set('type', contentType)
    // Blobs take memory of their own kind only; ours is never shared between threads.
    const bytes = content as Buffer<ArrayBuffer>
    form.set('file', new Blob([bytes], { type: contentType }), fileName)
    const answer = await client.call({
      method: 'POST',
      path: `${encodeURIComponent(settings.phoneNumberId)}/media`,
      form,
      effect: 'nothing',
      timeoutMs: TRANSFER_TIMEOUT_MS,
    })
    const uploaded = wireUploadAnswer.safeParse(answer).data
    if (uploaded === undefined) throw unreachable('the upload answer has no id')
    return { mediaId: uploaded.id }
  }
}
