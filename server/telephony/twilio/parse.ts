import type { DialogueEvent } from '../../domain/dialogue.ts'
import { InvalidInputError } from '../../lib/errors.ts'
import type { LineEvent, LineMessage, LineRecording, VoiceRequest } from '../provider.ts'
import { readForm } from './form.ts'
import { wireCall, wireDial, wireGather, wireRecording, type WireCall } from './wire.ts'

type Fields = Record<string, string>

/** The steps below a line's address. Those with a turn are the ones that `render.ts` gives out. */
const TURN_STEP = /^turn\/(\d{1,9})(\/resumed)?$/
const FORWARD_STEP = /^forward\/(\d{1,9})$/
export const RECORDING_STEP = 'recording'
const STATUS_STEP = 'status'
const PARTIAL_STEP = 'partial'
export const turnStep = (turn: number) => `turn/${turn}`
export const resumedStep = (turn: number) => `turn/${turn}/resumed`
export const forwardStep = (turn: number) => `forward/${turn}`

/** A call that is over (call resource page). */
const FINAL: ReadonlySet<string> = new Set(['completed', 'busy', 'failed', 'no-answer', 'canceled'])

/** Reads one webhook. Throws `InvalidInputError` for what no Twilio sends, without repeating any of it. */
export function parseWebhook(request: VoiceRequest): LineMessage | null {
  const form = readForm(request)
  if (form === undefined) throw invalid('content-type', 'is no form')
  const fields: Fields = Object.fromEntries(form)
  const call = wireCall.safeParse(fields).data
  if (call === undefined) throw invalid('CallSid', 'is missing or none')
  const event = readEvent(request.step, fields, call)
  if (event === null) return null
  return { callId: call.CallSid, from: call.From, to: call.To, eventKey: null, event, control: {} }
}

function readEvent(step: string, fields: Fields, call: WireCall): LineEvent | null {
  // A number whose status callback is its voice address as well tells the end there.
  if (step === '') return isOver(call) ? ended(call) : { type: 'started' }
  if (step === STATUS_STEP) return isOver(call) ? ended(call) : null
  if (step === RECORDING_STEP) return readRecording(fields)
  if (step === PARTIAL_STEP) return null
  const turn = TURN_STEP.exec(step)
  if (turn !== null) {
    const input = turn[2] === undefined ? readInput(fields) : { type: 'resumed' as const }
    return answered(Number(turn[1]), input, call)
  }
  const forward = FORWARD_STEP.exec(step)
  if (forward !== null) return answered(Number(forward[1]), readForwarded(fields), call)
  throw invalid('step', 'is unknown')
}

function isOver(call: WireCall): boolean {
  return FINAL.has(call.CallStatus ?? '')
}

function ended(call: WireCall): LineEvent {
  return { type: 'ended', durationSeconds: call.CallDuration ?? null }
}

/**
 * Who hangs up while answering is answered for all the same: "yes" and a click is a yes. Without an answer the hanging
 * up is all there is.
 */
function answered(turn: number, input: DialogueEvent, call: WireCall): LineEvent {
  const given =
    input.type === 'speech' ||
    input.type === 'keys' ||
    (input.type === 'forwarded' && input.outcome === 'completed')
  return isOver(call) && !given ? ended(call) : { type: 'input', turn, input }
}

/** Keys of a telephone; the letters A to D of test equipment are none. */
const NO_KEYS = /[^0-9*#]/g

/**
 * What `<Gather>` heard. Nothing has three forms: empty `Digits`, no parameter at all (the redirect behind the
 * gather), and the bare finish key; none of them is a "no".
 */
function readInput(fields: Fields): DialogueEvent {
  const { Digits = '', SpeechResult = '', Confidence } = wireGather.parse(fields)
  const digits = Digits.replaceAll(NO_KEYS, '')
  if (digits !== '') return { type: 'keys', digits }
  if (SpeechResult === '') return { type: 'silence' }
  return { type: 'speech', alternatives: [{ text: SpeechResult, confidence: readConfidence(Confidence) }] }
}

/** Some recognisers say 0.0, others nothing, for words that they are sure of: neither is a judgement. */
function readConfidence(given: number | undefined): number | null {
  return given !== undefined && given > 0 && given <= 1 ? given : null
}

type Forwarded = Extract<DialogueEvent, { type: 'forwarded' }>
/** How the call to the destination ended (Dial page); `canceled` and whatever else there may be count as failed. */
const OUTCOMES = new Map<string | undefined, Forwarded['outcome']>([
  ['completed', 'completed'],
  ['answered', 'completed'],
  ['busy', 'busy'],
  ['no-answer', 'no_answer'],
])

function readForwarded(fields: Fields): Forwarded {
  const status = wireDial.parse(fields).DialCallStatus
  return { type: 'forwarded', outcome: OUTCOMES.get(status) ?? 'failed' }
}

/** `failed` is told where recordings are encrypted and that went wrong: there is no file either. */
const RECORDING_STATES = new Map<string | undefined, LineRecording['state']>([
  ['completed', 'ready'],
  ['absent', 'absent'],
  ['failed', 'absent'],
])

function readRecording(fields: Fields): LineEvent | null {
  const recording = wireRecording.safeParse(fields).data
  if (recording === undefined) throw invalid('RecordingSid', 'is missing or none')
  const state = RECORDING_STATES.get(recording.RecordingStatus)
  if (state === undefined) return null
  const { RecordingSid: externalId, RecordingDuration: durationSeconds = null } = recording
  return {
    type: 'recording',
    recording: { externalId, state, source: { recordingSid: externalId }, durationSeconds },
  }
}

function invalid(path: string, message: string): InvalidInputError {
  return new InvalidInputError([{ path, message }])
}
