import { countryOf } from '../phone-numbers.ts'
import type { Call } from './call.ts'
import type { Recording } from './recordings.ts'

export type Parameters = Readonly<Record<string, string>>

const API_VERSION = '2010-04-01'
/** What a withheld number looks like since the platform stopped spelling it on the keypad. */
const WITHHELD = 'Anonymous'

/** What every request about a call says (voice webhook page). */
export function callParameters(call: Call, status: string): Parameters {
  const { line, from } = call.about
  const caller = from ?? WITHHELD
  const isNumber = /^\+\d+$/.test(caller)
  return {
    AccountSid: line.accountSid,
    ApiVersion: API_VERSION,
    CallSid: call.sid,
    CallStatus: status,
    Direction: 'inbound',
    From: caller,
    Caller: caller,
    To: line.phoneNumber,
    Called: line.phoneNumber,
    ...places('From', isNumber ? countryOf(caller) : ''),
    ...places('Caller', isNumber ? countryOf(caller) : ''),
    ...places('To', countryOf(line.phoneNumber)),
    ...places('Called', countryOf(line.phoneNumber)),
  }
}

function places(party: string, country: string): Parameters {
  return { [`${party}Country`]: country, [`${party}State`]: '', [`${party}City`]: '', [`${party}Zip`]: '' }
}

/** What the status callback adds at the end. */
export function endParameters(call: Call, now: Date): Parameters {
  return {
    ...callParameters(call, finalStatus(call)),
    CallbackSource: 'call-progress-events',
    CallDuration: String(call.seconds),
    Duration: String(Math.max(1, Math.ceil(call.seconds / 60))),
    SequenceNumber: '0',
    Timestamp: rfc2822(now),
  }
}

/** Somebody who hangs up during the welcome has completed a call, too; who hung up is not told. */
export function finalStatus(call: Call): string {
  if (call.answered) return 'completed'
  const by = call.state.step === 'ended' ? call.state.by : null
  if (by === 'rejected') return 'busy'
  return by === 'failure' ? 'failed' : 'no-answer'
}

/** What the callback about a finished recording says; it is no call's request and has none of its parameters. */
export function recordingParameters(recording: Recording, url: string): Parameters {
  return {
    AccountSid: recording.accountSid,
    CallSid: recording.callSid,
    RecordingSid: recording.sid,
    RecordingUrl: url,
    RecordingStatus: 'completed',
    RecordingDuration: String(recording.seconds),
    RecordingChannels: '1',
    RecordingSource: recording.source,
    RecordingStartTime: rfc2822(recording.startedAt),
    RecordingTrack: recording.source === 'RecordVerb' ? 'both' : 'inbound',
    ErrorCode: '0',
  }
}

/** `Sat, 21 Nov 2026 10:15:30 +0000` */
export function rfc2822(at: Date): string {
  return at.toUTCString().replace('GMT', '+0000')
}
