import type { LeftRecordingView } from '../../contract/privacy-routes.ts'
import { ChannelError, NotFoundError } from '../../lib/errors.ts'
import { channelLog, jobLog } from '../../lib/logger.ts'
import type { LeftRecording, RecordingAtPlatform } from '../../store/store.ts'
import { keepsRecordings } from '../../telephony/provider.ts'
import { actIn } from '../access.ts'
import { audited, auditedBySystem, noteBySystem, type AuditNote } from '../audit.ts'
import type { Deps, Principal } from '../ports.ts'

/** How long a voice platform is asked by itself. */
const PATIENCE_MS = 7 * 24 * 3_600_000
const FIRST_PAUSE_MS = 5 * 60_000
const LONGEST_PAUSE_MS = 6 * 3_600_000
/** Longer than any platform takes to answer. */
const LEASE_MS = 2 * 60_000
const AT_ONCE = 20
const MOST_LISTED = 200

/** Names one recording that a platform still holds. */
export interface LeftRecordingRefs {
  environmentId: string
  recordingId: string
}

/**
 * Has a platform delete a recording: noted first, tried at once, and tried again for seven days when the platform refuses. After
 * that the environment's audit log says so, and the studio shows it until somebody has seen to it. Throws only when the
 * note cannot be made.
 */
export async function discardElsewhere(deps: Deps, recording: RecordingAtPlatform): Promise<void> {
  const left = await deps.store.leftRecordings.add(recording, deps.clock.now())
  await attempt(deps, { ...left, attempts: left.attempts + 1 }, new Date())
}

/** Asks platforms once more for what is due. `now` is the machine's time. Safe to run on several processes at once. */
export async function retryLeftRecordings(deps: Deps, now: Date): Promise<void> {
  for (let count = 0; count < AT_ONCE; count += 1) {
    const left = await deps.store.leftRecordings.claim(now, new Date(now.getTime() + LEASE_MS))
    if (left === null) return
    await attempt(deps, left, now)
  }
}

/** Recordings that platforms have refused to delete so far, the longest waiting first. */
export async function listLeftRecordings(
  deps: Deps,
  principal: Principal,
  environmentId: string,
): Promise<{ items: LeftRecordingView[] }> {
  await actIn(deps, principal, environmentId, 'contact:erase')
  const found = await deps.store.leftRecordings.list(environmentId, MOST_LISTED)
  return { items: await Promise.all(found.map((left) => viewOf(deps, left))) }
}

/** Asks the platform now. Answers whether it is gone; otherwise the list tells why not. */
export async function retryLeftRecording(
  deps: Deps,
  principal: Principal,
  { environmentId, recordingId }: LeftRecordingRefs,
): Promise<{ gone: boolean }> {
  await actIn(deps, principal, environmentId, 'contact:erase')
  const left = await deps.store.leftRecordings.find(environmentId, recordingId)
  if (left === null) throw new NotFoundError('no such recording')
  return { gone: await attempt(deps, { ...left, attempts: left.attempts + 1 }, new Date()) }
}

/** Somebody has deleted it at the platform by hand: it is not asked for any more, and the audit log says who said so. */
export async function settleLeftRecording(
  deps: Deps,
  principal: Principal,
  { environmentId, recordingId }: LeftRecordingRefs,
): Promise<void> {
  const actor = await actIn(deps, principal, environmentId, 'contact:erase')
  const left = await deps.store.leftRecordings.find(environmentId, recordingId)
  if (left === null) throw new NotFoundError('no such recording')
  const gone = await audited(deps, actor, await noteOf(deps, left, 'deleted by hand'), {
    change: () => deps.store.leftRecordings.remove(environmentId, recordingId),
  })
  if (gone === null) throw new NotFoundError('no such recording')
}

/** Whether it is gone now. */
async function attempt(deps: Deps, left: LeftRecording, machineNow: Date): Promise<boolean> {
  const reason = await refusalOf(deps, left)
  if (reason === null) {
    const change = () => deps.store.leftRecordings.remove(left.environmentId, left.id)
    // Only of what the log says that it is left does it say that it is gone.
    if (left.state !== 'given_up') await change()
    else await auditedBySystem(deps, left.environmentId, await noteOf(deps, left, 'deleted'), { change })
    return true
  }
  await refuse(deps, left, reason, machineNow)
  return false
}

/** Why the platform has not deleted it; `null`: nothing of it is left there. */
async function refusalOf(
  deps: Deps,
  { channelId, callId, source, certain, id }: LeftRecording,
): Promise<string | null> {
  const open = await deps.lines.get(channelId)
  if (open === null) return certain ? 'channel_gone' : null
  if (!keepsRecordings(open.line)) return null
  try {
    await open.line.discardRecordings(callId, source)
    return null
  } catch (err) {
    channelLog.warn({ err, recordingId: id, channelId }, 'recording not deleted at the platform')
    return err instanceof ChannelError ? err.failure.reason : 'unknown'
  }
}

async function refuse(deps: Deps, left: LeftRecording, reason: string, machineNow: Date): Promise<void> {
  const { id, environmentId, attempts, since, state } = left
  const at = deps.clock.now()
  const over = state === 'given_up' || at.getTime() - since.getTime() >= PATIENCE_MS
  if (over && state === 'trying') {
    jobLog.error(
      { recordingId: id, channelId: left.channelId },
      'recording is still at the platform: delete it there',
    )
    // Noted first: rather told twice than never.
    await noteBySystem(deps, environmentId, await noteOf(deps, left, 'not deleted', reason))
  }
  const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.max(0, attempts - 1))
  const dueAt = over ? null : new Date(machineNow.getTime() + pause)
  const becomes = over ? ('given_up' as const) : ('trying' as const)
  await deps.store.leftRecordings.refused(id, { state: becomes, reason, attempts, dueAt, at })
}

/** Under the line that it came by: there it has to be looked for. */
async function noteOf(
  deps: Deps,
  { environmentId, channelId, callId, since, startedAt }: LeftRecording,
  recording: 'deleted' | 'not deleted' | 'deleted by hand',
  reason?: string,
): Promise<AuditNote> {
  const channel = await deps.store.channels.find(environmentId, channelId)
  const after = {
    recording,
    callAtPlatform: callId,
    startedAt,
    since,
    ...(reason === undefined ? {} : { reason }),
  }
  return {
    verb: 'changed',
    object: { kind: 'channel', id: channelId, name: channel?.name ?? '' },
    before: {},
    after,
  }
}

async function viewOf(deps: Deps, left: LeftRecording): Promise<LeftRecordingView> {
  const { id, environmentId, channelId, callId, state, attempts, reason } = left
  const channel = await deps.store.channels.find(environmentId, channelId)
  return {
    id,
    channel: { id: channelId, name: channel?.name ?? '' },
    provider: channel?.provider ?? '',
    callAtPlatform: callId,
    startedAt: left.startedAt?.toISOString() ?? null,
    since: left.since.toISOString(),
    state,
    attempts,
    lastAttemptAt: left.lastAttemptAt?.toISOString() ?? null,
    reason,
  }
}
