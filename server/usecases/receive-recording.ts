import { derivedId } from '../lib/object-id.ts'
import { channelLog } from '../lib/logger.ts'
import {
  keepsRecordings,
  type KeepsRecordings,
  type LineMessage,
  type LineRecording,
} from '../telephony/provider.ts'
import { entryIdOf } from './call-entry.ts'
import type { Deps, OpenLine } from './ports.ts'
import { publishMessage } from './publish.ts'

/** A recording can be deleted once it is finished, which is when we are told of it. */
async function discard(line: KeepsRecordings, callId: string, message: LineMessage): Promise<void> {
  try {
    await line.discardRecordings(message.callId, message.control)
    channelLog.info({ callId }, 'unwanted recording discarded')
  } catch (err) {
    channelLog.error({ err, callId }, 'unwanted recording is still at the platform: delete it there')
  }
}

/**
 * Takes over a recording of a caller: it is fetched like any received file and shown with the call. What came of a call
 * whose caller has objected or has been erased since is deleted at the platform instead. Repeating it changes nothing.
 */
export async function receiveRecording(
  deps: Deps,
  open: OpenLine,
  message: LineMessage,
  recording: LineRecording,
): Promise<void> {
  const call = await deps.store.calls.findByExternalId(open.record.id, message.callId)
  if (recording.state === 'absent') return
  const { line, record } = open
  if (call === null) {
    // Its caller has been erased since: nothing of them may stay, here or there.
    if (keepsRecordings(line)) await discard(line, message.callId, message)
    return
  }
  if (call.recording !== 'on') {
    if (keepsRecordings(line)) await discard(line, call.id, message)
    return
  }
  const id = derivedId(call.id, 'recording', recording.externalId)
  const conversationId = call.invitation?.conversationId ?? null
  const messageId = conversationId === null ? null : entryIdOf(call.id)
  const fileName = `call-${call.startedAt.toISOString().slice(0, 16).replace(/[:T]/g, '-')}`
  const contentType = 'audio/mpeg'
  await deps.store.files.addPending({
    id,
    environmentId: call.environmentId,
    conversationId,
    messageId,
    callId: call.id,
    channelId: record.id,
    kind: 'audio',
    fileName,
    contentType,
    sha256: null,
    source: { ...recording.source, callId: message.callId },
    createdAt: deps.clock.now(),
  })
  deps.jobs.fileQueued()
  if (messageId === null) return
  const entry = await deps.store.messages.addAttachment(call.environmentId, messageId, {
    id,
    kind: 'audio',
    fileName,
    contentType,
    state: 'pending',
  })
  if (entry !== null) await publishMessage(deps, 'message:updated', entry)
}
