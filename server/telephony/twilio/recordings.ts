import { ChannelError } from '../../lib/errors.ts'
import type { KeepsRecordings } from '../provider.ts'
import type { TwilioClient } from './client.ts'
import { failed, unreachable } from './failure.ts'
import { sid, wireRecordings, type WireRecordingEntry } from './wire.ts'

/** A quarter of the size of `.wav`, and every browser plays it (recording page). */
const FILE_ENDING = 'mp3'
const AUDIO = new Map([
  ['audio/mpeg', 'audio/mpeg'],
  ['audio/mp3', 'audio/mpeg'],
  ['audio/x-wav', 'audio/wav'],
  ['audio/wav', 'audio/wav'],
])
/** The most that one page holds; a call has one or two. */
const PAGE_SIZE = 1000

const RUNNING: ReadonlySet<string> = new Set(['in-progress', 'paused'])
/** "Invalid call state": the call, and with it the recording, is over. */
const CALL_IS_OVER = '21220'

/** What a line can do with recordings of its calls. */
export function createRecorder(client: TwilioClient): KeepsRecordings {
  return {
    async fetchRecording(source, maxSize) {
      const recordingSid = checked(source['recordingSid'])
      const { content, contentType } = await client.download(
        `Recordings/${recordingSid}.${FILE_ENDING}`,
        maxSize,
      )
      const audio = AUDIO.get(contentType.split(';')[0]?.trim().toLowerCase() ?? '')
      if (audio === undefined) throw failed({ reason: 'media_rejected', detail: 'no audio' })
      return { content, contentType: audio }
    },
    async discardRecordings(callId) {
      const callSid = checked(callId)
      const failures: unknown[] = []
      for (const recording of await listRecordings(client, callSid)) {
        // One that cannot go yet keeps none of the others.
        await discard(client, callSid, recording).catch((error: unknown) => failures.push(error))
      }
      if (failures.length > 0) throw failures[0]
    },
  }
}

/** Ids come back from where we stored them; what is none must not reach an address. */
function checked(id: string | undefined): string {
  const parsed = sid.safeParse(id)
  if (!parsed.success) throw failed({ reason: 'attachment_missing', detail: 'no such recording' })
  return parsed.data
}

async function listRecordings(client: TwilioClient, callSid: string): Promise<readonly WireRecordingEntry[]> {
  const path = `Calls/${callSid}/Recordings.json?PageSize=${PAGE_SIZE}`
  const answer = await client.call({ method: 'GET', path }).catch(unless(isMissing, { recordings: [] }))
  const list = wireRecordings.safeParse(answer).data
  if (list === undefined) throw unreachable('the list of recordings cannot be read')
  return list.recordings
}

/** Ends it first when it runs: what is still being recorded cannot be deleted. */
async function discard(client: TwilioClient, callSid: string, recording: WireRecordingEntry): Promise<void> {
  if (RUNNING.has(recording.status ?? '')) {
    const path = `Calls/${callSid}/Recordings/${recording.sid}.json`
    await client.call({ method: 'POST', path, form: { Status: 'stopped' } }).catch(unless(isOver, undefined))
  }
  await client
    .call({ method: 'DELETE', path: `Recordings/${recording.sid}.json` })
    .catch(unless(isMissing, undefined))
}

/** Passes over failures that mean that there is nothing to do. */
function unless<T>(harmless: (error: ChannelError) => boolean, instead: T) {
  return (error: unknown): T => {
    if (error instanceof ChannelError && harmless(error)) return instead
    throw error
  }
}

function isMissing({ failure }: ChannelError): boolean {
  return failure.reason === 'attachment_missing'
}

function isOver(error: ChannelError): boolean {
  return isMissing(error) || error.failure.platformCode === CALL_IS_OVER
}
