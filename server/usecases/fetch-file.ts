import { createHash } from 'node:crypto'
import { fetchesMedia, type InboundMedia } from '../channels/channel.ts'
import { ChannelError } from '../lib/errors.ts'
import { channelLog } from '../lib/logger.ts'
import { fits, sniffContentType } from '../lib/sniff.ts'
import type { FileRecord, MessageAttachment } from '../store/entities.ts'
import { keepsRecordings } from '../telephony/provider.ts'
import type { Deps } from './ports.ts'
import { discardElsewhere } from './privacy/left-recordings.ts'
import { publishMessage } from './publish.ts'

/** Above this no platform delivers (WhatsApp: 100 MB inbound). */
const MAX_SIZE = 100 * 1024 * 1024
const LEASE_MS = 5 * 60_000
const FIRST_RETRY_MS = 5_000
/** With doubling pauses the last try is about six hours after the first; WhatsApp keeps files for seven days. */
const MAX_ATTEMPTS = 13

/**
 * Fetches one received file, checks it and stores it. The message is on the screen already; this fills in its file.
 * Resolves with whether there was one to fetch.
 */
export async function fetchNextFile(deps: Deps, machineNow: Date): Promise<boolean> {
  const file = await deps.store.files.claimPending(machineNow, new Date(machineNow.getTime() + LEASE_MS))
  if (file === null) return false
  const settled = await fetchOne(deps, file, machineNow)
  if (settled !== null) await showFile(deps, settled)
  return true
}

async function fetchOne(deps: Deps, file: FileRecord, machineNow: Date): Promise<FileRecord | null> {
  const source = await sourceOf(deps, file)
  if (source === null) return deps.store.files.failPending(file.id, { failure: 'unavailable' })
  try {
    const { content, contentType } = await source.fetch()
    const found = await sniffContentType(content, contentType, file.fileName)
    if (file.sha256 !== null && createHash('sha256').update(content).digest('base64') !== file.sha256) {
      return await deps.store.files.failPending(file.id, { failure: 'checksum_mismatch' })
    }
    // A document may be of any type; whatever the platform called it, it is kept under the type that it has.
    if (file.kind !== 'document' && !fits(contentType, found)) {
      return await deps.store.files.failPending(file.id, { failure: 'type_mismatch' })
    }
    const stored = await deps.store.files.storeContent(file.id, content, found)
    if (stored !== null) await source.stored?.()
    return stored
  } catch (err) {
    channelLog.warn({ err, fileId: file.id, attempts: file.attempts }, 'file not fetched')
    return deps.store.files.failPending(file.id, nextStep(err, file, machineNow))
  }
}

/** Where a file's bytes are, and what is to be done once we have them. */
interface Source {
  fetch(): Promise<{ content: Buffer; contentType: string }>
  stored?(): Promise<void>
}

async function sourceOf(deps: Deps, file: FileRecord): Promise<Source | null> {
  if (file.callId !== null) return recordingSource(deps, file)
  const open = await deps.channels.get(file.channelId)
  if (open === null || !fetchesMedia(open.channel)) return null
  const { channel } = open
  const media = file.source as InboundMedia
  return {
    fetch: async () => ({
      content: (await channel.fetchMedia(media, MAX_SIZE)).content,
      contentType: media.contentType,
    }),
  }
}

/** A call's recording is ours alone once we have it: the platform's copy would outlive the retention. */
async function recordingSource(deps: Deps, file: FileRecord): Promise<Source | null> {
  const line = (await deps.lines.get(file.channelId))?.line
  if (line === undefined || !keepsRecordings(line)) return null
  const source = file.source as Record<string, string>
  return {
    fetch: () => line.fetchRecording(source, MAX_SIZE),
    async stored() {
      const { environmentId, channelId, callId } = file
      const call = callId === null ? null : await deps.store.calls.find(environmentId, callId)
      const startedAt = call?.startedAt ?? null
      const atPlatform = { environmentId, channelId, callId: source['callId'] ?? '', source, startedAt }
      await discardElsewhere(deps, { ...atPlatform, certain: true })
    },
  }
}

function nextStep(
  err: unknown,
  file: FileRecord,
  machineNow: Date,
): { retryAt: Date } | { failure: NonNullable<FileRecord['failure']> } {
  const failure = err instanceof ChannelError ? err.failure : null
  if (failure?.detail === 'too_large') return { failure: 'too_large' }
  if (file.attempts >= MAX_ATTEMPTS) return { failure: 'unavailable' }
  if (failure !== null && failure.retryAfterMs === undefined && failure.outcome === 'not-sent') {
    return { failure: failure.reason === 'attachment_missing' ? 'expired' : 'unavailable' }
  }
  return { retryAt: new Date(machineNow.getTime() + FIRST_RETRY_MS * 2 ** (file.attempts - 1)) }
}

async function showFile(deps: Deps, file: FileRecord): Promise<void> {
  if (file.state === 'pending' || file.messageId === null) return
  const attachment: MessageAttachment = {
    id: file.id,
    kind: file.kind,
    fileName: file.fileName,
    contentType: file.contentType,
    state: file.state,
    ...(file.size === null ? {} : { size: file.size }),
    ...(file.failure === null ? {} : { failure: file.failure }),
  }
  const message = await deps.store.messages.setAttachment(file.environmentId, file.messageId, attachment)
  if (message !== null) await publishMessage(deps, 'message:updated', message)
}
