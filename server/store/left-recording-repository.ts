import { derivedId } from '../lib/object-id.ts'
import type { Call } from './call-entities.ts'
import { entityOrNull, nativeOf, present, retryDuplicate, toEntity } from './documents.ts'
import type { LeftRecording, LeftRecordingStore, RecordingAtPlatform } from './left-recording-store.ts'
import type { Models } from './models/models.ts'

const AFTER = { returnDocument: 'after' } as const
/** Due at once, whatever clock the process goes by. */
const AT_ONCE = new Date(0)

/** Recordings that are still to be deleted at a voice platform. */
export function createLeftRecordingStore(models: Models): LeftRecordingStore {
  const recordings = nativeOf(models.leftRecordings)
  return {
    add: (recording, since) => leave(models, recording, since),

    async list(environmentId, limit) {
      const found = await recordings
        .find({ environmentId, reason: { $ne: null } })
        .sort({ since: 1, _id: 1 })
        .limit(limit)
        .toArray()
      return found.map(toEntity)
    },

    async find(environmentId, recordingId) {
      return entityOrNull(await recordings.findOne({ _id: recordingId, environmentId }), toEntity)
    },

    async claim(now, until) {
      const taken = await recordings.findOneAndUpdate(
        { dueAt: { $lte: now } },
        { $set: { dueAt: until }, $inc: { attempts: 1 } },
        { ...AFTER, sort: { dueAt: 1 } },
      )
      return entityOrNull(taken, toEntity)
    },

    async refused(recordingId, { at, ...refusal }) {
      const change = { $set: { ...refusal, lastAttemptAt: at } }
      return entityOrNull(await recordings.findOneAndUpdate({ _id: recordingId }, change, AFTER), toEntity)
    },

    async remove(environmentId, recordingId) {
      return entityOrNull(await recordings.findOneAndDelete({ _id: recordingId, environmentId }), toEntity)
    },
  }
}

async function leave(models: Models, recording: RecordingAtPlatform, since: Date): Promise<LeftRecording> {
  const { channelId, callId, source } = recording
  const names = Object.entries(source).toSorted(([a], [b]) => (a < b ? -1 : 1))
  const _id = derivedId(channelId, callId, JSON.stringify(names))
  const fresh = {
    since,
    state: 'trying' as const,
    attempts: 0,
    lastAttemptAt: null,
    reason: null,
    dueAt: AT_ONCE,
  }
  const document = await retryDuplicate(() =>
    nativeOf(models.leftRecordings).findOneAndUpdate(
      { _id },
      { $setOnInsert: { ...recording, ...fresh } },
      { ...AFTER, upsert: true },
    ),
  )
  return toEntity(present(document))
}

type RecordedCall = Pick<
  Call,
  'id' | 'environmentId' | 'channelId' | 'externalId' | 'recording' | 'startedAt'
>

/**
 * Hands over what the platforms still hold of calls that are about to be deleted here. Recordings that we have are gone there
 * already.
 */
export async function leaveRecordingsOf(
  models: Models,
  calls: readonly RecordedCall[],
  since: Date,
): Promise<void> {
  for (const { id, environmentId, channelId, externalId: callId, startedAt, recording } of calls) {
    if (recording !== 'on') continue
    const found = await nativeOf(models.files).find({ callId: id, environmentId }).toArray()
    const base = { environmentId, channelId, callId, startedAt }
    if (found.length === 0) await leave(models, { ...base, source: {}, certain: false }, since)
    for (const { state, source } of found) {
      if (state === 'ready') continue
      await leave(models, { ...base, source: sourceOf(source), certain: true }, since)
    }
  }
}

/** The same for single recordings, whose calls may stay. */
export async function leaveFilesOf(
  models: Models,
  files: readonly {
    environmentId: string
    channelId: string
    callId?: string
    state: string
    source: unknown
  }[],
  since: Date,
): Promise<void> {
  for (const { environmentId, channelId, state, callId = '', ...file } of files) {
    if (state === 'ready') continue
    const source = sourceOf(file.source)
    const call = await nativeOf(models.calls).findOne({ _id: callId, environmentId })
    const platformId = source['callId'] ?? call?.externalId ?? ''
    const base = { environmentId, channelId, callId: platformId, startedAt: call?.startedAt ?? null }
    await leave(models, { ...base, source, certain: true }, since)
  }
}

function sourceOf(source: unknown): Record<string, string> {
  return { ...(source as Record<string, string> | null) }
}
