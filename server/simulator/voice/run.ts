import type { Call } from './call.ts'
import { gather } from './gather.ts'
import type { ForwardOutcome } from './model.ts'
import { callParameters, type Parameters } from './parameters.ts'
import { CallFailed, type CallRequest, type TwimlDocument } from './requests.ts'
import type { RecordingSource } from './recordings.ts'
import { talk } from './talk.ts'
import type { Method, RecordingCallback, Verb } from './twiml.ts'
import { createSid } from '../identifiers.ts'
import type { Clip } from './model.ts'

/** What a call needs of the platform while it runs. */
export interface Desk {
  /** Prompts take no time: for tests. */
  instant: boolean
  ask(call: Call, request: CallRequest): Promise<TwimlDocument>
  /** Without waiting for the answer. */
  tell(call: Call, request: CallRequest): void
  fetchClip(call: Call, url: string): Promise<Clip | null>
  /** Returns the recording's parameters for the action of `<Record>`. */
  startRecording(call: Call, source: RecordingSource, callback: RecordingCallback): void
  /** `null` when nothing was being recorded. */
  stopRecording(call: Call): Parameters | null
}

/** Redirects in a row without anything between them that a caller would notice. */
const MOST_REDIRECTS = 10
/** No conversation is that long; something goes round in circles. */
const MOST_DOCUMENTS = 500

/** A verb's wish to go on with another document. */
interface Next {
  url: string
  method: Method
  parameters: Parameters
  what: string
}

/** Carries a call from the first webhook to the line's end. Throws `CallOver` or `CallFailed`. */
export async function runCall(desk: Desk, call: Call): Promise<void> {
  const { webhookUrl } = call.about.line
  let document = await desk.ask(call, {
    url: webhookUrl,
    method: 'POST',
    parameters: callParameters(call, 'ringing'),
    subject: 'call begins',
  })
  let redirects = 0
  for (let documents = 1; documents <= MOST_DOCUMENTS; documents += 1) {
    const { next, noticed } = await carryOut(desk, call, document)
    if (next === null) return
    redirects = noticed ? 0 : redirects + 1
    if (redirects > MOST_REDIRECTS) break
    if (call.state.step !== 'waiting') call.enter({ step: 'waiting' })
    document = await desk.ask(call, {
      url: next.url,
      method: next.method,
      parameters: { ...callParameters(call, 'in-progress'), ...next.parameters },
      subject: `call ${next.what}`,
    })
  }
  throw new CallFailed({ code: 'too_many_redirects' })
}

async function carryOut(
  desk: Desk,
  call: Call,
  document: TwimlDocument,
): Promise<{ next: Next | null; noticed: boolean }> {
  let noticed = false
  for (const verb of document.verbs) {
    if (verb.verb === 'reject' && !call.answered) {
      call.end('rejected')
      return { next: null, noticed }
    }
    call.answer()
    if (verb.verb === 'hang_up' || verb.verb === 'reject') return { next: null, noticed }
    if (verb.verb !== 'redirect' && verb.verb !== 'start_recording' && verb.verb !== 'stop_recording')
      noticed = true
    const next = await perform(desk, call, { verb, documentUrl: document.url })
    if (next !== null) return { next, noticed }
  }
  call.answer()
  return { next: null, noticed }
}

interface Task<V extends Verb = Verb> {
  verb: V
  documentUrl: string
}

async function perform(desk: Desk, call: Call, { verb, documentUrl }: Task): Promise<Next | null> {
  switch (verb.verb) {
    case 'say':
    case 'play':
    case 'pause':
      await talk(desk, call, { prompt: verb, documentUrl, barge: null })
      return null
    case 'gather':
      return askedFor(verb, documentUrl, await gather(desk, call, { gather: verb, documentUrl }))
    case 'redirect':
      return { url: absolute(verb.url, documentUrl), method: verb.method, parameters: {}, what: 'redirect' }
    case 'dial':
      return dial(desk, call, { verb, documentUrl })
    case 'record':
      return record(desk, call, { verb, documentUrl })
    case 'start_recording':
      desk.startRecording(call, 'StartCallRecordingTwiML', withAbsolute(verb.callback, documentUrl))
      return null
    case 'stop_recording':
      desk.stopRecording(call)
      return null
    case 'hang_up':
    case 'reject':
      return null
  }
}

function askedFor(
  verb: { action: string | null; method: Method },
  documentUrl: string,
  parameters: Parameters | null,
): Next | null {
  if (parameters === null) return null
  const what =
    parameters['SpeechResult'] !== undefined ? 'speech' : parameters['Digits'] === '' ? 'silence' : 'keys'
  return { url: absolute(verb.action ?? documentUrl, documentUrl), method: verb.method, parameters, what }
}

async function dial(
  desk: Desk,
  call: Call,
  { verb, documentUrl }: Task<Extract<Verb, { verb: 'dial' }>>,
): Promise<Next | null> {
  const url = verb.action === null ? null : absolute(verb.action, documentUrl)
  const legSid = createSid('CA')
  let connectedAt: number | null = null
  const result = (outcome: ForwardOutcome): Parameters => ({
    DialCallStatus: outcome === 'hung_up' ? 'completed' : DIAL_STATUS[outcome],
    DialCallSid: legSid,
    DialBridged: String(connectedAt !== null),
    ...(connectedAt === null
      ? {}
      : { DialCallDuration: String(Math.round((performance.now() - connectedAt) / 1_000)) }),
  })
  const next = (outcome: ForwardOutcome): Next | null =>
    url === null ? null : { url, method: verb.method, parameters: result(outcome), what: 'forward' }
  call.hangUpRequest = () => {
    const last = next(connectedAt === null ? 'no_answer' : 'hung_up')
    if (last === null) return
    const parameters = { ...callParameters(call, 'completed'), ...last.parameters }
    desk.tell(call, { url: last.url, method: last.method, parameters, subject: 'call forward' })
  }
  const lastsMs = verb.timeoutSeconds * 1_000
  call.enter({ step: 'ringing', to: verb.to, lastsMs })
  const finish = (outcome: ForwardOutcome): ForwardOutcome => {
    call.hangUpRequest = null
    call.note({ kind: 'note', note: FORWARD_NOTES[outcome] })
    call.enter({ step: 'waiting' })
    return outcome
  }
  const outcome = await call.wait<ForwardOutcome>(
    lastsMs,
    (action) => {
      // Only who has answered can hang up.
      if (action.do !== 'settle_forward' || (action.outcome === 'hung_up') !== (connectedAt !== null))
        return null
      if (action.outcome !== 'answered') return { done: finish(action.outcome) }
      connectedAt = performance.now()
      call.note({ kind: 'note', note: 'forward_answered' })
      call.enter({ step: 'forwarded', to: verb.to })
      return { goOnMs: null }
    },
    () => finish('no_answer'),
  )
  return next(outcome)
}

const DIAL_STATUS = {
  answered: 'completed',
  busy: 'busy',
  no_answer: 'no-answer',
  failed: 'failed',
} as const satisfies Record<Exclude<ForwardOutcome, 'hung_up'>, string>

const FORWARD_NOTES = {
  answered: 'forward_answered',
  busy: 'forward_busy',
  no_answer: 'forward_no_answer',
  failed: 'forward_failed',
  hung_up: 'forward_ended',
} as const satisfies Record<ForwardOutcome, string>

async function record(
  desk: Desk,
  call: Call,
  { verb, documentUrl }: Task<Extract<Verb, { verb: 'record' }>>,
): Promise<Next | null> {
  const url = absolute(verb.action ?? documentUrl, documentUrl)
  const finish = (digits: string): Next => ({
    url,
    method: verb.method,
    parameters: { ...desk.stopRecording(call), Digits: digits },
    what: 'recorded',
  })
  desk.startRecording(call, 'RecordVerb', withAbsolute(verb.callback, documentUrl))
  call.hangUpRequest = () => {
    const { method, parameters } = finish('hangup')
    desk.tell(call, {
      url,
      method,
      parameters: { ...callParameters(call, 'completed'), ...parameters },
      subject: 'call recorded',
    })
  }
  const end = (digits: string): string => {
    call.hangUpRequest = null
    call.enter({ step: 'waiting' })
    return digits
  }
  const silenceMs = verb.timeoutSeconds * 1_000
  call.enter({ step: 'recording', finishKeys: verb.finishKeys, lastsMs: silenceMs })
  const digits = await call.wait<string>(
    silenceMs,
    (action) => {
      if (action.do === 'speak') {
        call.note({ kind: 'spoke', text: action.text, confidence: null })
        return { goOnMs: silenceMs }
      }
      if (action.do === 'stay_silent') return { done: end('') }
      return action.do === 'key' && verb.finishKeys.includes(action.key) ? { done: end(action.key) } : null
    },
    () => end(''),
  )
  return finish(digits)
}

function withAbsolute(callback: RecordingCallback, documentUrl: string): RecordingCallback {
  return { ...callback, url: callback.url === null ? null : absolute(callback.url, documentUrl) }
}

/** An empty address is the document's own. */
function absolute(url: string, documentUrl: string): string {
  if (!URL.canParse(url, documentUrl)) {
    throw new CallFailed({ code: 'malformed_twiml', detail: 'an address in the document is none' })
  }
  return new URL(url, documentUrl).href
}
