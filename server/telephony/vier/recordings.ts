import { z } from 'zod'
import type { KeepsRecordings } from '../provider.ts'
import { failed, failureOf, misconfigured, type Access, type Gateway } from './client.ts'
import { readControl } from './execute.ts'
import { NOTHING_TO_STOP, RECORDING_ID } from './render.ts'
import { wireRecordingAnswer } from './wire.ts'

/** Part of an address: anything else could lead to another place of the API. */
const token = z.string().regex(/^[\w-]{1,200}$/)
const source = z.object({
  callback: z.string(),
  authToken: z.string(),
  resellerToken: token,
  dialogId: token,
  recordingId: z.string().min(1).max(50),
})

/** Recordings as the Recording API keeps them (recording.yml): MP3, the caller on one channel and we on the other. */
export function createRecordings(gateway: Gateway): KeepsRecordings {
  return {
    async fetchRecording(given, maxSize) {
      const place = source.safeParse(given).data
      if (place === undefined) throw misconfigured('the recording has no address')
      const answer = await gateway.send(place, { method: 'GET', path: pathOf(place), effect: 'nothing' })
      const failure = answer.status === 404 ? gone() : failureOf(answer, 'nothing')
      if (failure !== undefined) throw failure
      // The address is good for a short time only, so it is asked for each time.
      const found = wireRecordingAnswer.safeParse(answer.body).data
      if (found === undefined) throw misconfigured('the recording has no address')
      return gateway.download(place, found.lossy, maxSize)
    },
    async discardRecordings(callId, given) {
      const { callback, authToken, resellerToken } = readControl(given)
      const access = { callback, authToken }
      await stop(gateway, access, callId)
      const place = source.safeParse({
        ...access,
        resellerToken,
        dialogId: callId,
        recordingId: RECORDING_ID,
      })
      if (!place.success) throw misconfigured('the recording has no address')
      const path = pathOf(place.data)
      const answer = await gateway.send(access, { method: 'DELETE', path, effect: 'nothing' })
      // None there, or none yet: one that is still being worked off is announced later and must be discarded then.
      const failure = answer.status === 404 ? undefined : failureOf(answer, 'nothing')
      if (failure !== undefined) throw failure
    },
  }
}

async function stop(gateway: Gateway, access: Access, dialogId: string): Promise<void> {
  const json = { dialogId, recordingId: RECORDING_ID, terminate: true }
  const path = '/call/recording/stop'
  const answer = await gateway.send(access, { method: 'POST', path, json, effect: 'nothing' })
  const failure = NOTHING_TO_STOP.includes(answer.status) ? undefined : failureOf(answer, 'nothing')
  if (failure !== undefined) throw failure
}

function pathOf({ resellerToken, dialogId, recordingId }: z.infer<typeof source>): string {
  const id = recordingId === RECORDING_ID ? '' : `?id=${encodeURIComponent(recordingId)}`
  return `/recording/${resellerToken}/${dialogId}${id}`
}

function gone() {
  return failed({ reason: 'attachment_missing', outcome: 'not-sent', detail: 'there is no such recording' })
}
