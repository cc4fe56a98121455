import type { DialogueEvent } from '../../domain/dialogue.ts'
import { InvalidInputError } from '../../lib/errors.ts'
import type { LineEvent, LineMessage, VoiceRequest } from '../provider.ts'
import { wireCall, type WireCall } from './wire.ts'

const TURN = /^turn\/(\d{1,9})$/
const RESUMED = /^turn\/(\d{1,9})\/resumed$/
const FORWARD = /^forward\/(\d{1,9})$/

/**
 * Reads a webhook by the step in its address. `null` for news of a call that change nothing. Throws
 * `InvalidInputError` for what is none of jambonz's.
 */
export function parseWebhook({ step, body }: VoiceRequest): LineMessage | null {
  const wire = parseBody(body)
  const event = readEvent(step, wire)
  if (event === null) return null
  return { callId: wire.call_sid, from: wire.from, to: wire.to, eventKey: null, event, control: {} }
}

function parseBody(body: Buffer): WireCall {
  const parsed = wireCall.safeParse(parseJson(body))
  if (parsed.success) return parsed.data
  throw new InvalidInputError(
    parsed.error.issues.map(({ path, code }) => ({ path: path.join('.'), message: code })),
  )
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}

function readEvent(step: string, wire: WireCall): LineEvent | null {
  if (step === 'status') return readStatus(wire)
  if (step === '') {
    // We place no calls: one that was placed would be greeted as if its callee had rung.
    if (wire.direction !== 'outbound') return { type: 'started' }
    throw new InvalidInputError([{ path: 'direction', message: 'is no call of a customer' }])
  }
  const answered = TURN.exec(step)?.[1]
  if (answered !== undefined) return input(answered, readGather(wire))
  const resumed = RESUMED.exec(step)?.[1]
  if (resumed !== undefined) return input(resumed, { type: 'resumed' })
  const forwarded = FORWARD.exec(step)?.[1]
  return forwarded === undefined ? null : input(forwarded, readDial(wire))
}

const input = (turn: string, event: DialogueEvent): LineEvent => ({
  type: 'input',
  turn: Number(turn),
  input: event,
})

const OVER: ReadonlySet<string> = new Set(['completed', 'failed', 'busy', 'no-answer'])

function readStatus({ call_status: status, parent_call_sid: parent, duration }: WireCall): LineEvent | null {
  // The other leg of a forwarded call has news of its own.
  if (!OVER.has(status) || parent !== '') return null
  return { type: 'ended', durationSeconds: duration ?? null }
}

function readGather(wire: WireCall): DialogueEvent {
  switch (wire.reason) {
    case 'dtmfDetected':
      return keysOf(wire.digits)
    case 'speechDetected':
      return speechOf(wire)
    case 'timeout':
      return { type: 'silence' }
    // Not good enough by the application's own measure, not recognised for a fault, or the verb after a `gather`
    // that broke off.
    default:
      return { type: 'unintelligible' }
  }
}

/** None at all: only the finish key was pressed, or one that no telephone has. */
function keysOf(given: string): DialogueEvent {
  const digits = given.replaceAll(/[^0-9*#]/g, '')
  return digits === '' ? { type: 'silence' } : { type: 'keys', digits }
}

function speechOf({ speech }: WireCall): DialogueEvent {
  const alternatives = (speech?.alternatives ?? [])
    .map(({ transcript, confidence }) => ({ text: transcript.trim(), confidence: toShare(confidence) }))
    .filter(({ text }) => text !== '')
  return alternatives.length === 0 ? { type: 'unintelligible' } : { type: 'speech', alternatives }
}

function toShare(confidence: number | null | undefined): number | null {
  return confidence === null || confidence === undefined ? null : Math.min(1, Math.max(0, confidence))
}

function readDial({ dial_call_status: status }: WireCall): DialogueEvent {
  switch (status) {
    case 'completed':
    case 'in-progress':
      return { type: 'forwarded', outcome: 'completed' }
    case 'busy':
      return { type: 'forwarded', outcome: 'busy' }
    case 'no-answer':
      return { type: 'forwarded', outcome: 'no_answer' }
    default:
      return { type: 'forwarded', outcome: 'failed' }
  }
}
