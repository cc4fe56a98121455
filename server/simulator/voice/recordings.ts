import { createSid } from '../identifiers.ts'
import type { RecordingCallback } from './twiml.ts'
import { createRecordingWav } from './wav.ts'

export type RecordingSource = 'RecordVerb' | 'StartCallRecordingTwiML' | 'StartCallRecordingAPI'

export interface Recording {
  sid: string
  callSid: string
  accountSid: string
  source: RecordingSource
  startedAt: Date
  status: 'in-progress' | 'paused' | 'stopped' | 'completed'
  seconds: number
  /** Where to tell that it is finished: absolute. */
  callback: RecordingCallback
}

export interface NewRecording {
  callSid: string
  accountSid: string
  source: RecordingSource
  startedAt: Date
  callback: RecordingCallback
}

const KEPT = 200

/** The platform's recordings, in memory. */
export class Recordings {
  readonly #all = new Map<string, Recording & { beganAt: number }>()

  start(recording: NewRecording): Recording {
    const full = {
      ...recording,
      sid: createSid('RE'),
      status: 'in-progress' as const,
      seconds: 0,
      beganAt: performance.now(),
    }
    this.#all.set(full.sid, full)
    const oldest = this.#all.keys().next().value
    if (this.#all.size > KEPT && oldest !== undefined) this.#all.delete(oldest)
    return full
  }

  /** Of this account only: another's do not exist for it. */
  find(accountSid: string, sid: string): Recording | undefined {
    const recording = this.#all.get(sid)
    return recording?.accountSid === accountSid ? recording : undefined
  }

  /** Oldest first. */
  of(accountSid: string, callSid?: string): Recording[] {
    return [...this.#all.values()].filter(
      (recording) =>
        recording.accountSid === accountSid && (callSid === undefined || recording.callSid === callSid),
    )
  }

  /** The one that goes on, which the API also calls `Twilio.CURRENT`. */
  current(callSid: string): Recording | undefined {
    return [...this.#all.values()].findLast(
      (recording) => recording.callSid === callSid && isRunning(recording),
    )
  }

  /** False when it had ended before. */
  stop(sid: string): boolean {
    const recording = this.#all.get(sid)
    if (recording === undefined || !isRunning(recording)) return false
    recording.seconds = Math.max(1, Math.round((performance.now() - recording.beganAt) / 1_000))
    recording.status = 'stopped'
    return true
  }

  delete(sid: string): void {
    this.#all.delete(sid)
  }

  media(recording: Recording): Buffer {
    return createRecordingWav(recording.seconds)
  }
}

function isRunning({ status }: Recording): boolean {
  return status === 'in-progress' || status === 'paused'
}
