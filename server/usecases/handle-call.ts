import { begin, step } from '../domain/deflector/deflector.ts'
import type { DeflectorContext, DeflectorState } from '../domain/deflector/state.ts'
import type { DialogueEvent, Transition } from '../domain/dialogue.ts'
import { understandAnswer } from '../domain/understanding/answer.ts'
import { SPOKEN_LANGUAGES } from '../domain/understanding/languages.ts'
import { understandNumber } from '../domain/understanding/spoken-number.ts'
import { createNumberPlan } from '../lib/number-plan.ts'
import { channelLog } from '../lib/logger.ts'
import { metrics } from '../lib/metrics.ts'
import type { Call, CallStepRecord } from '../store/entities.ts'
import type { CallChange } from '../store/store.ts'
import type { LineMessage } from '../telephony/provider.ts'
import { refreshCallEntry } from './call-entry.ts'
import { settingsForNewCall, settingsForRunningCall, type CallSettings } from './deflector-settings.ts'
import type { Deps, OpenLine } from './ports.ts'

const LONGEST_HEARD = 300

const plan = createNumberPlan()

/** Has ready what the first answer of a caller would otherwise wait for: the words of every language. */
export function prepareForCalls(): void {
  for (const language of SPOKEN_LANGUAGES) {
    understandAnswer('', language)
    understandNumber({ texts: [''] }, { language, country: 'DE', plan })
  }
}

/** A call after a webhook; `repeated` when the webhook had been applied before and nothing is to be done again. */
export interface HandledCall {
  call: Call
  repeated: boolean
}

/** Answers a call, once per id of the platform: a repeated webhook finds what was said the first time. */
export async function startCall(deps: Deps, open: OpenLine, message: LineMessage): Promise<HandledCall> {
  const known = await deps.store.calls.findByExternalId(open.record.id, message.callId)
  if (known !== null) return { call: known, repeated: true }
  const context = contextFrom(await settingsForNewCall(deps, open))
  const now = deps.clock.now()
  const dialled = message.to === '' ? open.record.address : message.to
  const transition = begin(context, { callerId: message.from, dialled }, now)
  const { state } = transition
  const { call, inserted } = await deps.store.calls.insert({
    environmentId: open.record.environmentId,
    serviceId: open.record.serviceId,
    channelId: open.record.id,
    externalId: message.callId,
    caller: state.caller.kind === 'number' ? state.caller.number.e164 : null,
    callerKind: state.caller.kind === 'number' ? state.caller.number.kind : state.caller.kind,
    dialled,
    turn: 1,
    applied: message.eventKey === null ? [] : [message.eventKey],
    actions: [...transition.actions],
    steps: [],
    consent: null,
    invitation: null,
    hungUpAt: null,
    startedAt: now,
    activeAt: now,
    endedAt: null,
    durationSeconds: null,
    ...columnsOf(state),
  })
  if (inserted) {
    metrics.callsStarted.inc({ caller: call.callerKind })
    if (state.offered) metrics.callConsents.inc({ outcome: 'offered' })
    channelLog.info({ callId: call.id, channelId: open.record.id, language: call.language }, 'call answered')
  }
  return { call, repeated: !inserted }
}

/**
 * Steps a call by what its caller did. Each event counts once, whichever process it reaches and however often; one
 * that comes late finds what is being asked by now. A call whose beginning got lost begins here.
 */
export async function stepCall(
  deps: Deps,
  open: OpenLine,
  message: LineMessage,
  event: { turn: number | null; input: DialogueEvent },
): Promise<HandledCall> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const known = await deps.store.calls.findByExternalId(open.record.id, message.callId)
    if (known === null) return startCall(deps, open, message)
    const isPast = event.turn !== null && event.turn !== known.turn
    const isKnown = message.eventKey !== null && known.applied.includes(message.eventKey)
    if (known.endedAt !== null || isPast || isKnown) return { call: known, repeated: true }
    if (isIdle(known, event.input, deps.clock.now())) return { call: known, repeated: true }
    const advanced = await advance(deps, open, known, { input: event.input, eventKey: message.eventKey })
    if (advanced !== null) return { call: advanced, repeated: false }
  }
  throw new Error('the call keeps changing')
}

/**
 * While somebody else's phone rings, callers may be heard, but only the outcome counts. Silence that outlasts the
 * ringing means that the outcome got lost.
 */
function isIdle(call: Call, input: DialogueEvent, now: Date): boolean {
  const last = call.actions.at(-1)
  if (last?.do !== 'forward' || input.type === 'forwarded' || input.type === 'hung_up') return false
  const rings = now.getTime() - call.activeAt.getTime() < last.timeoutSeconds * 1000
  return input.type !== 'silence' || rings
}

async function advance(
  deps: Deps,
  open: OpenLine,
  call: Call,
  event: { input: DialogueEvent; eventKey: string | null },
): Promise<Call | null> {
  const live = await settingsForRunningCall(deps, open)
  const { keepTranscripts } = live
  const now = deps.clock.now()
  const input = await meaningOf(deps, call, event.input)
  const transition = step(contextFrom(live), call.state as DeflectorState, input, now)
  const advanced = await deps.store.calls.advance(
    call.id,
    { turn: call.turn, eventKey: event.eventKey, now },
    changeOf(call, transition, { now, keepTranscripts }),
  )
  if (advanced === null) return null
  count(call, transition)
  return advanced
}

function contextFrom({ settings }: CallSettings): DeflectorContext {
  return { settings, plan }
}

/** While the provider's answer is awaited, whatever comes is the moment to look at it. */
async function meaningOf(deps: Deps, call: Call, input: DialogueEvent): Promise<DialogueEvent> {
  if (call.actions.at(-1)?.do !== 'pause' || input.type === 'hung_up') return input
  if (call.destination === null) return input
  const { invitation, environmentId } = call
  if (invitation === null) return { type: 'invitation', outcome: 'waiting' }
  const message = await deps.store.messages.find(environmentId, invitation.messageId)
  const status = message?.delivery?.status ?? invitation.status
  switch (status) {
    case 'queued':
    case 'sending':
      return { type: 'invitation', outcome: 'waiting' }
    case 'sent':
    case 'unconfirmed':
      return { type: 'invitation', outcome: 'sent' }
    case 'delivered':
    case 'read':
      return { type: 'invitation', outcome: 'delivered' }
    case 'failed':
      return {
        type: 'invitation',
        outcome: 'failed',
        reason: reasonOf(message?.delivery?.error?.code ?? invitation.errorCode),
      }
  }
}

function reasonOf(
  code: string | null,
): 'not_on_channel' | 'template_problem' | 'channel_unavailable' | 'unknown' {
  switch (code) {
    case 'not_on_channel':
    case 'template_problem':
      return code
    case 'channel_unavailable':
    case 'rate_limited':
    case 'channel_misconfigured':
    case 'account_restricted':
    case 'payment_problem':
      return 'channel_unavailable'
    case null:
    default:
      return 'unknown'
  }
}

function changeOf(
  call: Call,
  transition: Transition<DeflectorState>,
  how: { now: Date; keepTranscripts: boolean },
): CallChange & { step?: CallStepRecord } {
  const { state, actions } = transition
  const consented = call.destination === null && state.destination !== null
  return {
    ...columnsOf(state),
    actions: [...actions],
    ...(transition.step === undefined ? {} : { step: stepOf(transition.step, how) }),
    ...(consented ? { consent: consentOf(call, transition, how.now) } : {}),
  }
}

function stepOf(
  exchange: NonNullable<Transition<DeflectorState>['step']>,
  how: { now: Date; keepTranscripts: boolean },
): CallStepRecord {
  const { asked, input, understood, heard } = exchange
  return {
    at: how.now,
    asked,
    input,
    understood,
    ...(heard === undefined || !how.keepTranscripts ? {} : { heard: heard.slice(0, LONGEST_HEARD) }),
  }
}

/** Meta asks for proof of an opt-in: what was asked, in which words, and how it was answered. */
function consentOf(call: Call, transition: Transition<DeflectorState>, at: Date): Call['consent'] {
  const { state } = transition
  return {
    at,
    prompt: call.actions.flatMap((action) => (action.do === 'say' ? [action.speech.text] : [])).join(' '),
    language: state.language,
    answer: `${transition.step?.input ?? 'none'}: ${transition.step?.understood ?? ''}`,
    number: state.destination ?? '',
  }
}

type Columns = Required<
  Pick<
    CallChange,
    'language' | 'state' | 'result' | 'offered' | 'accepted' | 'otherNumber' | 'destination' | 'recording'
  >
>

/** What lists and figures read without knowing the dialogue. */
function columnsOf(state: DeflectorState): Columns {
  const { language, result, offered, accepted, otherNumber, destination, recording } = state
  return { state, language, result, offered, accepted, otherNumber, destination, recording }
}

function count(call: Call, { state, step: exchange }: Transition<DeflectorState>): void {
  if (exchange !== undefined) {
    const { asked, input, understood } = exchange
    metrics.callAnswers.inc({ prompt: asked, input, understood })
  }
  if (state.offered && !call.offered) metrics.callConsents.inc({ outcome: 'offered' })
  if (!state.accepted || call.accepted) return
  metrics.callConsents.inc({ outcome: 'accepted' })
  if (state.otherNumber) metrics.callConsents.inc({ outcome: 'other_number' })
}

/** Notes the end of a call, once; whoever ended it. */
export async function finishCall(
  deps: Deps,
  open: OpenLine | null,
  call: Call,
  durationSeconds: number | null,
): Promise<Call> {
  const { environmentId, id } = call
  if (call.endedAt !== null) {
    if (durationSeconds === null || call.durationSeconds !== null) return call
    const completed = await deps.store.calls.setDuration(id, durationSeconds)
    if (completed !== null) await refreshCallEntry(deps, completed)
    return completed ?? call
  }
  const state = call.state as DeflectorState
  const now = deps.clock.now()
  const last =
    open === null
      ? state
      : step(contextFrom(await settingsForRunningCall(deps, open)), state, { type: 'hung_up' }, now).state
  const finished = await deps.store.calls.finish(id, {
    endedAt: now,
    durationSeconds: durationSeconds ?? Math.round((now.getTime() - call.startedAt.getTime()) / 1000),
    result: last.result,
    hungUpAt: last.result === 'abandoned' ? state.asking : null,
  })
  if (finished === null) return (await deps.store.calls.find(environmentId, id)) ?? call
  metrics.calls.inc({ result: finished.result })
  if (finished.hungUpAt !== null) metrics.callHangUps.inc({ prompt: finished.hungUpAt })
  channelLog.info({ callId: id, result: finished.result }, 'call ended')
  await refreshCallEntry(deps, finished)
  return finished
}
