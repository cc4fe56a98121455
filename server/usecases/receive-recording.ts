import { derivedId } from '../lib/object-id.ts'
import type { LineMessage, LineRecording } from '../telephony/provider.ts'
import { entryIdOf } from './call-entry.ts'
import type { Deps, OpenLine } from './ports.ts'
import { discardElsewhere } from './privacy/left-recordings.ts'
import { publishMessage } from './publish.ts'

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
  const { record } = open
  // Its caller has objected, or has been erased since: nothing of it may stay, here or there.
  if (call?.recording !== 'on') {
    await discardElsewhere(deps, {
      environmentId: record.environmentId,
      channelId: record.id,
      callId: message.callId,
      source: { ...message.control },
      startedAt: call?.startedAt ?? null,
      certain: true,
    })
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
